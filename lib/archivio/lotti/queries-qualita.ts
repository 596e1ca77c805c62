import 'server-only'
import { sql } from 'drizzle-orm'
import { ENTE } from '@/lib/core/ente'
import type { Actor } from '@/lib/db/actor'
import { dbAs } from '@/lib/db/client'

/** A row whose pages are not those of the index, or whose file could not be opened. */
export type Differenza = {
  riga: number
  segnatura: string
  unitaId: string
  attese: number | null
  trovate: number | null
  guasti: number
}

export type Qualita = {
  file: number
  pronti: number
  guasti: number
  /** pages expected by the rows that say how many */
  attese: number
  /** pages counted, of all files */
  trovate: number
  differenze: Differenza[]
}

const MAX_DIFFERENZE = 200

/** Pages counted against the index: of the units that this archivist may see. */
export async function findQualita(actor: Actor, lottoId: string): Promise<Qualita> {
  const rows = sql`select r.riga, r.segnatura, r.unita_id, r.pagine_attese as attese, count(*)::int as file,
      count(*) filter (where f.stato = 'pronto')::int as pronti, count(*) filter (where f.stato = 'guasto')::int as guasti,
      coalesce(sum(f.pagine), 0)::int as contate, bool_and(f.pagine is not null) as tutte
    from righe_lotto r join file_lotto l on l.ente = r.ente and l.lotto_id = r.lotto_id and l.riga = r.riga
      join file_archivio f on f.ente = l.ente and f.id = l.file_id
    where r.ente = ${ENTE} and r.lotto_id = ${lottoId}::uuid group by r.riga, r.segnatura, r.unita_id, r.pagine_attese`
  const [[totals], differenze] = await Promise.all([
    dbAs(actor, { replan: true }).execute<Omit<Qualita, 'differenze'>>(sql`
      select coalesce(sum(file), 0)::int as file, coalesce(sum(pronti), 0)::int as pronti, coalesce(sum(guasti), 0)::int as guasti,
        coalesce(sum(attese), 0)::int as attese, coalesce(sum(contate), 0)::int as trovate from (${rows}) q`),
    dbAs(actor, { replan: true }).execute<Differenza>(sql`
      select riga, segnatura, unita_id as "unitaId", attese, case when tutte then contate end as trovate, guasti
      from (${rows}) q where guasti > 0 or (tutte and attese is not null and attese <> contate)
      order by riga limit ${MAX_DIFFERENZE}`),
  ])
  const none = { file: 0, pronti: 0, guasti: 0, attese: 0, trovate: 0 }
  return { ...(totals ?? none), differenze: [...differenze] }
}
