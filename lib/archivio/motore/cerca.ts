/** A question put to the pieces of the index. */
import type { Lettore } from '../rules-visibilita'
import { type Combinazioni, eccezioniOf } from './combinazioni'
import { type Conti, conta, type FiltriCercati, mancatiOf } from './conti'
import { aperteDa, type GruppoCercato, insiemeOf, type Lista, listeOf, scritteOf } from './liste'
import { type PaginaTrovata, paginaDi } from './pagina'
import { cercaIn, type Quesito, Somma } from './pezzo'
import type { Segmento } from './segmento'

export type Ricerca = {
  gruppi: readonly GruppoCercato[]
  filtri: FiltriCercati
  limite: number
  salto: number
  /** only among these units, by id */
  fra?: readonly string[]
}
export type Trovata = { id: string; pagina: PaginaTrovata | null }
export type Trovate = { totale: number; unita: Trovata[]; faccette: Conti }

/** Rare words weigh more. Sixteenths, at least one. */
const pesoDi = (unita: number, conto: number): number =>
  Math.max(1, Math.round(16 * Math.log(1 + (unita - conto + 0.5) / (conto + 0.5))))
/** A question made ready. @property lettura units in all the lists it opens: about how long it takes */
export type Pronta = {
  quesito: Quesito
  tutte: readonly (readonly Lista[])[]
  lettura: number
  /** words that say nothing alone find nothing */
  niente: boolean
  fra: readonly Buffer[] | null
}

export function prepara(
  segmenti: readonly Segmento[],
  combinazioni: Combinazioni,
  lettore: Lettore,
  ricerca: Ricerca,
): Pronta {
  const usabili = combinazioni.usabiliOf(lettore)
  const lists = ricerca.gruppi.map((gruppo, i) => ({
    liste: listeOf(gruppo),
    scritte: premiate(gruppo, ricerca.gruppi[i - 1]),
  }))
  const asked = lists.filter((one) => one.liste.length > 0)
  const total = segmenti.reduce((sum, one) => sum + one.unita, 0)
  let lettura = asked.length === 0 ? total : 0
  const segni = combinazioni.segniOf(lettore)
  const gruppi = asked.map(({ liste, scritte }) => {
    const open = aperteDa(liste, usabili, lettore)
    const many = segmenti.reduce(
      (sum, one) => sum + open.reduce((all, lista) => all + (lista.proprie ? 0 : contoOf(one, lista.lessema)), 0),
      0,
    )
    lettura += many
    return { liste: open, scritte: aperteDa(scritte, usabili, lettore), peso: pesoDi(total, Math.min(many, total)) }
  })
  return {
    quesito: {
      gruppi,
      segni,
      sempre: diTutte(segni),
      mancati: mancatiOf(combinazioni, ricerca.filtri),
      migliori: ricerca.salto + ricerca.limite,
    },
    tutte: asked.map((one) => one.liste),
    lettura,
    niente: lists.length > 0 && asked.length === 0,
    fra: ricerca.fra?.map((id) => Buffer.from(id.replaceAll('-', ''), 'hex')) ?? null,
  }
}

/** Lists that find nothing, and put what they have first. */
const premiate = ({ parola }: GruppoCercato, prima?: GruppoCercato): readonly Lista[] =>
  parola === undefined
    ? []
    : [...scritteOf(parola), ...(prima?.parola === undefined ? [] : insiemeOf(prima.parola, parola))]

/** What all pieces have found, as it is answered. */
export function componi(
  { quesito, tutte }: Pronta,
  somma: Somma,
  combinazioni: Combinazioni,
  lettore: Lettore,
  salto: number,
): Trovate {
  return {
    ...conta(combinazioni, somma.conti, quesito.mancati),
    unita: somma.migliori
      .inOrdine()
      .slice(salto)
      .map(({ segmento, doc }) => ({
        id: segmento.idOf(doc),
        pagina: paginaDi(segmento, doc, tutte, quesito.segni, combinazioni, lettore),
      })),
  }
}

/** The whole question in this thread. */
export function raccogli(
  segmenti: readonly Segmento[],
  combinazioni: Combinazioni,
  lettore: Lettore,
  { quesito, niente, fra }: Pronta,
): Somma {
  const found = new Somma(quesito)
  if (!niente)
    for (const one of segmenti)
      cercaIn(one, quesito, eccezioniOf(one, combinazioni, lettore), found, fra && soloFra(one, fra))
  return found
}

const contoOf = (segmento: Segmento, lessema: string): number => {
  const at = segmento.parti.lessemi.indexOf(lessema)
  return at < 0 ? 0 : (segmento.parti.conti[at] as number)
}

/** @param ids 16 bytes each */
function soloFra(segmento: Segmento, ids: readonly Buffer[]): Uint8Array {
  const all = new Uint8Array(segmento.unita)
  for (const id of ids) {
    const doc = segmento.find(id)
    if (doc >= 0) all[doc] = 1
  }
  return all
}

/** Bits that all readable combinations have. */
function diTutte(segni: Uint8Array): number {
  let all = 0xff
  for (let i = 0; i < segni.length; i += 1) if (segni[i] !== 0) all &= segni[i] as number
  return all
}
