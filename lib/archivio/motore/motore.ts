/**
 * The search engine of the archive: pieces that never change, a list of which units in them are no more, and new pieces for
 * what is new. It knows nothing of the database: alimentazione.ts feeds it, ricerca.ts asks it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Lettore } from '../rules-visibilita'
import { paroleContate, readAvanti } from './avanti'
import { Avvicendamento } from './avvicendamento'
import { componi, type Pronta, prepara, type Ricerca, raccogli, type Trovate } from './cerca'
import { Combinazioni, eccezioniOf } from './combinazioni'
import { Costruttore, idBytes, NESSUNA } from './costruttore'
import { type Distribuzione, distribuisci, type Spartizione } from './distribuzione'
import { CLASSI_PAROLE, type UnitaIndice } from './documento'
import { openSegmento, VERSIONE } from './file-segmento'
import type { Fili } from './fili'
import { daUnire, fondi } from './fusione'
import { type Nota, noteOf } from './parole'
import type { Segmento } from './segmento'

export type Stato = { pronto: boolean; quota: number; unita: number; pezzi: number; megabyte: number }
/** Where the index has got to: of which database, which transactions are in it, and units that opened until which day. */
export type Filigrana = { database: string; transazione: string; giorno: string }

/** New units kept in memory before they are written down. */
const IN_MEMORIA = 4_000
/** A question that opens lists of so many units in all is over before another thread has heard of it. */
const PER_UNO = 20_000
const CLASSI = CLASSI_PAROLE.length

type Elenco = { versione: number; filigrana: Filigrana; pezzi: { file: string; morte: string | null }[] }
const ELENCO = 'elenco.json'

export class Motore {
  readonly combinazioni = new Combinazioni()
  #pezzi: Segmento[] = []
  #oggi: string
  #numero = 0
  #reducing: Promise<void> | null = null
  readonly #avvicendamento = new Avvicendamento()
  quota = 0

  /**
   * @param cartella where pieces are kept; null: in memory, for as long as the process lives
   * @param oggi of the body
   * @param fili threads that help; null: this one alone
   */
  constructor(
    readonly cartella: string | null,
    oggi: string,
    readonly fili: Fili | null = null,
  ) {
    this.#oggi = oggi
    if (cartella !== null) mkdirSync(cartella, { recursive: true, mode: 0o700 })
  }

  /** @returns how far what was kept goes; null: there is nothing, or nothing that can be read */
  open(): Filigrana | null {
    const list = this.cartella === null ? null : path.join(this.cartella, ELENCO)
    if (list === null || !existsSync(list)) return null
    try {
      const { versione, filigrana, pezzi } = JSON.parse(readFileSync(list, 'utf8')) as Elenco
      if (versione !== VERSIONE) return null
      for (const { file, morte } of pezzi) {
        const segmento = openSegmento(this.#path(file))
        if (morte !== null) {
          const bits = readFileSync(this.#path(morte))
          for (let doc = 0; doc < segmento.unita; doc += 1)
            if (((bits[doc >> 3] as number) >> (doc & 7)) & 1) this.#muore(segmento, doc)
        }
        this.#entra(segmento)
        this.#numero = Math.max(this.#numero, Number.parseInt(file, 10))
      }
      return filigrana
    } catch {
      this.clear() // what cannot be read is made again from the database
      return null
    }
  }

  clear(): void {
    for (const one of this.#pezzi) this.#chiudi(one)
    this.#pezzi = []
    if (this.cartella !== null) for (const file of readdirSync(this.cartella)) rmSync(this.#path(file))
  }

  #path(file: string): string {
    return path.join(this.cartella ?? '', file)
  }

  nuovoFile(): string | null {
    if (this.cartella === null) return null
    this.#numero += 1
    const file = this.#path(`${String(this.#numero).padStart(8, '0')}.pezzo`)
    rmSync(file, { force: true }) // of a run that ended before it was listed
    return file
  }

  #entra(segmento: Segmento): void {
    this.combinazioni.assign(segmento, this.#oggi)
    this.#pezzi.push(segmento)
    this.fili?.entra(segmento)
  }

  #chiudi(segmento: Segmento): void {
    this.fili?.esce(segmento)
    segmento.chiudi()
  }

  #muore(segmento: Segmento, doc: number): void {
    segmento.muore(doc)
    const { conti } = segmento.parti.lessico
    for (const [classe, words] of paroleContate(readAvanti(segmento.readAvanti(doc))).entries())
      for (const word of words) conti[word * CLASSI + classe] = (conti[word * CLASSI + classe] as number) - 1
  }

  /** A piece made apart, of units that are in no other. */
  add(segmento: Segmento): Promise<void> {
    return this.#avvicendamento.cambia(() => this.#entra(segmento))
  }

  /** Takes units in; what was known of them before goes in the same moment. */
  async applica(unita: readonly UnitaIndice[]): Promise<void> {
    if (unita.length === 0) return
    const made = new Costruttore(this.#oggi)
    for (const one of unita) made.add(one)
    const segmento = await made.end(null)
    await this.#avvicendamento.cambia(() => {
      for (const one of unita) this.#togli(one.id)
      this.#entra(segmento)
    })
  }

