/**
 * Encryption at rest: a random 256-bit key per file, AES-256-GCM in chunks of 64 KiB of content.
 * A stored chunk is nonce (12) + ciphertext + tag (16). The tag also covers the file id, the place of the chunk and
 * whether it is the last one with the length of the whole file, so that chunks cannot be moved, dropped or borrowed.
 * Nonces are random: a chunk written again after a cut never repeats one.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Bytes of content in a chunk. */
export const CHUNK = 65_536
const NONCE = 12
const TAG = 16
/** Bytes a full chunk takes in the store. */
export const STORED_CHUNK = NONCE + CHUNK + TAG
const KEY = 32

/** The stored bytes are not what was written: changed, moved, cut, or of another file or key. */
export class DamagedFileError extends Error {
  override name = 'DamagedFileError'
}

export const newFileKey = (): Buffer => randomBytes(KEY)

/** @returns bytes in the store for `length` bytes of content; an empty file is one empty chunk */
export const storedSize = (length: number): number => length + Math.max(1, Math.ceil(length / CHUNK)) * (NONCE + TAG)

/** @returns bytes of content held by the whole chunks of an unfinished file, and the bytes they take */
export const wholeChunks = (storedBytes: number): { content: number; stored: number } => {
  const chunks = Math.floor(storedBytes / STORED_CHUNK)
  return { content: chunks * CHUNK, stored: chunks * STORED_CHUNK }
}

/** @param length of the whole file, only on the last chunk */
function binding(id: string, index: number, length: number | null): Buffer {
  const place = Buffer.alloc(17)
  place.writeBigUInt64BE(BigInt(index), 0)
  place.writeUInt8(length === null ? 0 : 1, 8)
  place.writeBigUInt64BE(BigInt(length ?? 0), 9)
  return Buffer.concat([Buffer.from(`portale.file.1:${id}:`), place])
}

/** Seals the content of one file as it arrives, from the start or from the end of the last whole chunk. */
export class FileSealer {
  #id: string
  #key: Buffer
  #index: number
  #pending: Buffer[] = []
  #held = 0

  /** @param offset bytes of content already stored, a multiple of `CHUNK` */
  constructor(id: string, key: Buffer, offset = 0) {
    if (offset % CHUNK !== 0) throw new RangeError(`Not the end of a chunk: ${offset}`)
    this.#id = id
    this.#key = key
    this.#index = offset / CHUNK
  }

