import 'server-only'
import { and, asc, count, eq } from 'drizzle-orm'
import { fileArchivio } from '@/drizzle/schema/archivio-digitale'
import { attestazioniLotto, fileAttestati } from '@/drizzle/schema/archivio-lotti'
import { ENTE } from '@/lib/core/ente'
import type { Actor } from '@/lib/db/actor'
import { dbAs } from '@/lib/db/client'
import { type Chi, lettoreActor } from '../lettore'

const columns = {
  id: attestazioniLotto.id,
  lottoId: attestazioniLotto.lottoId,
  valore: attestazioniLotto.valore,
  attestante: attestazioniLotto.attestante,
  attestataIl: attestazioniLotto.attestataIl,
  attestataAt: attestazioniLotto.attestataAt,
  processo: attestazioniLotto.processo,
  note: attestazioniLotto.note,
  quanti: attestazioniLotto.quanti,
  improntaElenco: attestazioniLotto.improntaElenco,
}

export async function findAttestazione(actor: Actor, lottoId: string) {
  const [row] = await dbAs(actor)
    .select(columns)
    .from(attestazioniLotto)
    .where(and(eq(attestazioniLotto.ente, ENTE), eq(attestazioniLotto.lottoId, lottoId)))
  return row ?? null
}
export type Attestazione = NonNullable<Awaited<ReturnType<typeof findAttestazione>>>

/** Its list, as far as the reader sees the units. */
export const listFileAttestati = (actor: Actor, attestazioneId: string) =>
  dbAs(actor)
    .select({
      numero: fileAttestati.numero,
      segnatura: fileAttestati.segnatura,
      nome: fileAttestati.nome,
      byte: fileAttestati.byte,
      pagine: fileAttestati.pagine,
      sha256: fileAttestati.sha256,
    })
    .from(fileAttestati)
    .where(and(eq(fileAttestati.ente, ENTE), eq(fileAttestati.attestazioneId, attestazioneId)))
    .orderBy(asc(fileAttestati.numero))

/** What the scans of a unit are worth beside their originals: how many are of which attestation, and how many of none. */
export async function findCopie(chi: Chi, unitaId: string) {
  return dbAs(lettoreActor(chi))
    .select({
      valore: attestazioniLotto.valore,
      attestante: attestazioniLotto.attestante,
      attestataIl: attestazioniLotto.attestataIl,
      n: count(),
    })
    .from(fileArchivio)
    .leftJoin(fileAttestati, and(eq(fileAttestati.ente, fileArchivio.ente), eq(fileAttestati.fileId, fileArchivio.id)))
    .leftJoin(
      attestazioniLotto,
      and(eq(attestazioniLotto.ente, fileAttestati.ente), eq(attestazioniLotto.id, fileAttestati.attestazioneId)),
    )
    .where(and(eq(fileArchivio.ente, ENTE), eq(fileArchivio.unitaId, unitaId)))
    .groupBy(attestazioniLotto.valore, attestazioniLotto.attestante, attestazioniLotto.attestataIl)
}
