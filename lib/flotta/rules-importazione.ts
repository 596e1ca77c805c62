/** A table of vehicles as companies keep it, read row by row: what is new, what changes, what cannot be read and why. */
import { checkTarga } from '@/lib/core/codici'
import { type IsoDate, isIsoDate } from '@/lib/core/date'
import { NOMI_CLASSE } from '@/lib/procedimenti/rules-convoglio'
import { readNumero } from '@/lib/procedimenti/rules-valori'
import { CLASSI_VEICOLO, type ClasseVeicolo } from '@/lib/trasporti/rules-tipi'

export type VeicoloDati = {
  targa: string
  classe: ClasseVeicolo
  marca: string
  taraKg: number
  massaMaxKg: number
  numeroAssi: number
  interassiCm: number[]
}
export type CartaImportata = { tipo: 'revisione' | 'assicurazione'; scadeIl: IsoDate }
export type VeicoloPresente = VeicoloDati & { dismesso: boolean; carte: CartaImportata[] }

export const ESITI_RIGA = ['nuovo', 'modifica', 'uguale', 'errore'] as const
export type RigaImportata = {
  /** as the spreadsheet numbers it: the header is row 1 */
  riga: number
  esito: (typeof ESITI_RIGA)[number]
  targa: string
  veicolo: VeicoloDati | null
  carte: CartaImportata[]
  /** what changes, in words: 'tara 14,5 t → 14,7 t' */
  cambi: string[]
  /** what is to mend, in words */
  errori: string[]
}
export type EsitoImportazione = { creati: number; modificati: number; uguali: number; scartati: number }

export const MAX_RIGHE = 2000
export const MAX_BYTE_FILE = 900_000

/** Columns, by the heads people write. What is not listed is left alone and said. */
const COLONNE = {
  targa: ['targa', 'targa o telaio'],
  classe: ['tipo', 'classe', 'tipo di veicolo', 'tipo veicolo', 'categoria'],
  marca: ['marca', 'marca e modello', 'modello', 'descrizione'],
  tara: ['tara', 'massa a vuoto'],
  massaMax: ['massa massima', 'massa complessiva', 'massa max', 'ptt', 'massa'],
  assi: ['assi', 'numero assi', 'numero di assi', 'n assi'],
  interassi: ['interassi', 'interasse'],
  revisione: ['revisione', 'scadenza revisione', 'revisione scade il'],
  assicurazione: ['assicurazione', 'scadenza assicurazione', 'assicurazione scade il', 'rca'],
} as const
type Colonna = keyof typeof COLONNE
const OBBLIGATORIE: readonly Colonna[] = ['targa', 'classe', 'marca', 'tara', 'massaMax', 'assi']
const TITOLI: Record<Colonna, string> = {
  targa: 'Targa',
  classe: 'Tipo',
  marca: 'Marca e modello',
  tara: 'Tara (t)',
  massaMax: 'Massa massima (t)',
  assi: 'Assi',
  interassi: 'Interassi (m)',
  revisione: 'Scadenza revisione',
  assicurazione: 'Scadenza assicurazione',
}
/** First row of the table that the portal offers to fill in. */
export const INTESTAZIONI: readonly string[] = Object.values(TITOLI)

/** What a cell of the table holds: a spreadsheet has numbers and days, a text file only words. */
export type Cella = string | number | boolean | Date | null

const textOf = (cell: Cella | undefined): string => {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  if (typeof cell === 'number') return String(cell).replace('.', ',')
  return String(cell).normalize('NFC').trim()
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

type Posto = { indice: number; unita: 'kg' | 't' | 'cm' | 'm' | null }
const UNITA = /\b(kg|t|cm|m)$/

/** @returns where each column is; or what the header lacks, in words */
function readIntestazione(header: readonly Cella[]): {
  posti: Map<Colonna, Posto>
  ignote: string[]
  mancano: string[]
} {
  const posti = new Map<Colonna, Posto>()
  const ignote: string[] = []
  header.forEach((cell, indice) => {
    const head = plain(textOf(cell))
    if (head === '') return
    const unita = (UNITA.exec(head)?.[1] ?? null) as Posto['unita']
    const name = head.replace(UNITA, '').trim()
    const found = (Object.keys(COLONNE) as Colonna[]).find((one) => (COLONNE[one] as readonly string[]).includes(name))
    if (found && !posti.has(found)) posti.set(found, { indice, unita })
    else ignote.push(textOf(cell))
  })
  return { posti, ignote, mancano: OBBLIGATORIE.filter((one) => !posti.has(one)).map((one) => TITOLI[one]) }
}

const CLASSI = new Map<string, ClasseVeicolo>(
  CLASSI_VEICOLO.flatMap((one) => [
    [plain(one), one],
    [plain(NOMI_CLASSE[one]), one],
  ]),
)

/** '31/12/2027', '31-12-2027', '2027-12-31' */
function readGiorno(text: string): IsoDate | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.test(text) ? text : null
  const [, g, m, a] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  const day = iso ?? (a ? `${a}-${m?.padStart(2, '0')}-${g?.padStart(2, '0')}` : '')
  return isIsoDate(day) ? day : null
}

