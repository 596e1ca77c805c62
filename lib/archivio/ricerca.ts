import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { unitaArchivistiche } from '@/drizzle/schema/archivio'
import type { Funzionario } from '@/lib/auth/viewer'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import type { Actor } from '@/lib/db/actor'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { type Chi, findLettore, findLettoreOf, lettoreActor } from './lettore'
import type { Trovata } from './motore/cerca'
import { chiedi, MotoreLontano } from './motore/cliente'
import type { Conti } from './motore/conti'
import type { Nota } from './motore/parole'
import { type Brano, computeBrano } from './rules-brani'
import { accessoOggi, type LivelloAccesso } from './rules-consultabilita'
import { type Alternativa, type Domanda, type Gruppo, gruppiOfCampi, gruppiOfTesto } from './rules-domanda'
import { indiziOf } from './rules-precedenti'
import { type Classe, canSee, classeOf, type Lettore } from './rules-visibilita'
import { readTestiVisti } from './visore/queries-testo'
import { scriviCercate } from './visore/rules-trova'

/** Units on a page of results. */
export const PER_PAGINA = 20
/** So many are paged through; what is beyond is reached by narrowing the question. */
const SFOGLIATE = 2_000
const INIZI = 20
const SIMILI = 5

export type Risultato = {
  id: string
  segnatura: string
  titolo: Brano
  livello: string
  tipologia: string | null
  data: string
  comuneIstat: string | null
  localita: string | null
  pagine: number | null
  accesso: LivelloAccesso
  classe: Classe
  carte: boolean
  brano: Brano | null
  /** page the words are on, when the reader may see it: `brano` is of it */
  pagina: number | null
}
export type Faccette = Conti
export type Esito = {
  risultati: Risultato[]
  totale: number
  /** how many can be paged through */
  raggiungibili: number
  faccette: Faccette
  /** words found under another form: typed, and searched for instead */
  corrette: { scritta: string; cercate: string[] }[]
  /** words of which nothing is known */
  ignote: string[]
  /** what to look for on the pages of a unit that was found, as its viewer takes it */
  sulleCarte: string
  /** how much of the archive the answer is about: below 1 while the index is being made */
  quota: number
}

/**
 * Asks the archive. Everything in the answer, also counts and suggestions, is what this reader may know: who they are comes
 * from the database, the engine counts only what they may find (lib/archivio/motore), and what is shown is read through
 * the walls.
 *
 * @param pagina from 1
 */
export async function searchArchivio(chi: Chi, domanda: Domanda, pagina = 1): Promise<Esito> {
  const [lettore, oggi] = await Promise.all([findLettore(chi), today()])
  const { known, gruppi, corrette, ignote, filtri } = await understand(lettore, oggi, domanda)
  const { unita, totale, faccette, quota } = await chiedi({
    che: 'cerca',
    lettore,
    oggi,
    ricerca: {
      gruppi,
      filtri,
      limite: PER_PAGINA,
      salto: Math.min(pagina - 1, SFOGLIATE / PER_PAGINA - 1) * PER_PAGINA,
    },
  })
  const parole = paroleOfGruppi(gruppi, known)
  return {
    risultati: await listRisultati(chi, lettore, oggi, unita, parole.flat()),
    totale,
    raggiungibili: Math.min(totale, SFOGLIATE),
    faccette,
    corrette,
    ignote,
    sulleCarte: scriviCercate(parole),
    quota,
  }
}

/** Of each group the words that may stand in a text: what nobody has written is there as what was looked for instead. */
function paroleOfGruppi(gruppi: readonly Gruppo[], known: ReadonlyMap<string, Nota>): string[][] {
  return gruppi.flatMap(({ alternative }) => {
    const words = alternative.flatMap((one) => ('parola' in one ? [one.parola] : []))
    const written = words.filter((one) => known.get(one)?.vuota !== true && known.get(one)?.nota !== false)
    return written.length > 0 ? [written] : []
  })
}

