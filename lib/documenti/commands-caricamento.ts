import 'server-only'
import { createHash } from 'node:crypto'
import { and, count, eq, inArray, sql } from 'drizzle-orm'
import { documenti } from '@/drizzle/schema/pratiche'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { transaction } from '@/lib/db/transaction'
import { env } from '@/lib/env'
import { findVirus } from './antivirus'
import { DamagedFileError } from './cipher'
import { deleteBytes } from './commands-pulizia'
import { newCollocazione, readContent } from './content'
import { findDestinazione } from './destinazioni'
import type { DestinazioneInput } from './forms'
import { type DocumentoInArrivo, documentiIn, lockOwner, NON_DISPONIBILE } from './in-arrivo'
import { type Esame, INFETTO, inspectFile, inspectPerLotto } from './inspect'
import type { Lease } from './lease'
import { checkNome, checkPeso, type Limiti, mimeOf, tipiDelNome } from './rules-file'
import { MissingObjectError } from './storage'
import { storageOf } from './stores'

export type FileScelto = {
  nome: string
  /** null when a form without scripts sends it: known at the end */
  byte: number | null
  modificatoAt: Date | null
}

/**
 * Opens the row of a file about to arrive. The same file chosen again (name, size, last change) finds its unfinished row,
 * after a reload or on another device, and goes on from there; one that is already here is not taken twice.
 */
export async function startUpload(
  viewer: Viewer,
  input: DestinazioneInput,
  file: FileScelto,
): Promise<Result<{ id: string }, 'file'>> {
  const destinazione = await findDestinazione(viewer, input)
  if (!destinazione) return refuse(NON_DISPONIBILE)
  const { bozzaId, praticaId, soggetto, tipo, limiti } = destinazione
  const motivo = checkNome(file.nome, limiti.tipi) ?? (file.byte === null ? null : checkPeso(file.byte, limiti))
  if (motivo) return refuse(motivo, { file: motivo })
  return transaction(
    async (tx) => {
      if (!(await lockOwner(tx, destinazione))) return refuse(NON_DISPONIBILE)
      if (file.byte !== null && file.modificatoAt) {
        const [same] = await tx
          .select({ id: documenti.id })
          .from(documenti)
          .where(
            and(
              documentiIn(destinazione),
              eq(documenti.caricatoDaId, viewer.personaId),
              inArray(documenti.stato, ['in_arrivo', 'pronto']),
              eq(documenti.nome, file.nome),
              eq(documenti.byte, file.byte),
              eq(documenti.modificatoAt, file.modificatoAt),
            ),
          )
          .limit(1)
        if (same) return success(same)
      }
      const [present] = await tx
        .select({ n: count() })
        .from(documenti)
        .where(and(documentiIn(destinazione), inArray(documenti.stato, ['in_arrivo', 'pronto'])))
      if ((present?.n ?? 0) >= limiti.maxFile) return refuse(tooMany(limiti))
      const { columns } = newCollocazione()
      await tx.insert(documenti).values({
        ente: ENTE,
        ...columns,
        bozzaId,
        praticaId,
        soggettoTipo: soggetto?.tipo,
        soggettoId: soggetto?.id,
        tipo,
        nome: file.nome,
        mime: mimeOf(tipiDelNome(file.nome)[0] ?? 'pdf'),
        byte: file.byte ?? 0,
        caricatoDaId: viewer.personaId,
        modificatoAt: file.modificatoAt,
      })
      return success({ id: columns.id })
    },
    { attore: viewer.personaId, ente: ENTE },
  )
}

const tooMany = ({ maxFile }: Limiti) =>
  maxFile === 1
    ? 'Qui si può caricare un solo file: rimuovi quello che c’è e riprova'
    : `Qui si possono caricare al massimo ${maxFile} file: rimuovine uno e riprova`

/** What became of an upload, as the client reads it. */
export type Caricato = { id: string; stato: 'pronto' | 'rifiutato'; motivo: string | null; sha256: string | null }

/** Files inspected at once: each is held in memory while it is looked at. */
let inspecting: Promise<unknown> = Promise.resolve()

/**
 * Reads the stored bytes back from the store, as they will be read for years: hash and inspection are of what was kept,
 * not of what went by. One at a time in a process, which bounds the memory.
 *
 * @param byte length received
 * @param antivirus address of the daemon, where the installation has one
 * @returns null when the bytes kept are not those written: the upload must begin again
 * @throws AntivirusNonDisponibile: the bytes stay, and the next attempt begins from this check
 */
