/**
 * When a paper may be read by anybody (D.Lgs. 42/2004 artt. 122–127), and how open its description is until then.
 * Pure: "today" is an argument.
 */
import { addDays, type IsoDate } from '@/lib/core/date'

/** How open a unit is. What each class of viewer sees of it: rules-visibilita.ts. */
export const LIVELLI_ACCESSO = [
  'libero', // papers and description open to everybody
  'su_richiesta', // description open, papers after a request (L. 241/1990 art. 22)
  'riservato', // description reduced to what it is, when and where
  'particolare', // known only to officers named one by one
] as const
export type LivelloAccesso = (typeof LIVELLI_ACCESSO)[number]
/** Once its terms have passed no paper is closed by what it says. */
export const LIVELLI_DOPO = ['libero', 'su_richiesta', 'riservato'] as const satisfies readonly LivelloAccesso[]
export type LivelloDopo = (typeof LIVELLI_DOPO)[number]

/** What in a paper closes it, and for how many years from its date. Null: as long as the tag stands. */
const TERMINI_ANNI = {
  politica: 50, // declared reserved for State policy, foreign or internal (art. 122 c. 1 lett. a)
  dati_particolari: 40, // art. 9 GDPR (art. 122 c. 1 lett. b)
  giudiziari: 40, // art. 10 GDPR: offences, seismic violations among them (art. 122 c. 1 lett. b)
  salute: 70, // art. 122 c. 1 lett. b, as the next two
  vita_sessuale: 70,
  famiglia: 70, // reserved family matters
  madre_non_nominata: 100, // D.Lgs. 196/2003 art. 93 c. 2
  sicurezza: null, // strategic works, bridges, schools, prisons (L. 241/1990 art. 24 c. 6)
} as const satisfies Record<string, number | null>
export type CategoriaEtichetta = keyof typeof TERMINI_ANNI
export const CATEGORIE_ETICHETTA = Object.keys(TERMINI_ANNI) as CategoriaEtichetta[]

/** How closed a paper with the tag is before its term: security closes the papers, not the fact that a bridge exists. */
const CHIUSURA: Record<CategoriaEtichetta, LivelloAccesso> = {
  politica: 'particolare',
  dati_particolari: 'particolare',
  giudiziari: 'particolare',
  salute: 'particolare',
  vita_sessuale: 'particolare',
  famiglia: 'particolare',
  madre_non_nominata: 'particolare',
  sicurezza: 'riservato',
}

/** Does it close a page also to the offices, but for officers named one by one? */
export const isSoloAbilitati = (categoria: CategoriaEtichetta): boolean => CHIUSURA[categoria] === 'particolare'

/** Is `a` freer than `da`? What is opened once has been read: it takes a second thought. */
export const isPiuAperto = (da: LivelloAccesso, a: LivelloAccesso): boolean =>
  LIVELLI_ACCESSO.indexOf(a) < LIVELLI_ACCESSO.indexOf(da)

/** A sensitive tag: its date is that of the latest paper that carries it, to the day or to the year. */
export type Etichetta = { categoria: CategoriaEtichetta; il: IsoDate } | { categoria: CategoriaEtichetta; anno: number }

/** A tag whose date was written as in a finding aid: what is not one day counts by its last year. */
export const etichettaDi = (
  categoria: CategoriaEtichetta,
  { dal, al }: { dal: IsoDate | null; al: IsoDate | null },
): Etichetta => (al !== null && dal === al ? { categoria, il: al } : { categoria, anno: Number(al?.slice(0, 4)) })

/** A tag as it was laid on a unit. */
export type Apposta = {
  etichetta: Etichetta
  /** by a person, who was told of the same tag above; not by an import */
  aMano: boolean
  /** seconds since 1970 */
  at: number
}

const LAST_DAY_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** The same day so many years later; 29 February becomes the 28th (art. 2963 c. 5 c.c.). */
function addYears(day: IsoDate, years: number): IsoDate {
  const year = Number(day.slice(0, 4)) + years
  const month = Number(day.slice(5, 7))
  const last = month === 2 && !isLeap(year) ? 28 : (LAST_DAY_OF_MONTH[month - 1] ?? 31)
  const date = Math.min(Number(day.slice(8)), last)
  return `${String(year).padStart(4, '0')}-${day.slice(5, 7)}-${String(date).padStart(2, '0')}` as IsoDate
}

