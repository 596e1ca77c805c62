import 'server-only'
import { and, asc, desc, eq, gte, isNull, like, lte, or, sql } from 'drizzle-orm'
import { impostazioni, prescrizioni, procedimenti, procedimentoVersioni } from '@/drizzle/schema/procedimenti'
import { enti, uffici } from '@/drizzle/schema/soggetti'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import type { Definizione, Scheda } from './forms'
import { computePunteggio } from './rules-ricerca'

/** Versions never change once published: kept for the life of the process. */
const versioni = new Map<string, Definizione>()

/** The definition a pratica was filed under, or the one in force. */
export async function findDefinizione(codice: string, versione: number): Promise<Definizione | null> {
  const key = `${ENTE}:${codice}:${versione}`
  const cached = versioni.get(key)
  if (cached) return cached
  const [row] = await dbAs('pubblico')
    .select({ definizione: procedimentoVersioni.definizione })
    .from(procedimentoVersioni)
    .where(
      and(
        eq(procedimentoVersioni.ente, ENTE),
        eq(procedimentoVersioni.codice, codice),
        eq(procedimentoVersioni.versione, versione),
      ),
    )
  if (!row) return null
  versioni.set(key, row.definizione)
  return row.definizione
}

export type Servizio = {
  codice: string
  versione: number
  attivo: boolean
  sospesoMotivo: string | null
  ufficio: { codice: string; denominazione: string; email: string; telefono: string; orari: string; indirizzo: string }
  definizione: Definizione
}

const servizioColumns = {
  codice: procedimenti.codice,
  versione: procedimenti.versioneCorrente,
  attivo: procedimenti.attivo,
  sospesoMotivo: procedimenti.sospesoMotivo,
  ufficio: {
    codice: uffici.codice,
    denominazione: uffici.denominazione,
    email: uffici.email,
    telefono: uffici.telefono,
    orari: uffici.orari,
    indirizzo: enti.indirizzo,
  },
}
const selectServizi = () =>
  dbAs('pubblico')
    .select(servizioColumns)
    .from(procedimenti)
    .innerJoin(uffici, and(eq(uffici.ente, procedimenti.ente), eq(uffici.id, procedimenti.ufficioId)))
    .innerJoin(enti, eq(enti.ente, procedimenti.ente))

async function withDefinizione(row: Omit<Servizio, 'definizione'>): Promise<Servizio> {
  const definizione = await findDefinizione(row.codice, row.versione)
  if (!definizione) throw new Error(`Procedure ${row.codice} points at version ${row.versione}, which does not exist`)
  return { ...row, definizione }
}

/** @returns also a suspended service, which says so; null when there is none */
export async function findServizio(codice: string): Promise<Servizio | null> {
  const [row] = await selectServizi().where(and(eq(procedimenti.ente, ENTE), eq(procedimenti.codice, codice)))
  return row ? withDefinizione(row) : null
}

export type FiltroServizi = { q?: string; pubblico?: string; argomento?: string; ufficio?: string; bisogno?: string }

/** The catalogue: best match first when words are given, else by need and name. */
export async function listServizi(filtro: FiltroServizi = {}): Promise<Servizio[]> {
  const rows = await selectServizi().where(eq(procedimenti.ente, ENTE))
  const all = await Promise.all(rows.map(withDefinizione))
  const { q = '', pubblico, argomento, ufficio, bisogno } = filtro
  const chosen = all.filter(
    ({ definizione: { scheda }, ufficio: own }) =>
      (!pubblico || (scheda.pubblico as string[]).includes(pubblico)) &&
      (!argomento || scheda.argomenti.includes(argomento)) &&
      (!ufficio || own.codice === ufficio) &&
      (!bisogno || scheda.bisogno === bisogno),
  )
  if (q.trim() === '') return chosen.sort(byBisogno)
  return chosen
    .map((servizio) => ({ servizio, punteggio: computePunteggio(q, searched(servizio)) }))
    .filter(({ punteggio }) => punteggio > 0)
    .sort((a, b) => b.punteggio - a.punteggio || byBisogno(a.servizio, b.servizio))
    .map(({ servizio }) => servizio)
}

/** Needs in the order of the home; a new one follows, by name. */
const BISOGNI = ['Per chi trasporta e lavora sulle strade', 'Per chi costruisce', 'Per chi cerca un documento']
const rank = ({ definizione: { scheda } }: Servizio) => {
  const place = BISOGNI.indexOf(scheda.bisogno)
  return place < 0 ? BISOGNI.length : place
}

const byBisogno = (a: Servizio, b: Servizio) =>
  rank(a) - rank(b) ||
  a.definizione.scheda.bisogno.localeCompare(b.definizione.scheda.bisogno, 'it') ||
  a.definizione.scheda.titolo.localeCompare(b.definizione.scheda.titolo, 'it')

function searched({ definizione: { scheda }, ufficio }: Servizio) {
  return [
    { testo: scheda.titolo, peso: 5 },
    { testo: scheda.parole.join(' '), peso: 4 },
    { testo: scheda.descrizioneBreve, peso: 3 },
    { testo: scheda.argomenti.join(' '), peso: 2 },
    {
      testo: [
        scheda.bisogno,
        scheda.destinatari,
        scheda.descrizione ?? '',
        scheda.cosaSiOttiene,
        ufficio.denominazione,
      ].join(' '),
      peso: 1,
    },
  ]
}

