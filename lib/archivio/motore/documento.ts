/** A unit as the index takes it in: its lexemes, each with its weight, its words for suggestions, and its pages. */
import { accessoOggi, type Consultabilita, type LivelloAccesso } from '../rules-consultabilita'
import type { VoceIndice } from '../rules-indice'
import { paroleOf } from '../rules-parole'

/** Who reads a page, of those who may read the papers: all of them, the offices, officers named one by one. */
export const CHI_LEGGE = ['tutti', 'uffici', 'abilitati'] as const
export type PaginaIndice = { id: string; numero: number; per: (typeof CHI_LEGGE)[number]; testo: string }

export type UnitaIndice = {
  id: string
  fondoId: string
  comuneIstat: string | null
  tipologia: string | null
  dal: string | null
  al: string | null
  consultabilita: Consultabilita
  voce: VoceIndice
  pagine: readonly PaginaIndice[]
}

/**
 * Who may find a unit by a lexeme, as a bit: what the unit is called; where it is; whom it names; what its papers say; what
 * its closed pages say, to the offices or to officers named one by one. In front of the lexeme stands its mark, which no
 * word that is typed has.
 */
export const SEGNI = { '': 1, '@': 2, '~': 4, '#': 8, '!': 16, '?': 32 } as const
export type Segno = keyof typeof SEGNI
/** Of pages, by who reads them. */
export const SEGNI_PAGINA = { tutti: '#', uffici: '!', abilitati: '?' } as const satisfies Record<
  PaginaIndice['per'],
  Segno
>
/** A word of a title or of a place as it is written: it finds nothing, and puts 'Ponzò' before 'Ponzano'. */
export const SCRITTA = '='

/**
 * What is not open to everybody stands in lists of its own, by a mark in front of the lexeme: pages of papers that are not
 * free, and all there is to say of closed units. A question opens only lists of which its reader may use something, so
 * that what it costs and what a word weighs come from units they may know. By how open the unit is on the day it is taken
 * in: alimentazione.ts takes it in again on the day it opens.
 */
export const AMBITI = ['', '%', '^'] as const
const [APERTO, RICHIESTA, CHIUSO] = [0, 1, 2] as const
export type Ambito = typeof APERTO | typeof RICHIESTA | typeof CHIUSO
export const ambitoDi = (accesso: LivelloAccesso): Ambito =>
  accesso === 'libero' ? APERTO : accesso === 'particolare' ? CHIUSO : RICHIESTA
/** Only pages have lists of those on request: what these units are called, where and whom they name, has its own marks. */
export const ambitoAltri = (ambito: Ambito): Ambito => (ambito === CHIUSO ? CHIUSO : APERTO)

/**
 * Weights, 1 to 255, of one word in one field. A title says what a file is, the Comune and subject where it belongs, a
 * description what is in it; what a page says counts as BM25 would have it, and never as much as a title.
 */
export const PESI = {
  titolo: 190,
  titoloCorto: 60,
  breve: 120,
  esteso: 60,
  nome: 180,
  luogo: 150,
  esatto: 255,
  testo: 110,
}
const TITOLO_CORTO = 5
const BM25 = { k1: 1.2, b: 0.75, lunghezza: 270 }

export const pesoTitolo = (parole: number): number =>
  Math.round(PESI.titolo + PESI.titoloCorto * Math.min(1, TITOLO_CORTO / Math.max(parole, 1)))

/** @param volte how often on the page @param parole how many are on it */
export const pesoTesto = (volte: number, parole: number): number =>
  Math.max(1, Math.round((PESI.testo * volte) / (volte + BM25.k1 * (1 - BM25.b + (BM25.b * parole) / BM25.lunghezza))))

/** Classes of words that are suggested: to anybody, to who is signed in, to officers (names; texts of papers on request). */
export const CLASSI_PAROLE = ['', '@', '~', '#'] as const
export const LESSICO = { tutti: 0, registrati: 1, nomi: 2, carte: 3 } as const

/** Words of a unit, by who may be told that they are there. What is closed is no word of anybody. */
export function paroleDette(unita: UnitaIndice, oggi: string) {
  const { voce, consultabilita } = unita
  const told = consultabilita.accesso !== 'particolare'
  return {
    dette: told,
    // what is free today stays free until it is described again, and then it is taken in again
    pagine: accessoOggi(consultabilita, oggi as never) === 'libero' ? LESSICO.tutti : LESSICO.carte,
    parole: [
      [voce.titolo, voce.breve, voce.esteso].flatMap(paroleOf),
      voce.luoghi,
      [...voce.nomi, ...paroleOf(voce.riservato)],
    ] as const,
  }
}
