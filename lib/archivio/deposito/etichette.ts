/** Labels of containers, 24 to a sheet of A4 (three columns of 70 × 37 mm): a square code to read, the same in letters. */
import 'server-only'
import PDFDocument from 'pdfkit'
import QRCode from 'qrcode'
import { breakLines, drawLine, INK, type Stile } from '@/lib/atti/print/text'
import type { TipoContenitore } from '../rules'
import { NOMI_CONTENITORE } from './rules'

export type Etichetta = { codice: string; tipo: TipoContenitore; luogo: string; posizione: string | null }

const PT_PER_MM = 72 / 25.4
const mm = (n: number) => n * PT_PER_MM
const COLONNE = 3
const RIGHE = 8
const LARGA = mm(70)
const ALTA = mm(37)
const SOPRA = mm(0.5) // 8 × 37 of 297
const ORLO = mm(5)
const QR = mm(24)
const TESTO: Stile = { size: 8, leading: 10 }
const CODICE: Stile = { size: 10.5, leading: 13, peso: 'mono' }
const MAX_RIGHE = 5

/** @returns a PDF; what the codes say is the code of the container alone, as a scanner types it */
export function printEtichette(etichette: readonly Etichetta[], titolo: string): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    font: '',
    autoFirstPage: false,
    lang: 'it-IT',
    info: { Title: titolo },
  })
  const chunks: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    doc
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => resolve(Buffer.concat(chunks)))
      .on('error', reject)
  })
  etichette.forEach((one, i) => {
    const place = i % (COLONNE * RIGHE)
    if (place === 0) doc.addPage()
    drawEtichetta(doc, one, (place % COLONNE) * LARGA, SOPRA + Math.floor(place / COLONNE) * ALTA)
  })
  if (etichette.length === 0) doc.addPage()
  doc.end()
  return done
}

function drawEtichetta(doc: PDFKit.PDFDocument, { codice, tipo, luogo, posizione }: Etichetta, x: number, y: number) {
  const { modules } = QRCode.create(codice, { errorCorrectionLevel: 'M' })
  const unit = QR / modules.size
  const top = y + (ALTA - QR) / 2
  for (let r = 0; r < modules.size; r += 1)
    for (let c = 0; c < modules.size; c += 1)
      if (modules.get(r, c)) doc.rect(x + ORLO + c * unit, top + r * unit, unit, unit)
  doc.fill(INK)
  const left = x + ORLO + QR + mm(3)
  const width = LARGA - (left - x) - ORLO
  const lines = [
    ...breakLines(doc, codice, width, CODICE).map((line) => ({ line, stile: CODICE })),
    ...breakLines(doc, [NOMI_CONTENITORE[tipo], luogo, posizione].filter(Boolean).join('\n'), width, TESTO).map(
      (line) => ({
        line,
        stile: TESTO,
      }),
    ),
  ].slice(0, MAX_RIGHE)
  let at = y + (ALTA - lines.reduce((sum, { stile }) => sum + stile.leading, 0)) / 2
  for (const { line, stile } of lines) {
    drawLine(doc, line, left, at, stile)
    at += stile.leading
  }
}
