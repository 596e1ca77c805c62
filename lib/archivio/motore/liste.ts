/** What a question looks for, as lists of the index, and which of them the question of a reader opens. */
import { esatti } from '../rules-parole'
import type { Lettore } from '../rules-visibilita'
import { AMBITI, ambitoDi, SCRITTA, SEGNI } from './documento'
import { radiceOf } from './radici'

/** One way of finding what a word asks for. */
export type Alternativa = { parola: string } | { esatto: string }
export type GruppoCercato = { alternative: readonly Alternativa[]; parola?: string }

/** @property nome lexeme without the mark of its range @property ambito place in AMBITI */
export type Lista = { nome: string; segno: number; ambito: number }
/** A list that is opened: whole, or only where units of the reader's own are. */
export type Aperta = Lista & { lessema: string; proprie: boolean }

const AMBITI_PAGINE = [0, 1, 2]
const AMBITI_ALTRI = [0, 2]

/** Lists of which a unit must be in one. */
export function listeOf({ alternative }: GruppoCercato): readonly Lista[] {
  const names = alternative.flatMap((one): [nome: string, segno: number][] => {
    if ('esatto' in one)
      return [
        [one.esatto, SEGNI['']],
        [`~${one.esatto}`, SEGNI['~']],
      ]
    const radice = radiceOf(one.parola)
    if (radice === null) return []
    return [
      [radice, SEGNI['']],
      [`@${one.parola}`, SEGNI['@']],
      [`~${one.parola}`, SEGNI['~']],
      [`~${radice}`, SEGNI['~']],
      [`#${radice}`, SEGNI['#']],
      [`!${radice}`, SEGNI['!']],
      [`?${radice}`, SEGNI['?']],
    ]
  })
  return [...new Map(names)].flatMap(([nome, segno]) =>
    (segno === SEGNI['#'] ? AMBITI_PAGINE : AMBITI_ALTRI).map((ambito) => ({ nome, segno, ambito })),
  )
}

/** Lexemes that are not words, by how they begin. */
export const inizioOf = (inizio: string): readonly Lista[] =>
  AMBITI_ALTRI.flatMap((ambito) => [
    { nome: inizio, segno: SEGNI[''], ambito },
    { nome: `~${inizio}`, segno: SEGNI['~'], ambito },
  ])

/** Titles and places that have the word as it is typed: they find nothing, and are worth more. */
export const scritteOf = (parola: string): readonly Lista[] =>
  AMBITI_ALTRI.map((ambito) => ({ nome: SCRITTA + parola, segno: SEGNI[''], ambito }))

/** Units that name somebody by two words one after the other: they find nothing either. */
export const insiemeOf = (prima: string, dopo: string): readonly Lista[] =>
  AMBITI_ALTRI.map((ambito) => ({ nome: `~${esatti.coppia(prima, dopo)}`, segno: SEGNI['~'], ambito }))

/**
 * A list that this reader can use nowhere is not opened, or only looked into for units of their own: neither how long it
 * takes nor how rare a word counts tells of the others.
 */
export function aperteDa(liste: readonly Lista[], usabili: readonly number[], lettore: Lettore): readonly Aperta[] {
  const own = lettore.proprie.length + lettore.concesse.length + lettore.abilitazioni.length > 0
  return liste.flatMap((lista) => {
    const proprie = (lista.segno & (usabili[lista.ambito] as number)) === 0
    return proprie && !own ? [] : [{ ...lista, lessema: `${AMBITI[lista.ambito]}${lista.nome}`, proprie }]
  })
}