  #togli(id: string): void {
    const bytes = idBytes(id)
    for (const segmento of this.#pezzi) {
      const doc = segmento.find(bytes)
      if (doc >= 0) this.#muore(segmento, doc)
    }
  }

  async cerca(lettore: Lettore, oggi: string, ricerca: Ricerca): Promise<Trovate> {
    await this.giorno(oggi)
    await this.#avvicendamento.cambiato
    const pronta = prepara(this.#pezzi, this.combinazioni, lettore, ricerca)
    if (this.fili === null || pronta.niente || pronta.fra !== null || pronta.lettura < PER_UNO)
      return this.#solo(pronta, lettore, ricerca)
    return this.#avvicendamento.tieni(this.#insieme(this.fili, pronta, lettore, ricerca))
  }

  #solo(pronta: Pronta, lettore: Lettore, { salto }: Ricerca): Trovate {
    const found = raccogli(this.#pezzi, this.combinazioni, lettore, pronta)
    return componi(pronta, found, this.combinazioni, lettore, salto)
  }

  async #insieme(fili: Fili, pronta: Pronta, lettore: Lettore, ricerca: Ricerca): Promise<Trovate> {
    const found = await fili.raccogli(pronta.quesito, this.#pezzi, (one) =>
      eccezioniOf(one, this.combinazioni, lettore),
    )
    if (found === null) return this.#solo(pronta, lettore, ricerca)
    return componi(pronta, found, this.combinazioni, lettore, ricerca.salto)
  }

  /** In this thread alone: it is asked by who looks at a map, not by every question. */
  async distribuisci(
    lettore: Lettore,
    oggi: string,
    ricerca: Pick<Ricerca, 'gruppi' | 'filtri'>,
    spartizione: Spartizione,
  ): Promise<Distribuzione> {
    await this.giorno(oggi)
    await this.#avvicendamento.cambiato
    return distribuisci(this.#pezzi, this.combinazioni, lettore, ricerca, spartizione)
  }

  async note(
    lettore: Lettore,
    oggi: string,
    parole: readonly string[],
    tronche: readonly string[],
    inizi: number,
    simili: number,
  ): Promise<Nota[]> {
    await this.giorno(oggi)
    return noteOf(this.#pezzi, this.combinazioni, lettore, parole, tronche, inizi, simili)
  }

  /** Terms end at midnight: units that open today are counted as open. */
  async giorno(oggi: string): Promise<void> {
    if (oggi <= this.#oggi) return
    await this.#avvicendamento.cambia(() => {
      if (oggi <= this.#oggi) return // another question of the first second of the day
      this.#oggi = oggi
      for (const one of this.#pezzi) this.combinazioni.assign(one, oggi)
    })
  }

  get oggi(): string {
    return this.#oggi
  }

  stato(): Stato {
    return {
      pronto: this.quota >= 1,
      quota: this.quota,
      unita: this.#pezzi.reduce((sum, one) => sum + one.vive, 0),
      pezzi: this.#pezzi.length,
      megabyte: Math.round(process.memoryUsage.rss() / 1e6),
    }
  }

  /** Puts small pieces together, a few at a time, while searches and new units go on. */
  async riduci(): Promise<void> {
    this.#reducing ??= this.#riduci().finally(() => {
      this.#reducing = null
    })
    await this.#reducing
  }

  async #riduci(): Promise<void> {
    for (;;) {
      const together = daUnire(this.#pezzi)
      if (together.length === 0) return
      const size = together.reduce((sum, one) => sum + one.vive, 0)
      await this.#unisci(together, size > IN_MEMORIA ? this.nuovoFile() : null)
    }
  }

  async #unisci(together: readonly Segmento[], file: string | null): Promise<void> {
    const before = together.map((one) => one.morte.slice())
    const { segmento, posti } = await fondi(together, file)
    await this.#avvicendamento.cambia(() => this.#sostituisci(together, before, segmento, posti))
  }

  #sostituisci(
    together: readonly Segmento[],
    before: readonly Uint8Array[],
    segmento: Segmento,
    posti: readonly Uint32Array[],
  ): void {
    // what has died meanwhile dies in the new piece too
    for (const [i, one] of together.entries())
      for (let doc = 0; doc < one.unita; doc += 1) {
        const place = posti[i]?.[doc] as number
        if (one.morte[doc] === 1 && before[i]?.[doc] === 0 && place !== NESSUNA) this.#muore(segmento, place)
      }
    this.#pezzi = this.#pezzi.filter((one) => !together.includes(one))
    if (segmento.unita > 0) this.#entra(segmento)
    for (const one of together) this.#chiudi(one)
  }

  get inMemoria(): number {
    return this.#pezzi.reduce((sum, one) => sum + (one.file === null ? one.vive : 0), 0)
  }

  /** Writes down all there is, so that the next start begins here. @param filigrana what is in it already */
  async salva(filigrana: Filigrana): Promise<void> {
    if (this.cartella === null) return
    await this.#reducing
    const numero = this.#numero
    const loose = this.#pezzi.filter((one) => one.file === null)
    if (loose.length > 0) {
      this.#reducing = this.#unisci(loose, this.nuovoFile()).finally(() => {
        this.#reducing = null
      })
      await this.#reducing
    }
    const kept: Elenco['pezzi'] = []
    for (const one of this.#pezzi) {
      if (one.file === null) continue // came while the others were written: it comes again
      const file = path.basename(one.file)
      if (one.quanteMorte === 0) kept.push({ file, morte: null })
      else {
        this.#numero += 1
        const morte = `${String(this.#numero).padStart(8, '0')}.morte`
        const bits = Buffer.alloc((one.unita + 7) >> 3)
        for (let doc = 0; doc < one.unita; doc += 1)
          if (one.morte[doc] === 1) bits[doc >> 3] = (bits[doc >> 3] as number) | (1 << (doc & 7))
        writeFileSync(this.#path(morte), bits, { mode: 0o600, flush: true })
        kept.push({ file, morte })
      }
    }
    const list = JSON.stringify({ versione: VERSIONE, filigrana, pezzi: kept } satisfies Elenco)
    writeFileSync(this.#path('elenco.nuovo'), list, { mode: 0o600, flush: true })
    renameSync(this.#path('elenco.nuovo'), this.#path(ELENCO))
    const named = new Set([ELENCO, ...kept.flatMap((one) => [one.file, one.morte])])
    // what another reduction is writing at this moment has a higher number
    for (const file of readdirSync(this.cartella))
      if (!named.has(file) && Number.parseInt(file, 10) <= numero) rmSync(this.#path(file))
  }
}
