import { mkdtempSync, utimesSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { wrongVariables } from '@/lib/env'
import { idpMetadata } from '@/scripts/demo-idp/message'
import { certificateBody } from './certificato'
import { listCopieVecchie, refreshCopie } from './copia'
import { listIdp } from './idp'
import { copyFileOf } from './idp-files'
import { newKeys } from './testing/idp'

const body = certificateBody(newKeys().certificate)
let answer: { status: number; text: string }
let asked = 0
let url = ''
const server = createServer((_, response) => {
  asked += 1
  response.writeHead(answer.status).end(answer.text)
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/entities`
  Object.assign(process.env, { SPID_IDP_METADATA: url, DATA_DIR: mkdtempSync(path.join(os.tmpdir(), 'copie-')) })
})
afterAll(() => void server.close())

const names = async () => {
  await new Promise((resolve) => setTimeout(resolve, 2_050)) // looked at every two seconds
  return (await listIdp()).map(({ entityId }) => entityId)
}
const minutes = (count: number) => new Date(Date.UTC(2027, 2, 12, 12, count))

test('the registry at an address is copied, and the copy outlives every way a refresh can fail', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  answer = { status: 503, text: '' }
  expect(await refreshCopie(minutes(0))).toBe(0)
  expect(await names()).toEqual([])
  expect(await listCopieVecchie(minutes(0))).toMatchObject([{ url, copiaAt: null, errore: 'ha risposto 503' }])

  answer = { status: 200, text: idpMetadata('https://uno.example.org', body) }
  expect(await refreshCopie(minutes(1))).toBe(1) // with no copy at all it asks again after a minute
  expect(await names()).toEqual(['https://uno.example.org/metadata'])
  expect(await listCopieVecchie()).toEqual([])

  const before = asked
  expect(await refreshCopie(minutes(60))).toBe(0)
  expect(asked).toBe(before) // not an hour yet

  const failures: [typeof answer, RegExp][] = [
    [{ status: 200, text: '<rotto' }, /ben formato/],
    [{ status: 200, text: '<html/>' }, /Not SAML metadata/],
    [
      { status: 200, text: '<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"/>' },
      /nessun gestore/,
    ],
    [{ status: 404, text: '' }, /ha risposto 404/],
    [{ status: 302, text: '' }, /ha risposto 302/],
  ]
  for (const [at, [wrong, errore]] of failures.entries()) {
    answer = wrong
    expect(await refreshCopie(minutes(61 + 10 * at))).toBe(0)
    const [vecchia] = await listCopieVecchie()
    expect(vecchia?.errore).toMatch(errore)
    expect(vecchia?.copiaAt).not.toBeNull()
  }
  expect(warn).toHaveBeenCalledTimes(1 + failures.length)
  expect(await names()).toEqual(['https://uno.example.org/metadata'])

  answer = { status: 200, text: idpMetadata('https://due.example.org', body) }
  expect(await refreshCopie(minutes(111))).toBe(1)
  expect(await names()).toEqual(['https://due.example.org/metadata'])
  expect(await listCopieVecchie()).toEqual([])
  warn.mockRestore()
})

test('a copy that nobody refreshes is told after two days', async () => {
  const written = new Date('2027-03-10T12:00:00Z')
  utimesSync(copyFileOf(url), written, written)
  expect(await listCopieVecchie(new Date('2027-03-12T12:00:00Z'))).toEqual([])
  expect(await listCopieVecchie(new Date('2027-03-12T12:00:01Z'))).toMatchObject([{ url, copiaAt: written }])
})

test('away from this machine a registry is read only by https', () => {
  const away = {
    ...process.env,
    BASE_URL: 'https://sportello.example.org',
    SPID_IDP_METADATA: 'http://registro.example.org/',
  }
  expect(wrongVariables(away)).toContain('SPID_IDP_METADATA: un indirizzo del registro deve essere completo, e https')
})
