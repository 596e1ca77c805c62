/** What a person asks of the archive, as they type it, and as the index is asked. */
import { esatti, paroleOf, pianoOf, STRADA, stradaOf, stradaTrovata } from './rules-parole'

export type Filtri = {
  fondo?: string
  tipologia?: string
  comune?: string
  /** 1980: from 1980 to 1989 */
  decennio?: number
  accesso?: string
}
export type Domanda = Filtri & {
  testo?: string
  dal?: number
  al?: number
  numero?: string
  anno?: number
  strada?: string
  km?: number
  /** with the Comune and the mappale, or nothing is searched by parcel */
  foglio?: string
  mappale?: string
}

/** One way of finding what a word asks for. */
export type Alternativa = { parola: string } | { esatto: string }
/** All groups must be found, each by one of its alternatives. */
export type Gruppo = {
  alternative: Alternativa[] /** the word as typed, when it is one */
  parola?: string
  inizio?: true
  /** part of what may be a signature or a number: what is written almost so is something else */
  intera?: true
}

const NUMERO_ANNO = /^(\d{1,7})\/(\d{4}|\d{2})$/
const KM = /\b(?:km\.?|chilometro)\s?(\d{1,3})(?:\s?[+,.]\s?(\d{1,3}))?\b/gi
/** More words than these are not a question. */
export const MAX_PAROLE = 12
const MAX_TESTO = 300

/**
 * What the box means: roads and kilometres are themselves; a signature, and a number with its year, are themselves or words
 * that stand in a text («legge 1086/71»); the rest are words. A star at the end of a word asks for all that begins so.
 */
export function gruppiOfTesto(testo: string): Gruppo[] {
  const groups: Gruppo[] = []
  const roads: string[] = []
  let rest = testo.slice(0, MAX_TESTO)
  rest = rest.replace(STRADA, (...match: string[]) => {
    roads.push(stradaTrovata(match))
    return ' '
  })
  if (roads.length > 0) {
    const [road] = roads
    rest = rest.replace(KM, (_, km: string) => {
      groups.push({ alternative: [{ esatto: esatti.stradaKm(road ?? '', Number(km)) }] })
      return ' '
    })
    for (const one of roads) groups.push({ alternative: [{ esatto: esatti.strada(one) }] })
  }
  for (const piece of rest.split(/\s+/).filter(Boolean)) groups.push(...gruppiOfPezzo(piece))
  return groups.slice(0, MAX_PAROLE)
}

/** Each word must be found, or the whole: one that is found as the whole is found as each of its words. */
function gruppiOfPezzo(piece: string): Gruppo[] {
  const star = piece.endsWith('*')
  const words = paroleOf(piece)
  const whole: Alternativa[] = interi(piece, words.length).map((esatto) => ({ esatto }))
  return words.map((parola) => {
    const group = gruppoOfParola(parola, star)
    return whole.length === 0 ? group : { ...group, intera: true, alternative: [...group.alternative, ...whole] }
  })
}

/** What a piece may be as a whole: a practice of a year, a signature, all that stands under one. */
function interi(piece: string, parole: number): string[] {
  const numero = NUMERO_ANNO.exec(piece)
  if (numero) return anniOf(numero[2] ?? '').map((anno) => esatti.numeroAnno(numero[1] ?? '', anno))
  if (parole === 1 || !/^\p{L}[\p{L}\d./_-]*$/u.test(piece)) return []
  const whole = piece.replace(/\/$/, '')
  return [esatti.segnatura(whole), esatti.sotto(whole)]
}

/** '87' is 1987, '05' is 1905 or 2005. */
const anniOf = (anno: string): string[] => (anno.length === 4 ? [anno] : [`19${anno}`, `20${anno}`])

/** A figure may be a word, a practice number or a year. */
const gruppoOfParola = (parola: string, star: boolean): Gruppo => ({
  parola,
  ...(star ? { inizio: true as const } : {}),
  alternative: [
    { parola },
    ...(/^\d{1,7}[a-z]{0,6}$/.test(parola) ? [{ esatto: esatti.numero(parola) }] : []),
    ...(/^(18|19|20)\d{2}$/.test(parola) ? [{ esatto: esatti.anno(parola) }] : []),
  ],
})

/** Fields of the advanced form. */
export function gruppiOfCampi({ numero, anno, strada, km, comune, foglio, mappale }: Domanda): Gruppo[] {
  const one = (esatto: string): Gruppo => ({ alternative: [{ esatto }] })
  const road = strada && stradaOf(strada)
  return [
    ...(numero && pianoOf(numero) ? [one(anno ? esatti.numeroAnno(numero, anno) : esatti.numero(numero))] : []),
    ...(anno && !numero ? [one(esatti.anno(anno))] : []),
    ...(road ? [one(km === undefined ? esatti.strada(road) : esatti.stradaKm(road, km))] : []),
    ...(isParticella({ comune, foglio, mappale })
      ? [one(esatti.particella(comune ?? '', foglio ?? '', mappale ?? ''))]
      : []),
  ]
}

/** The road that is asked for, in its field or in the box, as the index knows it. @returns null: none, or more than one */
export function stradaChiesta({ strada, testo = '' }: Domanda): string | null {
  const typed = [...testo.slice(0, MAX_TESTO).matchAll(STRADA)].map((match) => stradaTrovata(match))
  const roads = new Set([...typed, ...(strada ? [stradaOf(strada)] : [])].filter(Boolean))
  return roads.size === 1 ? ([...roads][0] ?? null) : null
}

/** A parcel is searched for whole or not at all: no lists of what there is on a sheet. */
export const isParticella = ({ comune, foglio, mappale }: Pick<Domanda, 'comune' | 'foglio' | 'mappale'>): boolean =>
  Boolean(comune && foglio && mappale && pianoOf(foglio) && pianoOf(mappale))

/** Is there anything to look for, beside filters? */
export const isVuota = (domanda: Domanda): boolean =>
  Object.entries(domanda).every(([, value]) => value === undefined || value === '')
