import 'server-only'
import { sql } from 'drizzle-orm'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { lettoreActor } from '../lettore'
import type { EsitoDoppione, Somiglianza } from './rules'

/** Pairs shown at once. */
export const COPPIE_MAX = 50

type Una = { id: string; segnatura: string; titolo: string; data: string; pagine: number | null }
export type Coppia = {
  somiglianze: Somiglianza[]
  una: Una
  altra: Una
  esito: EsitoDoppione | null
  tieniId: string | null
  motivo: string | null
}

/**
 * Pairs of files of a fonds that look like one, by their signatures, their practice, or the same file in both: a page of
 * them, and how many they are. Those that were decided come last. Signatures are compared as `segnaturaPiana` writes them
 * (rules.ts).
 *
 * @param pagina from 1; the first when there are not so many
 */
export async function listCoppie(
  officer: Funzionario,
  fondoId: string,
  pagina = 1,
): Promise<{ coppie: Coppia[]; totale: number; pagina: number }> {
  const rows = await dbAs(lettoreActor(officer)).execute<{
    totale: number
    somiglianze: Somiglianza[]
    una: Una
    altra: Una
    esito: EsitoDoppione | null
    tieni_id: string | null
    motivo: string | null
  }>(sql`
    with carte as materialized (
      select u.id, u.segnatura, u.titolo, u.data_mostrata as data, u.pagine, u.numero_pratica, u.anno_pratica, u.comune_istat, u.tipologia,
        regexp_replace(regexp_replace(lower(u.segnatura), '[^a-z0-9]+', '', 'g'), '(?<![0-9])0+(?=[0-9])', '', 'g') as piana
      from unita_archivistiche u where u.ente = ${ENTE} and u.fondo_id = ${fondoId}::uuid and u.livello in ('fascicolo', 'sottofascicolo', 'documento')),
    simili as (
      select a.id as una_id, b.id as altra_id, 'segnatura' as perche from carte a join carte b on a.piana = b.piana and a.id < b.id
      union all
      select a.id, b.id, 'pratica' from carte a join carte b on a.id < b.id and a.numero_pratica = b.numero_pratica
        and a.anno_pratica = b.anno_pratica and a.comune_istat = b.comune_istat and a.tipologia is not distinct from b.tipologia
      union all
      select least(f.unita_id, g.unita_id), greatest(f.unita_id, g.unita_id), 'file' from carte a
        join file_archivio f on f.ente = ${ENTE} and f.unita_id = a.id
        join file_archivio g on g.ente = f.ente and g.sha256 = f.sha256 and g.unita_id <> f.unita_id),
    coppie as (select una_id, altra_id, array_agg(distinct perche order by perche) as somiglianze from simili group by 1, 2)
    select count(*) over ()::int as totale, c.somiglianze, d.esito, d.tieni_id, d.motivo,
      jsonb_build_object('id', a.id, 'segnatura', a.segnatura, 'titolo', a.titolo, 'data', a.data_mostrata, 'pagine', a.pagine) as una,
      jsonb_build_object('id', b.id, 'segnatura', b.segnatura, 'titolo', b.titolo, 'data', b.data_mostrata, 'pagine', b.pagine) as altra
    from coppie c join unita_archivistiche a on a.ente = ${ENTE} and a.id = c.una_id join unita_archivistiche b on b.ente = ${ENTE} and b.id = c.altra_id
    left join doppioni d on d.ente = ${ENTE} and d.una_id = c.una_id and d.altra_id = c.altra_id
    order by d.esito is not null, cardinality(c.somiglianze) desc, a.ordine, b.ordine
    limit ${COPPIE_MAX} offset ${(pagina - 1) * COPPIE_MAX}`)
  if (rows.length === 0 && pagina > 1) return listCoppie(officer, fondoId)
  const coppie = rows.map(({ tieni_id, totale: _, ...row }) => ({ ...row, tieniId: tieni_id }))
  return { coppie, totale: rows[0]?.totale ?? 0, pagina }
}
