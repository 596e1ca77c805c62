/**
 * The published upload client against our own routes: the five shapes of the wire (uploadthing 7.7). `next/headers` is
 * the framework's request, given here by hand; the rest is real.
 */
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { eq, sql } from 'drizzle-orm'
import { genUploader } from 'uploadthing/client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { DELETE, GET } from '@/app/api/documenti/[id]/route'
import { POST as openRoute } from '@/app/api/uploadthing/route'
import { documenti } from '@/drizzle/schema/pratiche'
import { sessionCookie } from '@/lib/auth/cookies'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { CHUNK } from '@/lib/documenti/cipher'
import type { Caricato } from '@/lib/documenti/commands-caricamento'
import { auditOf, makeWorld, rowOf, type World } from '@/lib/documenti/testing/world'
import type { UploadRouter } from '@/lib/documenti/upload-router'
import { HEAD, PUT } from './route'

let token: string | null = null
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: (name: string) => (token && name === sessionCookie() ? { value: token } : undefined) }),
  headers: async () => new Headers(),
}))

const BASE = 'http://localhost:3000'
let world: World
const seen: { method: string; url: string; range: string | null }[] = []
/** Bytes after which the next connection is cut; null: it is not. */
let cutAt: number | null = null

beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  world = await makeWorld()
  token = world.owner.token
  seen.length = 0
  cutAt = null
})
afterEach(() => vi.unstubAllGlobals())
afterAll(closeDatabase)

async function serve(url: string, init: RequestInit & { duplex?: 'half' }): Promise<Response> {
  const request = new Request(new URL(url, BASE), init)
  if (!request.headers.has('sec-fetch-site')) request.headers.set('sec-fetch-site', 'same-origin')
  const { pathname } = new URL(request.url)
  seen.push({ method: request.method, url: String(url), range: request.headers.get('range') })
  if (pathname === '/api/uploadthing') return openRoute(request)
  const params = Promise.resolve({ key: pathname.split('/').at(-1) ?? '' })
  if (pathname.startsWith('/api/ingest/'))
    return request.method === 'HEAD' ? HEAD(request, { params }) : PUT(request, { params })
  throw new Error(`A request left for ${url}`)
}

/** The part of XMLHttpRequest that the client uses, over our routes. */
class Xhr extends EventTarget {
  status = 0
  statusText = ''
  response: unknown = null
  responseType = ''
  upload = new EventTarget()
  #method = ''
  #url = ''
  #headers = new Headers()
  open(method: string, url: string) {
    this.#method = method
    this.#url = url
  }
  setRequestHeader(name: string, value: string) {
    this.#headers.set(name, value)
  }
  abort() {}
  async send(form: FormData) {
    const encoded = new Response(form)
    this.#headers.set('content-type', encoded.headers.get('content-type') ?? '')
    this.#headers.set('content-length', '1') // checked nowhere: the real length is counted
    const bytes = Buffer.from(await encoded.arrayBuffer())
    const limit = cutAt
    cutAt = null
    let at = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (limit !== null && at >= limit) return controller.error(new Error('aborted'))
        if (at >= bytes.length) return controller.close()
        controller.enqueue(new Uint8Array(bytes.subarray(at, at + 16_000)))
        at += 16_000
      },
    })
    const response = await serve(this.#url, { method: this.#method, headers: this.#headers, body, duplex: 'half' })
    if (limit !== null) return void this.dispatchEvent(new Event('error')) // the client never hears the answer
    this.upload.dispatchEvent(Object.assign(new Event('progress'), { loaded: bytes.length }))
    this.status = response.status
    this.response = await response.json()
    this.dispatchEvent(new Event('load'))
  }
}

