/**
 * What units are counted and let through by: fonds, Comune, type, years and how open they are today. Units that agree in all
 * of these are one combination, so a unit is counted by one addition and judged by one look.
 */
import type { LivelloAccesso } from '../rules-consultabilita'
import { type Classe, canSee, type Lettore } from '../rules-visibilita'
import { accessoDi } from './costruttore'
import { AMBITI, ambitoDi, SEGNI } from './documento'
import { memoriaCondivisa, type Segmento } from './segmento'

type Nomi = 'fondo' | 'comune' | 'tipologia'
const PIU_RECENTI = 64
const PRIME = 1_024

export class Combinazioni {
  quante = 0
  /** names, and for each combination the place of its own among them */
  readonly nomi: Record<Nomi, string[]> = { fondo: [], comune: [], tipologia: [] }
  fondo = new Uint32Array(PRIME)
  comune = new Uint16Array(PRIME)
  tipologia = new Uint8Array(PRIME)
  /** the first; 0: not dated */
  anno = new Uint16Array(PRIME)
  /** years after it */
  durata = new Uint8Array(PRIME)
  /** accessoDi */
  accesso = new Uint8Array(PRIME)
  readonly #posti = new Map<number, number>()
  readonly #postiNomi: Record<Nomi, Map<string, number>> = { fondo: new Map(), comune: new Map(), tipologia: new Map() }
  /** what each kind of reader may use: by combination, and of each range */
  readonly #segni = new Map<string, { segni: Uint8Array; usabili: readonly number[] }>()

  #place(kind: Nomi, nome: string): number {
    const known = this.#postiNomi[kind].get(nome)
    if (known !== undefined) return known
    this.#postiNomi[kind].set(nome, this.nomi[kind].length)
    return this.nomi[kind].push(nome) - 1
  }

  #add(fondo: number, comune: number, tipologia: number, [anno, durata]: [number, number], accesso: number): number {
    const place = this.quante
    if (place === this.fondo.length) {
      this.fondo = twice(this.fondo, new Uint32Array(place * 2))
      this.comune = twice(this.comune, new Uint16Array(place * 2))
      this.tipologia = twice(this.tipologia, new Uint8Array(place * 2))
      this.anno = twice(this.anno, new Uint16Array(place * 2))
      this.durata = twice(this.durata, new Uint8Array(place * 2))
      this.accesso = twice(this.accesso, new Uint8Array(place * 2))
    }
    this.fondo[place] = fondo
    this.comune[place] = comune
    this.tipologia[place] = tipologia
    this.anno[place] = anno
    this.durata[place] = durata
    this.accesso[place] = accesso
    this.quante += 1
    return place
  }

  /** Gives each unit of a piece its combination, for a day. */
  assign(segmento: Segmento, oggi: string): void {
    const { colonne, tavole } = segmento.parti
    const today = Number(oggi.replaceAll('-', ''))
    const fondi = tavole.fondi.map((nome) => this.#place('fondo', nome))
    const comuni = tavole.comuni.map((nome) => this.#place('comune', nome))
    const tipologie = tavole.tipologie.map((nome) => this.#place('tipologia', nome))
    for (let doc = 0; doc < segmento.unita; doc += 1) {
      const opens = colonne.apertura[doc] as number
      const both = colonne.accesso[doc] as number
      const accesso = opens !== 0 && opens <= today ? both >> 4 : both & 15
      const fondo = fondi[colonne.fondo[doc] as number] as number
      const comune = comuni[colonne.comune[doc] as number] as number
      const tipologia = tipologie[colonne.tipologia[doc] as number] as number
      const anno = colonne.anno[doc] as number
      const durata = colonne.durata[doc] as number
      const key = ((((fondo * 1_024 + comune) * 64 + tipologia) * 4_096 + anno) * 256 + durata) * 4 + accesso
      let place = this.#posti.get(key)
      if (place === undefined) {
        place = this.#add(fondo, comune, tipologia, [anno, durata], accesso)
        this.#posti.set(key, place)
      }
      segmento.combinazione[doc] = place
    }
  }

  /** For each combination the lexemes by which this reader may find its units, as bits; 0: not even that they are there. */
  segniOf(lettore: Lettore): Uint8Array {
    return this.#of(lettore).segni
  }

  /** For each of AMBITI, the bits that some combination of today has for this reader. */
  usabiliOf(lettore: Lettore): readonly number[] {
    return this.#of(lettore).usabili
  }

  #of(lettore: Lettore): { segni: Uint8Array; usabili: readonly number[] } {
    const { registrato, ufficio, comuni } = lettore
    const fondi = ufficio ? lettore.abilitazioni : []
    const key = JSON.stringify([registrato, ufficio, ufficio ? [] : comuni, fondi])
    const known = this.#segni.get(key)
    if (known && known.segni.length === this.quante) return known
    const all = new Uint8Array(memoriaCondivisa(this.quante)) // given to other threads as it is
    const usabili = AMBITI.map(() => 0)
    const named = this.nomi.fondo.map((one) => fondi.includes(one))
    const own = this.nomi.comune.map((one) => comuni.includes(one))
    for (let i = 0; i < all.length; i += 1) {
      const classe: Classe = ufficio
        ? named[this.fondo[i] as number]
          ? 'abilitato'
          : 'ufficio'
        : own[this.comune[i] as number]
          ? 'ente'
          : registrato
            ? 'registrato'
            : 'pubblico'
      const accesso = accessoDi(this.accesso[i] as number)
      const segni = segniDi(classe, accesso, ufficio)
      all[i] = segni
      usabili[ambitoDi(accesso)] = (usabili[ambitoDi(accesso)] as number) | segni
    }
    if (this.#segni.size >= PIU_RECENTI) this.#segni.delete(this.#segni.keys().next().value ?? '')
    const made = { segni: all, usabili }
    this.#segni.set(key, made)
    return made
  }
}

function twice<T extends Uint32Array | Uint16Array | Uint8Array>(from: T, to: T): T {
  to.set(from)
  return to
}

export function segniDi(classe: Classe, accesso: LivelloAccesso, ufficio: boolean): number {
  if (!canSee(classe, 'scheda', accesso)) return 0
  const carte = canSee(classe, 'carte', accesso)
  return (
    SEGNI[''] |
    (canSee(classe, 'luogo', accesso) ? SEGNI['@'] : 0) |
    (canSee(classe, 'nomi', accesso) ? SEGNI['~'] : 0) |
    (carte ? SEGNI['#'] : 0) |
    (carte && ufficio ? SEGNI['!'] : 0) |
    (carte && classe === 'abilitato' ? SEGNI['?'] : 0)
  )
}

/**
 * Units that a reader may see more of than others like them, one by one: those that name them, those they were let into,
 * those they are named for.
 */
export function eccezioniOf(segmento: Segmento, combinazioni: Combinazioni, lettore: Lettore): Map<number, number> {
  const found = new Map<number, number>()
  const add = (ids: readonly string[], classe: Classe) => {
    for (const id of ids) {
      const doc = segmento.find(Buffer.from(id.replaceAll('-', ''), 'hex'))
      if (doc < 0) continue
      const accesso = accessoDi(combinazioni.accesso[segmento.combinazione[doc] as number] as number)
      found.set(doc, (found.get(doc) ?? 0) | segniDi(classe, accesso, lettore.ufficio))
    }
  }
  if (lettore.ufficio) add(lettore.abilitazioni, 'abilitato')
  else {
    add(lettore.proprie, 'proprio')
    add(lettore.concesse, 'ammesso')
  }
  return found
}
