import 'server-only'
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { proposteScarto, terminiConservazione, unitaScarto } from '@/drizzle/schema/archivio-scarto'
import type { Funzionario } from '@/lib/auth/viewer'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { lettoreActor } from '../lettore'
import { computeTermineScarto } from './rules'

/** Units proposed at once. */
export const SCARTABILI_MAX = 500

export type Scartabile = {
  id: string
  segnatura: string
  titolo: string
  dataMostrata: string
  consistenza: string | null
  contenitori: string
  anni: number
  termineIl: IsoDate
  fonte: string
}

/**
 * Files past their term today, by a confirmed term of their series (or, failing that, of what the series stands in), that
 * are in no list which is going on or done.
 */
export async function listScartabili(
  db: Pick<Tx, 'execute'>,
  di: { serieId: string } | { ids: readonly string[] },
): Promise<Scartabile[]> {
  const oggi = await today()
  const rows = await db.execute<Omit<Scartabile, 'termineIl'> & { al: IsoDate }>(sql`
    with recursive scelte as (
      select u.id, u.segnatura, u.titolo, u.data_mostrata, u.consistenza, u.al::text as al, u.ordine, u.padre_id from unita_archivistiche u
      where u.ente = ${ENTE} and u.livello = 'fascicolo' and u.al is not null
        and ${
          'ids' in di
            ? sql`u.id = any (array(select jsonb_array_elements_text(${JSON.stringify(di.ids)}::jsonb)::uuid))`
            : sql`u.ordine > (select s.ordine || '.' from unita_archivistiche s where s.ente = ${ENTE} and s.id = ${di.serieId}::uuid)
                and u.ordine < (select s.ordine || '/' from unita_archivistiche s where s.ente = ${ENTE} and s.id = ${di.serieId}::uuid)`
        }),
    sopra as (
      select s.id as unita_id, p.id, p.padre_id, 1 as passo from scelte s join unita_archivistiche p on p.ente = ${ENTE} and p.id = s.padre_id
      union all select sopra.unita_id, p.id, p.padre_id, sopra.passo + 1 from sopra join unita_archivistiche p on p.ente = ${ENTE} and p.id = sopra.padre_id),
    termine as (
      select distinct on (sopra.unita_id) sopra.unita_id, t.anni, t.fonte, t.da_confermare from sopra
      join termini_conservazione t on t.ente = ${ENTE} and t.serie_id = sopra.id and t.valido_dal <= ${oggi}::date
      order by sopra.unita_id, sopra.passo, t.valido_dal desc)
    select s.id, s.segnatura, s.titolo, s.data_mostrata as "dataMostrata", s.consistenza, s.al, t.anni, t.fonte,
      coalesce((select string_agg(c.codice, ', ' order by c.codice) from unita_contenute h
        join unita_conservazione c on c.ente = h.ente and c.id = h.contenitore_id where h.ente = ${ENTE} and h.unita_id = s.id), '') as contenitori
    from scelte s join termine t on t.unita_id = s.id
    where t.anni is not null and not t.da_confermare
      and not exists (select from unita_scarto x join proposte_scarto p on p.ente = x.ente and p.id = x.proposta_id
        where x.ente = ${ENTE} and x.unita_id = s.id and p.stato in ('proposta', 'autorizzata', 'distrutta'))
    order by s.ordine`)
  return [...rows]
    .flatMap(({ al, ...row }) => {
      const termineIl = computeTermineScarto(al, row.anni)
      return termineIl !== null && termineIl <= oggi ? [{ ...row, termineIl }] : []
    })
    .slice(0, SCARTABILI_MAX)
}

export const listScartabiliDi = (officer: Funzionario, serieId: string): Promise<Scartabile[]> =>
  listScartabili(dbAs(lettoreActor(officer)), { serieId })

/** Terms in force, one a series, and since when. */
export async function listTermini(officer: Funzionario) {
  const oggi = await today()
  const rows = await dbAs(lettoreActor(officer))
    .select({
      id: terminiConservazione.id,
      serieId: terminiConservazione.serieId,
      segnatura: unita.segnatura,
      titolo: unita.titolo,
      anni: terminiConservazione.anni,
      validoDal: terminiConservazione.validoDal,
      daConfermare: terminiConservazione.daConfermare,
      fonte: terminiConservazione.fonte,
    })
    .from(terminiConservazione)
    .innerJoin(unita, and(eq(unita.ente, terminiConservazione.ente), eq(unita.id, terminiConservazione.serieId)))
    .where(and(eq(terminiConservazione.ente, ENTE), sql`${terminiConservazione.validoDal} <= ${oggi}`))
    .orderBy(asc(unita.ordine), desc(terminiConservazione.validoDal))
  return rows.filter((row, i) => rows[i - 1]?.serieId !== row.serieId)
}

export const listProposte = (officer: Funzionario) =>
  dbAs(lettoreActor(officer))
    .select({
      id: proposteScarto.id,
      oggetto: proposteScarto.oggetto,
      stato: proposteScarto.stato,
      createdAt: proposteScarto.createdAt,
      unita: sql<number>`(select count(*)::int from unita_scarto x where x.ente = ${proposteScarto.ente} and x.proposta_id = ${proposteScarto.id})`,
    })
    .from(proposteScarto)
    .where(eq(proposteScarto.ente, ENTE))
    .orderBy(desc(proposteScarto.createdAt))

export async function findProposta(officer: Funzionario, id: string) {
  const db = dbAs(lettoreActor(officer))
  const [[row], elenco] = await Promise.all([
    db
      .select()
      .from(proposteScarto)
      .where(and(eq(proposteScarto.ente, ENTE), eq(proposteScarto.id, id))),
    db
      .select()
      .from(unitaScarto)
      .where(and(eq(unitaScarto.ente, ENTE), eq(unitaScarto.propostaId, id)))
      .orderBy(asc(unitaScarto.segnatura)),
  ])
  return row ? { ...row, elenco } : null
}

/** The report by which the papers of a unit were destroyed; null: they were not. */
export async function findDistruzione(
  officer: Funzionario,
  unitaId: string,
): Promise<{ id: string; verbale: string | null; verbaleIl: IsoDate | null } | null> {
  const [row] = await dbAs(lettoreActor(officer))
    .select({ id: proposteScarto.id, verbale: proposteScarto.verbale, verbaleIl: proposteScarto.verbaleIl })
    .from(unitaScarto)
    .innerJoin(
      proposteScarto,
      and(eq(proposteScarto.ente, unitaScarto.ente), eq(proposteScarto.id, unitaScarto.propostaId)),
    )
    .where(and(eq(unitaScarto.ente, ENTE), eq(unitaScarto.unitaId, unitaId), eq(proposteScarto.stato, 'distrutta')))
  return row ?? null
}
