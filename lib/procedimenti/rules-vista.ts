/**
 * What of a definition concerns these answers: the pages and questions that are asked, and the answers that count.
 * Read in the order of the form: a condition sees only answers to questions that are themselves asked, so that an answer
 * left behind by a change of mind decides nothing. It stays in the draft, and comes back if the mind changes again.
 */
import type { Condizione, Definizione, Passo, Sezione } from './forms'
import { type Nodo, nodiOf, type Visita, walk } from './rules-campi'
import { type Dati, holds, type Predicati, setAt, valueAt } from './rules-condizioni'

export type PassoVisto = { sezione: Sezione; passo: Passo }
export type Vista = {
  passi: PassoVisto[]
  /** Answers to the questions that are asked, and no others. */
  dati: Dati
}
/** The part of a definition the engine reads. */
export type Modulo = Pick<Definizione, 'sezioni'>

/** Copies what is asked of these nodes; a group or list without answers leaves nothing. */
export function copyAsked(nodi: readonly Nodo[], from: Dati, into: Dati, predicati: Predicati): void {
  const keep = (quando: Condizione) => holds(quando, into, predicati)
  walk(
    nodi,
    from,
    ({ path }) => {
      const value = valueAt(from, path)
      if (value !== undefined) setAt(into, path, value)
    },
    keep,
    (path, _elenco, quante) => {
      if (Array.isArray(valueAt(from, path)))
        setAt(
          into,
          path,
          Array.from({ length: quante }, () => ({})),
        )
    },
  )
}

export function computeVista(def: Modulo, dati: Dati, predicati: Predicati): Vista {
  const asked: Dati = {}
  const passi: PassoVisto[] = []
  const keep = (quando?: Condizione) => !quando || holds(quando, asked, predicati)
  for (const sezione of def.sezioni) {
    if (!keep(sezione.quando)) continue
    for (const passo of sezione.passi) {
      if (!keep(passo.quando)) continue
      passi.push({ sezione, passo })
      copyAsked(nodiOf(passo), dati, asked, predicati)
    }
  }
  return { passi, dati: asked }
}

/** Visits the simple questions of a page that are asked, given the answers that count. */
export function walkAsked(passo: Passo, asked: Dati, predicati: Predicati, visit: (visita: Visita) => void): void {
  walk(nodiOf(passo), asked, visit, (quando) => holds(quando, asked, predicati))
}

/** Does this answer belong to this page? Longest match wins where pages share a name. @param campo 'convoglio.assi.1.massaKg' */
export function pathsOf(passo: Passo): string[] {
  const paths: string[] = []
  const collect = (nodi: readonly Nodo[], prefix: string) => {
    for (const nodo of nodi) {
      paths.push(prefix + nodo.nome)
      if (nodo.genere === 'gruppo') collect(nodo.campi, `${prefix}${nodo.nome}.`)
    }
  }
  collect(nodiOf(passo), '')
  return paths
}
