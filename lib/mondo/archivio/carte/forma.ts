/** Gives drawn sheets the shape in which a scanner delivers them. */
import PDFDocument from 'pdfkit'
import sharp, { type Sharp } from 'sharp'
import { type Foglio, openDocumento } from '@/lib/archivio/immagini/documento'
import type { Descrizione } from '@/lib/archivio/rules-descrizione'
import type { Caso } from '../caso'
import { Carte, SEMPRE_UGUALE } from './carta'
import type { FileDaConsegnare } from './consegne'
import { type Grado, rovina } from './rovina'

const DPI = 300
const QUALITA = 82
const SOGLIA_FAX = 150

export type FileDisegnato = { bytes: Buffer; mime: string; testi: string[][] }

/** Draws a file: its bytes as delivered, and what is written on each of its pages. */
export async function disegnaFile(file: FileDaConsegnare, unita: Descrizione, caso: Caso): Promise<FileDisegnato> {
  const carte = new Carte()
  for (const draw of file.disegni) draw(carte, unita, caso)
  const pdf = await carte.bytes()
  const { testi } = carte
  if (file.forma === 'testo') return { bytes: pdf, mime: 'application/pdf', testi }
  const pages = await scanPagine(pdf, file.grado, caso)
  if (file.forma === 'scansioni') return { bytes: await pdfDiImmagini(pages), mime: 'application/pdf', testi }
  if (file.forma === 'jpeg') return { bytes: await jpegOf(pages[0] as Buffer), mime: 'image/jpeg', testi }
  return { bytes: await tiffOf(pages, file.forma === 'fax'), mime: 'image/tiff', testi }
}

/** @returns a PNG of each page, as the scanner sees it */
export async function scanPagine(pdf: Buffer, grado: Grado, caso: Caso): Promise<Buffer[]> {
  const document = await openDocumento(pdf)
  try {
    const pages: Buffer[] = []
    for (let i = 0; i < document.pagine; i += 1) pages.push(await scan(await document.foglio(i), grado, caso))
    return pages
  } finally {
    document.close()
  }
}

async function scan(foglio: Foglio, grado: Grado, caso: Caso): Promise<Buffer> {
  const spoilt = await rovina(foglio.apri(), grado, caso)
  // turned pages are larger than the glass: the scanner cuts them
  const { data, info } = await spoilt.raw().toBuffer({ resolveWithObject: true })
  const raw = { width: info.width, height: info.height, channels: info.channels as 1 | 3 }
  return withDpi(
    sharp(data, { raw }).resize({ width: foglio.larghezza, height: foglio.altezza, fit: 'cover', kernel: 'nearest' }),
  )
    .png({ compressionLevel: 1 })
    .toBuffer()
}

const withDpi = (image: Sharp) => image.withMetadata({ density: DPI })
const jpegOf = (page: Buffer) => withDpi(sharp(page)).jpeg({ quality: QUALITA }).toBuffer()

async function pdfDiImmagini(pages: readonly Buffer[]): Promise<Buffer> {
  const pdf = new PDFDocument({ autoFirstPage: false, font: '', info: SEMPRE_UGUALE })
  const ended = Array.fromAsync(pdf as unknown as AsyncIterable<Buffer>)
  for (const page of pages) {
    const { width, height } = await sharp(page).metadata()
    const size: [number, number] = [(width / DPI) * 72, (height / DPI) * 72]
    pdf.addPage({ size, margin: 0 }).image(await jpegOf(page), 0, 0, { width: size[0], height: size[1] })
  }
  pdf.end()
  return Buffer.concat(await ended)
}

/** Pages of one size, one after the other. @param fax black and white, as a fax machine packs it (ITU-T T.6) */
export async function tiffOf(pages: readonly Buffer[], fax: boolean): Promise<Buffer> {
  const density = DPI / 25.4
  const plain = await Promise.all(
    pages.map((page) => {
      const grey = sharp(page).greyscale()
      return (fax ? grey.threshold(SOGLIA_FAX) : grey).png({ compressionLevel: 1 }).toBuffer()
    }),
  )
  const all = plain.length === 1 ? sharp(plain[0]) : sharp(plain, { join: { animated: true } })
  return all
    .toColourspace('b-w')
    .tiff(
      fax
        ? { compression: 'ccittfax4', bitdepth: 1, xres: density, yres: density }
        : { compression: 'lzw', xres: density, yres: density },
    )
    .toBuffer()
}
