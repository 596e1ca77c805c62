import 'server-only'
import { createHash } from 'node:crypto'
import { inspectPdf } from '@/lib/documenti/inspect-pdf'
import { esaminaTiff, type Leggi } from '../immagini/esame-tiff'
import { MAX_PAGINE, MAX_PIXEL } from '../immagini/rules-misure'
import { MAX_BYTE, TROPPO_GRANDE } from '../lavorazione/rules-coda'
import { countPdfPages } from './esame-pdf'
import { avviso, type Esito, errore } from './rules'

/** Kinds of file that the archive takes, by their content. */
export const MIME_AMMESSI = ['application/pdf', 'image/tiff', 'image/jpeg'] as const
export type MimeAmmesso = (typeof MIME_AMMESSI)[number]
const NOMI: Record<MimeAmmesso, string> = { 'application/pdf': 'PDF', 'image/tiff': 'TIFF', 'image/jpeg': 'JPEG' }
const ESTENSIONI: Record<string, MimeAmmesso> = {
  pdf: 'application/pdf',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
}

/** Below this a file is held in memory and looked at whole; above, its skeleton alone. */
export const MAX_INTERO = 64_000_000
const TESTA = 4_096
const CODA = 65_536

export type EsameFile = {
  sha256: string
  byte: number
  mime: MimeAmmesso | null
  /** null: told when it is opened */
  pagine: number | null
  esiti: Esito[]
}

/** Kind by the first bytes. */
export function mimeDelContenuto(head: Buffer): MimeAmmesso | null {
  const magic = head.toString('latin1', 0, 4)
  if (head.toString('latin1', 0, 5) === '%PDF-') return 'application/pdf'
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(magic)) return 'image/tiff'
  return head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff ? 'image/jpeg' : null
}

const estensioneOf = (nome: string): string => /\.([a-z0-9]{1,8})$/i.exec(nome)?.[1]?.toLowerCase() ?? ''

/** Other kinds that are met in folders of scans, and what to do with them. */
function kindOfForbidden(head: Buffer, estensione: string): string {
  if (head.toString('latin1', 0, 4) === 'PK\x03\x04')
    return estensione === 'zip'
      ? 'uno ZIP: apri lo ZIP e metti i file nella cartella'
      : 'un documento di un programma: salvalo in PDF'
  if (head.toString('latin1', 0, 4) === '\x89PNG') return 'un’immagine PNG: salvala in TIFF o JPEG'
  if (head.toString('latin1', 0, 2) === 'MZ') return 'un programma: toglilo dalla cartella'
  return estensione === '' ? 'di un genere che non conosciamo' : `un file .${estensione}`
}

/**
 * Reads a file once, from its beginning to its end: what it is by its content, whether it is whole, its pages where they
 * can be counted without opening it, its SHA-256.
 *
 * @param leggi reads from anywhere in it, where the source can; else large files are only looked at by their head
 * @throws what the source throws: the file could not be read
 */
