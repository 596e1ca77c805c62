import 'server-only'
import { sql } from 'drizzle-orm'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { fondoOfSet, type Lista, RECORD_PER_VOLTA, rangeOf } from './protocollo-oai'

/** A record as the list of changes has it; `at`: to the microsecond. */
export type Voce = { id: string; fondoId: string; at: string; istante: Date; ritirata: boolean }

/**
 * What is written by a transaction that is still open comes with the instant at which it began: changes are told when none
 * that began before them can still be going on, so that whoever harvests by date misses nothing.
 */
export const RITARDO_MS = 120_000

/**
 * Units as they changed, oldest first, and those that not everybody may know any more (§ 2.5.1: deleted).
 *
 * @param adesso by the database's clock
 * @returns one more than a page when there is more
 */
export async function listCambiate({ from, until, set, dopo }: Lista, adesso: Date): Promise<Voce[]> {
  const fondo = set === null ? null : fondoOfSet(set)
  if (set !== null && fondo === null) return []
  const { da, prima } = rangeOf({ from, until })
  const limit = new Date(Math.min(adesso.getTime() - RITARDO_MS, prima?.getTime() ?? Number.POSITIVE_INFINITY))
  const within = (at: ReturnType<typeof sql>, id: ReturnType<typeof sql>, fonds: ReturnType<typeof sql>) => sql`
    ${at} < ${limit.toISOString()}::timestamptz
    ${da ? sql`and ${at} >= ${da.toISOString()}::timestamptz` : sql``}
    ${dopo ? sql`and (${at}, ${id}) > (${dopo.at}::timestamptz, ${dopo.id}::uuid)` : sql``}
    ${fondo ? sql`and ${fonds} = ${fondo}::uuid` : sql``}`
  const rows = await dbAs('pubblico').execute<{ id: string; fondo_id: string; at: string; ritirata: boolean }>(sql`
    select id, fondo_id, to_char(quando at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, ritirata from (
      (select u.id, u.fondo_id, u.esposta_at as quando, false as ritirata from unita_archivistiche u
        where u.ente = ${ENTE} and ${within(sql`u.esposta_at`, sql`u.id`, sql`u.fondo_id`)}
        order by u.esposta_at, u.id limit ${RECORD_PER_VOLTA + 1})
      union all
      (select r.unita_id, r.fondo_id, r.ritirata_at, true from ritiri_catalogo r
        where r.ente = ${ENTE} and ${within(sql`r.ritirata_at`, sql`r.unita_id`, sql`r.fondo_id`)}
          and not exists (select from unita_archivistiche u where u.ente = r.ente and u.id = r.unita_id)
        order by r.ritirata_at, r.unita_id limit ${RECORD_PER_VOLTA + 1})) as cambiate
    order by quando, id limit ${RECORD_PER_VOLTA + 1}`)
  return rows.map(({ id, fondo_id, at, ritirata }) => ({ id, fondoId: fondo_id, at, istante: new Date(at), ritirata }))
}

/** When a unit was taken back from everybody; null: it was not, or never was everybody's. */
export async function findRitiro(id: string): Promise<{ fondoId: string; istante: Date } | null> {
  const [row] = await dbAs('pubblico').execute<{ fondo_id: string; ritirata_at: string }>(sql`
    select r.fondo_id, r.ritirata_at::text from ritiri_catalogo r where r.ente = ${ENTE} and r.unita_id = ${id}::uuid
      and not exists (select from unita_archivistiche u where u.ente = r.ente and u.id = r.unita_id)`)
  return row ? { fondoId: row.fondo_id, istante: new Date(row.ritirata_at) } : null
}

/** The earliest change that can be harvested. */
export async function firstCambio(): Promise<Date | null> {
  const [row] = await dbAs('pubblico').execute<{ at: string | null }>(sql`
    select least((select min(u.esposta_at) from unita_archivistiche u where u.ente = ${ENTE}),
      (select min(r.ritirata_at) from ritiri_catalogo r where r.ente = ${ENTE}))::text as at`)
  return row?.at ? new Date(row.at) : null
}
