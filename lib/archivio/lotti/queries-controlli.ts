import 'server-only'
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { fileArchivio } from '@/drizzle/schema/archivio-digitale'
import { ENTE } from '@/lib/core/ente'
import type { Actor } from '@/lib/db/actor'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { listImpostazioni } from '@/lib/procedimenti/queries'
import { CONTROLLI, type Controllo, dpiSotto, type Soglie, soglieOf } from './rules-controlli'

export const PAGINE_A_PAGINA = 50

export type PaginaControllata = {
  id: string
  unitaId: string
  segnatura: string
  numero: number
  dpi: number | null
  /** 0–1; null: not read by a program */
  confidenza: number | null
}
export type ContoControlli = Record<Controllo, number> & { pagine: number; soglie: Soglie }

const condizione = (controllo: Controllo, soglie: Soglie): SQL =>
  ({
    risoluzione: sql`p.dpi < ${dpiSotto(soglie)}`,
    senza_risoluzione: sql`p.dpi is null`,
    lettura: sql`t.fonte = 'ocr' and t.corretto_da_id is null and t.confidenza < ${soglie.sicurezza / 100}::real`,
    bianche: sql`p.bianca`,
  })[controllo]

/**
 * Files of the batch that are worked and that this archivist may see: of those an office sees every page, so the pages are
 * asked for as the portal, once and not one by one.
 */
async function visti(actor: Actor, lottoId: string): Promise<SQL> {
  const rows = await dbAs(actor, { replan: true })
    .select({ id: fileArchivio.id })
    .from(fileArchivio)
    .where(
      and(
        eq(fileArchivio.ente, ENTE),
        eq(fileArchivio.lottoId, lottoId),
        inArray(fileArchivio.stato, ['pronto', 'guasto']),
      ),
    )
  return sql`pagine_archivio p left join testi_pagina t on t.ente = p.ente and t.pagina_id = p.id
    where p.ente = ${ENTE} and p.file_id in
      (select x::uuid from jsonb_array_elements_text(${JSON.stringify(rows.map((row) => row.id))}::text::jsonb) x)`
}

const findSoglie = async (): Promise<Soglie> => soglieOf(await listImpostazioni('archivio.qualita.', await today()))

/** How many pages of a batch ask to be looked at, and why. */
export async function countControlli(actor: Actor, lottoId: string): Promise<ContoControlli> {
  const [soglie, pages] = await Promise.all([findSoglie(), visti(actor, lottoId)])
  const counts = CONTROLLI.map(
    (one) => sql`(count(*) filter (where ${condizione(one, soglie)}))::int as ${sql.identifier(one)}`,
  )
  const [row] = await dbAs('sistema', { replan: true }).execute<Record<Controllo, number> & { pagine: number }>(
    sql`select count(*)::int as pagine, ${sql.join(counts, sql`, `)} from ${pages}`,
  )
  return { pagine: 0, risoluzione: 0, senza_risoluzione: 0, lettura: 0, bianche: 0, ...row, soglie }
}

/** @param volta from 1 */
export async function listControllate(
  actor: Actor,
  lottoId: string,
  controllo: Controllo,
  volta: number,
): Promise<PaginaControllata[]> {
  const [soglie, pages] = await Promise.all([findSoglie(), visti(actor, lottoId)])
  const rows = await dbAs('sistema', { replan: true }).execute<PaginaControllata>(sql`
    select q.*, u.segnatura from (
      select p.id, p.unita_id as "unitaId", p.numero, p.dpi, case when t.fonte = 'ocr' then t.confidenza end as confidenza
      from ${pages} and ${condizione(controllo, soglie)}) q
    join unita_archivistiche u on u.ente = ${ENTE} and u.id = q."unitaId"
    order by u.ordine, q.numero limit ${PAGINE_A_PAGINA} offset ${(volta - 1) * PAGINE_A_PAGINA}`)
  return [...rows]
}
