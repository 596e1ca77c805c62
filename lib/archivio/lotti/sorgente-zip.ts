import 'server-only'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { type FileSorgente, isDiSistema, MAX_FILE_LOTTO, type Sorgente, SorgenteError } from './sorgente'

const MAX_ENTRY = 4_294_967_296 // 4 GB, unpacked
/** Scans hardly shrink; a white page does. Above this, of the whole archive, somebody wants to fill the disk. */
const MAX_RATIO = 300
const RATIO_FROM = 200_000_000

const NON_SI_APRE = 'Lo ZIP è danneggiato o incompleto: crealo di nuovo e riprova'

/** A ZIP of any size on this machine. @throws SorgenteError */
export const apriZip = async (percorso: string): Promise<Sorgente> =>
  sorgenteOf(
    await new Promise<ZipFile>((resolve, reject) =>
      yauzl.open(percorso, { lazyEntries: true, autoClose: false }, settle(resolve, reject)),
    ),
  )

/** A ZIP that lies elsewhere. @param leggi its bytes, first and last counted */
export const apriZipIn = async (
  byte: number,
  leggi: (range: { start: number; end: number }) => AsyncIterable<Uint8Array>,
): Promise<Sorgente> => {
  class Lettore extends yauzl.RandomAccessReader {
    override _readStreamForRange(start: number, end: number): Readable {
      const out = new PassThrough()
      pipeline(Readable.from(leggi({ start, end: end - 1 })), out).catch((error: Error) => out.destroy(error))
      return out
    }
  }
  return sorgenteOf(
    await new Promise<ZipFile>((resolve, reject) =>
      yauzl.fromRandomAccessReader(
        new Lettore(),
        byte,
        { lazyEntries: true, autoClose: false },
        settle(resolve, reject),
      ),
    ),
  )
}

const settle =
  <T>(resolve: (value: T) => void, reject: (error: Error) => void) =>
  (error: Error | null, value: T) =>
    error ? reject(new SorgenteError(NON_SI_APRE, { cause: error })) : resolve(value)

/** The directory of the archive, whole. A name that leaves the folder ends the reading: nobody makes one by mistake. */
function listEntries(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = []
    zip.on('entry', (entry: Entry) => {
      entries.push(entry)
      if (entries.length > MAX_FILE_LOTTO)
        reject(new SorgenteError(`Lo ZIP ha più di ${MAX_FILE_LOTTO} file: dividilo in più lotti`))
      else zip.readEntry()
    })
    zip.once('end', () => resolve(entries))
    zip.once('error', (cause: Error) =>
      reject(
        new SorgenteError(
          /relative path|absolute path|invalid characters/.test(cause.message)
            ? 'Lo ZIP contiene percorsi che escono dalla sua cartella: non lo apriamo'
            : NON_SI_APRE,
          { cause },
        ),
      ),
    )
    zip.readEntry()
  })
}

async function sorgenteOf(zip: ZipFile): Promise<Sorgente> {
  const entries = new Map<string, Entry>()
  let listed: FileSorgente[] | undefined // a directory is read once
  return {
    async elenco() {
      if (listed) return listed
      const all = (await listEntries(zip)).filter(({ fileName }) => !fileName.endsWith('/'))
      const [unpacked, packed] = [
        all.reduce((sum, one) => sum + one.uncompressedSize, 0),
        all.reduce((sum, one) => sum + one.compressedSize, 0),
      ]
      if (unpacked > RATIO_FROM && unpacked > packed * MAX_RATIO)
        throw new SorgenteError('Lo ZIP, una volta aperto, sarebbe centinaia di volte più grande: non lo apriamo')
      const files = new Map<string, FileSorgente>()
      for (const entry of all) {
        const nome = entry.fileName.normalize('NFC')
        if (isDiSistema(nome)) continue
        const difetto = files.has(nome) ? 'nello ZIP c’è due volte con lo stesso nome: lasciane uno' : difettoOf(entry)
        entries.set(nome, entry)
        files.set(nome, { nome, byte: entry.uncompressedSize, modificatoAt: null, ...(difetto ? { difetto } : {}) })
      }
      listed = [...files.values()]
      return listed
    },
    apri: ({ nome }) =>
      new Promise((resolve, reject) => {
        const entry = entries.get(nome)
        if (!entry) reject(new Error(`${nome} is not in the archive`))
        // what unpacks to another size than the directory says is an error of the stream
        else zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
      }),
    leggi: async () => null,
    async chiudi() {
      zip.close()
    },
  }
}

function difettoOf(entry: Entry): string | null {
  if (entry.isEncrypted()) return 'nello ZIP è protetto da password: crea lo ZIP senza password'
  if (entry.uncompressedSize > MAX_ENTRY) return 'supera 4 GB: caricalo da una cartella, con il comando'
  if (!entry.canDecodeFileData())
    return 'nello ZIP è compresso in un modo che non leggiamo: crea lo ZIP con compressione normale'
  return null
}
