import type { RigaParole } from './documento'
import { doublesAt, integersAt, type Pdfium } from './pdfium'
import type { Misura } from './rules-misure'

/** Characters of one page. A page of text has a few thousand. */
const MAX_CARATTERI = 200_000

type Riquadro = { x0: number; y0: number; x1: number; y1: number }
type Aperta = { testo: string; riquadro: Riquadro | null }

/**
 * The words a page of a PDF carries, line by line as PDFium orders them, with their boxes in pixels of the drawn page:
 * rotation and crop of the page are in them.
 */
export function paroleDelPdf(
  lib: Pdfium,
  page: number,
  { larghezza, altezza }: Pick<Misura, 'larghezza' | 'altezza'>,
): RigaParole[] {
  const text = lib.FPDFText_LoadPage(page)
  if (!text) return []
  const out = lib.pdfium.wasmExports.malloc(40)
  const righe: RigaParole[] = []
  let riga: RigaParole = []
  let aperta: Aperta = { testo: '', riquadro: null }
  const endWord = () => {
    const { testo, riquadro } = aperta
    aperta = { testo: '', riquadro: null }
    if (!testo || !riquadro) return
    const x = Math.max(0, riquadro.x0)
    const y = Math.max(0, riquadro.y0)
    const w = Math.min(larghezza, riquadro.x1) - x
    const h = Math.min(altezza, riquadro.y1) - y
    if (w > 0 && h > 0) riga.push([testo.normalize('NFC'), x, y, w, h, 100])
  }
  const endLine = () => {
    endWord()
    if (riga.length > 0) righe.push(riga)
    riga = []
  }
  try {
    const count = Math.min(lib.FPDFText_CountChars(text), MAX_CARATTERI)
    for (let i = 0; i < count; i += 1) {
      const code = lib.FPDFText_GetUnicode(text, i)
      if (code === 0x0a || code === 0x0d) endLine()
      else if (code === 0x20 || code === 0xa0 || code === 0x09) endWord()
      else if (code !== 0 && code !== 0xfffe && code !== 0x02) {
        aperta.testo += String.fromCodePoint(code)
        const box = riquadroOf(lib, page, text, i, out, larghezza, altezza)
        if (box) aperta.riquadro = aperta.riquadro ? union(aperta.riquadro, box) : box
      }
    }
    endLine()
  } finally {
    lib.pdfium.wasmExports.free(out)
    lib.FPDFText_ClosePage(text)
  }
  return righe
}

function riquadroOf(
  lib: Pdfium,
  page: number,
  text: number,
  i: number,
  out: number,
  larghezza: number,
  altezza: number,
): Riquadro | null {
  if (!lib.FPDFText_GetCharBox(text, i, out, out + 8, out + 16, out + 24)) return null
  const [left = 0, right = 0, bottom = 0, top = 0] = doublesAt(lib, out, 4)
  const toDevice = (x: number, y: number) => {
    lib.FPDF_PageToDevice(page, 0, 0, larghezza, altezza, 0, x, y, out, out + 4)
    const [px = 0, py = 0] = integersAt(lib, out, 2)
    return { px, py }
  }
  const one = toDevice(left, top)
  const other = toDevice(right, bottom)
  return {
    x0: Math.min(one.px, other.px),
    y0: Math.min(one.py, other.py),
    x1: Math.max(one.px, other.px) + 1,
    y1: Math.max(one.py, other.py) + 1,
  }
}

const union = (a: Riquadro, b: Riquadro): Riquadro => ({
  x0: Math.min(a.x0, b.x0),
  y0: Math.min(a.y0, b.y0),
  x1: Math.max(a.x1, b.x1),
  y1: Math.max(a.y1, b.y1),
})