  /** @returns the chunks that are now whole and surely not the last: one is always held back */
  update(data: Uint8Array): Buffer[] {
    this.#pending.push(Buffer.from(data.buffer, data.byteOffset, data.byteLength))
    this.#held += data.byteLength
    if (this.#held <= CHUNK) return []
    let rest = Buffer.concat(this.#pending)
    const sealed: Buffer[] = []
    while (rest.length > CHUNK) {
      sealed.push(this.#seal(rest.subarray(0, CHUNK), null))
      rest = rest.subarray(CHUNK)
    }
    this.#pending = [rest]
    this.#held = rest.length
    return sealed
  }

  /** @returns the last chunk, which carries the length of the file */
  finish(): Buffer {
    const content = Buffer.concat(this.#pending)
    return this.#seal(content, this.#index * CHUNK + content.length)
  }

  #seal(content: Buffer, length: number | null): Buffer {
    const nonce = randomBytes(NONCE)
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce)
    cipher.setAAD(binding(this.#id, this.#index, length))
    this.#index += 1
    return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()])
  }
}

function openChunk(id: string, key: Buffer, index: number, length: number | null, stored: Buffer): Buffer {
  if (stored.length < NONCE + TAG) throw new DamagedFileError(`Chunk ${index} of ${id} is cut`)
  const decipher = createDecipheriv('aes-256-gcm', key, stored.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(binding(id, index, length))
  decipher.setAuthTag(stored.subarray(stored.length - TAG))
  try {
    return Buffer.concat([decipher.update(stored.subarray(NONCE, stored.length - TAG)), decipher.final()])
  } catch {
    throw new DamagedFileError(`Chunk ${index} of ${id} does not open`)
  }
}

/** Bytes of the store that hold `start`–`end` (counted) of the content, and what they are. */
export function storedRange(length: number, start: number, end: number) {
  const first = Math.floor(start / CHUNK)
  const last = Math.floor(end / CHUNK)
  return { first, start: first * STORED_CHUNK, end: Math.min((last + 1) * STORED_CHUNK, storedSize(length)) - 1 }
}

/**
 * Opens stored chunks. Nothing is handed out before its tag is checked.
 *
 * @param length of the whole content, as the row of the file says
 * @param stored bytes that begin at chunk `first`
 * @throws DamagedFileError as soon as a chunk is not the one written for this file at this place
 */
export async function* openFile(
  id: string,
  key: Buffer,
  length: number,
  stored: AsyncIterable<Uint8Array>,
  range: { first: number; start: number; end: number } = { first: 0, start: 0, end: Math.max(0, length - 1) },
): AsyncGenerator<Buffer> {
  const lastIndex = Math.max(0, Math.ceil(length / CHUNK) - 1)
  let index = range.first
  let pending: Buffer[] = []
  let held = 0
  const open = (chunk: Buffer): Buffer => {
    if (index > lastIndex) throw new DamagedFileError(`Bytes after the end of ${id}`)
    const content = openChunk(id, key, index, index === lastIndex ? length : null, chunk)
    const from = index * CHUNK
    index += 1
    return content.subarray(
      Math.max(0, range.start - from),
      Math.max(0, Math.min(content.length, range.end + 1 - from)),
    )
  }
  for await (const data of stored) {
    pending.push(Buffer.from(data.buffer, data.byteOffset, data.byteLength))
    held += data.byteLength
    if (held < STORED_CHUNK) continue
    let rest = Buffer.concat(pending)
    while (rest.length >= STORED_CHUNK) {
      yield open(rest.subarray(0, STORED_CHUNK))
      rest = rest.subarray(STORED_CHUNK)
    }
    pending = [rest]
    held = rest.length
  }
  if (held > 0) yield open(Buffer.concat(pending))
  if (index <= Math.min(lastIndex, Math.floor(range.end / CHUNK)))
    throw new DamagedFileError(`${id} is cut at chunk ${index}`)
}

/** A file key as it lies in the database: useless without the master key it names. */
export type WrappedKey = { masterKeyId: string; wrapped: string }
export type MasterKey = { id: string; key: Buffer }

const wrapBinding = (id: string, masterKeyId: string) => Buffer.from(`portale.key.1:${masterKeyId}:${id}`)

export function wrapKey(id: string, fileKey: Buffer, master: MasterKey): WrappedKey {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', master.key, nonce)
  cipher.setAAD(wrapBinding(id, master.id))
  const bytes = Buffer.concat([nonce, cipher.update(fileKey), cipher.final(), cipher.getAuthTag()])
  return { masterKeyId: master.id, wrapped: bytes.toString('base64') }
}

/** @throws DamagedFileError when the master key is not known or did not wrap this key for this file */
export function unwrapKey(id: string, { masterKeyId, wrapped }: WrappedKey, masters: MasterKey[]): Buffer {
  const master = masters.find((candidate) => candidate.id === masterKeyId)
  if (!master) throw new DamagedFileError(`Master key ${masterKeyId} of ${id} is not known`)
  const bytes = Buffer.from(wrapped, 'base64')
  if (bytes.length !== NONCE + KEY + TAG) throw new DamagedFileError(`The key of ${id} is cut`)
  const decipher = createDecipheriv('aes-256-gcm', master.key, bytes.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(wrapBinding(id, master.id))
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()])
  } catch {
    throw new DamagedFileError(`The key of ${id} does not open`)
  }
}
