import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { unitaArchivistiche } from '@/drizzle/schema/archivio'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { type Chi, findLettore, lettoreActor } from './lettore'
import { type Brano, computeBrano } from './rules-brani'
import { accessoOggi, type LivelloAccesso } from './rules-consultabilita'
import { type Alternativa, type Domanda, type Gruppo, gruppiOfCampi, gruppiOfTesto } from './rules-domanda'
import { type Classe, canSee, classeOf } from './rules-visibilita'

/** Units on a page of results. */
export const PER_PAGINA = 20
/** So many are put in order; what is older is reached by narrowing the question. */
const CANDIDATE = 2_000
/** Beyond so many nothing is counted, and the answer says so. */
const TETTO = 200_000
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
}
export type Faccette = Record<'fondo' | 'tipologia' | 'comune' | 'decennio' | 'accesso', Record<string, number>>
export type Esito = {
  risultati: Risultato[]
  totale: number
  /** true: there are more than `totale`, and facets are not counted */
  oltre: boolean
  /** how many can be paged through */
  raggiungibili: number
  faccette: Faccette
  /** words found under another form: typed, and searched for instead */
  corrette: { scritta: string; cercate: string[] }[]
  /** words of which nothing is known */
  ignote: string[]
}

type Nota = { parola: string; vuota: boolean; nota: boolean; inizi: string[]; simili: string[] }

/**
 * Asks the archive. Everything in the answer, also counts and suggestions, is what this reader may know: the functions of
 * the database ask who they are, and never name a lexeme of a class that is not theirs.
 *
 * @param pagina from 1
 */
export async function searchArchivio(chi: Chi, domanda: Domanda, pagina = 1): Promise<Esito> {
  const actor = lettoreActor(chi)
  const typed = [...gruppiOfTesto(domanda.testo ?? ''), ...gruppiOfCampi(domanda)]
  const [lettore, oggi, known] = await Promise.all([findLettore(chi), today(), findParole(chi, typed)])
  const { gruppi, corrette, ignote } = widen(typed, known)
  const { fondo, tipologia, comune, decennio, accesso, dal, al } = domanda
  const filtri = { fondo, tipologia, comune, decennio, accesso, dal, al }
  const salto = Math.min(pagina - 1, CANDIDATE / PER_PAGINA - 1) * PER_PAGINA
  const [row] = await dbAs(actor).execute<{
    esito: Trovate
  }>(sql`select archivio_cerca(${ENTE}, ${json(gruppi.map((one) => one.alternative))},
    ${json(filtri)}, ${PER_PAGINA}, ${salto}, ${CANDIDATE}, ${TETTO}) as esito`)
  const found = row?.esito ?? { totale: 0, oltre: false, unita: [], faccette: {} }
  const parole = gruppi
    .flatMap((one) => one.alternative.flatMap((each) => ('parola' in each ? [each.parola] : [])))
    .filter((parola) => !known.get(parola)?.vuota)
  const faccette = Object.fromEntries(
    (['fondo', 'tipologia', 'comune', 'decennio', 'accesso'] as const).map((key) => [key, found.faccette[key] ?? {}]),
  ) as Faccette
  return {
    risultati: await listRisultati(chi, found.unita, parole, (unit) => {
      const livello = accessoOggi(unit, oggi)
      return { accesso: livello, classe: classeOf(lettore, unit) }
    }),
    totale: found.totale,
    oltre: found.oltre,
    raggiungibili: Math.min(found.totale, CANDIDATE),
    faccette,
    corrette,
    ignote,
  }
}

type Trovate = {
  totale: number
  oltre: boolean
  unita: string[]
  faccette: Partial<Record<keyof Faccette, Record<string, number> | null>>
}
const json = (value: unknown) => sql`(${JSON.stringify(value)}::text)::jsonb`

async function findParole(chi: Chi, gruppi: readonly Gruppo[]): Promise<Map<string, Nota>> {
  const parole = [...new Set(gruppi.flatMap((one) => (one.parola ? [one.parola] : [])))]
  if (parole.length === 0) return new Map()
  const rows = await dbAs(lettoreActor(chi)).execute<Nota>(
    sql`select * from archivio_parole(${ENTE}, array(select jsonb_array_elements_text(${json(parole)})), ${INIZI}, ${SIMILI})`,
  )
  return new Map(rows.map((row) => [row.parola, row]))
}

/** A word with a star, or one nobody has written, is also what begins like it; and failing that, what is written almost so. */
function widen(typed: readonly Gruppo[], known: ReadonlyMap<string, Nota>) {
  const corrette: Esito['corrette'] = []
  const ignote: string[] = []
  const gruppi = typed.map((gruppo): Gruppo => {
    const nota = gruppo.parola === undefined ? undefined : known.get(gruppo.parola)
    if (!nota || gruppo.parola === undefined || (nota.nota && !gruppo.inizio)) return gruppo
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
type Riga = Pick<
  typeof unitaArchivistiche.$inferSelect,
  'id' | 'fondoId' | 'comuneIstat' | 'accesso' | 'accessoDopo' | 'consultabileDal'
>

/** The units themselves are read through the walls: what the index gave too much would not be there. */
async function listRisultati(
  chi: Chi,
  ids: readonly string[],
  parole: readonly string[],
  rightsOf: (unit: Riga) => { accesso: LivelloAccesso; classe: Classe },
): Promise<Risultato[]> {
  if (ids.length === 0) return []
  const rows = await dbAs(lettoreActor(chi))
    .select(COLUMNS)
    .from(unitaArchivistiche)
    .where(and(eq(unitaArchivistiche.ente, ENTE), inArray(unitaArchivistiche.id, [...ids])))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const { contenuto, consultabileDal, accessoDopo, fondoId, ...shown } = row
    const rights = rightsOf(row)
    const told = contenuto && canSee(rights.classe, 'descrizione', rights.accesso) ? contenuto : null
    return [
      {
        ...shown,
        ...rights,
        carte: canSee(rights.classe, 'carte', rights.accesso),
        titolo: computeBrano(row.titolo, parole, true),
        brano: told === null ? null : computeBrano(told, parole),
      },
    ]
  })
}

/** Words that begin so, for who is typing. */
export async function suggestParole(chi: Chi, inizio: string): Promise<string[]> {
  const [gruppo] = gruppiOfTesto(inizio).slice(-1)
  if (!gruppo?.parola) return []
  return (await findParole(chi, [gruppo])).get(gruppo.parola)?.inizi ?? []
}
