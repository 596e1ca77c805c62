/**
 * Where the bytes of documents lie. A store sees only sealed bytes and random ids; it knows no names, no people.
 * Two kinds: a folder (`storage-disk.ts`) and an S3-compatible service (`storage-s3.ts`).
 */
import type { Readable } from 'node:stream'

export type StorageWriter = {
  /** Bytes already kept when the writer was opened, a multiple of `unit`. */
  readonly offset: number
  /** @param chunk a whole number of units, except just before `complete` */
  write(chunk: Uint8Array): Promise<void>
  /** Makes durable what can be kept for a later `resume`; the last bytes may be lost. */
  pause(): Promise<void>
  /** The object is whole: it appears under its id, at once, and survives a power cut. */
  complete(): Promise<void>
}

export type Storage = {
  /** Continues the unfinished object, or begins it. One writer at a time: the caller holds the lease of the row. */
  resume(id: string, unit: number): Promise<StorageWriter>
  /** @returns bytes kept of an unfinished object, a multiple of `unit`; 0 when there is none */
  partialSize(id: string, unit: number): Promise<number>
  /** @returns bytes of a whole object; null when there is none */
  size(id: string): Promise<number | null>
  /** @param range first and last byte, both counted · @throws MissingObjectError */
  open(id: string, range?: { start: number; end: number }): Promise<Readable>
  /** Removes the object and anything unfinished of it. Removing what is not there is no error. */
  delete(id: string): Promise<void>
  /** @returns every id in the store, whole or unfinished, with the time of the last write */
  list(): AsyncIterable<{ id: string; whole: boolean; changedAt: Date }>
  /** @throws when the store cannot be written now */
  check(): Promise<void>
}

export class MissingObjectError extends Error {
  override name = 'MissingObjectError'
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const isStoredId = (id: string): boolean => UUID.test(id)

/** @throws RangeError on anything but a uuid: no id from outside can name a path */
export function requireId(id: string): string {
  if (!isStoredId(id)) throw new RangeError('Not the id of a stored file')
  return id
}
