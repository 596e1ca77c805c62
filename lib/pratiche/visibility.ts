import 'server-only'
import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { pratiche } from '@/drizzle/schema/pratiche'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'

/** Own practices, and those of the organisations the person belongs to. */
export function applicantOf(viewer: Viewer): SQL | undefined {
  const ids = viewer.organizzazioni.map((one) => one.id)
  const own = and(eq(pratiche.personaId, viewer.personaId), isNull(pratiche.organizzazioneId))
  return and(eq(pratiche.ente, ENTE), ids.length > 0 ? or(own, inArray(pratiche.organizzazioneId, ids)) : own)
}

/** Practices of the offices the officer works in, never one the officer filed (art. 6-bis L. 241/1990). */
export function officerOf(viewer: Funzionario): SQL | undefined {
  const uffici = viewer.funzionario.map((one) => one.ufficioId)
  return and(eq(pratiche.ente, ENTE), inArray(pratiche.ufficioId, uffici), sql`${pratiche.personaId} <> ${viewer.personaId}::uuid`)
}
