import 'server-only'
import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { bozzeCondivisioni, bozzeFirmatari } from '@/drizzle/schema/condivisioni'
import { bozze, pratiche } from '@/drizzle/schema/pratiche'
import { RUOLI_CHE_PRESENTANO } from '@/lib/auth/rules'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { usabileDa } from '@/lib/mandati/usabili'

/** One's own, those of some organisations, and those filed under a mandate that may be used now. */
const holds = (viewer: Viewer, ids: readonly string[]): SQL | undefined =>
  or(
    and(
      isNull(pratiche.organizzazioneId),
      sql`coalesce(${pratiche.titolareId}, ${pratiche.personaId}) = ${viewer.personaId}::uuid`,
    ),
    ids.length > 0 ? inArray(pratiche.organizzazioneId, [...ids]) : undefined,
    viewer.mandati.length > 0 ? usabileDa(viewer, pratiche.mandatoId, pratiche.procedimento) : undefined,
  )

/** Whoever signed an istanza, or filed one that was shared with them, goes on reading it until it passes to others. */
const tookPart = (viewer: Viewer): SQL | undefined =>
  and(
    isNull(pratiche.seguitaDaId),
    or(
      sql`${pratiche.id} in (select b.pratica_id from ${bozzeFirmatari} f join ${bozze} b on b.ente = f.ente and b.id = f.bozza_id
        where f.ente = ${ENTE} and f.codice_fiscale = ${viewer.codiceFiscale} and f.firmato_at is not null and f.rimosso_at is null)`,
      and(
        eq(pratiche.personaId, viewer.personaId),
        sql`${pratiche.id} in (select b.pratica_id from ${bozzeCondivisioni} c join ${bozze} b on b.ente = c.ente and b.id = c.bozza_id
          where c.ente = ${ENTE} and c.codice_fiscale = ${viewer.codiceFiscale} and c.revocata_at is null)`,
      ),
    ),
  )

/** Own practices, those of the organisations the person belongs to, those followed under a mandate, those signed. */
export const applicantOf = (viewer: Viewer): SQL | undefined =>
  and(
    eq(pratiche.ente, ENTE),
    or(
      holds(
        viewer,
        viewer.organizzazioni.map((one) => one.id),
      ),
      tookPart(viewer),
    ),
  )

/** Those on which the person may also act: an osservatore of a company, or one who signed, only reads. */
export const applicantActsOn = (viewer: Viewer): SQL | undefined =>
  and(
    eq(pratiche.ente, ENTE),
    holds(
      viewer,
      viewer.organizzazioni.filter((one) => RUOLI_CHE_PRESENTANO.includes(one.ruolo)).map((one) => one.id),
    ),
  )

/** Nobody handles what they filed, or what is filed for them (art. 6-bis L. 241/1990). */
export const notOwn = (viewer: Viewer): SQL | undefined =>
  and(
    sql`${pratiche.personaId} <> ${viewer.personaId}::uuid`,
    sql`(${pratiche.titolareId} is null or ${pratiche.titolareId} <> ${viewer.personaId}::uuid)`,
  )

/** Practices of the offices the officer works in, never one's own. */
export function officerOf(viewer: Funzionario): SQL | undefined {
  const uffici = viewer.funzionario.map((one) => one.ufficioId)
  return and(eq(pratiche.ente, ENTE), inArray(pratiche.ufficioId, uffici), notOwn(viewer))
}
