import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { readConfig } from '@/scripts/demo-idp/config'
import { idpMetadata } from '@/scripts/demo-idp/message'
import { certificateBody } from './certificato'
import { demoMetadataFile } from './demo'
import { listIdp, parseIdpMetadata } from './idp'
import { newKeys } from './testing/idp'

const body = certificateBody(newKeys().certificate)
const folder = mkdtempSync(path.join(os.tmpdir(), 'federazione-'))
const file = path.join(folder, 'uno.xml')

beforeAll(() => {
  // A portal away from this machine; nothing here signs, so the key files need not be there.
  const away = { SPID_PRIVATE_KEY_FILE: 'k', SPID_CERTIFICATE_FILE: 'c', SPID_CONTACT_EMAIL: 'sportello@example.org' }
  Object.assign(process.env, { ...away, BASE_URL: 'https://sportello.example.org', SPID_IDP_METADATA: folder })
})

test('S16, spid.md §13: away from this machine a loopback provider is not trusted, wherever it is named', () => {
  expect(parseIdpMetadata(idpMetadata('http://127.0.0.1:3001', body))).toEqual([])
  expect(parseIdpMetadata(idpMetadata('http://localhost:3001', body))).toEqual([])
  const moved = idpMetadata('https://idp.example.org', body).replaceAll(
    'https://idp.example.org/sso',
    'http://[::1]:3001/sso',
  )
  expect(parseIdpMetadata(moved)).toEqual([])
  expect(parseIdpMetadata(idpMetadata('https://idp.example.org', body))).toMatchObject([
    {
      entityId: 'https://idp.example.org/metadata',
      ssoRedirect: 'https://idp.example.org/sso',
      nome: 'Identità di prova',
    },
  ])
  expect(() => readConfig({ BASE_URL: 'https://sportello.example.org' })).toThrow(
    'solo per un portale su questa macchina',
  )
  expect(readConfig({ BASE_URL: 'http://localhost:3000' }).base).toBe('http://127.0.0.1:3001')
  expect(demoMetadataFile('/dati')).toBe('/dati/demo-idp/metadata.xml')
})

test('a registry that breaks or empties keeps its last good copy; a good one is read again', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const names = async () => {
    await new Promise((resolve) => setTimeout(resolve, 2_050)) // looked at every two seconds
    return (await listIdp()).map(({ entityId }) => entityId)
  }
  writeFileSync(file, idpMetadata('https://uno.example.org', body))
  expect(await names()).toEqual(['https://uno.example.org/metadata'])
  writeFileSync(file, '<rotto')
  expect(await names()).toEqual(['https://uno.example.org/metadata'])
  rmSync(file)
  expect(await names()).toEqual(['https://uno.example.org/metadata'])
  expect(warn).toHaveBeenCalledTimes(2)
  writeFileSync(file, idpMetadata('https://due.example.org', body))
  expect(await names()).toEqual(['https://due.example.org/metadata'])
  warn.mockRestore()
})
