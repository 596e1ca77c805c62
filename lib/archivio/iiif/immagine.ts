import 'server-only'
import { LRUCache } from 'lru-cache'
import sharp, { type Sharp } from 'sharp'
import { type Collocazione, pieceReader } from '@/lib/documenti/content'
import { type Filigrana, stamp } from './filigrana'
import { encodeJpeg, withJpeg } from './jpeg'
import { type Pixel, readPixel } from './pixel'
import { livelloSufficiente, tesseraPronta } from './rules-piramide'
import type { Formato, Richiesta } from './rules-richiesta'
import { type Lettura, type Piramide, readPiramide, readTessera } from './tiff'

/** A page image that is open: its header is read, its key unwrapped. */
export type Aperta = { read: Lettura; piramide: Piramide }

const OPEN_MAX = 500
const QUALITY_JPEG = 80
const QUALITY_WEBP = 80
export const MIME: Record<Formato, string> = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' }

const opened = new LRUCache<string, Aperta, Collocazione>({
  max: OPEN_MAX,
  fetchMethod: async (_id, _stale, { context: file }) => {
    const read = await pieceReader(file)
    return { read, piramide: await readPiramide(read, file.byte) }
  },
})

/**
 * Whose image it is has been asked already. An image is written once under its id: what is kept of it never grows old.
 *
 * @throws DamagedFileError, MissingObjectError, DamagedImageError
 */
export const openImmagine = (file: Collocazione): Promise<Aperta> => opened.forceFetch(file.id, { context: file })

/** Pictures made at the same time; the others wait, and beyond some they are sent away. */
const MAKING_MAX = 4
const WAITING_MAX = 200
let making = 0
const waiting: (() => void)[] = []

/** Too much is asked at once: to be asked again in a moment. */
export class Affollato extends Error {
  override name = 'Affollato'
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (making >= MAKING_MAX) {
    if (waiting.length >= WAITING_MAX) throw new Affollato()
    await new Promise<void>((go) => waiting.push(go))
  } else making += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else making -= 1
  }
}

/**
 * The image that was asked for. A whole tile leaves as it lies in the store; the rest is made from the smallest scale that
 * suffices.
 *
 * @param filigrana burned into the pixels; null: the papers are everybody's
 * @throws Affollato when too many wait
 */
export async function makeImmagine(aperta: Aperta, r: Richiesta, filigrana: Filigrana | null): Promise<Buffer> {
  const ready = tesseraPronta(aperta.piramide, r)
  return ready && !filigrana ? readTessera(aperta.read, ready.livello, ready.n) : remake(aperta, r, filigrana)
}

const KEPT_BYTES = 64_000_000
const KEPT_MOST = 2_000_000
const kept = new LRUCache<string, Buffer, { aperta: Aperta; r: Richiesta }>({
  maxSize: KEPT_BYTES,
  maxEntrySize: KEPT_MOST,
  sizeCalculation: (image) => image.length,
  fetchMethod: (_key, _stale, { context: { aperta, r } }) => remake(aperta, r, null),
})

/**
 * The same, of papers that are everybody's: what had to be made is kept while others ask for it too.
 *
 * @param id of the image in the store
 * @throws Affollato when too many wait
 */
export async function makeImmagineLibera(id: string, aperta: Aperta, r: Richiesta): Promise<Buffer> {
  const ready = tesseraPronta(aperta.piramide, r)
  if (ready) return readTessera(aperta.read, ready.livello, ready.n)
  return kept.forceFetch(`${id}/${r.canonica}`, { context: { aperta, r } })
}

function remake({ read, piramide }: Aperta, r: Richiesta, filigrana: Filigrana | null): Promise<Buffer> {
  const ready = tesseraPronta(piramide, r)
  return inTurn(async () => {
    const finish = async (pixel: Pixel) => {
      const drawn = await shape(pixel, r)
      if (filigrana) stamp(drawn, filigrana, originOf(r))
      return encode(drawn, r)
    }
    if (!ready) {
      const { livello, area } = livelloSufficiente(piramide, r.regione, r.uscita)
      return finish(await readPixel(read, livello, area))
    }
    const { tessera, spazio } = ready.livello
    const tile = await readTessera(read, ready.livello, ready.n)
    return withJpeg(tile, { most: tessera.w * tessera.h, grey: spazio === 'grigio' }, finish)
  })
}

/** Where the picture stands in the whole one, at its own scale. */
const originOf = ({ regione, uscita }: Richiesta) => ({
  x: Math.round((regione.x * uscita.w) / regione.w),
  y: Math.round((regione.y * uscita.h) / regione.h),
})

const open = ({ data, w, h, canali }: Pixel) => sharp(data, { raw: { width: w, height: h, channels: canali } })

async function rawOf(image: Sharp, canali: 1 | 3): Promise<Pixel> {
  const { data, info } = await image
    .toColourspace(canali === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, w: info.width, h: info.height, canali }
}

/** Size, mirror, turn and colours, in this order (Image API 3.0 section 4.6). */
async function shape(pixel: Pixel, r: Richiesta): Promise<Pixel> {
  let drawn = pixel
  if (drawn.w !== r.uscita.w || drawn.h !== r.uscita.h)
    drawn = await rawOf(open(drawn).resize(r.uscita.w, r.uscita.h, { fit: 'fill' }), drawn.canali)
  if (r.specchio) drawn = await rawOf(open(drawn).flop(), drawn.canali)
  if (r.gradi !== 0) drawn = await rawOf(open(drawn).rotate(r.gradi, { background: '#fff' }), drawn.canali)
  if ((r.qualita === 'gray' || r.qualita === 'bitonal') && drawn.canali === 3) drawn = await rawOf(open(drawn), 1)
  return drawn
}

async function encode(pixel: Pixel, { formato, qualita }: Richiesta): Promise<Buffer> {
  const drawn = qualita === 'bitonal' ? await rawOf(open(pixel).threshold(128), 1) : pixel
  if (formato === 'jpg') return encodeJpeg(drawn, QUALITY_JPEG)
  const image = open(drawn).toColourspace(drawn.canali === 1 ? 'b-w' : 'srgb')
  return formato === 'png'
    ? image.png({ compressionLevel: 6, palette: false }).toBuffer()
    : image.webp({ quality: QUALITY_WEBP }).toBuffer()
}
