import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
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
  type WrappedKey,
  wrapKey,
} from './cipher'
import { currentDeposito, currentMaster, masters, storageOf } from './stores'

/** The columns of `documenti` that say where the bytes are and what opens them. */
export type Collocazione = {
  id: string
  byte: number
  deposito: string
  chiaveCifrata: string | null
  chiaveMaestra: string | null
}

/** @throws DamagedFileError when the key was destroyed with the document, or does not open */
export function keyOf({ id, chiaveCifrata, chiaveMaestra }: Collocazione): Buffer {
  if (!chiaveCifrata || !chiaveMaestra) throw new DamagedFileError(`The key of ${id} was destroyed`)
  return unwrapKey(id, { masterKeyId: chiaveMaestra, wrapped: chiaveCifrata }, masters())
}

export const keyColumns = ({ masterKeyId, wrapped }: WrappedKey) => ({
  chiaveCifrata: wrapped,
  chiaveMaestra: masterKeyId,
})

/** A new document's identity: random id, own key, the store in use. */
export function newCollocazione(id: string = randomUUID()) {
  const key = newFileKey()
  return { key, columns: { id, deposito: currentDeposito(), ...keyColumns(wrapKey(id, key, currentMaster())) } }
}

/**
 * The plain bytes of a document, each checked before it is handed out.
 *
 * @param range first and last byte, both counted
 * @throws DamagedFileError, MissingObjectError; possibly after some bytes
 */
export async function* readContent(file: Collocazione, range?: { start: number; end: number }): AsyncGenerator<Buffer> {
  const storage = storageOf(file.deposito)
  const key = keyOf(file)
  const size = await storage.size(file.id)
  if (size !== null && size !== storedSize(file.byte))
    throw new DamagedFileError(`${file.id} has ${size} bytes in the store`)
  if (!range) return yield* openFile(file.id, key, file.byte, await storage.open(file.id))
  const stored = storedRange(file.byte, range.start, range.end)
  yield* openFile(file.id, key, file.byte, await storage.open(file.id, stored), { first: stored.first, ...range })
}

/** Seals and stores bytes made by the portal: durable when it returns, and named by no row yet. */
export async function storeContent(bytes: Buffer) {
  const { key, columns } = newCollocazione()
  const writer = await storageOf(columns.deposito).resume(columns.id, STORED_CHUNK)
  const sealer = new FileSealer(columns.id, key)
  try {
    for (let at = 0; at < bytes.length; at += CHUNK)
      for (const chunk of sealer.update(bytes.subarray(at, at + CHUNK))) await writer.write(chunk)
    await writer.write(sealer.finish())
    await writer.complete()
  } catch (error) {
    // on a full disk half a file would take the room that is left; if it cannot be removed now it is swept
    await writer.pause().catch(() => undefined)
    await storageOf(columns.deposito)
      .delete(columns.id)
      .catch(() => undefined)
    throw error
  }
  return { ...columns, byte: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/**
 * Seals and stores bytes as they come, of any length: durable when it returns, and named by no row yet. What is left of it
 * when the source or the store fails is for `storageOf(…).delete`.
 */
export async function storeStream(
  { key, columns }: ReturnType<typeof newCollocazione>,
  source: AsyncIterable<Uint8Array>,
): Promise<{ byte: number; sha256: string }> {
  const writer = await storageOf(columns.deposito).resume(columns.id, STORED_CHUNK)
  const sealer = new FileSealer(columns.id, key)
  const hash = createHash('sha256')
  let byte = 0
  try {
    for await (const data of source) {
      hash.update(data)
      byte += data.byteLength
      for (const chunk of sealer.update(data)) await writer.write(chunk)
    }
    await writer.write(sealer.finish())
  } catch (error) {
    await writer.pause().catch(() => {}) // the fault that is told is the first
    throw error
  }
  await writer.complete()
  return { byte, sha256: hash.digest('hex') }
}

/**
 * Pieces of a document that is read again and again: its key is unwrapped and its size checked once.
 *
 * @throws DamagedFileError, MissingObjectError: at once, or by a piece
 */
export async function pieceReader(file: Collocazione): Promise<(start: number, end: number) => Promise<Buffer>> {
  const storage = storageOf(file.deposito)
  const key = keyOf(file)
  const size = await storage.size(file.id)
  if (size !== null && size !== storedSize(file.byte))
    throw new DamagedFileError(`${file.id} has ${size} bytes in the store`)
  return async (start, end) => {
    const stored = storedRange(file.byte, start, end)
    const source = await storage.open(file.id, stored)
    const pieces: Buffer[] = []
    for await (const piece of openFile(file.id, key, file.byte, source, { first: stored.first, start, end }))
      pieces.push(piece)
    return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces)
  }
}
