/** A civil day in Europe/Rome, 'YYYY-MM-DD'. Never an instant. */
export type IsoDate = `${number}-${number}-${number}` & string

const ROME = 'Europe/Rome'
const dayFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: ROME,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** @returns the civil day of an instant in Rome; until 23:59:59 belongs to that day (D.P.R. 445/2000) */
export const romeDay = (instant: Date): IsoDate => dayFormat.format(instant) as IsoDate

const DAY_MS = 86_400_000
/** @throws RangeError when it is not a real day: a caller's bug */
const toMs = (day: IsoDate): number => {
  const ms = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day) throw new RangeError(`Not a day: ${day}`)
  return ms
}
const fromMs = (ms: number): IsoDate => new Date(ms).toISOString().slice(0, 10) as IsoDate

export const isIsoDate = (text: unknown): text is IsoDate => {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text
}

export const addDays = (day: IsoDate, days: number): IsoDate => fromMs(toMs(day) + days * DAY_MS)
/** @returns calendar days from `from` (not counted) to `to` (counted); negative when `to` is earlier */
export const daysBetween = (from: IsoDate, to: IsoDate): number => Math.round((toMs(to) - toMs(from)) / DAY_MS)
/** Same day of a later month, or its last day (art. 2963 c. 5 c.c.). */
export const addMonths = (day: IsoDate, months: number): IsoDate => {
  const [y = 0, m = 1, d = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(y, m - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return fromMs(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(d, last)))
}
/** @returns 0 Sunday … 6 Saturday */
export const weekday = (day: IsoDate): number => new Date(toMs(day)).getUTCDay()
export const minDay = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? a : b)
export const maxDay = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b)

/** Easter Sunday, Gregorian computus (anonymous algorithm). */
function easter(year: number): IsoDate {
  const a = year % 19,
    b = Math.floor(year / 100),
    c = year % 100
  const d = Math.floor(b / 4),
    e = b % 4,
    f = Math.floor((b + 8) / 25),
    g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30,
    i = Math.floor(c / 4),
    k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7,
    m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31),
    day = ((h + l - 7 * m + 114) % 31) + 1
  return fromMs(Date.UTC(year, month - 1, day))
}

const FIXED = ['01-01', '01-06', '04-25', '05-01', '06-02', '08-15', '11-01', '12-08', '12-25', '12-26']
/** Feast of St Francis, a public holiday again from 1 January 2026 (L. 151/2025). */
const SAN_FRANCESCO = { day: '10-04', from: 2026 }

/**
 * Is it a festivo for legal terms: Sundays and the holidays of L. 260/1949. Saturday is not (c.p.c. art. 155 c. 5
 * concerns court acts); the patron saint is not.
 */
export function isFestivo(day: IsoDate): boolean {
  if (weekday(day) === 0) return true
  const monthDay = day.slice(5),
    year = Number(day.slice(0, 4))
  if (FIXED.includes(monthDay)) return true
  if (monthDay === SAN_FRANCESCO.day && year >= SAN_FRANCESCO.from) return true
  return day === addDays(easter(year), 1)
}

/**
 * The day itself, or the first after it that is not a festivo (art. 2963 c. 3 c.c.).
 * @param sabatoFestivo Saturday too: only where a rule says so (c.p.c. art. 155 c. 5 concerns court acts)
 */
export function firstDayNotFestivo(day: IsoDate, sabatoFestivo = false): IsoDate {
  let result = day
  while (isFestivo(result) || (sabatoFestivo && weekday(result) === 6)) result = addDays(result, 1)
  return result
}

/** Monday to Friday, holidays excluded: the days that terms in giorni lavorativi count. */
export const isLavorativo = (day: IsoDate): boolean => weekday(day) !== 6 && !isFestivo(day)

/** @param days working days after `day` (not counted), 0 or more */
export function addWorkingDays(day: IsoDate, days: number): IsoDate {
  let result = day
  for (let left = days; left > 0; ) {
    result = addDays(result, 1)
    if (isLavorativo(result)) left -= 1
  }
  return result
}

/** The day itself, or the last before it that is not a festivo: for terms counted backwards. */
export function lastDayNotFestivo(day: IsoDate): IsoDate {
  let result = day
  while (isFestivo(result)) result = addDays(result, -1)
  return result
}

const longFormat = new Intl.DateTimeFormat('it-IT', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
const weekdayFormat = new Intl.DateTimeFormat('it-IT', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
})
const shortFormat = new Intl.DateTimeFormat('it-IT', { timeZone: 'UTC', day: 'numeric', month: 'long' })
const timeFormat = new Intl.DateTimeFormat('it-IT', { timeZone: ROME, hour: '2-digit', minute: '2-digit' })

/** '12 marzo 2027' */
export const formatDay = (day: IsoDate): string => longFormat.format(toMs(day))
/** '12 marzo' */
export const formatDayShort = (day: IsoDate): string => shortFormat.format(toMs(day))
/** 'venerdì 12 marzo' */
export const formatWeekday = (day: IsoDate): string => weekdayFormat.format(toMs(day))
/** '14:30', in Rome */
export const formatTime = (instant: Date): string => timeFormat.format(instant)
/** The instant at which the clocks of Rome show an hour of a day. @param ora '09:30' @throws RangeError for an hour that is skipped */
export function romeInstant(day: IsoDate, ora: string): Date {
  for (const hours of [1, 2]) {
    const found = new Date(Date.parse(`${day}T${ora}:00Z`) - hours * 3_600_000)
    if (romeDay(found) === day && formatTime(found) === ora) return found
  }
  throw new RangeError(`Not an hour of Rome: ${day} ${ora}`)
}

/** '12 marzo 2027, 14:30', in Rome */
export const formatInstant = (instant: Date): string => `${formatDay(romeDay(instant))}, ${formatTime(instant)}`
