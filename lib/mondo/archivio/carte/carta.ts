/** A sheet of a sample file: what is drawn on it, and every word that can be read on it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import PDFDocument from 'pdfkit'
import { unpackWoff } from '@/lib/atti/print/woff'
import type { Caso } from '../caso'

const FACCE = {
  macchina: 'courier-prime/files/courier-prime-latin-400-normal.woff',
  macchinaForte: 'courier-prime/files/courier-prime-latin-700-normal.woff',
  stampa: 'lora/files/lora-latin-400-normal.woff',
  stampaForte: 'lora/files/lora-latin-700-normal.woff',
  lineare: 'titillium-web/files/titillium-web-latin-400-normal.woff',
  lineareForte: 'titillium-web/files/titillium-web-latin-700-normal.woff',
} as const
export type Faccia = keyof typeof FACCE

const opened = new Map<Faccia, Buffer>()
function bytesOf(faccia: Faccia): Buffer {
  const known = opened.get(faccia)
  if (known) return known
  const bytes = unpackWoff(readFileSync(path.join(process.cwd(), 'node_modules/@fontsource', FACCE[faccia])))
  opened.set(faccia, bytes)
  return bytes
}

/** Millimetres of a sheet, upright or lying. */
export const FORMATI = { A4: [210, 297], A3: [420, 297], A1: [841, 594], A0: [1189, 841] } as const
export type Formato = keyof typeof FORMATI
export const mm = (n: number) => (n * 72) / 25.4

/** Same words, same bytes: a file that is drawn again is the same file. */
export const SEMPRE_UGUALE = { Producer: 'Carte di prova', CreationDate: new Date(0) }

export type Scritta = {
  faccia?: Faccia
  corpo?: number // points
  colore?: string
  /** typed by a machine: no letter stands exactly where the last one did */
  battuta?: Caso
}

/** A file of several sheets, drawn one after the other. */
export class Carte {
  readonly pdf = new PDFDocument({ autoFirstPage: false, font: '', info: SEMPRE_UGUALE })
  /** words of each sheet, in the order in which they were written */
  readonly testi: string[][] = []
  readonly formati: Formato[] = []

  constructor() {
    for (const faccia of Object.keys(FACCE) as Faccia[])
      this.pdf.registerFont(faccia, bytesOf(faccia) as unknown as string)
  }

  foglio(formato: Formato = 'A4'): void {
    const [width, height] = FORMATI[formato]
    this.pdf.addPage({ size: [mm(width), mm(height)], margin: 0 })
    this.testi.push([])
    this.formati.push(formato)
  }

  get larghezza(): number {
    return this.pdf.page.width
  }
  get altezza(): number {
    return this.pdf.page.height
  }

  misura(testo: string, { faccia = 'macchina', corpo = 11 }: Scritta = {}): number {
    return this.pdf.font(faccia, corpo).widthOfString(testo)
  }

  /** One line, from its left end. */
  scrivi(testo: string, x: number, y: number, scritta: Scritta = {}): void {
    const { faccia = 'macchina', corpo = 11, colore = '#1c1c22', battuta } = scritta
    this.testi.at(-1)?.push(testo)
    this.pdf.font(faccia, corpo).fillColor(colore)
    if (!battuta) {
      this.pdf.text(testo, x, y, { lineBreak: false })
      return
    }
    const step = this.pdf.widthOfString('m')
    for (const [i, char] of [...testo].entries()) {
      if (char === ' ') continue
      this.pdf.fillOpacity(0.72 + battuta.next() * 0.28)
      this.pdf.text(char, x + i * step + (battuta.next() - 0.5) * 0.35, y + (battuta.next() - 0.5) * 0.7, {
        lineBreak: false,
      })
    }
    this.pdf.fillOpacity(1)
  }

  /** A paragraph, broken at `larghezza`. @returns where the next line stands */
  paragrafo(testo: string, x: number, y: number, larghezza: number, scritta: Scritta = {}): number {
    const interlinea = (scritta.corpo ?? 11) * 1.5
    let at = y
    for (const riga of this.#righeOf(testo, larghezza, scritta)) {
      this.scrivi(riga, x, at, scritta)
      at += interlinea
    }
    return at
  }

  #righeOf(testo: string, larghezza: number, scritta: Scritta): string[] {
    const righe: string[] = []
    let riga = ''
    for (const parola of testo.split(' ')) {
      const longer = riga ? `${riga} ${parola}` : parola
      if (riga && this.misura(longer, scritta) > larghezza) {
        righe.push(riga)
        riga = parola
      } else riga = longer
    }
    if (riga) righe.push(riga)
    return righe
  }

  /** Turned about a point; what is written inside counts as read. */
  ruotato(gradi: number, x: number, y: number, work: () => void): void {
    this.pdf.save().rotate(gradi, { origin: [x, y] })
    work()
    this.pdf.restore()
  }

  async bytes(): Promise<Buffer> {
    const pieces: Buffer[] = []
    this.pdf.on('data', (piece: Buffer) => pieces.push(piece))
    const ended = new Promise((resolve) => this.pdf.once('end', resolve))
    this.pdf.end()
    await ended
    return Buffer.concat(pieces)
  }
}
