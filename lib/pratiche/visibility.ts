import 'server-only'
import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { pratiche } from '@/drizzle/schema/pratiche'
import { RUOLI_CHE_PRESENTANO } from '@/lib/auth/rules'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'

const ownOr = (viewer: Viewer, ids: readonly string[]): SQL | undefined => {
  const own = and(eq(pratiche.personaId, viewer.personaId), isNull(pratiche.organizzazioneId))
  return and(eq(pratiche.ente, ENTE), ids.length > 0 ? or(own, inArray(pratiche.organizzazioneId, [...ids])) : own)
}

/** Own practices, and those of the organisations the person belongs to. */
export const applicantOf = (viewer: Viewer): SQL | undefined =>
  ownOr(
    viewer,
    viewer.organizzazioni.map((one) => one.id),
  )

/** Those on which the person may also act: an osservatore of a company only reads. */
export const applicantActsOn = (viewer: Viewer): SQL | undefined =>
  ownOr(
    viewer,
    viewer.organizzazioni.filter((one) => RUOLI_CHE_PRESENTANO.includes(one.ruolo)).map((one) => one.id),
  )

/** Practices of the offices the officer works in, never one the officer filed (art. 6-bis L. 241/1990). */
export function officerOf(viewer: Funzionario): SQL | undefined {
  const uffici = viewer.funzionario.map((one) => one.ufficioId)
  return and(
    eq(pratiche.ente, ENTE),
    inArray(pratiche.ufficioId, uffici),
    sql`${pratiche.personaId} <> ${viewer.personaId}::uuid`,
  )
}
