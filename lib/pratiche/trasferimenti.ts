import 'server-only'
import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { trasferimenti } from '@/drizzle/schema/condivisioni'
import { organizzazioni, persone } from '@/drizzle/schema/soggetti'
import { RUOLI_CHE_AMMINISTRANO } from '@/lib/auth/rules'
import type { Viewer } from '@/lib/auth/viewer'
import { statoTrasferimento } from '@/lib/bozze/rules'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'

/** Offers made to this person, or to a company they look after. */
export const receivedBy = (viewer: Viewer) => {
  const ids = viewer.organizzazioni.filter((one) => RUOLI_CHE_AMMINISTRANO.includes(one.ruolo)).map((one) => one.id)
  return or(
    eq(trasferimenti.aCodiceFiscale, viewer.codiceFiscale),
    ids.length > 0 ? inArray(trasferimenti.aOrganizzazioneId, ids) : undefined,
  )
}

const columns = {
  id: trasferimenti.id,
  bozzaId: trasferimenti.bozzaId,
  praticaId: trasferimenti.praticaId,
  oggetto: trasferimenti.oggetto,
  daNome: trasferimenti.daNome,
  motivo: trasferimenti.motivo,
  scadeAt: trasferimenti.scadeAt,
  accettatoAt: trasferimenti.accettatoAt,
  rifiutatoAt: trasferimenti.rifiutatoAt,
  ritiratoAt: trasferimenti.ritiratoAt,
  createdAt: trasferimenti.createdAt,
  aCodiceFiscale: trasferimenti.aCodiceFiscale,
  aOrganizzazioneId: trasferimenti.aOrganizzazioneId,
  aOrganizzazione: organizzazioni.denominazione,
  offertoDa: sql<string>`${persone.nome} || ' ' || ${persone.cognome}`,
}
const select = (viewer: Viewer) =>
  dbAs(viewer)
    .select(columns)
    .from(trasferimenti)
    .innerJoin(persone, and(eq(persone.ente, trasferimenti.ente), eq(persone.id, trasferimenti.offertoDaId)))
    .leftJoin(
      organizzazioni,
      and(eq(organizzazioni.ente, trasferimenti.ente), eq(organizzazioni.id, trasferimenti.aOrganizzazioneId)),
    )

const waiting = and(
  isNull(trasferimenti.accettatoAt),
  isNull(trasferimenti.rifiutatoAt),
  isNull(trasferimenti.ritiratoAt),
  sql`${trasferimenti.scadeAt} > now()`,
)

/** An offer, for whoever may answer it. @returns null for anybody else, and when it is not there */
export async function findTrasferimento(viewer: Viewer, id: string) {
  if (!isUuid(id)) return null
  const [row] = await select(viewer).where(
    and(eq(trasferimenti.ente, ENTE), eq(trasferimenti.id, id), receivedBy(viewer)),
  )
  return row ? { ...row, stato: statoTrasferimento(row, await databaseNow()) } : null
}

export const listTrasferimentiPer = (viewer: Viewer) =>
  select(viewer).where(and(eq(trasferimenti.ente, ENTE), receivedBy(viewer), waiting))

/** The open offer of a draft or a practice, for a page that has already found it visible. */
export async function findOfferta(viewer: Viewer, of: { bozzaId: string } | { praticaId: string }) {
  const what = 'bozzaId' in of ? eq(trasferimenti.bozzaId, of.bozzaId) : eq(trasferimenti.praticaId, of.praticaId)
  const [row] = await select(viewer).where(and(eq(trasferimenti.ente, ENTE), what, waiting))
  return row ?? null
}