/** The question as the engine is asked it. */
export async function understand(lettore: Lettore, oggi: string, domanda: Domanda) {
  const typed = [...gruppiOfTesto(domanda.testo ?? ''), ...gruppiOfCampi(domanda)]
  const known = await findParole(lettore, oggi, typed)
  const { fondo, tipologia, comune, decennio, accesso, dal, al } = domanda
  return { known, ...widen(typed, known), filtri: { fondo, tipologia, comune, decennio, accesso, dal, al } }
}

/** Units looked through with one question. */
const FRA = 5_000

/**
 * Which of some units a question finds, for somebody who may not be here now: by their rights of today, and through the walls.
 * Of who is not known to the portal any more, or is kept out, nothing.
 */
export async function countFra(
  actor: Actor,
  domanda: Domanda,
  fra: readonly string[],
): Promise<{ quante: number; ids: string[] }> {
  const [lettore, oggi] = await Promise.all([findLettoreOf(actor), today()])
  if (!lettore.registrato || fra.length === 0) return { quante: 0, ids: [] }
  const { gruppi, filtri } = await understand(lettore, oggi, domanda)
  const ids: string[] = []
  for (let i = 0; i < fra.length; i += FRA) {
    const some = fra.slice(i, i + FRA)
    const ricerca = { gruppi, filtri, limite: some.length, salto: 0, fra: some }
    const { unita } = await chiedi({ che: 'cerca', lettore, oggi, ricerca })
    if (unita.length === 0) continue
    const inside = inArray(
      unitaArchivistiche.id,
      unita.map((one) => one.id),
    )
    const seen = await dbAs(actor)
      .select({ id: unitaArchivistiche.id })
      .from(unitaArchivistiche)
      .where(and(eq(unitaArchivistiche.ente, ENTE), inside))
    ids.push(...seen.map((one) => one.id))
  }
  return { quante: ids.length, ids }
}

async function findParole(lettore: Lettore, oggi: string, gruppi: readonly Gruppo[]): Promise<Map<string, Nota>> {
  const parole = [...new Set(gruppi.flatMap((one) => (one.parola ? [one.parola] : [])))]
  if (parole.length === 0) return new Map()
  const tronche = gruppi.flatMap((one) => (one.parola && one.inizio ? [one.parola] : []))
  const note = await chiedi({ che: 'note', lettore, oggi, parole, tronche, inizi: INIZI, simili: SIMILI })
  return new Map(note.map((nota) => [nota.parola, nota]))
}

/** A word with a star, or one nobody has written, is also what begins like it; and failing that, what is written almost so. */
function widen(typed: readonly Gruppo[], known: ReadonlyMap<string, Nota>) {
  const corrette: Esito['corrette'] = []
  const ignote: string[] = []
  const gruppi = typed.map((gruppo): Gruppo => {
    const nota = gruppo.parola === undefined ? undefined : known.get(gruppo.parola)
    if (!nota || gruppo.parola === undefined) return gruppo
    if (nota.vuota) return { ...gruppo, alternative: [{ parola: gruppo.parola }] } // of 'A/12' the figure asks enough
    if ((nota.nota || gruppo.intera) && !gruppo.inizio) return gruppo
    const also = nota.inizi.length > 0 ? nota.inizi : nota.simili
    if (also.length === 0 && gruppo.alternative.length === 1) ignote.push(gruppo.parola)
    if (nota.inizi.length === 0 && also.length > 0) corrette.push({ scritta: gruppo.parola, cercate: also })
    const more: Alternativa[] = also.map((parola) => ({ parola }))
    return { ...gruppo, alternative: [...gruppo.alternative, ...more] }
  })
  return { gruppi, corrette, ignote }
}

