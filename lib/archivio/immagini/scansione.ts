/** TIFF of one or many pages, JPEG and PNG, through libvips: page by page as they are asked for. */
import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp'
import { senzaColore } from './colore'
import type { Documento, Foglio, TipoDocumento } from './documento'
import { esaminaTiff } from './esame-tiff'
import { openPixel } from './pixel'
import { NON_LEGGIBILE, Rifiuto, TROPPI_PIXEL, troppePagine } from './rifiuto'
import { dpiDichiarati, MAX_LATO, MAX_PAGINE, MAX_PIXEL } from './rules-misure'

const SAGGIO_LATO = 800
/** Bytes of pixels that are kept while a page is worked on. A larger one is unpacked each time, a strip after the other. */
const MAX_TENUTI = 128 * 1024 * 1024

const options = (page: number): SharpOptions => ({
  page,
  failOn: 'error',
  limitInputPixels: MAX_PIXEL,
  sequentialRead: true,
})

/** What libvips says against a file is for whoever runs the machine; the archivist is told what to do. */
async function readable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const said = (error as Error).message
    if (/pixel limit|exceeds/.test(said)) throw new Rifiuto(TROPPI_PIXEL, { cause: error })
    throw new Rifiuto(NON_LEGGIBILE, { cause: error })
  }
}

/** @throws Rifiuto */
export async function openScansione(bytes: Buffer, tipo: Exclude<TipoDocumento, 'pdf'>): Promise<Documento> {
  const first = await readable(sharp(bytes, { ...options(0), limitInputPixels: false }).metadata())
  const direttori = tipo === 'tiff' ? await pagineTiff(bytes, first.pages ?? 1) : [0]
  const pagine = direttori.length
  if (pagine > MAX_PAGINE) throw new Rifiuto(troppePagine(pagine))
  const at = (indice: number) => direttori[indice] ?? indice
  const read = async (indice: number) =>
    misuraScansione(
      at(indice) === 0
        ? first
        : await readable(sharp(bytes, { ...options(at(indice)), limitInputPixels: false }).metadata()),
    )
  return {
    tipo,
    pagine,
    profilo: null,
    async misure() {
      const all = []
      for (let i = 0; i < pagine; i += 1) all.push(await read(i))
      return all
    },
    async foglio(indice) {
      const { larghezza, altezza, dpi, canali } = await read(indice)
      if (larghezza * altezza > MAX_PIXEL || Math.max(larghezza, altezza) > MAX_LATO) throw new Rifiuto(TROPPI_PIXEL)
      return foglioOf(bytes, at(indice), { larghezza, altezza, dpi }, canali)
    },
    controlla: () => null,
    close() {},
  }
}

/**
 * Directories of a TIFF that are pages: thumbnails and the levels of a pyramid are not, as at the check of the batch. What
 * cannot be walked is left to libvips, which takes each for a page.
 *
 * @param tutti how many libvips finds
 * @see TIFF 6.0, NewSubfileType
 */
async function pagineTiff(bytes: Buffer, tutti: number): Promise<number[]> {
  const all = Array.from({ length: Math.min(tutti, MAX_PAGINE + 1) }, (_, i) => i)
  const esame = await esaminaTiff(
    async (start, length) => bytes.subarray(start, start + length),
    bytes.length,
    MAX_PAGINE,
  )
  const found = 'difetto' in esame ? all : esame.pagine.filter((one) => one < tutti)
  return found.length > 0 ? found : all
}

/** Upright: a camera that was held on its side says so, and so do some scanners. */
function misuraScansione({ width, height, orientation = 1, density, channels }: Metadata) {
  const turned = orientation >= 5
  return {
    larghezza: turned ? height : width,
    altezza: turned ? width : height,
    dpi: dpiDichiarati(density),
    canali: channels,
  }
}

async function foglioOf(
  bytes: Buffer,
  direttore: number,
  misura: Pick<Foglio, 'larghezza' | 'altezza' | 'dpi'>,
  canali: number,
): Promise<Foglio> {
  const delFile = () => sharp(bytes, options(direttore)).autoOrient().flatten({ background: 'white' })
  const channels = canali <= 2 ? 1 : 3
  const kept = misura.larghezza * misura.altezza * channels <= MAX_TENUTI
  const apri = kept ? await tieni(delFile(), channels) : delFile
  const grigia = channels === 1 || senzaColore(await readable(saggio(apri())))
  const page = { ...misura, grigia, scansione: true, parole: [] }
  return { ...page, apri: kept && grigia && channels === 3 ? await tieni(apri(), 1) : apri }
}

/** Small enough to be looked through pixel by pixel. */
const saggio = (image: Sharp): Promise<Buffer> =>
  image
    .resize({ width: SAGGIO_LATO, height: SAGGIO_LATO, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer()

/** Unpacks the image once for all that is made of it. */
async function tieni(image: Sharp, channels: 1 | 3): Promise<() => Sharp> {
  const { data, info } = await readable(
    image
      .toColourspace(channels === 1 ? 'b-w' : 'srgb')
      .raw()
      .toBuffer({ resolveWithObject: true }),
  )
  return () => openPixel(data, { width: info.width, height: info.height, channels })
}
