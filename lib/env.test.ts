import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { parseEnv } from './env'

const ed25519 = () =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')

const complete = () => ({
  DATABASE_URL: 'postgres://portale:x@127.0.0.1:5432/portale',
  NEXTAUTH_SECRET: randomBytes(48).toString('base64'),
  FILES_MASTER_KEY: randomBytes(32).toString('base64'),
  UPLOADTHING_SECRET: `sk_${randomBytes(32).toString('hex')}`,
  VERIFICA_SIGNING_KEY: ed25519(),
})

test('a complete configuration is read with its defaults', () => {
  const value = parseEnv(complete())
  expect(value).toMatchObject({ PORT: 3000, BASE_URL: 'http://localhost:3000', DB_POOL: 10, DEMO_IDP: false })
  expect(value.FILES_DIR).toMatch(/^\/.*\.data\/files$/)
})

test('S03: each required key, taken away or emptied, stops the start and is named', () => {
  for (const name of Object.keys(complete())) {
    expect(() => parseEnv({ ...complete(), [name]: undefined })).toThrow(`${name}: manca`)
    expect(() => parseEnv({ ...complete(), [name]: '' })).toThrow(`${name}: manca`)
  }
})

test('S03: weak secrets are refused and never quoted', () => {
  const weak: Record<string, string> = {
    NEXTAUTH_SECRET: 'changeme-changeme',
    UPLOADTHING_SECRET: `sk_${'a'.repeat(40)}`,
    FILES_MASTER_KEY: Buffer.alloc(32).toString('base64'),
    VERIFICA_SIGNING_KEY: generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .privateKey.export({ format: 'der', type: 'pkcs8' })
      .toString('base64'),
  }
  for (const [name, value] of Object.entries(weak)) {
    let message = ''
    try {
      parseEnv({ ...complete(), [name]: value })
    } catch (error) {
      message = String(error)
    }
    expect(message).toContain(`${name}: `)
    expect(message).not.toContain(value)
  }
})

test('outside this machine only https, and never with the demo sign-in', () => {
  expect(() => parseEnv({ ...complete(), BASE_URL: 'http://sportello.example.it' })).toThrow('BASE_URL: ')
  expect(() => parseEnv({ ...complete(), BASE_URL: 'https://sportello.example.it', DEMO_IDP: '1' })).toThrow(
    'DEMO_IDP: ',
  )
  expect(parseEnv({ ...complete(), BASE_URL: 'https://sportello.example.it/' }).BASE_URL).toBe(
    'https://sportello.example.it',
  )
})

test('the S3 variables go together', () => {
  expect(() => parseEnv({ ...complete(), S3_ENDPOINT: 'https://s3.example.it' })).toThrow('S3_BUCKET: manca')
})