/** What the catalogue may be filtered by: only what some service has. */
export function listScelte(servizi: readonly Servizio[]): {
  pubblico: Scheda['pubblico']
  argomenti: string[]
  uffici: { codice: string; denominazione: string }[]
} {
  const byName = (a: string, b: string) => a.localeCompare(b, 'it')
  return {
    pubblico: [...new Set(servizi.flatMap((one) => one.definizione.scheda.pubblico))].sort(byName),
    argomenti: [...new Set(servizi.flatMap((one) => one.definizione.scheda.argomenti))].sort(byName),
    uffici: [...new Map(servizi.map(({ ufficio }) => [ufficio.codice, ufficio])).values()]
      .map(({ codice, denominazione }) => ({ codice, denominazione }))
      .sort((a, b) => byName(a.denominazione, b.denominazione)),
  }
}

/** Fewer decisions than these say nothing about the usual time. */
const MIN_PRATICHE = 5
const TEMPI_TTL_MS = 10 * 60_000
let tempi: { at: number; value: Promise<Map<string, number>> } | null = null

/**
 * Real median days from request to decision in the last 12 months, net of the days in which the term stood still
 * (integration and notice of refusal). Withdrawn requests do not count. A service with too few decisions is not there.
 * @see L. 241/1990 art. 2 c. 4-bis
 */
export function listTempiMediani(): Promise<Map<string, number>> {
  if (tempi && performance.now() - tempi.at < TEMPI_TTL_MS) return tempi.value
  const value = readTempiMediani()
  tempi = { at: performance.now(), value }
  value.catch(() => {
    tempi = null
  })
  return value
}

async function readTempiMediani(): Promise<Map<string, number>> {
  const rows = await dbAs('sistema').execute<{ procedimento: string; mediana: number }>(sql`
    with concluse as (
      select id, procedimento, avviata_il, conclusa_il from pratiche
      where ente = ${ENTE} and stato = 'conclusa' and esito <> 'ritirata' and conclusa_il >= (oggi_a_roma() - interval '12 months')::date
    ), passi as (
      select t.pratica_id, t.tipo, least(coalesce(lead(t.il) over (partition by t.pratica_id order by t.seq), c.conclusa_il), c.conclusa_il) - t.il as giorni
      from termini t join concluse c on c.id = t.pratica_id where t.ente = ${ENTE}
    ), fermi as (
      select pratica_id, sum(greatest(giorni, 0)) as giorni from passi where tipo in ('sospensione', 'preavviso') group by pratica_id
    )
    select c.procedimento, round(percentile_cont(0.5) within group (order by greatest(c.conclusa_il - c.avviata_il - coalesce(f.giorni, 0), 0)))::int as mediana
    from concluse c left join fermi f on f.pratica_id = c.id group by c.procedimento having count(*) >= ${MIN_PRATICHE}`)
  return new Map(rows.map((row) => [row.procedimento, Number(row.mediana)]))
}

export type Impostazione = {
  chiave: string
  validoDal: IsoDate
  validoAl: IsoDate | null
  valore: unknown
  daConfermare: boolean
  fonte: string
}

/** Dated settings in force on a day, by the beginning of their key: 'trasporti.' */
export async function listImpostazioni(prefix: string, oggi: IsoDate): Promise<Impostazione[]> {
  return dbAs('pubblico')
    .select({
      chiave: impostazioni.chiave,
      validoDal: impostazioni.validoDal,
      validoAl: impostazioni.validoAl,
      valore: impostazioni.valore,
      daConfermare: impostazioni.daConfermare,
      fonte: impostazioni.fonte,
    })
    .from(impostazioni)
    .where(
      and(
        eq(impostazioni.ente, ENTE),
        like(impostazioni.chiave, `${prefix.replace(/[\\%_]/g, '\\$&')}%`),
        lte(impostazioni.validoDal, oggi),
        or(isNull(impostazioni.validoAl), gte(impostazioni.validoAl, oggi)),
      ),
    )
    .orderBy(asc(impostazioni.chiave), desc(impostazioni.validoDal))
}

export type Prescrizione = { id: string; codice: string; gruppo: string; testo: string; norma: string }

/** The library an officer chooses prescriptions from, in its order. */
export async function listPrescrizioni(procedimento: string, oggi: IsoDate): Promise<Prescrizione[]> {
  return dbAs('pubblico')
    .select({
      id: prescrizioni.id,
      codice: prescrizioni.codice,
      gruppo: prescrizioni.gruppo,
      testo: prescrizioni.testo,
      norma: prescrizioni.norma,
    })
    .from(prescrizioni)
    .where(
      and(
        eq(prescrizioni.ente, ENTE),
        eq(prescrizioni.procedimento, procedimento),
        lte(prescrizioni.validoDal, oggi),
        or(isNull(prescrizioni.validoAl), gte(prescrizioni.validoAl, oggi)),
      ),
    )
    .orderBy(asc(prescrizioni.ordine))
}
