/** A delivered file, opened: how many pages, and each page as an image and as the words it carries. */
import type { Sharp } from 'sharp'
import type { ParolaPagina } from '@/lib/archivio/rules-digitale'
import { openPdf } from './pdf'
import { Rifiuto } from './rifiuto'
import type { FattiPdf } from './rules-pdfa'
import { openScansione } from './scansione'

export type TipoDocumento = 'pdf' | 'tiff' | 'jpeg' | 'png'
export type RigaParole = ParolaPagina[]

export type Foglio = {
  larghezza: number // pixels, upright
  altezza: number
  dpi: number | null
  grigia: boolean
  /** the page is one picture: what it says may be in the picture alone */
  scansione: boolean
  /** carried by the file; [] when it carries none */
  parole: RigaParole[]
  /** the pixels, from the beginning each time it is called */
  apri(): Sharp
}

export type Documento = {
  tipo: TipoDocumento
  pagine: number
  /** declared conformance: 'PDF/A-2b' */
  profilo: string | null
  misure(): Promise<{ larghezza: number; altezza: number; dpi: number | null }[]>
  /** @param indice from 0 */
  foglio(indice: number): Promise<Foglio>
  /** what may be against its being kept for long; null: of this kind of file nothing is looked for */
  controlla(): FattiPdf | null
  close(): void
}

/** By its first bytes: the name is what somebody wrote. */
export function tipoDocumentoOf(bytes: Buffer): TipoDocumento | null {
  // up to 1024 bytes may come before the header of a PDF (ISO 32000-1, annex H)
  if (bytes.subarray(0, 1029).includes('%PDF-')) return 'pdf'
  const head = bytes.toString('latin1', 0, 4)
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(head)) return 'tiff'
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg'
  return head === '\x89PNG' ? 'png' : null
}

/** @throws Rifiuto when nobody could open it */
export async function openDocumento(bytes: Buffer): Promise<Documento> {
  const tipo = tipoDocumentoOf(bytes)
  if (!tipo) throw new Rifiuto('Il contenuto non è un PDF, un TIFF, un JPEG o un PNG, qualunque cosa dica il nome')
  return tipo === 'pdf' ? openPdf(bytes) : openScansione(bytes, tipo)
}
