import 'server-only'
import { and, asc, eq, exists, gt, inArray, not, or, type SQL, sql } from 'drizzle-orm'
import { pagineArchivio as pagine, testiPagina as testi } from '@/drizzle/schema/archivio-digitale'
import { testiOscurati as oscurati, vistePagina as viste } from '@/drizzle/schema/archivio-visore'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { chiusaA, chiusaAlLettore, chiusaOggi } from '../chiuse'
import { type Chi, lettoreActor } from '../lettore'
import type { ParolaPagina } from '../rules-digitale'
import { paroleOf } from '../rules-parole'
import type { Lettore } from '../rules-visibilita'
import type { Carte } from './queries'
import { type Cercate, cercate, contornoOf, espressioneOf, trovateIn } from './rules-trova'

/** Pages whose text is read at once. */
const BATCH = 100
/** No answer is longer: whoever looks for «di» in a thousand pages is told where the first ones are. */
export const TROVATE_MAX = 2000

export type TestoPagina = {
  paginaId: string
  numero: number
  testo: string
  parole: ParolaPagina[]
  oscurato: boolean
}

/** The text that a reader sees of a page: the whole, or what is left of it once its covered parts are out. */
const testoVisto = (chiusa: SQL<boolean>) =>
  sql<string | null>`case when ${chiusa} then ${oscurati.testo} else ${testi.testo} end`

const visto = (carte: Carte) => {
  const chiusa = chiusaA(carte)
  return {
    paginaId: pagine.id,
    numero: pagine.numero,
    testo: testoVisto(chiusa),
    parole: sql<ParolaPagina[] | null>`case when ${chiusa} then ${oscurati.parole} else ${testi.parole} end`,
    oscurato: chiusa,
  }
}

const ofPagina = (table: typeof testi | typeof oscurati) =>
  and(eq(table.ente, pagine.ente), eq(table.paginaId, pagine.id))

/** Texts of pages of any unit, as this reader sees them. @param lettore who they are */
export async function readTestiVisti(chi: Chi, lettore: Lettore, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await dbAs(lettoreActor(chi))
    .select({ id: pagine.id, testo: testoVisto(chiusaAlLettore(lettore)) })
    .from(pagine)
    .leftJoin(testi, ofPagina(testi))
    .leftJoin(oscurati, ofPagina(oscurati))
    .where(and(eq(pagine.ente, ENTE), inArray(pagine.id, [...ids])))
  return new Map(rows.flatMap(({ id, testo }) => (testo === null ? [] : [[id, testo] as const])))
}

async function listTesti(chi: Chi, carte: Carte, more: SQL | undefined, limit: number): Promise<TestoPagina[]> {
  const seen = visto(carte)
  const rows = await dbAs(lettoreActor(chi))
    .select(seen)
    .from(pagine)
    .leftJoin(testi, ofPagina(testi))
    .leftJoin(oscurati, ofPagina(oscurati))
    .where(and(eq(pagine.ente, ENTE), eq(pagine.unitaId, carte.id), sql`${seen.testo} is not null`, more))
    .orderBy(asc(pagine.numero))
    .limit(limit)
  return rows.map(({ testo, parole, ...row }) => ({ ...row, testo: testo ?? '', parole: parole ?? [] }))
}

/** @returns in the order of the pages; those without a text, or with none for this reader, are not there */
export const listTestiPagine = (chi: Chi, carte: Carte, numeri: readonly number[]): Promise<TestoPagina[]> =>
  numeri.length === 0 ? Promise.resolve([]) : listTesti(chi, carte, inArray(pagine.numero, [...numeri]), numeri.length)

export type Trovata = {
  paginaId: string
  numero: number
  parola: ParolaPagina
  prima: string
  dopo: string
  /** no page has all the words: this one has some */
  alcune: boolean
}

/**
 * Where the words stand in the papers, in order: pages on which all of them are; when there is none, those on which some
 * are, for one may stand in the title or on another page. Nothing is looked for in what the reader may not see.
 *
 * @param q as typed
 */
export async function cercaNelleCarte(chi: Chi, carte: Carte, q: string): Promise<Trovata[]> {
  const wanted = cercate(q)
  if (wanted.length === 0) return []
  const all = await trova(chi, carte, wanted, false)
  return all.length > 0 || wanted.length === 1 ? all : trova(chi, carte, wanted, true)
}

async function trova(chi: Chi, carte: Carte, wanted: Cercate, alcune: boolean): Promise<Trovata[]> {
  const { testo } = visto(carte)
  const each = wanted.map((group) => sql`${testo} ~* ${espressioneOf(group)}`)
  const about = alcune ? or(...each) : and(...each)
  const found: Trovata[] = []
  for (let after = 0; ; ) {
    const pages = await listTesti(chi, carte, and(gt(pagine.numero, after), about), BATCH)
    for (const { paginaId, numero, parole } of pages)
      for (const at of trovateIn(parole, wanted, alcune))
        found.push({ paginaId, numero, parola: parole[at] as ParolaPagina, ...contornoOf(parole, at), alcune })
    const last = pages.at(-1)
    if (!last || pages.length < BATCH || found.length >= TROVATE_MAX) return found.slice(0, TROVATE_MAX)
    after = last.numero
  }
}

const TERMINI_MAX = 20

/**
 * Pages whose words may be told without the page being opened: everybody's, and those this person has opened in the last
 * hour, which are written down (commands-viste.ts).
 */
function giaLette(chi: Chi, carte: Carte): SQL | undefined {
  if (carte.libere && !carte.ufficio) return undefined
  if (!chi) return sql`false`
  const opened = exists(
    dbAs(lettoreActor(chi))
      .select({ si: sql`1` })
      .from(viste)
      .where(
        and(
          eq(viste.ente, pagine.ente),
          eq(viste.paginaId, pagine.id),
          eq(viste.personaId, chi.personaId),
          gt(viste.finestraAt, sql`now() - interval '1 hour'`),
        ),
      ),
  )
  return carte.libere ? or(not(chiusaOggi), opened) : opened
}

/** Words of these papers that begin so, from the most frequent: of what this reader may read untold, and nothing else. */
export async function suggerisciNelleCarte(
  chi: Chi,
  carte: Carte,
  q: string,
): Promise<{ parola: string; n: number }[]> {
  const start = paroleOf(q).at(-1)
  if (!start) return []
  const { testo } = visto(carte)
  const counts = new Map<string, number>()
  for (let after = 0; ; ) {
    const about = and(gt(pagine.numero, after), sql`${testo} ~* ${espressioneOf([start])}`, giaLette(chi, carte))
    const pages = await listTesti(chi, carte, about, BATCH)
    for (const page of pages)
      for (const word of page.parole.flatMap(([text]) => paroleOf(text)))
        if (word.startsWith(start)) counts.set(word, (counts.get(word) ?? 0) + 1)
    const last = pages.at(-1)
    if (!last || pages.length < BATCH) break
    after = last.numero
  }
  return [...counts]
    .map(([parola, n]) => ({ parola, n }))
    .sort((a, b) => b.n - a.n || a.parola.localeCompare(b.parola))
    .slice(0, TERMINI_MAX)
}
