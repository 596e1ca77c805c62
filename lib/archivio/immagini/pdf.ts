/** PDF through PDFium, compiled to WebAssembly: what a hostile file breaks is inside it, and inside a process of its own. */
import { senzaColore } from './colore'
import type { Documento, Foglio } from './documento'
import { paroleDelPdf } from './pdf-parole'
import { guardaPdf } from './pdfa'
import { floatsAt, integersAt, type Pdfium, pdfium, withRoom } from './pdfium'
import { openPixel } from './pixel'
import { NON_LEGGIBILE, Rifiuto, TROPPI_PIXEL, troppePagine } from './rifiuto'
import { DPI_PAGINA, type FiguraPagina, MAX_PAGINE, type Misura, misuraOf } from './rules-misure'

/** Most memory of one strip of a page while it is drawn. */
const STRISCIA_BYTE = 96 * 1024 * 1024
const GREY = 1
const BGR = 2
const IMMAGINE = 3
/** Objects of a page among which its pictures are looked for: a scan has a few. */
const MAX_OGGETTI = 5_000
const ANNOTAZIONI = 0x01
/** Colours as RGB; a grey bitmap must not be asked for it. */
const ORDINE_RGB = 0x10
const ERRORE_PASSWORD = 4
const ERRORE_SICUREZZA = 5
/** Pixels of the picture by which colour is looked for. */
const SAGGIO_PIXEL = 600_000

/** @throws Rifiuto */
export async function openPdf(bytes: Buffer): Promise<Documento> {
  const lib = await pdfium()
  const at = lib.pdfium.wasmExports.malloc(bytes.length)
  if (!at) throw new Rifiuto('Il file è troppo grande per essere aperto: dividilo in più file')
  lib.heap().set(bytes, at)
  const doc = lib.FPDF_LoadMemDocument(at, bytes.length, '')
  if (!doc) {
    const error = lib.FPDF_GetLastError()
    lib.pdfium.wasmExports.free(at)
    if (error === ERRORE_PASSWORD || error === ERRORE_SICUREZZA)
      throw new Rifiuto('Il PDF è protetto da password: chiedine una copia senza password')
    throw new Rifiuto(NON_LEGGIBILE)
  }
  const close = () => {
    lib.FPDF_CloseDocument(doc)
    lib.pdfium.wasmExports.free(at)
  }
  const pagine = lib.FPDF_GetPageCount(doc)
  if (pagine === 0 || pagine > MAX_PAGINE) {
    close()
    throw new Rifiuto(pagine === 0 ? 'Il PDF non ha pagine' : troppePagine(pagine))
  }
  return {
    tipo: 'pdf',
    pagine,
    profilo: profiloOf(bytes),
    misure: async () => Array.from({ length: pagine }, (_, indice) => sizeByIndex(lib, doc, indice)),
    foglio: (indice) => withPage(lib, doc, indice, (page) => foglioOf(lib, page)),
    controlla: () => guardaPdf(lib, doc, pagine),
    close,
  }
}

