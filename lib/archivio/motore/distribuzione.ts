/** How what a question finds is spread over lexemes that are not words: roads, kilometres of one, sheets of a Comune. */
import type { Lettore } from '../rules-visibilita'
import { prepara, type Ricerca } from './cerca'
import { Lettura } from './codifica'
import { type Combinazioni, eccezioniOf } from './combinazioni'
import { leggiProprie } from './lettura'
import { type Aperta, aperteDa, inizioOf } from './liste'
import { cercaIn, proprieDi, Somma } from './pezzo'
import { BLOCCO, type Segmento } from './segmento'

/**
 * Which lexemes are counted, and by what. Their parts are divided by colons.
 *
 * @property inizio 'r:' or 'p:011027:'
 * @property parti how many parts come after it
 * @property chiave of how many of them the key is: a unit counts once a key
 */
export type Spartizione = { inizio: string; parti: number; chiave: number }
/** Units found, by key. */
export type Distribuzione = Record<string, number>

/** Counts what this reader may find, by what of it they may know. */
export function distribuisci(
  segmenti: readonly Segmento[],
  combinazioni: Combinazioni,
  lettore: Lettore,
  ricerca: Pick<Ricerca, 'gruppi' | 'filtri'>,
  spartizione: Spartizione,
): Distribuzione {
  const { quesito, niente } = prepara(segmenti, combinazioni, lettore, { ...ricerca, limite: 1, salto: 0 })
  const counts = new Map<string, number>()
  if (niente) return {}
  const liste = aperteDa(inizioOf(spartizione.inizio), combinazioni.usabiliOf(lettore), lettore)
  for (const segmento of segmenti) {
    const eccezioni = eccezioniOf(segmento, combinazioni, lettore)
    const trovate = new Uint8Array(segmento.unita)
    cercaIn(segmento, quesito, eccezioni, new Somma(quesito), null, trovate)
    const { own, extra } = proprieDi(segmento, eccezioni)
    const { combinazione } = segmento
    for (const lista of liste)
      contaIn(segmento, lista, spartizione, own, counts, (doc) => {
        const segni =
          (quesito.segni[combinazione[doc] as number] as number) | (extra === null ? 0 : (extra[doc] as number))
        return trovate[doc] === 1 && (segni & lista.segno) !== 0
      })
  }
  return Object.fromEntries(counts)
}

function contaIn(
  segmento: Segmento,
  { lessema, proprie }: Aperta,
  { parti, chiave }: Spartizione,
  own: Uint32Array,
  counts: Map<string, number>,
  mine: (doc: number) => boolean,
): void {
  if (proprie && own.length === 0) return
  const { lessemi } = segmento.parti
  /** place of the last key by which each unit was counted: lexemes of a key come one after the other */
  const last = chiave < parti ? new Uint32Array(segmento.unita) : null
  let key = ''
  let turn = 0
  for (let at = lessemi.from(Buffer.from(lessema)); at < lessemi.length; at += 1) {
    const nome = lessemi.get(at)
    if (!nome.startsWith(lessema)) break
    const parts = nome.slice(lessema.length).split(':')
    if (parts.length !== parti) continue
    const next = parts.slice(0, chiave).join(':')
    if (next !== key || turn === 0) {
      key = next
      turn += 1
    }
    let many = 0
    const count = (doc: number) => {
      if (!mine(doc)) return
      if (last !== null) {
        if (last[doc] === turn) return
        last[doc] = turn
      }
      many += 1
    }
    if (proprie) leggiProprie(segmento, at, own, count)
    else leggiTutte(segmento, at, count)
    if (many > 0) counts.set(key, (counts.get(key) ?? 0) + many)
  }
}

function leggiTutte(segmento: Segmento, lessema: number, each: (doc: number) => void): void {
  const { docs, from, many } = segmento.readVoci(lessema)
  const reading = new Lettura(docs)
  reading.at = from
  for (let n = 0, doc = 0; n < many; n += 1) {
    doc = n % BLOCCO === 0 ? reading.varint() : doc + reading.varint()
    each(doc)
  }
}
