/** What a person asks of the archive, as they type it, and as the index is asked. */
import { esatti, paroleOf, pianoOf } from './rules-parole'

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
}

const SEGNATURA = /^[A-Za-z]{2}-[A-Za-z0-9-]+(?:\/[A-Za-z0-9.-]+)+\/?$/
const NUMERO_ANNO = /^(\d{1,7})\/((?:19|20)\d{2})$/
const STRADA = /\b(s\.?\s?p\.?|s\.?\s?s\.?|strada provinciale)\s?(\d{1,3})\b/gi
const KM = /\bkm\.?\s?(\d{1,3})(?:\s?[+,.]\s?(\d{1,3}))?\b/gi
/** More words than these are not a question. */
export const MAX_PAROLE = 12
const MAX_TESTO = 300

const siglaOf = (sigla: string) => (/^s\.?\s?s/i.test(sigla) ? 'ss' : 'sp')

/**
 * What the box means: signatures, numbers with their year, roads and kilometres are themselves; the rest are words. A star
 * at the end of a word asks for all that begins so.
 */
export function gruppiOfTesto(testo: string): Gruppo[] {
  const groups: Gruppo[] = []
  const roads: string[] = []
  let rest = testo.slice(0, MAX_TESTO)
  rest = rest.replace(STRADA, (_, sigla: string, numero: string) => {
    roads.push(`${siglaOf(sigla)}${numero}`)
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
  for (const piece of rest.split(/\s+/).filter(Boolean)) {
    const numero = NUMERO_ANNO.exec(piece)
    if (SEGNATURA.test(piece)) {
      const whole = piece.replace(/\/$/, '')
      groups.push({ alternative: [{ esatto: esatti.segnatura(whole) }, { esatto: esatti.sotto(whole) }] })
    } else if (numero) {
      groups.push({ alternative: [{ esatto: esatti.numeroAnno(numero[1] ?? '', numero[2] ?? '') }] })
    } else {
      const star = piece.endsWith('*')
      for (const parola of paroleOf(piece)) groups.push(gruppoOfParola(parola, star))
    }
  }
  return groups.slice(0, MAX_PAROLE)
}

/** A figure may be a word, a practice number or a year. */
const gruppoOfParola = (parola: string, star: boolean): Gruppo => ({
  parola,
  ...(star ? { inizio: true as const } : {}),
  alternative: [
    { parola },
    ...(/^\d{1,7}$/.test(parola) ? [{ esatto: esatti.numero(String(Number(parola))) }] : []),
    ...(/^(18|19|20)\d{2}$/.test(parola) ? [{ esatto: esatti.anno(parola) }] : []),
  ],
})

/** Fields of the advanced form. */
export function gruppiOfCampi({ numero, anno, strada, km, comune, foglio, mappale }: Domanda): Gruppo[] {
  const one = (esatto: string): Gruppo => ({ alternative: [{ esatto }] })
  const road = strada && pianoOf(strada).replaceAll(' ', '')
  return [
    ...(numero && pianoOf(numero) ? [one(anno ? esatti.numeroAnno(numero, anno) : esatti.numero(numero))] : []),
    ...(anno && !numero ? [one(esatti.anno(anno))] : []),
    ...(road ? [one(km === undefined ? esatti.strada(road) : esatti.stradaKm(road, km))] : []),
    ...(isParticella({ comune, foglio, mappale })
      ? [one(esatti.particella(comune ?? '', foglio ?? '', mappale ?? ''))]
      : []),
  ]
}

/** A parcel is searched for whole or not at all: no lists of what there is on a sheet. */
export const isParticella = ({ comune, foglio, mappale }: Pick<Domanda, 'comune' | 'foglio' | 'mappale'>): boolean =>
  Boolean(comune && foglio && mappale && pianoOf(foglio) && pianoOf(mappale))

/** Is there anything to look for, beside filters? */
export const isVuota = (domanda: Domanda): boolean =>
  Object.entries(domanda).every(([, value]) => value === undefined || value === '')