function client() {
  vi.stubGlobal('XMLHttpRequest', Xhr)
  const fetch = ((url: string | URL, init: RequestInit) => serve(String(url), init)) as typeof globalThis.fetch
  return genUploader<UploadRouter>({ url: `${BASE}/api/uploadthing`, fetch, package: '@uploadthing/react' })
}
const pdf = readFileSync(new URL('../../../../lib/documenti/testing/fixtures/prova.pdf', import.meta.url))
const bigPdf = Buffer.concat([
  Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nstream\n'),
  randomBytes(20 * CHUNK),
  Buffer.from('\nendstream\nendobj\nstartxref\n9\n%%EOF\n'),
])
const fileOf = (bytes: Buffer, name = 'Domanda è (1) & prova+x.pdf', type = 'application/pdf') =>
  new File([new Uint8Array(bytes)], name, { type, lastModified: 1_900_000_000_000 })
const input = () => ({ bozzaId: world.bozzaId, allegato: 'schema' })

async function upload(file: File): Promise<Caricato> {
  const control = await client().createUpload('allegato', { files: [file], input: input() })
  const [done] = (await control.done()) as unknown as { serverData: Caricato }[]
  if (!done) throw new Error('No answer')
  return done.serverData
}

describe('the upload client and our routes agree', () => {
  test('a file goes up whole, with its odd name, and comes down the same', async () => {
    const done = await upload(fileOf(pdf))
    expect(done).toEqual({
      id: done.id,
      stato: 'pronto',
      motivo: null,
      sha256: createHash('sha256').update(pdf).digest('hex'),
    })
    expect(seen.map(({ method }) => method)).toEqual(['POST', 'HEAD', 'PUT'])
    expect(seen[1]?.url).toMatch(/^\/api\/ingest\//) // relative: works behind any proxy
    expect(await rowOf(done.id)).toMatchObject({
      nome: 'Domanda è (1) & prova+x.pdf',
      stato: 'pronto',
      mime: 'application/pdf',
    })
    const response = await GET(new Request(`${BASE}/api/documenti/${done.id}`), {
      params: Promise.resolve({ id: done.id }),
    })
    expect(Buffer.from(await response.arrayBuffer()).equals(pdf)).toBe(true)
    expect(await auditOf(done.id)).toEqual(['documento.caricato', 'documento.scaricato'])
  })

  test('a signed file that browsers call by no type goes up too', async () => {
    const p7m = readFileSync(new URL('../../../../lib/documenti/testing/fixtures/ber.pdf.p7m', import.meta.url))
    expect((await upload(fileOf(p7m, 'istanza.pdf.p7m', ''))).stato).toBe('pronto')
    expect((await upload(fileOf(p7m, 'istanza-2.pdf.p7m', 'application/x-pkcs7-mime'))).stato).toBe('pronto')
  })

  test('R07: cut in the middle, chosen again, it goes on from where it was', async () => {
    cutAt = 15 * CHUNK
    await expect(upload(fileOf(bigPdf))).rejects.toThrow()
    const done = await upload(fileOf(bigPdf))
    expect(done.sha256).toBe(createHash('sha256').update(bigPdf).digest('hex'))
    const ranges = seen.filter(({ method }) => method === 'PUT').map(({ range }) => range)
    expect(ranges[0]).toBe('bytes=0-')
    expect(Number(/bytes=(\d+)-/.exec(ranges[1] ?? '')?.[1])).toBeGreaterThanOrEqual(8 * CHUNK) // what was in flight is lost
  })

  test('what is refused says why: before sending, and after looking', async () => {
    await expect(upload(fileOf(pdf, 'a.exe'))).rejects.toThrow(
      'Il file deve essere un PDF, PDF firmato (.p7m), JPG o PNG',
    )
    expect(await upload(fileOf(Buffer.from('MZ'), 'a.pdf'))).toMatchObject({
      stato: 'rifiutato',
      motivo: expect.stringMatching(/Il contenuto/),
    })
    token = null
    await expect(upload(fileOf(pdf, 'b.pdf'))).rejects.toThrow(/ti abbiamo disconnesso/)
    token = world.stranger.token
    await expect(upload(fileOf(pdf, 'b.pdf'))).rejects.toThrow(/non si possono più caricare/)
  })

  test('hostile requests to the first route start nothing', async () => {
    const post = (body: unknown, headers: Record<string, string> = {}) => {
      const text = JSON.stringify(body)
      return serve('/api/uploadthing?actionType=upload&slug=allegato', {
        method: 'POST',
        body: text,
        headers: { 'content-type': 'application/json', 'content-length': String(text.length), ...headers },
      })
    }
    const file = { name: 'a.pdf', size: 10, type: 'application/pdf', lastModified: 1 }
    expect((await post({ files: [file, file], input: input() })).status).toBe(400)
    expect((await post({ files: [], input: input() })).status).toBe(400)
    expect((await post({ files: [file], input: { bozzaId: 'x' } })).status).toBe(400)
    expect((await post({ files: [{ ...file, size: -5 }], input: input() })).status).toBe(400)
    expect((await post({ files: [{ ...file, size: 1.5 }], input: input() })).status).toBe(400)
    expect((await post({ files: [{ ...file, name: '\ud800.pdf' }], input: input() })).status).toBe(400)
    expect((await post({ files: [{ ...file, name: 'dopo.pdf', lastModified: 1e300 }], input: input() })).status).toBe(
      200,
    )
    expect((await post({ files: [{ ...file, name: 'x'.repeat(20_000) }], input: input() })).status).toBe(413)
    expect((await post({ files: [file], input: input() }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await post({ file: {} }, { 'uploadthing-hook': 'callback' })).status).toBe(404)
  })
})

describe('the signed address', () => {
  async function address(): Promise<string> {
    const text = JSON.stringify({
      files: [{ name: 'a.pdf', size: pdf.length, type: '', lastModified: 1 }],
      input: input(),
    })
    const response = await serve('/api/uploadthing?actionType=upload&slug=allegato', {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'application/json', 'content-length': String(text.length) },
    })
    const [one] = (await response.json()) as { url: string }[]
    return one?.url ?? ''
  }
  async function put(url: string, bytes: Buffer, headers: Record<string, string> = {}) {
    const form = new FormData()
    form.append('file', new File([new Uint8Array(bytes)], 'a.pdf'))
    const encoded = new Response(form)
    const type = { 'content-type': encoded.headers.get('content-type') ?? '' }
    return serve(url, { method: 'PUT', body: await encoded.arrayBuffer(), headers: { ...type, ...headers } })
  }

  test('changed, expired, another person’s or no one’s: refused', async () => {
    const url = await address()
    const [path, query] = url.split('?') as [string, string]
    for (const [name, value] of [
      ['x-ut-file-size', '5'],
      ['x-ut-custom-id', world.bozzaId],
      ['expires', '9999999999999'],
      ['signature', 'hmac-sha256=00'],
    ] as const) {
      const params = new URLSearchParams(query)
      params.set(name, value)
      expect((await put(`${path}?${params}`, pdf)).status).toBe(403)
    }
    expect((await put(`${path}x?${query}`, pdf)).status).toBe(403)
    token = world.stranger.token
    expect((await put(url, pdf)).status).toBe(403)
    expect((await serve(url, { method: 'HEAD' })).status).toBe(403)
    token = null
    expect((await put(url, pdf)).status).toBe(403)
    token = world.owner.token
    expect((await put(url, pdf, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 3_600_000 })
    try {
      expect((await put(url, pdf)).status).toBe(403)
    } finally {
      vi.useRealTimers()
    }
    expect((await put(url, pdf)).status).toBe(200)
  })

  test('R07: after a process was killed, the question where to go on from waits for its lease to end', async () => {
    const url = await address()
    const id = decodeURIComponent(new URL(url, BASE).searchParams.get('x-ut-custom-id') ?? '')
    await db
      .update(documenti)
      .set({ scrittore: id, scrittoreFinoAt: sql`clock_timestamp() + interval '1 second'` })
      .where(eq(documenti.id, id))
    expect((await put(url, pdf)).status).toBe(409)
    const head = await serve(url, { method: 'HEAD' })
    expect(head.headers.get('x-ut-range-start')).toBe('0')
    expect((await put(url, pdf)).status).toBe(200)
  })

  test('wrong length, wrong offset, no form: said, and mended by a right attempt', async () => {
    const url = await address()
    expect((await put(url, Buffer.concat([pdf, pdf]))).status).toBe(413)
    expect((await put(url, pdf.subarray(0, 50))).status).toBe(400)
    expect((await put(url, pdf, { range: 'bytes=10-' })).status).toBe(416)
    expect((await put(url, pdf, { range: 'bytes=x' })).status).toBe(416)
    expect((await serve(url, { method: 'PUT', body: 'x', headers: { 'content-type': 'text/plain' } })).status).toBe(400)
    expect((await serve(url, { method: 'PUT' })).status).toBe(400)
    const [one, two] = await Promise.all([put(url, pdf), put(url, pdf)])
    expect([one.status, two.status]).toContain(200)
    expect([200, 409]).toEqual(expect.arrayContaining([one.status, two.status]))
    const again = await put(url, pdf) // the answer was lost: the same is given again
    const { serverData } = (await again.json()) as { serverData: Caricato }
    expect(serverData.stato).toBe('pronto')
    expect(await auditOf(serverData.id)).toEqual(['documento.caricato'])
  })
})

describe('S45: downloads', () => {
  const get = (id: string, headers: Record<string, string> = {}) =>
    GET(new Request(`${BASE}/api/documenti/${id}`, { headers }), { params: Promise.resolve({ id }) })

  test('headers keep the browser from rendering and from keeping it', async () => {
    const { id } = await upload(fileOf(pdf, 'perizia "finale"; è.pdf'))
    const { headers, status } = await get(id)
    expect(status).toBe(200)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(pdf.length),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-security-policy': "sandbox; default-src 'none'",
      'accept-ranges': 'bytes',
      'content-disposition': `attachment; filename="perizia _finale__ e.pdf"; filename*=UTF-8''perizia%20%22finale%22%3B%20%C3%A8.pdf`,
    })
    expect(headers.has('etag')).toBe(false)
  })

  test('by range, across chunks', async () => {
    const { id } = await upload(fileOf(bigPdf, 'grande.pdf'))
    const from = CHUNK - 5
    const response = await get(id, { range: `bytes=${from}-${CHUNK + 4}` })
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe(`bytes ${from}-${CHUNK + 4}/${bigPdf.length}`)
    expect(Buffer.from(await response.arrayBuffer()).equals(bigPdf.subarray(from, CHUNK + 5))).toBe(true)
    const tail = await get(id, { range: 'bytes=-10' })
    expect(Buffer.from(await tail.arrayBuffer()).equals(bigPdf.subarray(-10))).toBe(true)
    expect((await get(id, { range: `bytes=${bigPdf.length}-` })).status).toBe(416)
  })

  test('S22: somebody else’s answers like a missing one, signed in or not', async () => {
    const { id } = await upload(fileOf(pdf))
    const missing = await get('00000000-0000-4000-8000-000000000000')
    for (const who of [world.stranger.token, world.officer.token, null]) {
      token = who
      const response = await get(id)
      expect(response.status).toBe(404)
      expect(await response.text()).toBe(await missing.clone().text())
      const gone = await DELETE(
        new Request(`${BASE}/x`, { method: 'DELETE', headers: { 'sec-fetch-site': 'same-origin' } }),
        { params: Promise.resolve({ id }) },
      )
      expect(gone.status).toBe(404)
    }
    expect(await auditOf(id)).toEqual(['documento.caricato'])
  })

  test('a document is taken away from our own pages only', async () => {
    const { id } = await upload(fileOf(pdf))
    const remove = (site: string) =>
      DELETE(new Request(`${BASE}/x`, { method: 'DELETE', headers: { 'sec-fetch-site': site } }), {
        params: Promise.resolve({ id }),
      })
    expect((await remove('cross-site')).status).toBe(403)
    expect((await remove('same-origin')).status).toBe(204)
    expect((await get(id)).status).toBe(404)
  })
})
