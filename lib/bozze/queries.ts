import 'server-only'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { bozze } from '@/drizzle/schema/pratiche'
import { procedimenti } from '@/drizzle/schema/procedimenti'
import { organizzazioni } from '@/drizzle/schema/soggetti'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { db } from '@/lib/db/client'

/** A draft is seen by who writes it, while they still may act for the organisation it was begun for. */
export const bozzeOf = (viewer: Viewer) => {
  const ids = viewer.organizzazioni.map((one) => one.id)
  const forWhom =
    ids.length > 0
      ? sql`(${bozze.organizzazioneId} is null or ${bozze.organizzazioneId} in ${ids})`
      : isNull(bozze.organizzazioneId)
  return and(eq(bozze.ente, ENTE), eq(bozze.personaId, viewer.personaId), isNull(bozze.eliminataAt), forWhom)
}

const columns = {
  id: bozze.id,
  procedimento: bozze.procedimento,
  versione: bozze.versione,
  dati: bozze.dati,
  passiVisti: bozze.passiVisti,
  revisione: bozze.revisione,
  chiaveInvio: bozze.chiaveInvio,
  praticaId: bozze.praticaId,
  updatedAt: bozze.updatedAt,
  organizzazioneId: bozze.organizzazioneId,
  organizzazione: organizzazioni.denominazione,
}
export type Bozza = {
  id: string
  procedimento: string
  versione: number
  dati: Record<string, unknown>
  passiVisti: string[]
  revisione: number
  chiaveInvio: string
  praticaId: string | null
  updatedAt: Date
  organizzazioneId: string | null
  organizzazione: string | null
}

/** With the version of its procedure that is in force now. */
export type BozzaTrovata = Bozza & { versioneInVigore: number }

const joinOrganizzazione = and(eq(organizzazioni.ente, bozze.ente), eq(organizzazioni.id, bozze.organizzazioneId))

/** @returns null both when it does not exist and when it is somebody else's; a filed draft still answers, with its praticaId */
export async function findBozza(viewer: Viewer, id: string): Promise<BozzaTrovata | null> {
  const [row] = await db
    .select({ ...columns, versioneInVigore: procedimenti.versioneCorrente })
    .from(bozze)
    .innerJoin(procedimenti, and(eq(procedimenti.ente, bozze.ente), eq(procedimenti.codice, bozze.procedimento)))
    .leftJoin(organizzazioni, joinOrganizzazione)
    .where(and(bozzeOf(viewer), eq(bozze.id, id)))
  return row ?? null
}

/** Drafts not yet filed, last touched first. */
export async function listBozze(viewer: Viewer): Promise<Bozza[]> {
  return db
    .select(columns)
    .from(bozze)
    .leftJoin(organizzazioni, joinOrganizzazione)
    .where(and(bozzeOf(viewer), isNull(bozze.praticaId)))
    .orderBy(desc(bozze.updatedAt))
    .limit(100)
}