/** Kilograms, whole. Without a unit in the header a mass is in tonnes, as everywhere in the portal. */
function readMassa(text: string, unita: Posto['unita'], max: number): number | null {
  const value = readNumero(text)
  if (value === null) return null
  const kg = Math.round(unita === 'kg' || /kg$/i.test(text) ? value : value * 1000)
  return kg >= 100 && kg <= max ? kg : null
}

/** Centimetres, front to back: '1,36 + 1,36', '1,36 / 1,36', '136;136' */
function readInterassi(text: string, unita: Posto['unita']): number[] | null {
  if (text === '') return []
  const parts = text.split(/\s*[+/;|]\s*|\s+-\s+|\s+/).filter(Boolean)
  const values = parts.map((part) => {
    const value = readNumero(part)
    return value === null ? Number.NaN : Math.round(unita === 'cm' ? value : value * 100)
  })
  return values.every((cm) => cm >= 50 && cm <= 2500) ? values : null
}

const tonnes = (kg: number) => `${(kg / 1000).toLocaleString('it-IT', { maximumFractionDigits: 3 })} t`
const metres = (cm: readonly number[]) =>
  cm.length === 0
    ? 'nessuno'
    : cm.map((one) => (one / 100).toLocaleString('it-IT', { minimumFractionDigits: 2 })).join(' + ')

function changesOf(
  before: VeicoloPresente,
  after: VeicoloDati,
  carte: readonly CartaImportata[],
  withInterassi: boolean,
) {
  const cambi: string[] = []
  const say = (what: string, a: string, b: string) => {
    if (a !== b) cambi.push(`${what}: ${a} → ${b}`)
  }
  if (before.dismesso) cambi.push('torna in uso')
  say('tipo', NOMI_CLASSE[before.classe], NOMI_CLASSE[after.classe])
  say('marca', before.marca, after.marca)
  say('tara', tonnes(before.taraKg), tonnes(after.taraKg))
  say('massa massima', tonnes(before.massaMaxKg), tonnes(after.massaMaxKg))
  say('assi', String(before.numeroAssi), String(after.numeroAssi))
  if (withInterassi) say('interassi', metres(before.interassiCm), metres(after.interassiCm))
  for (const carta of carte) {
    const old = before.carte.find((one) => one.tipo === carta.tipo)?.scadeIl
    say(carta.tipo, old ?? 'senza data', carta.scadeIl)
  }
  return cambi
}

export type Lettura = { righe: RigaImportata[]; ignote: string[] }

/**
 * Reads a table against the fleet as it is. Nothing is guessed: a cell that cannot be read makes its row wait, and the
 * others go on.
 *
 * @param tabella first row the heads; empty rows are skipped
 * @returns the rows, or why the table cannot be read at all
 */