/**
 * First day on which a paper with this tag may be read by anybody: the day after its term. A year alone counts as its
 * 31 December.
 *
 * @returns null when no passing of time opens it
 */
export function computeApertura(etichetta: Etichetta): IsoDate | null {
  const years = TERMINI_ANNI[etichetta.categoria]
  if (years === null) return null
  const day = 'il' in etichetta ? etichetta.il : (`${String(etichetta.anno).padStart(4, '0')}-12-31` as IsoDate)
  return addDays(addYears(day, years), 1)
}

const isLater = (a: IsoDate | null, b: IsoDate | null) => b !== null && (a === null || a > b)

/** Whether a tag laid on a part would open it before the same tag of the units above does: a person has to confirm that. */
export const opensSooner = (etichetta: Etichetta, sopra: readonly Apposta[]): boolean =>
  sopra.some(
    (above) =>
      above.etichetta.categoria === etichetta.categoria &&
      isLater(computeApertura(above.etichetta), computeApertura(etichetta)),
  )

/**
 * The tags that close a unit: those of the units above and its own. They add up, because a tag closes. The one exception:
 * the same tag, laid on the part by a person after it was laid above, says where those papers end in the part, and
 * counts there in its place. Laid above anew, it closes the part again.
 *
 * @see project convention: a tag counts from the latest paper that carries it; a part may open before its whole
 */
export const addUp = (sopra: readonly Apposta[], proprie: readonly Apposta[]): Apposta[] => [
  ...sopra.filter(
    (above) =>
      !proprie.some((own) => own.aMano && own.etichetta.categoria === above.etichetta.categoria && own.at > above.at),
  ),
  ...proprie,
]

export type Consultabilita = {
  /** how open the unit is until `consultabileDal`, or for ever */
  accesso: LivelloAccesso
  /** first day on which its tags close it no longer; null: no tag, or one without a term */
  consultabileDal: IsoDate | null
  /** how open it is from that day */
  accessoDopo: LivelloDopo
}

const moreClosed = (a: LivelloAccesso, b: LivelloAccesso): LivelloAccesso =>
  LIVELLI_ACCESSO.indexOf(a) >= LIVELLI_ACCESSO.indexOf(b) ? a : b

/**
 * How open a unit is, from the tags that close it (`addUp`): the latest term counts.
 *
 * Once the terms have passed, what its tags alone closed is free (art. 122 c. 1); a technical file is again as its series.
 *
 * @param base how open the unit would be without tags: it comes from its series. `particolare`: a fonds whose papers
 *   are closed by what they say
 */
export function computeConsultabilita(base: LivelloAccesso, etichette: readonly Etichetta[]): Consultabilita {
  const accessoDopo = base === 'particolare' ? 'libero' : base
  if (etichette.length === 0) return { accesso: base, consultabileDal: null, accessoDopo }
  const accesso = etichette.map((one) => CHIUSURA[one.categoria]).reduce(moreClosed, base)
  const openings = etichette.map(computeApertura)
  if (openings.includes(null)) return { accesso, consultabileDal: null, accessoDopo }
  return { accesso, consultabileDal: (openings as IsoDate[]).reduce((a, b) => (a > b ? a : b)), accessoDopo }
}

/** Would these tags close a unit less than those, or not as long? */
export function apronoPrima(da: readonly Etichetta[], a: readonly Etichetta[]): boolean {
  if (da.length === 0) return false
  const [before, after] = [computeConsultabilita('libero', da), computeConsultabilita('libero', a)]
  if (before.accesso !== after.accesso) return isPiuAperto(before.accesso, after.accesso)
  return isLater(before.consultabileDal, after.consultabileDal)
}

/** How open the unit is on a day. */
export const accessoOggi = (
  { accesso, consultabileDal, accessoDopo }: Consultabilita,
  oggi: IsoDate,
): LivelloAccesso => (consultabileDal !== null && consultabileDal <= oggi ? accessoDopo : accesso)
