/** Makes a piece of the index out of units. */

import { accessoOggi } from '../rules-consultabilita'
import { paroleOf } from '../rules-parole'
import { Byte, elencoOf, Numeri } from './codifica'
import {
  AMBITI,
  type Ambito,
  ambitoAltri,
  ambitoDi,
  CHI_LEGGE,
  CLASSI_PAROLE,
  type PaginaIndice,
  PESI,
  paroleDette,
  pesoTesto,
  pesoTitolo,
  SCRITTA,
  SEGNI_PAGINA,
  type UnitaIndice,
} from './documento'
import { closeSegmento, Scrittura } from './file-segmento'
import { radiceOf } from './radici'
import type { Segmento, Tavole } from './segmento'
import { orderOfIds, sorted, writeAvanti, writeListe } from './stesura'

export const NESSUNA = 0xffff_ffff
const PESO_MAX = 255
/** Lexemes a word may have on pages. */
const DI_PAGINA = AMBITI.length * CHI_LEGGE.length
const DA_FARE = -1
const VUOTA = -2

/** Places of names in a table, given as they come. */
class Tavola {
  readonly nomi: string[] = ['']
  readonly #posti = new Map<string, number>([['', 0]])
  of(nome: string | null): number {
    const known = this.#posti.get(nome ?? '')
    if (known !== undefined) return known
    this.#posti.set(nome ?? '', this.nomi.length)
    return this.nomi.push(nome ?? '') - 1
  }
}

export const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')
/** Years after the first that are told: no file has more, and a byte holds them. */
const DURATA_MAX = 255
const annoOf = (day: string | null): number => (day === null ? 0 : Number(day.slice(0, 4)))
/** '1987-03-12' → 19870312; null → 0 */
export const giornoOf = (day: string | null): number => (day === null ? 0 : Number(day.replaceAll('-', '')))

const ACCESSI = ['libero', 'su_richiesta', 'riservato', 'particolare'] as const
export const accessoDi = (code: number): (typeof ACCESSI)[number] => ACCESSI[code & 15] ?? 'particolare'
const accessoByte = (accesso: string, dopo: string): number =>
  ACCESSI.indexOf(accesso as 'libero') | (ACCESSI.indexOf(dopo as 'libero') << 4)

