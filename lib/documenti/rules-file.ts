/**
 * Which files the counter takes: name, kind and size, decided alike in the browser and on the server. The content is
 * looked at by `inspect.ts`, on the server only.
 */
import type { Allegato } from '@/lib/procedimenti/forms'

/** Kind of file, by the short name that the definitions use; the last are of batches of the archive only. */
export type TipoFile = Allegato['tipi'][number] | 'tif' | 'csv' | 'xlsx' | 'zip' | 'xml' | 'sql' | 'yaml'

const FORMATI: Record<TipoFile, { nome: string; estensioni: readonly string[]; mime: string }> = {
  pdf: { nome: 'PDF', estensioni: ['pdf'], mime: 'application/pdf' },
  p7m: { nome: 'PDF firmato (.p7m)', estensioni: ['p7m'], mime: 'application/pkcs7-mime' },
  jpg: { nome: 'JPG', estensioni: ['jpg', 'jpeg'], mime: 'image/jpeg' },
  png: { nome: 'PNG', estensioni: ['png'], mime: 'image/png' },
  tif: { nome: 'TIFF', estensioni: ['tif', 'tiff'], mime: 'image/tiff' },
  csv: { nome: 'CSV', estensioni: ['csv'], mime: 'text/csv' },
  xlsx: {
    nome: 'XLSX',
    estensioni: ['xlsx'],
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  zip: { nome: 'ZIP', estensioni: ['zip'], mime: 'application/zip' },
  xml: { nome: 'XML', estensioni: ['xml'], mime: 'application/xml' },
  sql: { nome: 'SQL', estensioni: ['sql'], mime: 'application/sql' },
  yaml: { nome: 'YAML', estensioni: ['yaml', 'yml'], mime: 'application/yaml' },
}
export const mimeOf = (tipo: TipoFile): string => FORMATI[tipo].mime

/** Endings that a system runs or a browser renders. Anywhere in a name they mean that it tries to look like another. */
const ATTIVE = new Set(
  (
    'exe dll scr pif bat cmd msi msp cpl hta jar js jse mjs vbs vbe wsf wsh ps1 psm1 sh bash app apk deb rpm lnk url reg ' +
    'html htm xhtml shtml mht mhtml svg svgz xml xsl php phtml asp aspx jsp swf docm xlsm pptm dotm xltm iso img'
  ).split(' '),
)
/** Marks that change the order in which a name is read, and characters that are not seen. */
const INVISIBILI = /[\p{C}\p{Zl}\p{Zp}]/u
const MAX_NOME = 180
const MAX_BUSTE = 5 // nested signatures (S43)

const MB = 1_000_000
const megabytes = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 1 })
export const formatMB = (byte: number): string => `${megabytes.format(Math.max(0.1, byte / MB))} MB`

/** What an attachment may be. Sizes in decimal megabytes, as the file manager of the person counts them. */
export type Limiti = { tipi: readonly TipoFile[]; maxMB: number; maxFile: number }
export const maxByte = (limiti: Limiti): number => limiti.maxMB * MB

/** 'PDF, PDF firmato (.p7m), JPG o PNG' */
export function formatTipi(tipi: readonly TipoFile[]): string {
  const nomi = tipi.map((tipo) => FORMATI[tipo].nome)
  return nomi.length > 1 ? `${nomi.slice(0, -1).join(', ')} o ${nomi.at(-1)}` : (nomi[0] ?? '')
}

/** For the `accept` of a file field; phones convert their photos to JPG because of it. */
export const acceptOf = (tipi: readonly TipoFile[]): string =>
  tipi
    .flatMap((tipo) => [...FORMATI[tipo].estensioni.map((estensione) => `.${estensione}`), FORMATI[tipo].mime])
    .join(',')

export const tipoNonAmmesso = (tipi: readonly TipoFile[]): string => `Il file deve essere un ${formatTipi(tipi)}`

const tipoOf = (estensione: string): TipoFile | null =>
  (Object.keys(FORMATI) as TipoFile[]).find((tipo) => FORMATI[tipo].estensioni.includes(estensione)) ?? null

/** Kinds that a name promises, outermost first: 'a.pdf.p7m.p7m' → p7m, p7m, pdf. Empty when it promises none. */
export function tipiDelNome(nome: string): TipoFile[] {
  const tipi: TipoFile[] = []
  const parti = nome.toLowerCase().split('.')
  while (parti.length > 1) {
    const tipo = tipoOf(parti.pop() ?? '')
    if (!tipo) break
    tipi.push(tipo)
    if (tipo !== 'p7m') break
  }
  return tipi
}

