import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  CHUNK,
  DamagedFileError,
  FileSealer,
  newFileKey,
  openFile,
  STORED_CHUNK,
  storedRange,
  storedSize,
  unwrapKey,
  wholeChunks,
  wrapKey,
} from './cipher'

const ID = '6f7d2b1e-0000-4000-8000-000000000001'
const key = newFileKey()

function seal(content: Buffer, id = ID, step = 10_000): Buffer {
  const sealer = new FileSealer(id, key)
  const out: Buffer[] = []
  for (let at = 0; at < content.length; at += step) out.push(...sealer.update(content.subarray(at, at + step)))
  return Buffer.concat([...out, sealer.finish()])
}

async function* pieces(stored: Buffer, step = 7_000) {
  for (let at = 0; at < stored.length; at += step) yield stored.subarray(at, at + step)
}

async function open(stored: Buffer, length: number, id = ID, fileKey = key): Promise<Buffer> {
  const out: Buffer[] = []
  for await (const piece of openFile(id, fileKey, length, pieces(stored))) out.push(piece)
  return Buffer.concat(out)
}

test.each([1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17])(
  'S47: %i bytes come back as they were',
  async (length) => {
    const content = randomBytes(length)
    const stored = seal(content)
    expect(stored.length).toBe(storedSize(length))
    expect((await open(stored, length)).equals(content)).toBe(true)
  },
)

test('S47: a flipped bit is refused, wherever it is', async () => {
  const content = randomBytes(2 * CHUNK + 5)
  for (const at of [0, 12, 500, STORED_CHUNK - 1, STORED_CHUNK + 20, 2 * STORED_CHUNK + 13]) {
    const stored = seal(content)
    stored.writeUInt8(stored.readUInt8(at) ^ 1, at)
    await expect(open(stored, content.length)).rejects.toThrow(DamagedFileError)
  }
})

test('S47: swapped, dropped, doubled and appended chunks are refused', async () => {
  const content = randomBytes(3 * CHUNK)
  const stored = seal(content)
  const chunk = (n: number) => stored.subarray(n * STORED_CHUNK, (n + 1) * STORED_CHUNK)
  for (const order of [
    [1, 0, 2],
    [0, 2],
    [0, 1],
    [0, 0, 2],
    [0, 1, 1],
    [0, 1, 2, 2],
  ])
    await expect(open(Buffer.concat(order.map(chunk)), content.length)).rejects.toThrow(DamagedFileError)
})

test('S47: a file cut at a chunk cannot be passed off as a shorter one', async () => {
  const stored = seal(randomBytes(3 * CHUNK))
  await expect(open(stored.subarray(0, 2 * STORED_CHUNK), 2 * CHUNK)).rejects.toThrow(DamagedFileError)
  await expect(open(stored.subarray(0, stored.length - 1), 3 * CHUNK)).rejects.toThrow(DamagedFileError)
})

test('S47: the bytes of one file do not open as another, nor with another key', async () => {
  const content = randomBytes(100)
  const other = ID.replace(/1$/, '2')
  await expect(open(seal(content), 100, other)).rejects.toThrow(DamagedFileError)
  await expect(open(seal(content), 100, ID, newFileKey())).rejects.toThrow(DamagedFileError)
})

test('a cut upload goes on from the last whole chunk, even of different content', async () => {
  const content = randomBytes(3 * CHUNK + 100)
  const first = new FileSealer(ID, key)
  const arrived = Buffer.concat(first.update(content.subarray(0, 2 * CHUNK + 50)))
  const torn = Buffer.concat([arrived, Buffer.alloc(1_000)]) // the process died while writing the third
  const whole = wholeChunks(torn.length)
  expect(whole).toEqual({ content: 2 * CHUNK, stored: 2 * STORED_CHUNK })
  const second = new FileSealer(ID, key, whole.content)
  const stored = Buffer.concat([
    torn.subarray(0, whole.stored),
    ...second.update(content.subarray(whole.content)),
    second.finish(),
  ])
  expect((await open(stored, content.length)).equals(content)).toBe(true)
  expect(() => new FileSealer(ID, key, 10)).toThrow(RangeError)
})

test('a range reads only the chunks it needs', async () => {
  const content = randomBytes(3 * CHUNK + 9)
  const stored = seal(content)
  for (const [start, end] of [
    [0, 0],
    [CHUNK - 1, CHUNK],
    [CHUNK, 2 * CHUNK - 1],
    [3 * CHUNK, 3 * CHUNK + 8],
    [10, 3 * CHUNK],
  ] as const) {
    const range = storedRange(content.length, start, end)
    const out: Buffer[] = []
    const source = pieces(stored.subarray(range.start, range.end + 1))
    for await (const piece of openFile(ID, key, content.length, source, { first: range.first, start, end }))
      out.push(piece)
    expect(Buffer.concat(out).equals(content.subarray(start, end + 1))).toBe(true)
  }
  const range = storedRange(content.length, CHUNK, 2 * CHUNK - 1)
  expect(range).toEqual({ first: 1, start: STORED_CHUNK, end: 2 * STORED_CHUNK - 1 })
})

test('S47: a wrapped key opens only with its master key and for its file', () => {
  const master = { id: 'k1', key: randomBytes(32) }
  const next = { id: 'k2', key: randomBytes(32) }
  const wrapped = wrapKey(ID, key, master)
  expect(unwrapKey(ID, wrapped, [next, master]).equals(key)).toBe(true)
  expect(wrapped.wrapped).not.toContain(key.toString('base64').slice(0, 20))
  expect(() => unwrapKey(ID.replace(/1$/, '2'), wrapped, [master])).toThrow(DamagedFileError)
  expect(() => unwrapKey(ID, wrapped, [next])).toThrow(/not known/)
  expect(() => unwrapKey(ID, wrapped, [{ id: 'k1', key: next.key }])).toThrow(DamagedFileError)
  expect(() => unwrapKey(ID, { ...wrapped, wrapped: wrapped.wrapped.slice(8) }, [master])).toThrow(DamagedFileError)
})
