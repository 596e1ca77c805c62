/** Dates as papers have them: certain, about, deduced, or none. */
import { addDays, addMonths, formatDay, type IsoDate, isIsoDate } from '@/lib/core/date'

export const CERTEZZE = ['certa', 'circa', 'attribuita', 'senza_data'] as const
export type Certezza = (typeof CERTEZZE)[number]

export type EstremiCronologici = {
  certezza: Certezza
  /** both null when there is no date */
  dal: IsoDate | null
  al: IsoDate | null
}

const NO_DATE = /^(?:s\.?\s?d\.?|n\.?\s?d\.?|senza data)$/i
const CIRCA = /^(?:ca\.?|c\.|circa)\s+|\s*(?:\bca\.?|\bcirca)$/i
const BRACKETS = /^\[(.*)\]$/
const MESI = ['gen', 'feb', 'mar', 'apr', 'mag', 'giu', 'lug', 'ago', 'set', 'ott', 'nov', 'dic']
const MESE =
  '(gen(?:naio)?|feb(?:braio)?|mar(?:zo)?|apr(?:ile)?|mag(?:gio)?|giu(?:gno)?|lug(?:lio)?|ago(?:sto)?|sett?(?:embre)?|ott(?:obre)?|nov(?:embre)?|dic(?:embre)?)\\.?'
const DECENNI = ['dieci', 'venti', 'trenta', 'quaranta', 'cinquanta', 'sessanta', 'settanta', 'ottanta', 'novanta']
const SECOLI: Record<string, number> = { xvii: 17, xviii: 18, xix: 19, xx: 20 }

type Tratto = { dal: IsoDate; al: IsoDate }

const two = (text: string | number) => String(text).padStart(2, '0')
const firstOf = (year: string) => `${year}-01-01` as IsoDate
const lastOf = (year: string) => `${year}-12-31` as IsoDate
const meseOf = (name: string) => two(MESI.indexOf(name.toLowerCase().slice(0, 3)) + 1)

function dayOf(giorno: string, mese: string, anno: string): Tratto | null {
  const day = `${anno}-${two(mese)}-${two(giorno)}`
  return isIsoDate(day) ? { dal: day, al: day } : null
}

function monthOf(mese: string, anno: string): Tratto | null {
  const first = `${anno}-${two(mese)}-01`
  return isIsoDate(first) ? { dal: first, al: addDays(addMonths(first, 1), -1) } : null
}

/** One end of a range: a day, a month or a year. The patterns exclude each other. */
const FORME: [RegExp, (...parts: string[]) => Tratto | null][] = [
  [/^(\d{4})$/, (anno = '') => ({ dal: firstOf(anno), al: lastOf(anno) })],
  [/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/, (g = '', m = '', a = '') => dayOf(g, m, a)],
  [/^(\d{4})-(\d{2})-(\d{2})$/, (a = '', m = '', g = '') => dayOf(g, m, a)],
  [new RegExp(`^(\\d{1,2})[°º]?\\s+${MESE}\\s+(\\d{4})$`, 'i'), (g = '', m = '', a = '') => dayOf(g, meseOf(m), a)],
  [new RegExp(`^(\\d{4})\\s+${MESE}\\s+(\\d{1,2})[°º]?$`, 'i'), (a = '', m = '', g = '') => dayOf(g, meseOf(m), a)],
  [new RegExp(`^${MESE}\\s+(\\d{4})$`, 'i'), (m = '', a = '') => monthOf(meseOf(m), a)],
  [new RegExp(`^(\\d{4})\\s+${MESE}$`, 'i'), (a = '', m = '') => monthOf(meseOf(m), a)],
  [/^(\d{1,2})\/(\d{4})$/, (m = '', a = '') => monthOf(m, a)],
]

function readForma(text: string): Tratto | null {
  for (const [form, read] of FORME) {
    const found = form.exec(text)
    if (found) return read(...found.slice(1))
  }
  return null
}