export async function esaminaFile(
  nome: string,
  byte: number,
  source: AsyncIterable<Uint8Array>,
  leggi: Leggi | null,
): Promise<EsameFile> {
  const hash = createHash('sha256')
  const pieces: Buffer[] = []
  let read = 0
  const keep = byte <= MAX_INTERO ? MAX_INTERO : TESTA
  for await (const data of source) {
    hash.update(data)
    if (read < keep) pieces.push(Buffer.from(data.buffer, data.byteOffset, data.byteLength))
    read += data.byteLength
  }
  const bytes = Buffer.concat(pieces)
  const whole = read <= MAX_INTERO && bytes.length === read ? bytes : null
  const base = { sha256: hash.digest('hex'), byte: read, mime: null, pagine: null }
  const wrong = (testo: string): EsameFile => ({ ...base, esiti: [errore(`«${nome}»: ${testo}`)] })
  if (read === 0) return wrong('il file è vuoto')
  if (read > MAX_BYTE) return wrong(`${TROPPO_GRANDE[0]?.toLowerCase()}${TROPPO_GRANDE.slice(1)}`)
  const mime = mimeDelContenuto(bytes)
  const estensione = estensioneOf(nome)
  if (!mime) {
    const promised = ESTENSIONI[estensione]
    return promised
      ? wrong(`il nome dice ${NOMI[promised]} ma il contenuto è un altro, oppure è danneggiato`)
      : wrong(`è ${kindOfForbidden(bytes, estensione)}. L’archivio prende PDF, TIFF e JPEG`)
  }
  if (ESTENSIONI[estensione] !== mime)
    return wrong(
      `il contenuto è ${NOMI[mime]}, ma il nome ${estensione ? `dice .${estensione}` : 'non lo dice'}: rinominalo`,
    )
  const { difetto, pagine, pixel } = await ESAMI[mime](whole, whole ? fromBuffer(whole) : leggi, read)
  if (difetto) return wrong(difetto)
  if (pagine !== null && pagine > MAX_PAGINE)
    return wrong(`ha più di ${MAX_PAGINE.toLocaleString('it-IT')} pagine: dividilo in più file`)
  if (pixel > MAX_PIXEL)
    return wrong(
      `una pagina ha ${Math.round(pixel / 1_000_000).toLocaleString('it-IT')} milioni di punti: al massimo ${MAX_PIXEL / 1_000_000}. Falla scandire a 400 punti per pollice o meno`,
    )
  const esiti = whole || leggi ? [] : [avviso(`«${nome}»: è grande e le pagine si contano dopo il caricamento`)]
  return { ...base, mime, pagine, esiti }
}

const fromBuffer =
  (bytes: Buffer): Leggi =>
  async (start, length) =>
    bytes.subarray(start, start + length)

type Esame = { difetto: string | null; pagine: number | null; pixel: number }
type Esaminatore = (whole: Buffer | null, leggi: Leggi | null, byte: number) => Promise<Esame>
const found = (pagine: number | null, pixel = 0): Esame => ({ difetto: null, pagine, pixel })
const damaged = (difetto: string): Esame => ({ difetto, pagine: null, pixel: 0 })

const PROTETTO = 'il PDF è protetto da password: salvane una copia senza password'
const PDF_INCOMPLETO = 'il PDF è incompleto: esportalo di nuovo'
const JPEG_ROTTO = 'il JPEG è danneggiato o incompleto: fallo scandire o salvare di nuovo'

const ESAMI: Record<MimeAmmesso, Esaminatore> = {
  'application/pdf': async (whole, leggi, byte) => {
    if (whole) {
      const refused = inspectPdf(whole)
      return refused ? damaged(`${refused[0]?.toLowerCase()}${refused.slice(1)}`) : found(countPdfPages(whole))
    }
    if (!leggi) return found(null)
    const tail = (await leggi(Math.max(0, byte - CODA), CODA)).toString('latin1')
    if (!tail.includes('%%EOF') || !tail.includes('startxref')) return damaged(PDF_INCOMPLETO)
    return /\/Encrypt\b/.test(tail) ? damaged(PROTETTO) : found(null)
  },
  'image/tiff': async (_, leggi, byte) => {
    if (!leggi) return found(null)
    const esame = await esaminaTiff(leggi, byte, MAX_PAGINE)
    return 'difetto' in esame ? damaged(esame.difetto) : found(esame.pagine.length, esame.maxPixel)
  },
  'image/jpeg': async (_, leggi, byte) => {
    if (!leggi) return found(1)
    const pixel = await jpegPixel(leggi, byte)
    const tail = await leggi(Math.max(0, byte - CODA), CODA)
    return pixel === null || tail.lastIndexOf(Buffer.from([0xff, 0xd9])) === -1 ? damaged(JPEG_ROTTO) : found(1, pixel)
  },
}

/** @returns pixels as the frame header says; null when there is none */
async function jpegPixel(leggi: Leggi, byte: number): Promise<number | null> {
  for (let at = 2; at + 4 <= byte; ) {
    const head = await leggi(at, 9)
    const marker = head[1] ?? 0
    if (head.length < 4 || head[0] !== 0xff) return null
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return head.length < 9 ? null : head.readUInt16BE(5) * head.readUInt16BE(7)
    const length = head.readUInt16BE(2)
    if (length < 2 || marker === 0xda || marker === 0xd9) return null
    at += 2 + length
  }
  return null
}