export function readTabella(
  tabella: readonly (readonly Cella[])[],
  flotta: readonly VeicoloPresente[],
): { ok: true; value: Lettura } | { ok: false; message: string } {
  const start = tabella.findIndex((row) => row.some((cell) => textOf(cell) !== ''))
  if (start < 0) return { ok: false, message: 'Il file è vuoto: scrivi i veicoli sotto le intestazioni e riprova' }
  const { posti, ignote, mancano } = readIntestazione(tabella[start] ?? [])
  if (mancano.length > 0)
    return {
      ok: false,
      message: `Nella prima riga ${mancano.length === 1 ? 'manca la colonna' : 'mancano le colonne'}: ${mancano.join(', ')}. Parti dal modello da scaricare qui sotto`,
    }
  const rows = tabella
    .slice(start + 1)
    .map((cells, i) => ({ riga: start + i + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => textOf(cell) !== ''))
  if (rows.length === 0) return { ok: false, message: 'Sotto le intestazioni non c’è nessun veicolo' }
  if (rows.length > MAX_RIGHE)
    return { ok: false, message: `Il file ha ${rows.length} veicoli: al massimo ${MAX_RIGHE} per volta` }
  const seen = new Map<string, number>()
  return {
    ok: true,
    value: { ignote, righe: rows.map(({ riga, cells }) => readRiga(riga, cells, posti, flotta, seen)) },
  }
}

function readRiga(
  riga: number,
  cells: readonly Cella[],
  posti: Map<Colonna, Posto>,
  flotta: readonly VeicoloPresente[],
  seen: Map<string, number>,
): RigaImportata {
  const at = (colonna: Colonna) => {
    const posto = posti.get(colonna)
    return posto ? textOf(cells[posto.indice]) : ''
  }
  const unit = (colonna: Colonna) => posti.get(colonna)?.unita ?? null
  const errori: string[] = []
  const need = <T>(value: T | null, message: string): T | null => {
    if (value === null) errori.push(message)
    return value
  }
  const targa = checkTarga(at('targa'))
  if (!targa.ok) errori.push(targa.message)
  const plate = targa.ok ? targa.value : at('targa')
  const twice = seen.get(plate)
  if (targa.ok && twice !== undefined) errori.push(`La targa è già alla riga ${twice}`)
  seen.set(plate, twice ?? riga)
  const before = targa.ok ? flotta.find((one) => one.targa === targa.value) : undefined

  const classe = need(
    CLASSI.get(plain(at('classe'))) ?? null,
    `Tipo «${at('classe')}» non riconosciuto: scrivi ${Object.values(NOMI_CLASSE).join(', ')}`,
  )
  const marca = at('marca').slice(0, 80)
  if (marca === '') errori.push('Mancano marca e modello')
  const taraKg = need(
    readMassa(at('tara'), unit('tara'), 200_000),
    `Tara «${at('tara')}»: scrivi le tonnellate, per esempio 14,5`,
  )
  const massaMaxKg = need(
    readMassa(at('massaMax'), unit('massaMax'), 400_000),
    `Massa massima «${at('massaMax')}»: scrivi le tonnellate, per esempio 44`,
  )
  if (taraKg !== null && massaMaxKg !== null && taraKg > massaMaxKg) errori.push('La tara supera la massa massima')
  const assi = readNumero(at('assi'))
  const numeroAssi = need(
    assi !== null && Number.isInteger(assi) && assi >= 1 && assi <= 20 ? assi : null,
    `Assi «${at('assi')}»: scrivi un numero da 1 a 20`,
  )
  const written = posti.has('interassi') && at('interassi') !== ''
  const interassiCm = written
    ? need(
        readInterassi(at('interassi'), unit('interassi')),
        `Interassi «${at('interassi')}»: scrivi i metri separati da +, per esempio 1,36 + 1,36`,
      )
    : (before?.interassiCm ?? [])
  if (interassiCm && numeroAssi !== null && interassiCm.length > 0 && interassiCm.length !== numeroAssi - 1)
    errori.push(`Con ${numeroAssi} assi gli interassi sono ${numeroAssi - 1}: ne hai scritti ${interassiCm.length}`)
  const carte: CartaImportata[] = []
  for (const tipo of ['revisione', 'assicurazione'] as const) {
    const text = at(tipo)
    if (text === '') continue
    const scadeIl = need(readGiorno(text), `Scadenza «${text}» non è una data: scrivi per esempio 31/12/2027`)
    if (scadeIl) carte.push({ tipo, scadeIl })
  }
  const base = { riga, targa: plate, carte, cambi: [] as string[], errori }
  if (errori.length > 0 || !classe || taraKg === null || massaMaxKg === null || numeroAssi === null || !interassiCm)
    return { ...base, esito: 'errore', veicolo: null }
  const veicolo: VeicoloDati = { targa: plate, classe, marca, taraKg, massaMaxKg, numeroAssi, interassiCm }
  if (!before) return { ...base, esito: 'nuovo', veicolo }
  const cambi = changesOf(before, veicolo, carte, written)
  return { ...base, esito: cambi.length > 0 ? 'modifica' : 'uguale', veicolo, cambi }
}