/** As the file declares: 'PDF/A-2b'. Nobody has checked it. @see ISO 19005, XMP schema pdfaid */
function profiloOf(bytes: Buffer): string | null {
  const at = bytes.indexOf('pdfaid:part')
  if (at === -1) return null
  const around = bytes.toString('latin1', Math.max(0, at - 400), at + 400)
  const part = /pdfaid:part\s*(?:=\s*["']|>\s*)(\d)/.exec(around)?.[1]
  const level = /pdfaid:conformance\s*(?:=\s*["']|>\s*)([A-Za-z])/.exec(around)?.[1]
  return part ? `PDF/A-${part}${level?.toLowerCase() ?? ''}` : null
}

/** Quick and about: the true one is known when the page is drawn. */
function sizeByIndex(lib: Pdfium, doc: number, indice: number) {
  return withRoom(lib, 8, (at) => {
    lib.FPDF_GetPageSizeByIndexF(doc, indice, at)
    const [width = 0, height = 0] = floatsAt(lib, at, 2)
    return misuraOf(width, height, []) ?? { larghezza: 1, altezza: 1, dpi: DPI_PAGINA }
  })
}

async function withPage<T>(lib: Pdfium, doc: number, indice: number, work: (page: number) => Promise<T>): Promise<T> {
  const page = lib.FPDF_LoadPage(doc, indice)
  if (!page) throw new Rifiuto('La pagina è danneggiata: chiedi una nuova scansione')
  try {
    return await work(page)
  } finally {
    lib.FPDF_ClosePage(page)
  }
}

async function foglioOf(lib: Pdfium, page: number): Promise<Foglio> {
  const misura = misuraOf(lib.FPDF_GetPageWidthF(page), lib.FPDF_GetPageHeightF(page), figureOf(lib, page))
  if (!misura) throw new Rifiuto(TROPPI_PIXEL)
  const { larghezza, altezza, dpi } = misura
  const grigia = await isGrey(lib, page, misura)
  const pixels = draw(lib, page, misura, grigia)
  const raw = { width: larghezza, height: altezza, channels: grigia ? (1 as const) : (3 as const) }
  return {
    larghezza,
    altezza,
    dpi,
    grigia,
    scansione: misura.scansione,
    parole: paroleDelPdf(lib, page, misura),
    apri: () => openPixel(pixels, raw),
  }
}

/** Pictures of the page with the room they take. Nested ones stand in forms, which no scanner makes. */
function figureOf(lib: Pdfium, page: number): FiguraPagina[] {
  return withRoom(lib, 16, (out) => {
    const found: FiguraPagina[] = []
    const count = Math.min(lib.FPDFPage_CountObjects(page), MAX_OGGETTI)
    for (let i = 0; i < count; i += 1) {
      const object = lib.FPDFPage_GetObject(page, i)
      if (lib.FPDFPageObj_GetType(object) !== IMMAGINE) continue
      if (!lib.FPDFImageObj_GetImagePixelSize(object, out, out + 4)) continue
      const [pixelLarghezza = 0, pixelAltezza = 0] = [...integersAt(lib, out, 2)].map((n) => n >>> 0)
      if (!lib.FPDFPageObj_GetBounds(object, out, out + 4, out + 8, out + 12)) continue
      const [left = 0, bottom = 0, right = 0, top = 0] = floatsAt(lib, out, 4)
      found.push({ larghezzaPt: right - left, altezzaPt: top - bottom, pixelLarghezza, pixelAltezza })
    }
    return found
  })
}

/** @returns the pixels, one or three bytes each, line after line */
function draw(
  lib: Pdfium,
  page: number,
  { larghezza, altezza }: Pick<Misura, 'larghezza' | 'altezza'>,
  grigia: boolean,
) {
  const channels = grigia ? 1 : 3
  const pixels = Buffer.allocUnsafe(larghezza * altezza * channels)
  const rows = Math.max(1, Math.min(altezza, Math.floor(STRISCIA_BYTE / (larghezza * channels))))
  for (let top = 0; top < altezza; top += rows) {
    const height = Math.min(rows, altezza - top)
    const bitmap = lib.FPDFBitmap_CreateEx(larghezza, height, grigia ? GREY : BGR, 0, 0)
    if (!bitmap) throw new Rifiuto(TROPPI_PIXEL)
    lib.FPDFBitmap_FillRect(bitmap, 0, 0, larghezza, height, 0xffffffff)
    lib.FPDF_RenderPageBitmap(
      bitmap,
      page,
      0,
      -top,
      larghezza,
      altezza,
      0,
      grigia ? ANNOTAZIONI : ANNOTAZIONI | ORDINE_RGB,
    )
    const stride = lib.FPDFBitmap_GetStride(bitmap)
    const from = lib.FPDFBitmap_GetBuffer(bitmap)
    const heap = lib.heap()
    const width = larghezza * channels
    for (let y = 0; y < height; y += 1)
      pixels.set(heap.subarray(from + y * stride, from + y * stride + width), (top + y) * width)
    lib.FPDFBitmap_Destroy(bitmap)
  }
  return pixels
}

/** Looked for on a small picture of the page. */
async function isGrey(lib: Pdfium, page: number, { larghezza, altezza }: Misura): Promise<boolean> {
  const shrink = Math.max(1, Math.sqrt((larghezza * altezza) / SAGGIO_PIXEL))
  const small = {
    larghezza: Math.max(1, Math.round(larghezza / shrink)),
    altezza: Math.max(1, Math.round(altezza / shrink)),
  }
  return senzaColore(draw(lib, page, small, false))
}
