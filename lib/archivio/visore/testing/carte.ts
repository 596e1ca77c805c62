/** Papers of a unit as the work on the files leaves them: pages, images in the store, text with the place of each word. */
import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { derivatiPagina, fileArchivio, pagineArchivio, testiPagina } from '@/drizzle/schema/archivio-digitale'
import { outlineOf } from '@/lib/atti/print/contorni'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { storeContent } from '@/lib/documenti/content'
import { piramideDi } from '../../iiif/testing/immagini'
import type { ParolaPagina } from '../../rules-digitale'

export type PaginaDiProva = {
  righe: readonly string[]
  w?: number
  h?: number
  /** drawn at this size, then so many times as large: a drawing of many pixels costs little memory */
  ingrandita?: number
  grigia?: boolean
  riservata?: boolean
  etichetta?: string
  /** words that the reading was not sure of */
  incerte?: readonly string[]
}

const BIG = { w: 1240, h: 1754 }

/** A page with lines of text, as an image and as words with their places. */
export async function scrivi({
  righe,
  w = BIG.w,
  h = BIG.h,
  incerte = [],
  ingrandita = 1,
  grigia = false,
}: PaginaDiProva) {
  const size = Math.round(w / 36)
  const left = Math.round(w / 10)
  const parole: ParolaPagina[] = []
  const shapes: string[] = []
  for (const [i, riga] of righe.entries()) {
    const base = Math.round(h / 10 + (i + 1) * size * 1.8)
    let x = left
    for (const parola of riga.split(' ').filter(Boolean)) {
      const { d, width } = outlineOf('regular', parola, size)
      shapes.push(`<path transform="translate(${x} ${base})" d="${d}"/>`)
      const sure = incerte.includes(parola) ? 42 : 93
      parole.push([parola, x, base - Math.round(size * 0.8), Math.round(width), size, sure])
      x += Math.round(width + size * 0.3)
    }
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"><rect width="100%" height="100%" fill="#fbf8ef"/><g fill="#222">${shapes.join('')}</g></svg>`
  const drawn = sharp(await sharp(Buffer.from(svg)).removeAlpha().png({ compressionLevel: 1 }).toBuffer())
  const large = ingrandita === 1 ? drawn : drawn.resize(w * ingrandita, h * ingrandita, { kernel: 'cubic' })
  return {
    image: grigia ? large.toColourspace('b-w') : large,
    parole: parole.map(([testo, ...rest]): ParolaPagina => {
      const [x, y, pw, ph, sure] = rest
      return [testo, x * ingrandita, y * ingrandita, pw * ingrandita, ph * ingrandita, sure]
    }),
    testo: righe.join('\n'),
    w: w * ingrandita,
    h: h * ingrandita,
  }
}

/** @returns ids of the pages, in order */
export async function layCarte(unitaId: string, pagine: readonly PaginaDiProva[]): Promise<string[]> {
  const db = dbAs('sistema')
  const original = await storeContent(Buffer.from(`originale ${randomUUID()}`))
  const fileId = original.id
  await db.insert(fileArchivio).values({
    ...original,
    ente: ENTE,
    unitaId,
    ordine: 1,
    nome: 'scansione.tif',
    mime: 'image/tiff',
    stato: 'pronto',
    pagine: pagine.length,
  })
  const ids: string[] = []
  for (const [i, pagina] of pagine.entries()) {
    const { image, parole, testo, w, h } = await scrivi(pagina)
    const id = randomUUID()
    ids.push(id)
    await db.insert(pagineArchivio).values({
      ente: ENTE,
      id,
      unitaId,
      fileId,
      indice: i,
      numero: i + 1,
      etichetta: pagina.etichetta ?? null,
      larghezza: w,
      altezza: h,
      dpi: 150,
      riservata: pagina.riservata ?? false,
    })
    const stored = await storeContent(await piramideDi(image))
    await db.insert(derivatiPagina).values({ ...stored, ente: ENTE, paginaId: id, unitaId, tipo: 'intera' })
    const confidenza = parole.length === 0 ? null : 0.93
    await db
      .insert(testiPagina)
      .values({ ente: ENTE, paginaId: id, unitaId, testo, parole, fonte: 'ocr', confidenza, motore: 'prova' })
  }
  return ids
}
