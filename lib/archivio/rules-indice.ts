/**
 * What the search may find a unit by, in three classes: by anybody, by whoever is signed in, by whoever may see its names.
 * A question only names the lexemes of the classes of who asks, so it learns nothing of the others.
 */
import { NOMI_TIPOLOGIA } from './rules'
import type { Consultabilita } from './rules-consultabilita'
import type { Descrizione } from './rules-descrizione'
import { esatti, kmOf, paroleOf, pianoOf } from './rules-parole'

export type VoceIndice = {
  /** texts to be stemmed, from the heaviest */
  titolo: string
  breve: string
  esteso: string
  /** text to be stemmed, found only by whoever may see names */
  riservato: string
  /** whole words, found only by whoever may see names */
  nomi: string[]
  /** whole words, found by whoever is signed in */
  luoghi: string[]
  /** lexemes that are not words; with '~' in front, found only by whoever may see names */
  esatti: string[]
}

/** Mark of the lexemes of whoever may see names (motore/documento.ts). */
const NOMI = '~'

type Materia = Pick<
  Descrizione,
  | 'titolo'
  | 'titoloOriginale'
  | 'tipologia'
  | 'segnatura'
  | 'numeroPratica'
  | 'annoPratica'
  | 'comuneIstat'
  | 'comuneStorico'
  | 'localita'
  | 'opera'
  | 'materiale'
  | 'normativa'
  | 'contenuto'
  | 'agenti'
  | 'ubicazioni'
  | 'tratte'
  | 'voci'
  | 'dal'
  | 'al'
  | 'registro'
  | 'protocolloStorico'
  | 'classificazione'
>

/** @param comune name of today of the Comune */
export function computeVoceIndice(unita: Materia, accesso: Consultabilita, comune: string | null): VoceIndice {
  // until then or from then: the closer of the two
  const reserved = accesso.accesso === 'riservato' || accesso.accessoDopo === 'riservato'
  const known = new Set(paroleOf(unita.titolo))
  const names = [unita.titoloOriginale ?? '', ...unita.agenti.map((one) => one.nome)].flatMap(paroleOf)
  const streets = unita.ubicazioni.flatMap((one) => paroleOf(one.via ?? ''))
  const parcels = unita.ubicazioni.flatMap(({ foglio, mappale }) =>
    foglio && mappale && unita.comuneIstat ? [esatti.particella(unita.comuneIstat, foglio, mappale)] : [],
  )
  const { opera, materiale, normativa, contenuto, registro, protocolloStorico, classificazione } = unita
  const description = [opera, materiale, normativa, contenuto, registro, protocolloStorico, classificazione]
    .filter(Boolean)
    .join(' ')
  const years = unita.dal && unita.al ? yearsOf(unita.dal, unita.al) : []
  return {
    titolo: pianoOf(unita.titolo),
    breve: pianoOf(
      [comune, unita.comuneStorico, unita.localita, unita.tipologia && NOMI_TIPOLOGIA[unita.tipologia], ...unita.voci]
        .filter(Boolean)
        .join(' '),
    ),
    esteso: reserved ? '' : pianoOf(description),
    riservato: reserved ? pianoOf(description) : '',
    nomi: [...new Set([...names, ...(reserved ? streets : [])].filter((word) => !known.has(word)))],
    luoghi: reserved ? [] : [...new Set(streets)],
    esatti: [
      esatti.segnatura(unita.segnatura),
      ...antenate(unita.segnatura).map(esatti.sotto),
      ...(unita.numeroPratica ? [esatti.numero(unita.numeroPratica)] : []),
      ...(unita.numeroPratica && unita.annoPratica ? [esatti.numeroAnno(unita.numeroPratica, unita.annoPratica)] : []),
      ...years.map(esatti.anno),
      ...unita.tratte.flatMap(({ strada, daM, aM }) => [
        esatti.strada(strada),
        ...(daM === undefined || aM === undefined ? [] : kmOf(daM, aM).map((km) => esatti.stradaKm(strada, km))),
      ]),
      ...unita.agenti.flatMap(({ nome }) => coppie(nome)).map((coppia) => `${NOMI}${coppia}`),
      ...parcels.map((parcel) => (reserved ? `${NOMI}${parcel}` : parcel)),
    ],
  }
}

/** 'A/B/C' → ['A', 'A/B'] */
const antenate = (segnatura: string): string[] =>
  segnatura.split('/').flatMap((_, i, parts) => (i === 0 ? [] : [parts.slice(0, i).join('/')]))

/** Who is looked for by name and surname, in whatever order, is not two others who have one each. */
function coppie(nome: string): string[] {
  const words = paroleOf(nome)
  return words.slice(1).map((word, i) => esatti.coppia(words[i] ?? '', word))
}

/** A fonds of a century is not found by each of its years. */
const MAX_YEARS = 30
function yearsOf(dal: string, al: string): number[] {
  const [from, to] = [Number(dal.slice(0, 4)), Number(al.slice(0, 4))]
  return to - from < MAX_YEARS ? Array.from({ length: to - from + 1 }, (_, i) => from + i) : []
}