/**
 * May a file with this name be taken?
 * @returns why not, in Italian, or null
 */
export function checkNome(nome: string, tipi: readonly TipoFile[]): string | null {
  if (nome.trim() === '') return 'Il file non ha un nome: dagliene uno e caricalo di nuovo'
  if (INVISIBILI.test(nome)) return 'Il nome del file contiene caratteri nascosti: rinominalo e caricalo di nuovo'
  if (/[/\\]/.test(nome)) return 'Il nome del file contiene una barra: rinominalo e caricalo di nuovo'
  if (nome.length > MAX_NOME) return `Il nome del file è troppo lungo: usa al massimo ${MAX_NOME} caratteri`
  const promessi = tipiDelNome(nome)
  const [esterno] = promessi
  if (!esterno || !tipi.includes(esterno)) return tipoNonAmmesso(tipi)
  if (promessi.filter((tipo) => tipo === 'p7m').length > MAX_BUSTE)
    return `Il file ha troppe firme una dentro l’altra: al massimo ${MAX_BUSTE}`
  const nascosta = nome
    .toLowerCase()
    .split('.')
    .slice(1)
    .map((parte) => parte.trim())
    .find((parte, i, parti) => ATTIVE.has(parte) && !(i === parti.length - 1 && tipoOf(parte) === esterno)) // what is asked for by name
  if (nascosta)
    return `Il nome del file contiene «.${nascosta}», che indica un programma o una pagina web: rinominalo e caricalo di nuovo`
  return null
}

/** @param byte size of the file · @returns why not, in Italian, or null */
export function checkPeso(byte: number, limiti: Limiti): string | null {
  if (!Number.isSafeInteger(byte) || byte <= 0) return 'Il file è vuoto: controlla di aver scelto quello giusto'
  if (byte > maxByte(limiti)) return `Il file deve pesare meno di ${limiti.maxMB} MB. Questo pesa ${formatMB(byte)}`
  return null
}

/** What an answer to the office may carry, whatever the procedure. */
export const LIMITI_RISPOSTA: Limiti = { tipi: ['pdf', 'p7m', 'jpg', 'png'], maxMB: 20, maxFile: 10 }
export const TIPI_RISPOSTA = ['integrazione', 'osservazioni'] as const
export type TipoRisposta = (typeof TIPI_RISPOSTA)[number]

/** What else than an istanza a document may prove or copy. */
export const SOGGETTI_DOCUMENTO = ['collegamento', 'mandato', 'carta', 'lotto'] as const
export type SoggettoDocumento = (typeof SOGGETTI_DOCUMENTO)[number]
export const LIMITI_PROVA: Limiti = { tipi: ['pdf', 'p7m', 'jpg', 'png'], maxMB: 10, maxFile: 5 }
/** A batch of the archive from the browser: its index, or what it is made from, and its scans. Larger ones come from a folder, by command. */
export const LIMITI_LOTTO: Limiti = {
  tipi: ['csv', 'xlsx', 'pdf', 'tif', 'jpg', 'zip', 'xml', 'sql', 'yaml'],
  maxMB: 250,
  maxFile: 300,
}
export const limitiDi = (soggetto: SoggettoDocumento): Limiti => (soggetto === 'lotto' ? LIMITI_LOTTO : LIMITI_PROVA)

/** Where the no-script form came to, told on the page it goes back to. */
export const ESITI_CARICAMENTO = {
  caricato: 'Abbiamo caricato il documento',
  rifiutato: 'Il documento non è stato accettato: leggi il motivo accanto al file',
  citato: 'Abbiamo aggiunto il riferimento all’archivio: vale come documento',
  rimosso: 'Abbiamo rimosso il documento',
  vuoto: 'Scegli un file prima di premere Carica il documento',
  interrotto: 'Il caricamento si è interrotto: riprova',
  non_controllato: 'Ora non possiamo controllare i file: riprova tra qualche minuto',
} as const
export type EsitoCaricamento = keyof typeof ESITI_CARICAMENTO
export const isEsitoCaricamento = (testo: unknown): testo is EsitoCaricamento =>
  typeof testo === 'string' && Object.hasOwn(ESITI_CARICAMENTO, testo)

type FileVisto = { stato: string; tipo: string; nome: string }
/**
 * An upload that was cut and is nowhere whole: the istanza waits for it. One sent again under the same name, as a page
 * without scripts does, is the same document and stops nothing; what was cut is swept.
 */
export const isUnfinished = (file: FileVisto, files: readonly FileVisto[]): boolean =>
  file.stato === 'in_arrivo' &&
  !files.some((other) => other.stato === 'pronto' && other.tipo === file.tipo && other.nome === file.nome)
