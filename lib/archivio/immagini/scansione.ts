/** TIFF of one or many pages, JPEG and PNG, through libvips: read as they are asked for, never whole in memory. */
import sharp, { type Metadata, type SharpOptions } from 'sharp'
import { senzaColore } from './colore'
import type { Documento, Foglio, TipoDocumento } from './documento'
import { NON_LEGGIBILE, Rifiuto, TROPPI_PIXEL, troppePagine } from './rifiuto'
import { dpiDichiarati, MAX_LATO, MAX_PAGINE, MAX_PIXEL } from './rules-misure'

const SAGGIO_LATO = 800

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
  const pagine = tipo === 'tiff' ? (first.pages ?? 1) : 1
  if (pagine > MAX_PAGINE) throw new Rifiuto(troppePagine(pagine))
  const read = async (indice: number) =>
    misuraScansione(
      indice === 0 ? first : await readable(sharp(bytes, { ...options(indice), limitInputPixels: false }).metadata()),
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
      return foglioOf(bytes, indice, { larghezza, altezza, dpi }, canali)
    },
    close() {},
  }
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
  indice: number,
  misura: Pick<Foglio, 'larghezza' | 'altezza' | 'dpi'>,
  canali: number,
): Promise<Foglio> {
  const apri = () => sharp(bytes, options(indice)).autoOrient().flatten({ background: 'white' })
  const grigia =
    canali <= 2 ||
    senzaColore(
      await readable(
        apri()
          .resize({ width: SAGGIO_LATO, height: SAGGIO_LATO, fit: 'inside', withoutEnlargement: true })
          .toColourspace('srgb')
          .raw()
          .toBuffer(),
      ),
    )
  return { ...misura, grigia, scansione: true, parole: [], apri }
}
