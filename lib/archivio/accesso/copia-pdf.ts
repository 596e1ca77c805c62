import 'server-only'
import PDFDocument from 'pdfkit'
import { breakLines, drawLine, type Stile } from '@/lib/atti/print/text'
import type { Collocazione } from '@/lib/documenti/content'
import { makeImmagine, openImmagine } from '../iiif/immagine'
import type { Area } from '../iiif/rules-richiesta'
import type { Chi } from '../lettore'
import { findCarte, listPagine, type Pagina } from '../visore/queries'

/** Pages asked of the walls at a time. */
const PAGINE_PER_VOLTA = 25
/** Pixels of one strip: a drawing of an A0 is put together from strips at full size, one in memory at a time. */
const PIXEL_STRISCIA = 8_000_000
const DPI = 300
const PUNTI = 72
/** Under each page, outside the image. */
const BANDA = 16
const MAX_LATO = 14_400 // points, PDF 1.7 annex C
const RIGA: Stile = { size: 6.5, leading: 9, color: '#5c6f82' }
const A4 = { w: 595.28, h: 841.89 }

/** The right to the papers ended while they were being copied: what has left is not whole, and does not look so. */
export class AccessoFinito extends Error {
  override name = 'AccessoFinito'
}

export type Copia = {
  unitaId: string
  segnatura: string
  titolo: string
  /** who, when, why: at the foot of every page */
  riga: string
}

type Doc = PDFKit.PDFDocument

function foot(doc: Doc, testo: string, width: number, top: number): void {
  const [line] = breakLines(doc, testo, Number.POSITIVE_INFINITY, RIGA)
  if (!line) return
  const scale = Math.min(1, (width - 2 * BANDA) / line.width)
  const stile = { ...RIGA, size: RIGA.size * scale }
  const [fitted] = breakLines(doc, testo, Number.POSITIVE_INFINITY, stile)
  if (fitted) drawLine(doc, fitted, BANDA, top + 4, stile)
}

const requestOf = (regione: Area) => ({
  regione,
  uscita: { w: regione.w, h: regione.h },
  specchio: false,
  gradi: 0,
  qualita: 'default' as const,
  formato: 'jpg' as const,
  canonica: '',
})

type Misure = Pick<Pagina, 'larghezza' | 'altezza' | 'dpi'>
const scalaOf = ({ larghezza, altezza, dpi }: Misure): number =>
  Math.min(PUNTI / (dpi ?? DPI), (MAX_LATO - BANDA) / Math.max(larghezza, altezza))

/** Size of a page as it was on paper, in points. */
export const misureOf = (pagina: Misure): { w: number; h: number } => ({
  w: pagina.larghezza * scalaOf(pagina),
  h: pagina.altezza * scalaOf(pagina),
})

/** The image of a page at full size, from the top, one strip after the other; places in points. */
export async function* strisce(
  immagine: Collocazione,
  pagina: Misure,
): AsyncGenerator<{ jpeg: Buffer; y: number; height: number }> {
  const aperta = await openImmagine(immagine)
  const { larghezza: w, altezza: h } = pagina
  const scale = scalaOf(pagina)
  const strip = Math.max(1, Math.min(h, Math.floor(PIXEL_STRISCIA / w)))
  for (let y = 0; y < h; y += strip) {
    const tall = Math.min(strip, h - y)
    const jpeg = await makeImmagine(aperta, requestOf({ x: 0, y, w, h: tall }), null)
    yield { jpeg, y: y * scale, height: tall * scale }
  }
}

async function draw(doc: Doc, pagina: Pagina, copia: Copia, totale: number): Promise<void> {
  const nome = pagina.etichetta ?? `pagina ${pagina.numero}`
  const riga = `${copia.segnatura}, ${nome} di ${totale} · ${copia.riga}`
  if (!pagina.immagine) {
    doc.addPage({ size: [A4.w, A4.h], margin: 0 })
    foot(doc, `${riga} · Questa pagina non è compresa nella copia`, A4.w, A4.h - BANDA)
    return
  }
  const { w, h } = misureOf(pagina)
  const width = Math.max(w, 3 * BANDA)
  doc.addPage({ size: [width, h + BANDA], margin: 0 })
  for await (const { jpeg, y, height } of strisce(pagina.immagine, pagina)) doc.image(jpeg, 0, y, { width: w, height })
  foot(doc, riga, width, h)
}

const drain = (doc: Doc): Buffer | null => (doc as unknown as { read(): Buffer | null }).read()

/**
 * The papers of a unit as one PDF, page after page as they are made: of a unit of a thousand pages no more than a strip is in
 * memory. Each page is what this reader may see: covered where it is covered, left out where it is closed.
 *
 * @throws AccessoFinito when the right ends before the last page
 */
export async function* copiaPdf(chi: NonNullable<Chi>, copia: Copia): AsyncGenerator<Uint8Array> {
  const doc = new PDFDocument({
    autoFirstPage: false,
    font: '',
    margin: 0,
    lang: 'it-IT',
    info: { Title: `${copia.titolo} (${copia.segnatura})`, Author: 'Provincia della Spezia', Subject: copia.riga },
  })
  let from = 1
  for (;;) {
    const carte = await findCarte(chi, copia.unitaId)
    if (!carte) throw new AccessoFinito(`The right to ${copia.unitaId} has ended`)
    const pages = await listPagine(chi, carte, from, from + PAGINE_PER_VOLTA - 1)
    for (const pagina of pages) {
      await draw(doc, pagina, copia, carte.pagine)
      for (let chunk = drain(doc); chunk !== null; chunk = drain(doc)) yield chunk
    }
    from += PAGINE_PER_VOLTA
    if (from > carte.pagine && pages.length < PAGINE_PER_VOLTA) break
  }
  doc.end()
  for await (const chunk of doc as unknown as AsyncIterable<Buffer>) yield chunk
}
