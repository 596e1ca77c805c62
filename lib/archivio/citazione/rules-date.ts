/** A date of papers as programs that keep citations read it. */
import type { IsoDate } from '@/lib/core/date'
import type { Certezza } from '../rules-date'

type Estremi = { dal: IsoDate | null; al: IsoDate | null; certezza: Certezza }

/** The least that says it: a year, a month or a day. */
function bound(from: IsoDate, to: IsoDate): string | null {
  if (from === to) return from
  const [year, month] = from.split('-')
  if (from === `${year}-01-01` && to === `${year}-12-31`) return year ?? null
  return from === `${year}-${month}-01` && to.startsWith(`${year}-${month}-`) && isLastOfMonth(to)
    ? `${year}-${month}`
    : null
}
const isLastOfMonth = (day: IsoDate) => {
  const [year = 0, month = 0, last] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).getUTCDate() === last
}

/**
 * '1987', '1987-03-14', '1961/1964', '1974~'.
 * @returns null for papers without a date
 * @see Extended Date/Time Format, Library of Congress, levels 0 and 1: '~' is «about», '?' is «deduced»
 */
export function edtfOf({ dal, al, certezza }: Estremi): string | null {
  if (dal === null || al === null) return null
  const sign = certezza === 'circa' ? '~' : certezza === 'attribuita' ? '?' : ''
  const one = bound(dal, al)
  if (one) return `${one}${sign}`
  const [from, to] = [dal.endsWith('-01-01') ? dal.slice(0, 4) : dal, al.endsWith('-12-31') ? al.slice(0, 4) : al]
  return `${from}${sign}/${to}${sign}`
}

/** [[1987]], [[1987, 3, 14]], [[1961], [1964]] */
export function datePartsOf(estremi: Estremi): number[][] {
  const parts = (text: string) => text.replace(/[~?]$/, '').split('-').map(Number)
  return edtfOf(estremi)?.split('/').map(parts) ?? []
}
