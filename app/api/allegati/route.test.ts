/** The upload form of a page without scripts. `next/headers` is the framework's request, given by hand; the rest is real. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { sessionCookie } from '@/lib/auth/cookies'
import { formToken } from '@/lib/auth/token'
import { paths } from '@/lib/core/paths'
import { closeDatabase } from '@/lib/db/client'
import { listDocumenti } from '@/lib/documenti/queries'
import { makeWorld, type World } from '@/lib/documenti/testing/world'
import { POST } from './route'

let token: string | null = null
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: (name: string) => (token && name === sessionCookie() ? { value: token } : undefined) }),
  headers: async () => new Headers(),
}))

let world: World
beforeEach(async () => {
  world = await makeWorld()
  token = world.owner.token
})
afterAll(closeDatabase)

const pdf = readFileSync(new URL('../../../lib/documenti/testing/fixtures/prova.pdf', import.meta.url))
const jpg = readFileSync(new URL('../../../lib/documenti/testing/fixtures/foto.jpg', import.meta.url))
type Files = [nome: string, bytes: Buffer][]

function form(fields: Record<string, string>, files: Files = []): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  for (const [nome, bytes] of files) data.append('file', new File([new Uint8Array(bytes)], nome))
  return data
}
async function post(body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  const encoded = new Response(body)
  const type = { 'content-type': encoded.headers.get('content-type') ?? '', 'sec-fetch-site': 'same-origin' }
  const bytes = await encoded.arrayBuffer()
  return POST(
    new Request('http://localhost:3000/api/allegati', {
      method: 'POST',
      body: bytes,
      headers: { ...type, ...headers },
    }),
  )
}
const fields = (allegato = 'schema'): Record<string, string> & { token: string } => ({
  token: formToken(world.owner.viewer.sessioneHash),
  bozzaId: world.bozzaId,
  allegato,
})
const send = (files: Files, more = fields()) => post(form(more, files))
const list = () => listDocumenti(world.owner.viewer, { bozzaId: world.bozzaId })
const backTo = (esito: string, allegato = 'schema') =>
  `${paths.personale.allegati(world.bozzaId)}?esito=${esito}#allegato-${allegato}`

test('several files arrive, and the browser goes back to the page', async () => {
  const response = await send([
    ['perché è così.pdf', pdf],
    ['foto.jpg', jpg],
  ])
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe(backTo('caricato'))
  expect(await list()).toMatchObject([
    { nome: 'perché è così.pdf', stato: 'pronto', byte: pdf.length },
    { nome: 'foto.jpg', stato: 'pronto', byte: jpg.length },
  ])
})

test('each refused file is listed with its reason; the good one stays', async () => {
  const tooLarge = randomBytes(1_100_000)
  const response = await send([
    ['a.exe', pdf],
    ['b.pdf', Buffer.from('MZ')],
    ['vuoto.pdf', Buffer.alloc(0)],
    ['c.pdf', pdf],
  ])
  expect(response.headers.get('location')).toBe(backTo('rifiutato'))
  expect(await list()).toMatchObject([
    { nome: 'a.exe', stato: 'rifiutato', rifiutoMotivo: expect.stringMatching(/Il file deve essere un PDF/) },
    { nome: 'b.pdf', stato: 'rifiutato', rifiutoMotivo: expect.stringMatching(/Il contenuto non corrisponde/) },
    { nome: 'vuoto.pdf', stato: 'rifiutato', rifiutoMotivo: expect.stringMatching(/vuoto/) },
    { nome: 'c.pdf', stato: 'pronto' },
  ])
  expect(
    (
      await send(
        [
          ['grande.jpg', tooLarge],
          ['foto.jpg', jpg],
        ],
        fields('foto'),
      )
    ).headers.get('location'),
  ).toBe(backTo('rifiutato', 'foto'))
  expect((await list()).filter(({ tipo }) => tipo === 'foto')).toMatchObject([
    { nome: 'grande.jpg', stato: 'rifiutato', rifiutoMotivo: 'Il file deve pesare meno di 1 MB' },
    { nome: 'foto.jpg', stato: 'pronto' },
  ])
})

test('no file chosen, too many files, a file too many: said', async () => {
  expect((await send([['', Buffer.alloc(0)]])).headers.get('location')).toBe(backTo('vuoto'))
  expect((await send([])).headers.get('location')).toBe(backTo('vuoto'))
  const four = ['a', 'b', 'c', 'd'].map((nome): [string, Buffer] => [`${nome}.pdf`, pdf])
  expect((await send(four)).headers.get('location')).toBe(backTo('rifiutato'))
  expect((await list()).at(-1)).toMatchObject({
    nome: 'd.pdf',
    stato: 'rifiutato',
    rifiutoMotivo: expect.stringMatching(/al massimo 3 file/),
  })
  const crowd = Array.from({ length: 25 }, (_, n): [string, Buffer] => [`${n}.pdf`, pdf])
  expect((await send(crowd)).headers.get('location')).toMatch(/esito=(interrotto|rifiutato)/)
})

test('a body cut in the middle leaves nothing arriving', async () => {
  const whole = new Response(
    form(fields(), [
      ['a.pdf', pdf],
      ['b.pdf', Buffer.concat([pdf, randomBytes(300_000)])],
    ]),
  )
  const bytes = new Uint8Array(await whole.arrayBuffer())
  let at = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at > 150_000) return controller.error(new Error('aborted'))
      controller.enqueue(bytes.slice(at, at + 10_000))
      at += 10_000
    },
  })
  const request = new Request('http://localhost:3000/api/allegati', {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': whole.headers.get('content-type') ?? '' },
  } as RequestInit)
  expect((await POST(request)).headers.get('location')).toBe(backTo('interrotto'))
  expect(await list()).toMatchObject([{ nome: 'a.pdf', stato: 'pronto' }])
})

test('a document is removed by its own form', async () => {
  await send([['a.pdf', pdf]])
  const [documento] = await list()
  const remove = (values: Record<string, string>) => post(new URLSearchParams(values))
  expect((await remove({ rimuovi: documento?.id ?? '', token: 'falso' })).status).toBe(404)
  expect(await list()).toHaveLength(1)
  const removed = await remove({ rimuovi: documento?.id ?? '', token: fields().token })
  expect(removed.headers.get('location')).toBe(backTo('rimosso'))
  expect(await list()).toEqual([])
  expect((await remove({ rimuovi: documento?.id ?? '', token: fields().token })).status).toBe(404)
})

test('S31: forged, foreign and malformed posts change nothing', async () => {
  const files: Files = [['a.pdf', pdf]]
  expect((await post(form(fields(), files), { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await post(form(fields(), files), { origin: 'https://altrove.example' })).status).toBe(403)
  expect((await send(files, { ...fields(), token: 'falso' })).status).toBe(404)
  expect((await send(files, { ...fields(), token: formToken(world.stranger.viewer.sessioneHash) })).status).toBe(404)
  expect((await send(files, { ...fields(), bozzaId: 'x' })).status).toBe(404)
  expect((await send(files, { ...fields(), altro: 'x' })).status).toBe(404)
  expect((await post('x', { 'content-type': 'application/json' })).status).toBe(404)
  expect((await post(form(fields(), files), { 'content-length': '3000000000' })).status).toBe(413)
  token = world.stranger.token
  expect((await send(files)).status).toBe(404)
  expect((await send(files, { ...fields(), token: formToken(world.stranger.viewer.sessioneHash) })).status).toBe(404)
  token = null
  const away = await send(files)
  expect([away.status, away.headers.get('location')]).toEqual([303, paths.accedi()])
  expect(await list()).toEqual([])
})