export async function inspectUpload(
  file: DocumentoInArrivo,
  byte: number,
  lease: Lease,
  antivirus: string | undefined = env().CLAMD_URL,
): Promise<{ sha256: string; esame: Esame } | null> {
  const work = inspecting.then(async () => {
    const hash = createHash('sha256')
    const pieces: Buffer[] = []
    await lease.keep()
    for await (const piece of readContent({ ...file, byte })) {
      hash.update(piece)
      pieces.push(piece)
      await lease.keep()
    }
    const bytes = Buffer.concat(pieces)
    const { soggetto, limiti } = file.destinazione
    const esame =
      soggetto?.tipo === 'lotto' ? inspectPerLotto(file.nome, bytes) : inspectFile(file.nome, bytes, limiti.tipi)
    return {
      sha256: hash.digest('hex'),
      esame: esame.ok && antivirus && (await isInfected(antivirus, bytes, lease)) ? INFETTO : esame,
    }
  })
  inspecting = work.catch(() => undefined) // the next one does not depend on how this one went
  try {
    return await work
  } catch (error) {
    if (!(error instanceof DamagedFileError || error instanceof MissingObjectError)) throw error
    await storageOf(file.deposito).delete(file.id)
    return null
  }
}

async function isInfected(antivirus: string, bytes: Buffer, lease: Lease): Promise<boolean> {
  await lease.keep()
  return (await findVirus(antivirus, bytes)) !== null
}

/** The one change of state of an upload: arriving → ready or refused. A refused file's key is destroyed at once. */
export async function completeUpload(
  viewer: Viewer,
  file: DocumentoInArrivo,
  lease: Lease,
  { byte, sha256, esame }: { byte: number; sha256: string; esame: Esame },
): Promise<Caricato | null> {
  const result = await recorded<Caricato, never>(attoreOf(viewer), async (tx, record) => {
    if (!(await lockOwner(tx, file.destinazione))) return refuse(NON_DISPONIBILE)
    const values = esame.ok
      ? { stato: 'pronto' as const, mime: esame.mime, prontoAt: sql`clock_timestamp()` as unknown as Date }
      : { stato: 'rifiutato' as const, rifiutoMotivo: esame.motivo, chiaveCifrata: null }
    const [row] = await tx
      .update(documenti)
      .set({ ...values, byte, sha256, scrittore: null, scrittoreFinoAt: null, updatedAt: sql`clock_timestamp()` })
      .where(lease.held)
      .returning({ id: documenti.id })
    if (!row) return refuse(NON_DISPONIBILE)
    await record({
      azione: esame.ok ? 'documento.caricato' : 'documento.rifiutato',
      soggettoTipo: 'documento',
      soggettoId: file.id,
      esito: esame.ok ? 'ok' : 'rifiutato',
      dati: {
        tipo: file.tipo,
        byte,
        sha256,
        bozzaId: file.bozzaId,
        praticaId: file.praticaId,
        ...(file.soggettoTipo && { soggettoTipo: file.soggettoTipo, soggettoId: file.soggettoId }),
      },
    })
    return success({ id: file.id, stato: values.stato, motivo: esame.ok ? null : esame.motivo, sha256 })
  })
  if (!result.ok) return null
  if (!esame.ok) await deleteBytes(file.id, file.deposito)
  return result.value
}

/** Keeps the trace of a file that never arrived, so that a page without scripts can say why (name, size, number). */
export async function recordRefused(
  viewer: Viewer,
  input: DestinazioneInput,
  nome: string,
  motivo: string,
): Promise<void> {
  const destinazione = await findDestinazione(viewer, input)
  if (!destinazione) return
  const { bozzaId, praticaId, soggetto, tipo } = destinazione
  await recorded(attoreOf(viewer), async (tx, record) => {
    const [row] = await tx
      .insert(documenti)
      .values({
        ente: ENTE,
        bozzaId,
        praticaId,
        soggettoTipo: soggetto?.tipo,
        soggettoId: soggetto?.id,
        tipo,
        nome: nome.replace(/[\p{C}/\\]/gu, ' ').slice(0, 180) || 'senza nome',
        mime: 'application/octet-stream',
        byte: 0,
        stato: 'rifiutato',
        rifiutoMotivo: motivo,
        caricatoDaId: viewer.personaId,
      })
      .returning({ id: documenti.id })
    await record({
      azione: 'documento.rifiutato',
      soggettoTipo: 'documento',
      soggettoId: row?.id ?? '',
      esito: 'rifiutato',
      dati: { tipo },
    })
    return success(null)
  })
}
