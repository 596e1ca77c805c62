import 'server-only'
import { type Column, inArray, type SQL, sql } from 'drizzle-orm'
import { mandati } from '@/drizzle/schema/imprese'
import { mandatoInForza } from '@/lib/auth/queries'
import type { Viewer } from '@/lib/auth/viewer'

/** Today in Italy, for a condition read by the database at the very moment of the act. */
export const OGGI = sql`(now() at time zone 'Europe/Rome')::date`

/**
 * The viewer may act now on what was done under this mandate: it is in force, or the same principal has given the same
 * agent another that is. Asked of the database at each statement, so that a revocation stops the very next act (S25).
 *
 * @param mandatoId column of the row · @param procedimento column of the row: the mandate must cover it
 */
export function usabileDa(viewer: Viewer, mandatoId: Column, procedimento: Column): SQL {
  if (viewer.mandati.length === 0) return sql`false`
  const mine = inArray(
    sql`m.id`,
    viewer.mandati.map((one) => one.id),
  )
  return sql`exists (select from ${mandati} dato join ${mandati} m on m.ente = dato.ente
      and m.mandante_organizzazione_id is not distinct from dato.mandante_organizzazione_id
      and m.mandante_codice_fiscale is not distinct from dato.mandante_codice_fiscale
      and m.mandatario_organizzazione_id is not distinct from dato.mandatario_organizzazione_id
      and m.mandatario_codice_fiscale is not distinct from dato.mandatario_codice_fiscale
    where dato.id = ${mandatoId} and ${mine} and ${mandatoInForza(sql`m`, OGGI)}
      and (m.procedimenti is null or ${procedimento} = any (m.procedimenti)))`
}

/** The mandate of a row is in force, whoever uses it. */
export const inForza = (mandatoId: Column): SQL =>
  sql`exists (select from ${mandati} m where m.id = ${mandatoId} and ${mandatoInForza(sql`m`, OGGI)})`
