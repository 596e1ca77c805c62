import { randomBytes, randomUUID } from 'node:crypto'
import { appendFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { STORED_CHUNK as UNIT } from './cipher'
import { MissingObjectError, type Storage } from './storage'
import { diskStorage } from './storage-disk'
import { s3Storage } from './storage-s3'
import { startS3Server } from './testing/s3-server'

const credentials = { accessKeyId: 'AKIAPROVA', secretAccessKey: 'segreto/di+prova', region: 'eu-south-1' }
let root: string
let s3: Awaited<ReturnType<typeof startS3Server>>
let stores: Record<'disk' | 's3', Storage>

beforeAll(async () => {
  root = path.join(await mkdtemp(path.join(tmpdir(), 'documenti-')), 'files')
  s3 = await startS3Server(credentials, 'portale')
  stores = { disk: diskStorage(root), s3: s3Storage({ endpoint: s3.endpoint, bucket: 'portale', ...credentials }) }
})
afterAll(async () => {
  await s3.stop()
  await rm(path.dirname(root), { recursive: true })
})

async function store(storage: Storage, id: string, content: Buffer) {
  const writer = await storage.resume(id, UNIT)
  for (let at = 0; at < content.length; at += UNIT) await writer.write(content.subarray(at, at + UNIT))
  await writer.complete()
}

describe.each(['disk', 's3'] as const)('storage on %s', (kind) => {
  test('an object appears whole, reads by range, and goes', async () => {
    const storage = stores[kind]
    const id = randomUUID()
    const content = randomBytes(2 * UNIT + 33)
    expect(await storage.size(id)).toBeNull()
    await expect(storage.open(id)).rejects.toThrow(MissingObjectError)
    await store(storage, id, content)
    expect(await storage.size(id)).toBe(content.length)
    expect((await buffer(await storage.open(id))).equals(content)).toBe(true)
    const part = await buffer(await storage.open(id, { start: UNIT, end: UNIT + 9 }))
    expect(part.equals(content.subarray(UNIT, UNIT + 10))).toBe(true)
    await storage.delete(id)
    await storage.delete(id)
    expect(await storage.size(id)).toBeNull()
  })

  test('R07: an upload cut twice goes on from what was kept', async () => {
    const storage = stores[kind]
    const id = randomUUID()
    const content = randomBytes(200 * UNIT + 1234) // 13 MB: several parts on S3
    let offset = 0
    for (const until of [90 * UNIT, 190 * UNIT]) {
      const writer = await storage.resume(id, UNIT)
      expect(writer.offset).toBe(offset)
      for (let at = writer.offset; at < until; at += UNIT) await writer.write(content.subarray(at, at + UNIT))
      await writer.pause()
      offset = await storage.partialSize(id, UNIT)
      expect(offset % UNIT).toBe(0)
      expect(offset).toBeGreaterThan(until - 81 * UNIT)
      expect(await storage.size(id)).toBeNull()
    }
    const writer = await storage.resume(id, UNIT)
    for (let at = writer.offset; at < content.length; at += UNIT) await writer.write(content.subarray(at, at + UNIT))
    await writer.complete()
    expect((await buffer(await storage.open(id))).equals(content)).toBe(true)
    expect(await storage.partialSize(id, UNIT)).toBe(0)
    await storage.delete(id)
  })

  test('deleting takes the unfinished part too; listing shows both kinds', async () => {
    const storage = stores[kind]
    const ids = Array.from({ length: 5 }, () => randomUUID())
    for (const id of ids) await store(storage, id, randomBytes(10))
    const begun = randomUUID()
    await (await storage.resume(begun, UNIT)).pause()
    const listed = new Map<string, boolean>()
    for await (const { id, whole, changedAt } of storage.list()) {
      listed.set(id, whole)
      expect(Date.now() - changedAt.getTime()).toBeLessThan(60_000)
    }
    expect(listed.get(begun)).toBe(false)
    expect(ids.every((id) => listed.get(id))).toBe(true)
    for (const id of [...ids, begun]) await storage.delete(id)
    for await (const { id } of storage.list()) expect([...ids, begun]).not.toContain(id)
  })

  test('no id can name a path', async () => {
    for (const id of ['../../etc/passwd', 'a/b', '', `${randomUUID()}/..`, randomUUID().toUpperCase()])
      await expect(async () => stores[kind].size(id)).rejects.toThrow(RangeError)
  })

  test('the store says that it can be written', async () => {
    await expect(stores[kind].check()).resolves.toBeUndefined()
  })
})

test('S45: files and folders on disk are for their owner only, under random names', async () => {
  const id = randomUUID()
  await store(stores.disk, id, Buffer.from('x'))
  const file = path.join(root, id.slice(0, 2), id.slice(2, 4), id)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700)
  expect((await readdir(root)).every((name) => /^[0-9a-f]{2}$/.test(name))).toBe(true)
})

test('a torn write on disk is cut back to the last whole chunk', async () => {
  const id = randomUUID()
  const writer = await stores.disk.resume(id, UNIT)
  await writer.write(randomBytes(UNIT))
  await writer.pause()
  await appendFile(path.join(root, id.slice(0, 2), id.slice(2, 4), `${id}.part`), randomBytes(77))
  expect(await stores.disk.partialSize(id, UNIT)).toBe(UNIT)
  expect((await stores.disk.resume(id, UNIT)).offset).toBe(UNIT)
})

test('S3 refuses another secret, and we say so without naming keys', async () => {
  const wrong = s3Storage({ endpoint: s3.endpoint, bucket: 'portale', ...credentials, secretAccessKey: 'altro' })
  await expect(wrong.check()).rejects.toThrow('S3 GET: 403 SignatureDoesNotMatch')
})
