/** Dates as papers have them: certain, about, deduced, or none. */
import { formatDay, type IsoDate } from '@/lib/core/date'

export const CERTEZZE = ['certa', 'circa', 'attribuita', 'senza_data'] as const
export type Certezza = (typeof CERTEZZE)[number]

export type EstremiCronologici = {
  certezza: Certezza
  /** both null when there is no date */
  dal: IsoDate | null
  al: IsoDate | null
}

const NO_DATE = /^s\.?\s?d\.?$/i
const YEAR = /^(?:(ca\.?|circa)\s*)?(\[)?(\d{4})\]?$/i
const YEARS = /^(?:(ca\.?|circa)\s*)?(\[)?(\d{4})\s*[-–]\s*(\d{4})\]?$/i
const DAY = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/

const firstOf = (year: string) => `${year}-01-01` as IsoDate
const lastOf = (year: string) => `${year}-12-31` as IsoDate
const certezzaOf = (circa: string | undefined, bracket: string | undefined): Certezza =>
  circa ? 'circa' : bracket ? 'attribuita' : 'certa'

function dayOf(giorno: string, mese: string, anno: string): IsoDate | null {
  const day = `${anno}-${mese.padStart(2, '0')}-${giorno.padStart(2, '0')}`
  const read = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day) ? (day as IsoDate) : null
}

/**
 * Reads a date as archivists write it: '1974', 'ca. 1974', '[1974]', '1974-1978', '14/03/1968', 's.d.'.
 *
 * @returns null for what is none of these, or a day that no calendar has
 */
export function parseEstremi(text: string): EstremiCronologici | null {
  const given = text.trim()
  if (NO_DATE.test(given)) return { certezza: 'senza_data', dal: null, al: null }
  const day = DAY.exec(given)
  if (day) {
    const read = dayOf(day[1] ?? '', day[2] ?? '', day[3] ?? '')
    return read && { certezza: 'certa', dal: read, al: read }
  }
  const year = YEAR.exec(given)
  if (year) {
    const anno = year[3] ?? ''
    return { certezza: certezzaOf(year[1], year[2]), dal: firstOf(anno), al: lastOf(anno) }
  }
  const years = YEARS.exec(given)
  if (years && (years[3] ?? '') <= (years[4] ?? ''))
    return { certezza: certezzaOf(years[1], years[2]), dal: firstOf(years[3] ?? ''), al: lastOf(years[4] ?? '') }
  return null
}

/** 's.d.', '1974', 'ca. 1974', '[1974–1978]', '14 marzo 1968': what `parseEstremi` read, written one way. */
export function formatEstremi({ certezza, dal, al }: EstremiCronologici): string {
  if (!dal || !al) return 's.d.'
  if (dal === al) return formatDay(dal)
  const [from, to] = [dal.slice(0, 4), al.slice(0, 4)]
  const years = from === to ? from : `${from}–${to}`
  return certezza === 'circa' ? `ca. ${years}` : certezza === 'attribuita' ? `[${years}]` : years
}
