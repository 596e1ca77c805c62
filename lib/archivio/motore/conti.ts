/** What a question counts: the total and the facets, by combination. A unit of many years is of each decade, and begins in one year. */
import type { Combinazioni } from './combinazioni'
import { accessoDi } from './costruttore'
import { memoriaCondivisa } from './segmento'

export type FiltriCercati = {
  fondo?: string
  tipologia?: string
  comune?: string
  decennio?: number
  accesso?: string
  dal?: number
  al?: number
}
export type Conti = Record<'fondo' | 'tipologia' | 'comune' | 'decennio' | 'anno' | 'accesso', Record<string, number>>

const FONDO = 1
const TIPOLOGIA = 2
const COMUNE = 4
const DECENNIO = 8
const ACCESSO = 16
const ANNI = 32

/** For each combination the filters that it does not meet, as bits; null: there are no filters. */
export function mancatiOf(all: Combinazioni, filtri: FiltriCercati): Uint8Array | null {
  const { fondo, tipologia, comune, decennio, accesso, dal = 0, al = Number.POSITIVE_INFINITY } = filtri
  if (Object.values(filtri).every((one) => one === undefined)) return null
  const missed = new Uint8Array(memoriaCondivisa(all.quante))
  const years = filtri.dal !== undefined || filtri.al !== undefined
  // a name that is nowhere is the place of none
  const f = fondo === undefined ? null : all.nomi.fondo.indexOf(fondo)
  const t = tipologia === undefined ? null : all.nomi.tipologia.indexOf(tipologia)
  const c = comune === undefined ? null : all.nomi.comune.indexOf(comune)
  for (let i = 0; i < missed.length; i += 1) {
    const anno = all.anno[i] as number
    const fine = anno + (all.durata[i] as number)
    missed[i] =
      (f !== null && all.fondo[i] !== f ? FONDO : 0) |
      (t !== null && all.tipologia[i] !== t ? TIPOLOGIA : 0) |
      (c !== null && all.comune[i] !== c ? COMUNE : 0) |
      (decennio !== undefined && (anno === 0 || decennio < decade(anno) || decennio > fine) ? DECENNIO : 0) |
      (accesso !== undefined && accessoDi(all.accesso[i] as number) !== accesso ? ACCESSO : 0) |
      (years && (anno === 0 || fine < dal || anno > al) ? ANNI : 0)
  }
  return missed
}
const decade = (anno: number) => anno - (anno % 10)
const ANNI_MAX = 4_096
const ACCESSI = 4

/** Each facet counts what choosing one of its values would show: its own filter is left out, the others hold. */
export function conta(
  all: Combinazioni,
  counts: Uint32Array,
  mancati: Uint8Array | null,
): { totale: number; faccette: Conti } {
  let totale = 0
  const fondo = new Uint32Array(all.nomi.fondo.length)
  const tipologia = new Uint32Array(all.nomi.tipologia.length)
  const comune = new Uint32Array(all.nomi.comune.length)
  const anno = new Uint32Array(ANNI_MAX)
  const decennio = new Uint32Array(ANNI_MAX)
  const accesso = new Uint32Array(ACCESSI)
  for (let i = 0; i < counts.length; i += 1) {
    const n = counts[i] as number
    if (n === 0) continue
    const missed = mancati === null ? 0 : (mancati[i] as number)
    if (missed === 0) totale += n
    if ((missed & ~FONDO) === 0) piu(fondo, all.fondo[i] as number, n)
    if ((missed & ~TIPOLOGIA) === 0) piu(tipologia, all.tipologia[i] as number, n)
    if ((missed & ~COMUNE) === 0) piu(comune, all.comune[i] as number, n)
    if ((missed & ~DECENNIO) === 0) {
      const first = all.anno[i] as number
      piu(anno, first, n)
      for (let each = decade(first); first > 0 && each <= first + (all.durata[i] as number); each += 10)
        piu(decennio, each, n)
    }
    if ((missed & ~ACCESSO) === 0) piu(accesso, all.accesso[i] as number, n)
  }
  anno[0] = 0
  const name = (place: number) => String(place)
  return {
    totale,
    faccette: {
      fondo: detti(fondo, (i) => all.nomi.fondo[i] ?? ''),
      tipologia: detti(tipologia, (i) => all.nomi.tipologia[i] ?? ''),
      comune: detti(comune, (i) => all.nomi.comune[i] ?? ''),
      decennio: detti(decennio, name),
      anno: detti(anno, name),
      accesso: detti(accesso, accessoDi),
    },
  }
}

const piu = (counts: Uint32Array, place: number, n: number): void => {
  counts[place] = (counts[place] as number) + n
}

/** What has no name is not told of. */
function detti(counts: Uint32Array, nome: (place: number) => string): Record<string, number> {
  const told: Record<string, number> = {}
  for (let place = 0; place < counts.length; place += 1) {
    const n = counts[place] as number
    if (n > 0 && nome(place) !== '') told[nome(place)] = n
  }
  return told
}
