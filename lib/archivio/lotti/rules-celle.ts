/** What is written in a cell of an index, read into values: each reader returns null for what it cannot read. */
import { checkCodiceFiscale } from '@/lib/core/codici'
import type { CATASTI, LATI_STRADA, RuoloAgente } from '../rules'
import { CATEGORIE_ETICHETTA, type CategoriaEtichetta, type Etichetta } from '../rules-consultabilita'
import { parseEstremi } from '../rules-date'
import type { Agente, Tratta } from '../rules-descrizione'
import { plainOf } from './rules-colonne'

/** What a cell holds: a spreadsheet has numbers and days, a text file only words. */
export type Cella = string | number | boolean | Date | null | undefined

const MAX_CELLA = 5_000

export function textOf(cell: Cella): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) {
    const [y, m, d] = cell.toISOString().slice(0, 10).split('-')
    return `${d}/${m}/${y}`
  }
  if (typeof cell === 'number') return String(cell).replace('.', ',')
  // the mark before what a spreadsheet would run is of the file, not of the value
  return String(cell)
    .replace(/^'(?=[=+\-@])/, '')
    .normalize('NFC')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
    .slice(0, MAX_CELLA)
}

export const listOf = (text: string): string[] =>
  text
    .split(/[;|\n]/)
    .map((one) => one.trim())
    .filter(Boolean)

/** A word of a closed list, by its name or its id, in any case. @param names id → name */
export function readVoce<T extends string>(text: string, names: Record<T, string>): T | null {
  const given = plainOf(text)
  const found = (Object.keys(names) as T[]).find((id) => plainOf(id) === given || plainOf(names[id]) === given)
  return found ?? null
}

/** 'C.T.', 'NCEU', 'Fabbricati' */
export function readCatasto(text: string): (typeof CATASTI)[number] | null {
  const given = plainOf(text).replaceAll(' ', '')
  if (/^(terreni|ct|nct|catastoterreni)$/.test(given)) return 'terreni'
  return /^(fabbricati|cf|nceu|ceu|catastofabbricati|urbano)$/.test(given) ? 'fabbricati' : null
}

const PARTICELLA =
  /^(?:sez(?:ione)?\.?\s*(\w{1,4})[\s,]+)?(?:f(?:g|oglio)?\.?\s*)?(\w{1,6})\s*(?:\/|,?\s*(?:mapp?(?:ale|ali)?|part?(?:icella)?|p\.?lla)\.?\s*)(\w{1,8})(?:[\s,]+sub(?:alterno)?\.?\s*(\w{1,6}))?\s*(\(verificata\))?$/i

type Particella = { sezione?: string; foglio: string; mappale: string; sub?: string; verificata?: true }

/** '12/345', 'fg. 12 mapp. 345', '12/345 (verificata)', 'sez. A 12/345 sub 3' */
export function readParticella(text: string): Particella | null {
  const [, sezione, foglio, mappale, sub, verified] = PARTICELLA.exec(text) ?? []
  if (!foglio || !mappale || !/\d/.test(foglio) || !/\d/.test(mappale)) return null
  return {
    ...(sezione ? { sezione } : {}),
    foglio,
    mappale,
    ...(sub ? { sub } : {}),
    ...(verified ? { verificata: true as const } : {}),
  }
}

const LATI: Record<string, (typeof LATI_STRADA)[number]> = {
  destro: 'destro',
  destra: 'destro',
  dx: 'destro',
  sinistro: 'sinistro',
  sinistra: 'sinistro',
  sx: 'sinistro',
  entrambi: 'entrambi',
}
export const readLato = (text: string): (typeof LATI_STRADA)[number] | null => LATI[plainOf(text)] ?? null

/** 'sp370', 'S.P. 370', 'Strada provinciale n. 370' → 'SP 370' */
export function readStrada(text: string): string | null {
  const road = /^(sp|ss|sr|sc|strada provinciale|strada statale)\s*(?:n\s+)?(\d{1,4})\s*([a-z]{0,9})$/.exec(
    plainOf(text)
      .replace(/^(s) (p|s|r|c)\b/, '$1$2')
      .replace(/^(sp|ss|sr|sc)(\d)/, '$1 $2'),
  )
  if (!road) return text.length <= 80 && /\p{L}/u.test(text) ? text : null
  const kind = road[1] === 'strada provinciale' ? 'SP' : road[1] === 'strada statale' ? 'SS' : road[1]?.toUpperCase()
  return [kind, road[2], road[3]].filter(Boolean).join(' ')
}

