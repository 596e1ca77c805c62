import { promisify } from 'node:util'
import type { Lettura } from '@/lib/archivio/immagini/piramide'
import type { Motore } from './motore'
import { righeDelTsv } from './rules-tsv'

/** Its library, as Linux and macOS name it: what it offers to C is the same from version 4 on. */
const LIBRERIE = ['libtesseract.so.5', 'libtesseract.5.dylib', 'libtesseract.so.4']
const LINGUA = 'ita'
const SOLO_LSTM = 1
/** Words here and there, as on a drawing; else the page is taken apart in columns and lines. */
const SPARSE = 11
const PAGINA = 3
/** Of a call, as a program has for itself: layout analysis goes deep. */
const PILA = 8 * 1024 * 1024

/**
 * The tesseract of the machine, in this process: its dictionaries are read once and not for each page.
 *
 * @returns null when the machine has none, or not in Italian
 */
export async function openNativo(): Promise<Motore | null> {
  loaded ??= loadTesseract()
  const tesseract = await loaded
  if (!tesseract) return null
  const { version, create, set, init, end, mode, image, resolution, recognise, tsv, clear } = tesseract
  const api = create()
  set(api, 'debug_file', '/dev/null') // what it says of marks on the paper is no fault
  const close = async () => end(api)
  if (init(api, null, LINGUA, SOLO_LSTM) !== 0) {
    await close()
    return null
  }
  const nome = `tesseract ${version()} ${LINGUA}`
  const read = promisify(recognise.async)
  return {
    nome,
    async recognise({ pixels, w, h, dpi, scala, tavola }: Lettura) {
      mode(api, tavola ? SPARSE : PAGINA)
      image(api, pixels, w, h, 1, w)
      resolution(api, dpi)
      try {
        if ((await read(api, null)) !== 0) throw new Error('tesseract could not read the page')
        return { righe: righeDelTsv(tsv(api, 0), scala), motore: nome }
      } finally {
        clear(api)
      }
    },
    close,
  }
}

/** Once for a process: its types have names. */
let loaded: ReturnType<typeof loadTesseract> | undefined

/** What is asked of it. @see capi.h of tesseract 4 and 5 */
async function loadTesseract() {
  const koffi = await import('koffi').catch(() => null) // a machine that it was never built for
  if (!koffi) return null
  koffi.config({ ...koffi.config(), sync_stack_size: PILA, async_stack_size: PILA })
  const library = firstOf(LIBRERIE, koffi.load)
  if (!library) return null
  koffi.opaque('TessBaseAPI')
  koffi.disposable('TessText', 'char *', library.func('void TessDeleteText(char *)'))
  return {
    version: library.func('const char *TessVersion()') as () => string,
    create: library.func('TessBaseAPI *TessBaseAPICreate()'),
    set: library.func('int TessBaseAPISetVariable(TessBaseAPI *, const char *, const char *)'),
    init: library.func('int TessBaseAPIInit2(TessBaseAPI *, const char *, const char *, int)'),
    end: library.func('void TessBaseAPIDelete(TessBaseAPI *)'),
    mode: library.func('void TessBaseAPISetPageSegMode(TessBaseAPI *, int)'),
    image: library.func('void TessBaseAPISetImage(TessBaseAPI *, const uint8_t *, int, int, int, int)'),
    resolution: library.func('void TessBaseAPISetSourceResolution(TessBaseAPI *, int)'),
    recognise: library.func('int TessBaseAPIRecognize(TessBaseAPI *, void *)'),
    tsv: library.func('TessText TessBaseAPIGetTsvText(TessBaseAPI *, int)') as (api: unknown, page: number) => string,
    clear: library.func('void TessBaseAPIClear(TessBaseAPI *)'),
  }
}

function firstOf<T>(names: readonly string[], open: (name: string) => T): T | null {
  for (const name of names)
    try {
      return open(name)
    } catch {
      // not on this machine: the next one
    }
  return null
}
