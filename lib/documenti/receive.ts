import 'server-only'
import { FileSealer, STORED_CHUNK, storedSize, wholeChunks } from './cipher'
import { keyOf } from './content'
import type { DocumentoInArrivo } from './in-arrivo'
import { Lease, LeaseLostError } from './lease'
import { formatMB, maxByte } from './rules-file'
import type { StorageWriter } from './storage'
import { storageOf } from './stores'

export type Ricezione =
  /** all of it is in the store; the lease is still held, and the caller releases it */
  | { esito: 'arrivato'; byte: number; lease: Lease }
  /** the sender fell silent: what came is kept */
  | { esito: 'interrotto' }
  /** the sender and the store do not agree on where to go on from */
  | { esito: 'disallineato'; inizio: number }
  | { esito: 'troppo'; motivo: string }
  | { esito: 'occupato' }

/** @returns bytes of content already kept of an arriving file: where the sender goes on from */
export async function findInizio(file: DocumentoInArrivo): Promise<number> {
  const storage = storageOf(file.deposito)
  if (file.byte > 0 && (await storage.size(file.id)) === storedSize(file.byte)) return file.byte
  return wholeChunks(await storage.partialSize(file.id, STORED_CHUNK)).content
}

/**
 * Streams the bytes of an arriving file into the store, sealed as they come. Exactly the announced length is taken; one
 * writer at a time.
 *
 * @param inizio bytes the sender says are already here
 * @param source what it sends; an error of it (connection lost) is an interruption, not a failure
 * @throws Error of the store or the database: what was kept stays for a later attempt
 */
export async function receiveUpload(
  file: DocumentoInArrivo,
  inizio: number,
  source: AsyncIterable<Uint8Array>,
): Promise<Ricezione> {
  const lease = await Lease.take(file.id)
  if (!lease) return { esito: 'occupato' }
  let held = false
  try {
    const ricezione = await receive(file, inizio, source, lease)
    held = ricezione.esito === 'arrivato'
    return ricezione
  } catch (error) {
    if (error instanceof LeaseLostError) return { esito: 'occupato' }
    throw error
  } finally {
    if (!held) await lease.release()
  }
}

async function receive(
  file: DocumentoInArrivo,
  inizio: number,
  source: AsyncIterable<Uint8Array>,
  lease: Lease,
): Promise<Ricezione> {
  const storage = storageOf(file.deposito)
  const kept = await findInizio(file)
  if (kept !== inizio) return { esito: 'disallineato', inizio: kept }
  if (file.byte > 0 && kept === file.byte) return { esito: 'arrivato', byte: kept, lease } // only the check was missing

  const key = keyOf(file)
  const writer = await storage.resume(file.id, STORED_CHUNK)
  const sealer = new FileSealer(file.id, key, kept)
  const most = file.byte || maxByte(file.destinazione.limiti)
  let byte = kept
  try {
    for await (const data of readable(source)) {
      byte += data.byteLength
      if (byte > most) break
      for (const chunk of sealer.update(data)) {
        await lease.keep()
        await writer.write(chunk)
      }
    }
  } catch (error) {
    await writer.pause()
    if (error instanceof SenderLost) return { esito: 'interrotto' }
    throw error
  }
  if (byte > most) return tooMuch(file, writer)
  if (byte < file.byte || byte === 0) {
    await writer.pause()
    return { esito: 'interrotto' }
  }
  await lease.keep()
  await writer.write(sealer.finish())
  await writer.complete()
  return { esito: 'arrivato', byte, lease }
}

/** More than announced is another file: nothing of it is kept. */
async function tooMuch(file: DocumentoInArrivo, writer: StorageWriter): Promise<Ricezione> {
  await writer.pause()
  await storageOf(file.deposito).delete(file.id)
  const { limiti } = file.destinazione
  const motivo =
    file.byte > 0
      ? `Il file è cambiato mentre lo caricavi: ora pesa più di ${formatMB(file.byte)}. Rimuovilo e caricalo di nuovo`
      : `Il file deve pesare meno di ${limiti.maxMB} MB`
  return { esito: 'troppo', motivo }
}

class SenderLost extends Error {}

/** Tells an error of the sender from one of the store. */
async function* readable(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source
  } catch (error) {
    throw new SenderLost('The sender is gone', { cause: error })
  }
}
