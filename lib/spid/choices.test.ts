import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { idpMetadata } from '@/scripts/demo-idp/message'
import { certificateBody } from './certificato'
import { listIdpChoices } from './choices'
import { newKeys } from './testing/idp'

test('each federation has its own choices, in an order that changes, each with the address that begins the sign-in', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'scelte-'))
  const cie = mkdtempSync(path.join(os.tmpdir(), 'scelte-cie-'))
  const body = certificateBody(newKeys().certificate)
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `https://${name}.example.org`)
  for (const [at, base] of names.entries()) writeFileSync(path.join(folder, `${at}.xml`), idpMetadata(base, body))
  writeFileSync(path.join(cie, 'cie.xml'), idpMetadata('https://ministero.example.org', body, 'Ministero'))
  Object.assign(process.env, { SPID_IDP_METADATA: folder, CIE_IDP_METADATA: cie })
  const seen = new Set<string>()
  for (let i = 0; i < 40; i += 1) {
    const listed = (await listIdpChoices('spid', null, 2)).map(({ entityId }) => entityId)
    expect([...listed].sort()).toEqual(names.map((base) => `${base}/metadata`))
    seen.add(listed[0] as string)
  }
  expect(seen.size).toBeGreaterThan(1) // the same one first forty times: once in 6^39
  expect(await listIdpChoices('cie', '/servizi', 2)).toEqual([
    {
      entityId: 'https://ministero.example.org/metadata',
      nome: 'Ministero',
      demo: false,
      href: '/api/spid/login?idp=https%3A%2F%2Fministero.example.org%2Fmetadata&livello=2&ritorno=%2Fservizi',
    },
  ])
})
