/**
 * The questions of a page as the engine walks them: simple fields, groups and repeating blocks, to any depth.
 * Kinds that need care (convoglio, percorso, periodo) are spelled out in the same parts, so that parsing, checking and
 * summing up have one way only; what is special about them is how they look.
 */

import type { Campo, CampoSemplice, Condizione, Passo } from './forms'
import { type Dati, valueAt } from './rules-condizioni'
import { expandConvoglio } from './rules-convoglio'
import { expandPercorso } from './rules-percorso'
import { expandPeriodo } from './rules-periodo'

type Comune = {
  nome: string
  etichetta: string
  quando?: Condizione
  seManca?: string
  facoltativo?: boolean
  aiuto?: string
}
/** Where a block of a list stands: its own answers, its place, how many there are. */
export type Riga = { valori: Dati; indice: number; quante: number }

/** One box to tick. Absent means no. */
export type Spunta = Comune & { genere: 'spunta' }
/** Not asked: filled by the rules from other answers and from the registers, and kept with them. */
export type Derivato = Comune & { genere: 'derivato' }
/** `seRiga`: asked only in the blocks of a list for which it holds. */
export type Foglia = (CampoSemplice | Spunta | Derivato) & { seRiga?: (riga: Riga) => boolean }
export type Gruppo = Comune & { genere: 'gruppo'; campi: Nodo[] }
export type Elenco = Comune & {
  genere: 'elenco'
  campi: Nodo[]
  min: number
  max: number
  singolare: string // 'veicolo'
  /** How many blocks there are is decided elsewhere: an empty one is not dropped. */
  fisso?: boolean
  /** One line that stands for a block in summaries. */
  riassumi?: (valori: Dati) => string
}
export type Nodo = Foglia | Gruppo | Elenco

export const MAX_RIGHE = 50

function expand(campo: Campo): Nodo {
  switch (campo.genere) {
    case 'convoglio':
      return expandConvoglio(campo)
    case 'percorso':
      return expandPercorso(campo)
    case 'periodo':
      return expandPeriodo(campo)
    default:
      return campo as Nodo
  }
}

const expanded = new WeakMap<Campo, Nodo>()
/** The parts of a question, rooted where its answers are stored. Spelled out once. */
export function nodoOf(campo: Campo): Nodo {
  let nodo = expanded.get(campo)
  if (!nodo) {
    nodo = expand(campo)
    expanded.set(campo, nodo)
  }
  return nodo
}

/** The questions of a page, spelled out. */
export const nodiOf = (passo: Passo): Nodo[] => passo.campi.map(nodoOf)

/** Blocks of a list, in the answers. */
export const righeAt = (dati: unknown, path: string): Dati[] => {
  const value = valueAt(dati, path)
  return Array.isArray(value)
    ? value.slice(0, MAX_RIGHE).map((one) => (typeof one === 'object' && one !== null ? (one as Dati) : {}))
    : []
}

export type Visita = { path: string; foglia: Foglia; riga?: Riga; elenco?: Elenco }

/**
 * Visits every simple question under these nodes, in the order of the page; of a list, those of the blocks there are.
 *
 * @param keep asked for each node that has a condition: a group it refuses is not entered
 * @param onList called for each list before its blocks
 */
export function walk(
  nodi: readonly Nodo[],
  dati: Dati,
  visit: (visita: Visita) => void,
  keep: (quando: Condizione) => boolean = () => true,
  onList?: (path: string, elenco: Elenco, quante: number) => void,
  prefix = '',
  riga?: Riga,
  dentro?: Elenco,
): void {
  for (const nodo of nodi) {
    if (nodo.quando && !keep(nodo.quando)) continue
    const path = prefix + nodo.nome
    if (nodo.genere === 'gruppo') walk(nodo.campi, dati, visit, keep, onList, `${path}.`, riga, dentro)
    else if (nodo.genere === 'elenco') {
      const righe = righeAt(dati, path)
      onList?.(path, nodo, righe.length)
      righe.forEach((valori, indice) => {
        walk(
          nodo.campi,
          dati,
          visit,
          keep,
          onList,
          `${path}.${indice}.`,
          { valori, indice, quante: righe.length },
          nodo,
        )
      })
    } else if (!nodo.seRiga || (riga && nodo.seRiga(riga))) visit({ path, foglia: nodo, riga, elenco: dentro })
  }
}
