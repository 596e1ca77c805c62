import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import type { PayloadVerifica } from './rules'
import { listPublicKeys, openSigillo, sealAtto } from './sigillo'

const payload: PayloadVerifica = {
  v: 1,
  e: 'p_sp',
  n: '2026/0000042',
  t: 'autorizzazione:singola',
  d: '2026-03-17',
  a: '2026-06-17',
  g: ['ZZ000AA', 'XZ000AB'],
  m: 72_000,
  l: [1810, 255, 400],
  s: '0123456789abcdef',
}
const parts = (seal: string) => seal.split('.') as [string, string, string, string]

test('a seal opens to what was sealed, and fits in an address', () => {
  const seal = sealAtto(payload)
  expect(openSigillo(seal)).toEqual(payload)
  expect(seal).toMatch(/^[\w.-]+$/)
  expect(seal.length).toBeLessThan(320)
  expect(openSigillo(sealAtto({ ...payload, d: null, a: null, g: [], m: null, l: [null, null, null] }))?.m).toBeNull()
})

test('a seal with another figure in it does not open', () => {
  const [version, id, body, signature] = parts(sealAtto(payload))
  const changed = Buffer.from(body, 'base64url').toString().replace('72000', '44000')
  expect(openSigillo([version, id, Buffer.from(changed).toString('base64url'), signature].join('.'))).toBeNull()
  expect(
    openSigillo([version, id, body, signature.replace(/^./, signature[0] === 'A' ? 'B' : 'A')].join('.')),
  ).toBeNull()
  for (const text of ['', 'x', `${version}.${id}.${body}`, `2.${id}.${body}.${signature}`])
    expect(openSigillo(text)).toBeNull()
})

test('a seal made with another key does not open, even under our key’s name', () => {
  const [version, id, body] = parts(sealAtto(payload))
  const { privateKey } = generateKeyPairSync('ed25519')
  const signed = `${version}.${id}.${body}`
  expect(openSigillo(`${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`)).toBeNull()
})

test('after the key has changed, seals of the old one hold only while its public half is kept', async () => {
  const old = sealAtto(payload)
  const [oldKey] = listPublicKeys()
  const { privateKey } = generateKeyPairSync('ed25519')
  vi.stubEnv('VERIFICA_SIGNING_KEY', privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'))
  vi.resetModules()
  const other = await import('./sigillo')
  expect(other.listPublicKeys().map((key) => key.id)).not.toContain(oldKey?.id)
  expect(other.openSigillo(old)).toBeNull()
  vi.stubEnv('VERIFICA_PUBLIC_KEYS_OLD', oldKey?.pem ?? '')
  vi.resetModules()
  const kept = await import('./sigillo')
  expect(kept.listPublicKeys()).toHaveLength(2)
  expect(kept.openSigillo(old)).toEqual(payload)
  const fresh = kept.sealAtto(payload)
  expect(parts(fresh)[1]).not.toBe(oldKey?.id) // the old key only opens
  expect(kept.openSigillo(fresh)).toEqual(payload)
  vi.unstubAllEnvs()
})

test('the published key alone checks a seal', () => {
  const [version, id, body, signature] = parts(sealAtto(payload))
  const [key] = listPublicKeys()
  if (!key) throw new Error('No key')
  expect(id).toBe(key.id)
  const signed = Buffer.from(`${version}.${id}.${body}`)
  expect(verify(null, signed, createPublicKey(key.pem), Buffer.from(signature, 'base64url'))).toBe(true)
})
