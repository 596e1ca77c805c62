import 'server-only'
import { and, asc, desc, eq, gte, isNull, lte, ne, type SQL, sql } from 'drizzle-orm'
import { pratiche } from '@/drizzle/schema/pratiche'
import type { Funzionario } from '@/lib/auth/viewer'
import { addDays, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { formatNumero } from './rules'
import { type FiltroCoda, GIORNI_IN_SCADENZA, type Ordine, type Vista } from './rules-coda'
import { notOwn } from './visibility'

/** Totals are exact up to here; beyond it the page says «oltre 1.000». */
export const CONTO_MASSIMO = 1000

/** One office at a time, never a practice the officer filed: the equality keeps every order on an index. */
const ofOffice = (officer: Funzionario, ufficioId: string): SQL | undefined =>
  officer.funzionario.some((one) => one.ufficioId === ufficioId)
    ? and(eq(pratiche.ente, ENTE), eq(pratiche.ufficioId, ufficioId), notOwn(officer))
    : sql`false`

const open = ne(pratiche.stato, 'conclusa')
const inView = (vista: Vista, officer: Funzionario, oggi: IsoDate): SQL | undefined => {
  switch (vista) {
    case 'da_prendere':
      return and(open, isNull(pratiche.assegnatarioId))
    case 'mie':
      return and(open, eq(pratiche.assegnatarioId, officer.personaId))
    case 'in_scadenza':
      return and(
        open,
        lte(pratiche.scadeIl, addDays(oggi, GIORNI_IN_SCADENZA)),
        sql`${pratiche.stato} not in ('sospesa', 'preavviso_diniego')`,
      )
    case 'in_attesa':
      return sql`${pratiche.stato} in ('sospesa', 'preavviso_diniego')`
    case 'in_decisione':
      return eq(pratiche.stato, 'in_decisione')
    case 'aperte':
      return open
    case 'concluse':
      return eq(pratiche.stato, 'conclusa')
  }
}

/** Words of the search box: numbers, plates, names by beginning; never an error. */
function searchOf(q: string, ufficioId: string): SQL | undefined {
  const words = q
    .toLowerCase()
    .split(/[^\p{L}\p{N}/]+/u)
    .filter(Boolean)
    .slice(0, 8)
  if (words.length === 0) return undefined
  const query = words.map((word) => `'${word.replaceAll("'", '')}':*`).join(' & ')
  // The index of words is behind the policies: the function asks it for the officer's office. An array, so that it is asked
  // once, before the practices, and these come by one pass of an index.
  return sql`${pratiche.id} = any (array(select pratiche_che_contengono(${ufficioId}::uuid, to_tsquery('simple', ${query}))))`
}

const ORDER_COLUMN: Record<Ordine, (verso: 'asc' | 'desc') => SQL[]> = {
  scadenza: (v) => [v === 'asc' ? asc(pratiche.scadeIl) : desc(pratiche.scadeIl)],
  numero: (v) =>
    v === 'asc' ? [asc(pratiche.anno), asc(pratiche.numero)] : [desc(pratiche.anno), desc(pratiche.numero)],
  richiedente: (v) => [v === 'asc' ? asc(pratiche.richiedente) : desc(pratiche.richiedente)],
  massa: (v) => [v === 'asc' ? sql`${pratiche.massaKg} asc nulls last` : sql`${pratiche.massaKg} desc nulls first`],
}

function whereOf(officer: Funzionario, ufficioId: string, filtro: FiltroCoda, oggi: IsoDate): SQL | undefined {
  return and(
    ofOffice(officer, ufficioId),
    inView(filtro.vista, officer, oggi),
    searchOf(filtro.q, ufficioId),
    filtro.tipo ? eq(pratiche.tipo, filtro.tipo) : undefined,
    filtro.stato ? eq(pratiche.stato, filtro.stato) : undefined,
    filtro.procedimento ? eq(pratiche.procedimento, filtro.procedimento) : undefined,
    filtro.assegnatarioId ? eq(pratiche.assegnatarioId, filtro.assegnatarioId) : undefined,
    filtro.massaMinT ? gte(pratiche.massaKg, filtro.massaMinT * 1000) : undefined,
  )
}

/** Nothing narrows an open view: {@link countViste} says how many there are, and counting twice is not needed. */
const isWholeView = ({ vista, q, tipo, stato, procedimento, assegnatarioId, massaMinT }: FiltroCoda): boolean =>
  vista !== 'concluse' && !(q || tipo || stato || procedimento || assegnatarioId || massaMinT)

/**
 * One page of the queue.
 *
 * @returns `totale`: how many there are, at most {@link CONTO_MASSIMO} + 1; null for a whole view, which its tab counts
 */
export async function listCoda(officer: Funzionario, ufficioId: string, filtro: FiltroCoda, oggi: IsoDate) {
  const where = whereOf(officer, ufficioId, filtro, oggi)
  const last = filtro.verso === 'asc' ? asc(pratiche.id) : desc(pratiche.id)
  const page = dbAs(officer, { replan: true })
    .select({
      id: pratiche.id,
      anno: pratiche.anno,
      numero: pratiche.numero,
      richiedente: pratiche.richiedente,
      oggetto: pratiche.oggetto,
      stato: pratiche.stato,
      esito: pratiche.esito,
      scadeIl: pratiche.scadeIl,
      termineGiorni: pratiche.termineGiorni,
      organizzazioneId: pratiche.organizzazioneId,
      conclusaIl: pratiche.conclusaIl,
      assegnatario: sql<
        string | null
      >`(select p.nome || ' ' || p.cognome from persone p where p.ente = ${pratiche.ente} and p.id = ${pratiche.assegnatarioId})`,
      presentataDa: sql<string>`coalesce((select e.attore_nome from pratica_eventi e where e.ente = ${pratiche.ente} and e.pratica_id = ${pratiche.id} and e.seq = 1),
        (select p.nome || ' ' || p.cognome from persone p where p.ente = ${pratiche.ente} and p.id = ${pratiche.personaId}))`,
    })
    .from(pratiche)
    .where(where)
    .orderBy(...ORDER_COLUMN[filtro.ordina](filtro.verso), last)
    .limit(filtro.perPagina)
    .offset((filtro.pagina - 1) * filtro.perPagina)
  const count = async () => {
    const [row] = await dbAs(officer, { replan: true }).execute<{ n: number }>(
      sql`select count(*)::int as n from (select 1 from ${pratiche} where ${where} limit ${CONTO_MASSIMO + 1}) t`,
    )
    return row?.n ?? 0
  }
  const [rows, totale] = await Promise.all([page, isWholeView(filtro) ? null : count()])
  return { righe: rows.map(({ anno, numero, ...row }) => ({ ...row, codice: formatNumero(anno, numero) })), totale }
}
export type RigaCoda = Awaited<ReturnType<typeof listCoda>>['righe'][number]

/** How many there are in each view, for the tabs. */
export async function countViste(
  officer: Funzionario,
  ufficioId: string,
  oggi: IsoDate,
): Promise<Record<Exclude<Vista, 'concluse'>, number>> {
  const entro = addDays(oggi, GIORNI_IN_SCADENZA)
  const [row] = await dbAs(officer).execute<Record<Exclude<Vista, 'concluse'>, number>>(sql`
    select count(*) filter (where assegnatario_id is null)::int as da_prendere,
      count(*) filter (where assegnatario_id = ${officer.personaId}::uuid)::int as mie,
      count(*) filter (where scade_il <= ${entro} and stato not in ('sospesa', 'preavviso_diniego'))::int as in_scadenza,
      count(*) filter (where stato in ('sospesa', 'preavviso_diniego'))::int as in_attesa,
      count(*) filter (where stato = 'in_decisione')::int as in_decisione,
      count(*)::int as aperte
    from ${pratiche} where ${ofOffice(officer, ufficioId)} and stato <> 'conclusa'`)
  return row ?? { da_prendere: 0, mie: 0, in_scadenza: 0, in_attesa: 0, in_decisione: 0, aperte: 0 }
}

/** Officers who hold open practices of the office, for the filter and for reassigning. */
export async function listAssegnatari(officer: Funzionario, ufficioId: string) {
  if (!officer.funzionario.some((one) => one.ufficioId === ufficioId)) return []
  const rows = await dbAs(officer).execute<{ id: string; nome: string }>(sql`
    select p.id, p.nome || ' ' || p.cognome as nome from ruoli r join persone p on p.ente = r.ente and p.id = r.persona_id
    where r.ente = ${ENTE} and r.ufficio_id = ${ufficioId}::uuid and r.ruolo in ('istruttore', 'dirigente')
      and r.valido_dal <= oggi_a_roma() and coalesce(r.valido_al, oggi_a_roma()) >= oggi_a_roma()
    group by p.id, p.nome, p.cognome order by p.cognome collate "it-x-icu", p.nome collate "it-x-icu"`)
  return [...rows]
}
