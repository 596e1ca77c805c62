/** Looks through a PDF for what PDF/A forbids. Bounded: a hostile file is looked at as far as the bounds go. */
import { type Pdfium, withRoom } from './pdfium'
import type { FattiPdf } from './rules-pdfa'

const MAX_VISTE = 50
/** Objects of one page, those inside its forms included. A page of text has some thousands. */
const MAX_OGGETTI = 5_000
const MAX_DENTRO = 4
const TEMPO_MS = 10_000
const MAX_CARATTERI = 100
const MAX_NOME = 80
const TESTO = 1
const FORMA = 5
/** Text that is not drawn, as recognition lays it over a scan: its font need not be there. */
const INVISIBILE = 3
const NESSUNA_CIFRATURA = -1

type Visti = { caratteri: Set<string>; trasparenza: boolean; tutto: boolean }

export function guardaPdf(lib: Pdfium, doc: number, pagine: number): FattiPdf {
  const visti: Visti = { caratteri: new Set(), trasparenza: false, tutto: true }
  const until = performance.now() + TEMPO_MS
  let viste = 0
  while (viste < Math.min(pagine, MAX_VISTE) && performance.now() < until) {
    guardaPagina(lib, doc, viste, visti)
    viste += 1
  }
  return {
    cifrato: lib.FPDF_GetSecurityHandlerRevision(doc) !== NESSUNA_CIFRATURA,
    script: Math.max(0, lib.FPDFDoc_GetJavaScriptActionCount(doc)),
    allegati: Math.max(0, lib.FPDFDoc_GetAttachmentCount(doc)),
    caratteri: [...visti.caratteri].sort(),
    trasparenza: visti.trasparenza,
    pagine,
    viste,
    tutto: visti.tutto,
  }
}

function guardaPagina(lib: Pdfium, doc: number, indice: number, visti: Visti): void {
  const page = lib.FPDF_LoadPage(doc, indice)
  if (!page) {
    visti.tutto = false
    return
  }
  try {
    visti.trasparenza ||= lib.FPDFPage_HasTransparency(page)
    const known = new Set<number>() // fonts of this page: a handle may be another font once the page is closed
    let left = MAX_OGGETTI
    const look = (count: number, object: (i: number) => number, depth: number) => {
      for (let i = 0; i < count; i += 1) {
        if (left === 0 || depth > MAX_DENTRO) {
          visti.tutto = false
          return
        }
        left -= 1
        const one = object(i)
        visti.trasparenza ||= lib.FPDFPageObj_HasTransparency(one)
        const type = lib.FPDFPageObj_GetType(one)
        if (type === TESTO) guardaTesto(lib, one, known, visti)
        if (type === FORMA) look(lib.FPDFFormObj_CountObjects(one), (n) => lib.FPDFFormObj_GetObject(one, n), depth + 1)
      }
    }
    look(lib.FPDFPage_CountObjects(page), (i) => lib.FPDFPage_GetObject(page, i), 0)
  } finally {
    lib.FPDF_ClosePage(page)
  }
}

function guardaTesto(lib: Pdfium, object: number, known: Set<number>, visti: Visti): void {
  if (lib.FPDFTextObj_GetTextRenderMode(object) === INVISIBILE) return
  const font = lib.FPDFTextObj_GetFont(object)
  if (!font || known.has(font)) return
  known.add(font)
  if (lib.FPDFFont_GetIsEmbedded(font) !== 0 || visti.caratteri.size === MAX_CARATTERI) return
  visti.caratteri.add(nomeOf(lib, font))
}

/** Without the mark of a subset. */
function nomeOf(lib: Pdfium, font: number): string {
  const nome = withRoom(lib, MAX_NOME, (at) => {
    const length = lib.FPDFFont_GetBaseFontName(font, at, MAX_NOME)
    return length > 1 && length <= MAX_NOME
      ? Buffer.from(lib.heap().subarray(at, at + length - 1)).toString('utf8')
      : ''
  })
  return nome.replace(/^[A-Z]{6}\+/, '').replace(/[^\p{L}\p{N} ,._-]/gu, '') || 'senza nome'
}