const M_PER_KM = 1000
const MAX_KM = 999
/** '12+300', '12,3', '12' → metres */
function readMetri(text: string): number | null {
  const plus = /^(\d{1,3})\s*\+\s*(\d{1,3})$/.exec(text)
  const metres = plus
    ? Number(plus[1]) * M_PER_KM + Number(plus[2])
    : /^\d{1,3}(?:[.,]\d{1,3})?$/.test(text)
      ? Math.round(Number(text.replace(',', '.')) * M_PER_KM)
      : Number.NaN
  return metres <= MAX_KM * M_PER_KM ? metres : null
}

/** 'km 12+300', 'da 12+300 a 13+000', '12,3-13' */
export function readKm(text: string): Pick<Tratta, 'daM' | 'aM'> | null {
  const bare = text
    .toLowerCase()
    .replace(/\bkm\.?\s*|\bdal?\s+/g, '')
    .trim()
  const parts = bare.split(/\s*[-–]\s*|\s+all?\s+|\s+a\s+/)
  const [daM, aM] = parts.map(readMetri)
  if (parts.length > 2 || daM === null || daM === undefined || aM === null) return null
  return (aM ?? daM) >= daM ? { daM, aM: aM ?? daM } : null
}

/**
 * 'Mario Prova (PRVMRA80A01H501U, Ingegneri SP 123)', 'Trasporti Prova (targa AB123CD)'
 * @returns `difetto`: what is between brackets looks like a codice fiscale and is none
 */
export function readAgente(ruolo: RuoloAgente, text: string): { agente: Agente; difetto: string | null } | null {
  const [, nome = '', inside = ''] = /^([^()]+?)\s*(?:\(([^()]*)\))?$/.exec(text) ?? []
  if (!/\p{L}{2}/u.test(nome) || nome.length > 200) return null
  const agente: Agente = { ruolo, nome }
  let difetto: string | null = null
  for (const part of inside.split(',').map((one) => one.trim())) {
    if (part === '') continue
    const code = checkCodiceFiscale(part)
    const [, targa] = /^targa\s+(.{1,40})$/i.exec(part) ?? []
    if (targa) agente.targa = targa
    else if (code.ok) agente.codiceFiscale = code.value
    else if (/^[a-z0-9]{16}$/i.test(part)) difetto = part
    else agente.albo = part.slice(0, 80)
  }
  return { agente, difetto }
}

const CATEGORIE = CATEGORIE_ETICHETTA.map((id) => ({ id, nome: plainOf(id) })).sort(
  (a, b) => b.nome.length - a.nome.length,
)
const ALTRI_NOMI: Record<string, CategoriaEtichetta> = {
  sanitari: 'salute',
  'dati sanitari': 'salute',
  giudiziario: 'giudiziari',
  'dati giudiziari': 'giudiziari',
  penale: 'giudiziari',
  madre: 'madre_non_nominata',
  particolari: 'dati_particolari',
}

/**
 * 'salute 14/03/1968', 'giudiziari 1980', 'famiglia'
 *
 * @param fino last day of the unit: the date of a tag that says none
 * @returns what cannot be read: the category, or the date
 */
export function readEtichetta(text: string, fino: string | null): Etichetta | 'categoria' | 'data' {
  const given = plainOf(text)
  const other = Object.keys(ALTRI_NOMI).find((name) => given === name || given.startsWith(`${name} `))
  const found = CATEGORIE.find(({ nome }) => given === nome || given.startsWith(`${nome} `))
  const categoria = found?.id ?? (other && ALTRI_NOMI[other])
  if (!categoria) return 'categoria'
  const name = found?.nome ?? other ?? ''
  // the words of the name, however they are divided, then the date as it is written
  const date = text.replace(new RegExp(`^\\W*${name.replaceAll(' ', '[\\W_]+')}\\W*`, 'i'), '').trim()
  const read = date === '' ? null : parseEstremi(date)
  if (date !== '' && !read?.al) return 'data'
  if (read?.al && read.dal === read.al) return { categoria, il: read.al }
  const year = (read?.al ?? fino)?.slice(0, 4)
  return year ? { categoria, anno: Number(year) } : 'data'
}