/** '1974-1978', '02/03/1987–05/04/1988', 'dal 1974 al 1978', '1974-78' */
function readTratto(text: string): Tratto | null {
  const whole = readForma(text)
  if (whole) return whole
  const short = /^(\d{2})(\d{2})\s*[-–/]\s*(\d{2})$/.exec(text)
  if (short) return Number(short[3]) > 12 ? readTratto(`${short[1]}${short[2]}-${short[1]}${short[3]}`) : null
  for (const { index, 0: sign } of text.matchAll(/\s*[-–—/]\s*|\s+al\s+/g)) {
    const dal = readForma(text.slice(0, index).replace(/^dal\s+/i, ''))
    const al = readForma(text.slice(index + sign.length))
    if (dal && al) return dal.dal <= al.al ? { dal: dal.dal, al: al.al } : null
  }
  return null
}

/** 'anni Sessanta', 'anni ’60', 'sec. XIX': about then, and no nearer. */
function readEpoca(text: string): Tratto | null {
  const decade = /^anni\s+(?:(\d{4})|['’]?(\d0)|([a-z]+))$/i.exec(text)
  if (decade) {
    const n = DECENNI.indexOf((decade[3] ?? '').toLowerCase()) + 1
    const first = decade[1] ?? (decade[2] ? `19${decade[2]}` : n > 0 ? `19${n}0` : '')
    return first.endsWith('0') ? { dal: firstOf(first), al: lastOf(String(Number(first) + 9)) } : null
  }
  const century = SECOLI[/^(?:sec\.?|secolo)\s+([ivx]+)$/i.exec(text)?.[1]?.toLowerCase() ?? '']
  return century ? { dal: firstOf(String(century * 100 - 99)), al: lastOf(String(century * 100)) } : null
}

/**
 * Reads a date as archivists write it: '1974', 'ca. 1974', '[1974]', '1974?', '1974-1978', '14/03/1968', '14 marzo 1968',
 * '1968 mar. 14', 'marzo 1968', 'dal 02/03/1987 al 05/04/1988', 'anni Sessanta', 'sec. XIX', 's.d.'.
 *
 * @returns null for what is none of these, or a day that no calendar has
 */
export function parseEstremi(text: string): EstremiCronologici | null {
  const given = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (NO_DATE.test(given)) return { certezza: 'senza_data', dal: null, al: null }
  const inside = BRACKETS.exec(given)?.[1]?.trim() ?? given.replace(/\s*\?$/, '')
  const bare = inside
    .replace(CIRCA, '')
    .replace(/\s*\?$/, '')
    .trim()
  // 'ca. [1974' is nobody's way to write: brackets are around, or are not
  const circa = bare !== inside.replace(/\s*\?$/, '').trim()
  const read = readTratto(bare)
  if (read) return { certezza: circa ? 'circa' : inside === given ? 'certa' : 'attribuita', ...read }
  const era = readEpoca(bare)
  return era && { certezza: 'circa', ...era }
}

/** 's.d.', '1974', 'ca. 1974', '[1974–1978]', '14 marzo 1968': what `parseEstremi` read, written one way. */
export function formatEstremi({ certezza, dal, al }: EstremiCronologici): string {
  if (!dal || !al) return 's.d.'
  if (dal === al) return formatDay(dal)
  const [from, to] = [dal.slice(0, 4), al.slice(0, 4)]
  const years = from === to ? from : `${from}–${to}`
  return certezza === 'circa' ? `ca. ${years}` : certezza === 'attribuita' ? `[${years}]` : years
}

/** What `parseEstremi` reads back as the same: for an index that is written out. */
export function writeEstremi({ certezza, dal, al }: EstremiCronologici): string {
  if (!dal || !al) return 's.d.'
  const day = (one: IsoDate) => `${one.slice(8)}/${one.slice(5, 7)}/${one.slice(0, 4)}`
  const [from, to] = [dal.slice(0, 4), al.slice(0, 4)]
  const whole = dal.endsWith('-01-01') && al.endsWith('-12-31')
  const text = dal === al ? day(dal) : !whole ? `${day(dal)}-${day(al)}` : from === to ? from : `${from}-${to}`
  return certezza === 'circa' ? `ca. ${text}` : certezza === 'attribuita' ? `[${text}]` : text
}