export class Costruttore {
  readonly #oggi: string
  #many = 0
  readonly #ids = new Byte()
  readonly #righe: {
    fondo: Numeri
    comune: Numeri
    tipologia: Numeri
    anno: Numeri
    durata: Numeri
    peso: Numeri
    accesso: Numeri
    apertura: Numeri
  } = {
    fondo: new Numeri(),
    comune: new Numeri(),
    tipologia: new Numeri(),
    anno: new Numeri(),
    durata: new Numeri(),
    peso: new Numeri(),
    accesso: new Numeri(),
    apertura: new Numeri(),
  }
  readonly #tavole = { fondi: new Tavola(), comuni: new Tavola(), tipologie: new Tavola() }

  readonly #lessemi = new Map<string, number>()
  readonly #nomiLessemi: string[] = []
  /** postings as they come: lexeme, and unit with weight */
  readonly #voceLessema = new Numeri()
  readonly #voceUnita = new Numeri()
  readonly #vocePeso = new Byte()
  /** of the unit being taken in: the weight of each lexeme */
  readonly #pesi = new Map<number, number>()

  readonly #parole = new Map<string, number>()
  readonly #nomiParole: string[] = []
  /** lexemes of the stem of each word on pages: by who reads the page, and of each range; the first of them stands for the stem */
  readonly #radici: Int32Array[] = []
  #ambito: Ambito = 0
  readonly #conti = [new Numeri(), new Numeri(), new Numeri(), new Numeri()]
  /** words of the units, by the order in which they were met; sorted when the piece is written */
  readonly #avanti = new Numeri()
  readonly #avantiInizi = new Numeri()

  /** @param oggi day on which it is made */
  constructor(oggi: string) {
    this.#oggi = oggi
  }

  get unita(): number {
    return this.#many
  }

  /** In the range of the unit that is being taken in. */
  #proprio(nome: string): number {
    return this.#lessema(AMBITI[ambitoAltri(this.#ambito)] + nome)
  }

  #lessema(nome: string): number {
    const known = this.#lessemi.get(nome)
    if (known !== undefined) return known
    this.#lessemi.set(nome, this.#nomiLessemi.length)
    return this.#nomiLessemi.push(nome) - 1
  }

  #pesa(lessema: number, peso: number): void {
    const before = this.#pesi.get(lessema)
    if (before === undefined || before < peso) this.#pesi.set(lessema, Math.min(peso, PESO_MAX))
  }

  #parola(parola: string): number {
    const known = this.#parole.get(parola)
    if (known !== undefined) return known
    const radice = radiceOf(parola)
    this.#parole.set(parola, this.#nomiParole.length)
    this.#radici.push(new Int32Array(DI_PAGINA).fill(radice === null ? VUOTA : DA_FARE))
    for (const counts of this.#conti) counts.push(0)
    return this.#nomiParole.push(parola) - 1
  }

  add(unita: UnitaIndice): void {
    const { consultabilita, voce } = unita
    const row = this.#righe
    this.#ambito = ambitoDi(accessoOggi(consultabilita, this.#oggi as never))
    this.#ids.bytes(idBytes(unita.id))
    row.fondo.push(this.#tavole.fondi.of(unita.fondoId))
    row.comune.push(this.#tavole.comuni.of(unita.comuneIstat))
    row.tipologia.push(this.#tavole.tipologie.of(unita.tipologia))
    row.anno.push(annoOf(unita.dal))
    row.durata.push(Math.min(DURATA_MAX, Math.max(0, annoOf(unita.al ?? unita.dal) - annoOf(unita.dal))))
    row.peso.push(giornoOf(unita.dal))
    row.accesso.push(accessoByte(consultabilita.accesso, consultabilita.accessoDopo))
    row.apertura.push(giornoOf(consultabilita.consultabileDal))

    this.#pesi.clear()
    const title = paroleOf(voce.titolo)
    this.#campo(title, pesoTitolo(title.length))
    const brief = paroleOf(voce.breve)
    this.#campo(brief, PESI.breve)
    this.#campo(paroleOf(voce.esteso), PESI.esteso)
    for (const parola of new Set([...title, ...brief]))
      if (radiceOf(parola) !== parola) this.#pesa(this.#proprio(SCRITTA + parola), PESI.esatto)
    for (const parola of paroleOf(voce.riservato)) {
      const radice = radiceOf(parola)
      if (radice !== null) this.#pesa(this.#proprio(`~${radice}`), PESI.esteso)
    }
    for (const parola of voce.nomi) this.#pesa(this.#proprio(`~${parola}`), PESI.nome)
    for (const parola of voce.luoghi) this.#pesa(this.#proprio(`@${parola}`), PESI.luogo)
    for (const esatto of voce.esatti) this.#pesa(this.#proprio(esatto), PESI.esatto)
    this.#leggi(unita)
    for (const [lessema, peso] of this.#pesi) {
      this.#voceLessema.push(lessema)
      this.#voceUnita.push(this.#many)
      this.#vocePeso.byte(peso)
    }
    this.#many += 1
  }

  #campo(parole: readonly string[], peso: number): void {
    for (const parola of parole) {
      const radice = radiceOf(parola)
      if (radice !== null) this.#pesa(this.#proprio(radice), peso)
    }
  }

  /** Pages, and words for suggestions: flags, words by class, then each page with its words. */
  #leggi(unita: UnitaIndice): void {
    const told = paroleDette(unita, this.#oggi)
    const seen = [new Set<number>(), new Set<number>(), new Set<number>(), new Set<number>()] as const
    const out = this.#avanti
    this.#avantiInizi.push(out.length)
    out.push(told.dette ? 1 : 0)
    for (const [classe, parole] of told.parole.entries()) {
      const words = new Set(told.dette ? parole.map((one) => this.#parola(one)) : [])
      for (const word of words) seen[classe]?.add(word)
      out.push(words.size)
      for (const word of words) out.push(word)
    }
    out.push(unita.pagine.length)
    for (const pagina of unita.pagine) {
      const all = paroleOf(pagina.testo)
      const times = new Map<number, number>()
      for (const parola of all) {
        const word = this.#parola(parola)
        times.set(word, (times.get(word) ?? 0) + 1)
      }
      const id = idBytes(pagina.id)
      for (let at = 0; at < 16; at += 4) out.push(id.readUInt32LE(at))
      out.push(pagina.numero)
      // a closed page has no words for anybody
      const classe = told.dette && pagina.per === 'tutti' ? told.pagine : -1
      out.push(CHI_LEGGE.indexOf(pagina.per) | ((classe + 1) << 2))
      out.push(times.size)
      for (const [word, volte] of times) {
        out.push(word)
        if (classe >= 0) seen[classe as 0 | 3].add(word)
        const lessema = this.#lessemaDiPagina(word, pagina.per)
        if (lessema !== null) this.#pesa(lessema, pesoTesto(volte, all.length))
      }
    }
    for (const [classe, words] of seen.entries()) {
      const counts = this.#conti[classe]?.view() as Uint32Array
      for (const word of words) counts[word] = (counts[word] as number) + 1
    }
  }

  /** @returns null: a word that says nothing */
  #lessemaDiPagina(word: number, per: PaginaIndice['per']): number | null {
    const places = this.#radici[word] as Int32Array
    if (places[0] === VUOTA) return null
    const ambito = per === 'tutti' ? this.#ambito : ambitoAltri(this.#ambito)
    const place = CHI_LEGGE.indexOf(per) * AMBITI.length + ambito
    const stem = () => radiceOf(this.#nomiParole[word] as string)
    // it is there also when no page has it: words of a stem are known by it
    if (places[0] === DA_FARE) places[0] = this.#lessema(`#${stem()}`)
    if (places[place] === DA_FARE) places[place] = this.#lessema(`${AMBITI[ambito]}${SEGNI_PAGINA[per]}${stem()}`)
    return places[place] as number
  }

  /** @param file null: kept in memory */
  async end(file: string | null): Promise<Segmento> {
    const many = this.#many
    const order = await sorted(this.#nomiLessemi)
    const rank = new Uint32Array(order.length)
    for (const [place, lessema] of order.entries()) rank[lessema] = place
    const out = new Scrittura(file)
    const { conti, inizi } = await writeListe(
      out,
      { lexemes: this.#voceLessema.view(), docs: this.#voceUnita.view(), weights: this.#vocePeso.view() },
      rank,
    )

    const words = await sorted(this.#nomiParole)
    const wordRank = new Uint32Array(words.length)
    for (const [place, word] of words.entries()) wordRank[word] = place
    const avanti = await writeAvanti(out, this.#avanti.view(), this.#avantiInizi.view(), wordRank)

    const lessico = {
      parole: elencoOf(Array.from(words, (word) => this.#nomiParole[word] as string)),
      conti: new Uint32Array(words.length * CLASSI_PAROLE.length),
      radice: new Uint32Array(words.length),
    }
    for (const [place, word] of words.entries()) {
      for (const [classe, counts] of this.#conti.entries())
        lessico.conti[place * CLASSI_PAROLE.length + classe] = counts.view()[word] as number
      const stem = this.#radici[word]?.[0] as number
      lessico.radice[place] = stem < 0 ? NESSUNA : (rank[stem] as number)
    }
    const ids = Buffer.from(this.#ids.view())
    const { fondi, comuni, tipologie } = this.#tavole
    const tavole: Tavole = { fondi: fondi.nomi, comuni: comuni.nomi, tipologie: tipologie.nomi }
    return closeSegmento(
      out,
      {
        colonne: {
          id: ids,
          perId: orderOfIds(ids, many),
          fondo: Uint16Array.from(this.#righe.fondo.view()),
          comune: Uint16Array.from(this.#righe.comune.view()),
          tipologia: Uint8Array.from(this.#righe.tipologia.view()),
          anno: Uint16Array.from(this.#righe.anno.view()),
          durata: Uint8Array.from(this.#righe.durata.view()),
          peso: Uint32Array.from(this.#righe.peso.view()),
          accesso: Uint8Array.from(this.#righe.accesso.view()),
          apertura: Uint32Array.from(this.#righe.apertura.view()),
          avanti: avanti.inizi,
        },
        tavole,
        lessemi: elencoOf(Array.from(order, (lessema) => this.#nomiLessemi[lessema] as string)),
        conti,
        inizi,
        lessico,
      },
      [avanti.da, avanti.quanti],
    )
  }
}