const COLUMNS = {
  id: unitaArchivistiche.id,
  fondoId: unitaArchivistiche.fondoId,
  segnatura: unitaArchivistiche.segnatura,
  titolo: unitaArchivistiche.titolo,
  livello: unitaArchivistiche.livello,
  tipologia: unitaArchivistiche.tipologia,
  data: unitaArchivistiche.dataMostrata,
  comuneIstat: unitaArchivistiche.comuneIstat,
  localita: unitaArchivistiche.localita,
  pagine: unitaArchivistiche.pagine,
  contenuto: unitaArchivistiche.contenuto,
  accesso: unitaArchivistiche.accesso,
  accessoDopo: unitaArchivistiche.accessoDopo,
  consultabileDal: unitaArchivistiche.consultabileDal,
}
/** Units and pages themselves are read through the walls: what the index gave too much would not be there. */
async function listRisultati(
  chi: Chi,
  lettore: Lettore,
  oggi: IsoDate,
  trovate: readonly Trovata[],
  parole: readonly string[],
): Promise<Risultato[]> {
  if (trovate.length === 0) return []
  const db = dbAs(lettoreActor(chi))
  const pages = trovate.flatMap((one) => (one.pagina ? [one.pagina.id] : []))
  const [rows, textOf] = await Promise.all([
    db
      .select(COLUMNS)
      .from(unitaArchivistiche)
      .where(
        and(
          eq(unitaArchivistiche.ente, ENTE),
          inArray(
            unitaArchivistiche.id,
            trovate.map((one) => one.id),
          ),
        ),
      ),
    readTestiVisti(chi, lettore, pages),
  ])
  const byId = new Map(rows.map((row) => [row.id, row]))
  return trovate.flatMap(({ id, pagina }) => {
    const row = byId.get(id)
    if (!row) return []
    const { contenuto, consultabileDal: _1, accessoDopo: _2, fondoId: _3, ...shown } = row
    const rights = { accesso: accessoOggi(row, oggi), classe: classeOf(lettore, row) }
    const carte = canSee(rights.classe, 'carte', rights.accesso)
    const testo = carte && pagina ? textOf.get(pagina.id) : undefined
    const told = contenuto && canSee(rights.classe, 'descrizione', rights.accesso) ? contenuto : undefined
    const from = testo ?? told
    return [
      {
        ...shown,
        ...rights,
        carte,
        titolo: computeBrano(row.titolo, parole, true),
        brano: from === undefined ? null : computeBrano(from, parole),
        pagina: testo === undefined ? null : (pagina?.numero ?? null),
      },
    ]
  })
}

/** For a page that has something to say also while the engine is away. @returns null: it is */
export const seRisponde = <T>(asked: Promise<T>): Promise<T | null> =>
  asked.catch((error) => {
    if (error instanceof MotoreLontano) return null
    throw error
  })

const PRECEDENTI = 5

/**
 * Files of the archive about the places of a practice: same stretches of road, same parcels.
 * @param dati answers of the practice
 */
export async function listPrecedenti(
  officer: Funzionario,
  dati: unknown,
): Promise<{ totale: number; unita: Risultato[] }> {
  const alternative = indiziOf(dati)
  if (alternative.length === 0) return { totale: 0, unita: [] }
  const [lettore, oggi] = await Promise.all([findLettore(officer), today()])
  const ricerca = { gruppi: [{ alternative }], filtri: {}, limite: PRECEDENTI, salto: 0 }
  const { totale, unita } = await chiedi({ che: 'cerca', lettore, oggi, ricerca })
  return {
    totale,
    unita: await listRisultati(officer, lettore, oggi, unita, []),
  }
}

/** How many ways of going on are told to who is typing. */
const SUGGERITE = 8

/**
 * For who is typing: what is written, with its last word ended as the archive ends it.
 * @returns [] for a signature or a number, and when nothing begins so
 */
export async function suggestTesti(chi: Chi, testo: string): Promise<string[]> {
  const at = testo.search(/[\p{L}\p{M}\p{N}]+$/u)
  if (at < 0) return []
  const parole = await suggestParole(chi, testo.slice(at))
  return parole.slice(0, SUGGERITE).map((parola) => testo.slice(0, at) + parola)
}

/** Words that begin so, for who is typing. */
export async function suggestParole(chi: Chi, inizio: string): Promise<string[]> {
  const [gruppo] = gruppiOfTesto(inizio).slice(-1)
  if (!gruppo?.parola) return []
  const [lettore, oggi] = await Promise.all([findLettore(chi), today()])
  return (await findParole(lettore, oggi, [{ ...gruppo, inizio: true }])).get(gruppo.parola)?.inizi ?? []
}
