/** Which sample units have papers, which papers, and in what shape the scanner delivered them. */
import type { Descrizione } from '@/lib/archivio/rules-descrizione'
import { casoOf } from '../caso'
import { carichi, concessione, type Disegno, domanda, relazione, trasporto } from './documenti'
import type { Grado } from './rovina'
import { retro, striscia, tavola } from './tavole'

/** `testo`: a PDF that carries its words. The others are pictures: one PDF, one TIFF of many pages, one JPEG. */
export type Forma = 'testo' | 'scansioni' | 'tiff' | 'fax' | 'jpeg'
export type FileDaConsegnare = { nome: string; forma: Forma; grado: Grado; disegni: readonly Disegno[] }
export type Consegna = {
  unita: Descrizione
  seme: number
  file: readonly FileDaConsegnare[]
  /** pages of the first file that are closed to who reads the others, from 0 */
  riservate: readonly number[]
}

const testo = (nome: string, ...disegni: Disegno[]): FileDaConsegnare => ({
  nome,
  forma: 'testo',
  grado: 'nitida',
  disegni,
})
const immagini = (nome: string, forma: Forma, grado: Grado, ...disegni: Disegno[]): FileDaConsegnare => ({
  nome,
  forma,
  grado,
  disegni,
})

/** Kinds of seismic and road files, in turn. Most carry their text: recognition takes seconds a page. */
const SISMICHE: readonly (readonly FileDaConsegnare[])[] = [
  [testo('domanda.pdf', domanda, retro), testo('relazione.pdf', relazione, carichi)],
  [testo('fascicolo.pdf', domanda, relazione)],
  [immagini('domanda.jpg', 'jpeg', 'timbrata', domanda), testo('calcoli.pdf', relazione, carichi)],
  [testo('relazione.pdf', relazione), testo('tavola.pdf', tavola('A3'))],
]
const STRADALI: readonly (readonly FileDaConsegnare[])[] = [
  [testo('concessione.pdf', concessione), testo('planimetria.pdf', striscia)],
  [testo('concessione.pdf', concessione, retro)],
]
const QUANTE_SISMICHE = 15
const QUANTE_STRADALI = 6

/** Every `step`th of a list, `quante` at most: years and Comuni are mixed. */
const sparse = <T>(list: readonly T[], quante: number): T[] => {
  const step = Math.max(1, Math.floor(list.length / quante))
  return list.filter((_, i) => i % step === 0).slice(0, quante)
}
const haPratica = (unit: Descrizione) => unit.livello === 'fascicolo' && unit.numeroPratica !== undefined
const diAnna = (unit: Descrizione) => unit.agenti.some((one) => one.nome === 'Anna Esempio')

/** Some 25 units of an archive with their papers; the same archive gives the same. */
export function scegliConsegne(units: readonly Descrizione[]): Consegna[] {
  const sismiche = units.filter((unit) => haPratica(unit) && unit.segnatura.includes('/SIS/') && !diAnna(unit))
  const stradali = units.filter((unit) => haPratica(unit) && unit.segnatura.includes('/STR/'))
  const ponte = stradali.find((unit) => unit.etichette.length > 0)
  const riservata = sismiche.find((unit) => unit.accessoBase === 'riservato')
  const assistito = units.find((unit) => unit.segnatura.includes('/ASS/') && unit.livello === 'fascicolo')
  const chosen = new Map<Descrizione, { file: readonly FileDaConsegnare[]; riservate?: readonly number[] }>()
  const add = (unit: Descrizione | undefined, file: readonly FileDaConsegnare[], riservate?: readonly number[]) => {
    if (unit && !chosen.has(unit)) chosen.set(unit, { file, riservate })
  }
  for (const unit of units.filter(diAnna))
    add(unit, [testo('domanda.pdf', domanda, relazione, carichi), testo('tavola.pdf', tavola('A3'))])
  add(riservata, [testo('fascicolo.pdf', domanda, relazione)])
  add(ponte, [testo('verifica.pdf', relazione), testo('tavola.pdf', tavola('A3'))])
  add(assistito, [testo('fascicolo.pdf', domanda)])
  const [first, ...others] = sparse(sismiche, QUANTE_SISMICHE)
  // one of everything that is hard: scans of many pages, a drawing as large as a wall, a page closed by itself
  add(first, [
    immagini('domanda.tif', 'fax', 'dattiloscritta', domanda, relazione),
    testo('tavola-A0.pdf', tavola('A0')),
  ])
  add(others[0], [testo('fascicolo.pdf', domanda, relazione, carichi)], [1])
  add(others[1], [immagini('scansione.pdf', 'scansioni', 'storta', domanda)])
  add(others[2], [immagini('scansione.tif', 'tiff', 'macchiata', relazione)])
  for (const [i, unit] of others.slice(3).entries()) add(unit, SISMICHE[i % SISMICHE.length] ?? [])
  for (const [i, unit] of sparse(stradali, QUANTE_STRADALI).entries())
    add(unit, i === 3 ? [testo('autorizzazione.pdf', trasporto)] : (STRADALI[i % STRADALI.length] ?? []))
  return [...chosen].map(([unita, { file, riservate = [] }], i) => ({ unita, seme: 1000 + i, file, riservate }))
}

export const casoDelFile = (consegna: Consegna, n: number) => casoOf(consegna.seme * 31 + n)
