import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addWorkingDays,
  daysBetween,
  firstDayNotFestivo,
  formatDay,
  formatInstant,
  type IsoDate,
  isFestivo,
  isIsoDate,
  lastDayNotFestivo,
  romeDay,
  romeInstant,
} from './date'

/** Vectors of domain/procedimento.md §3.1: id, start, days, raw end, end after the roll. */
const PLAIN: [string, IsoDate, number, IsoDate, IsoDate][] = [
  ['T01 base', '2026-03-02', 30, '2026-04-01', '2026-04-01'],
  ['T02 Easter and Easter Monday', '2026-03-06', 30, '2026-04-05', '2026-04-07'],
  ['T03 Sunday and San Francesco coincide', '2026-09-04', 30, '2026-10-04', '2026-10-05'],
  ['T04 San Francesco is a holiday from 2026 (L. 151/2025)', '2027-09-04', 30, '2027-10-04', '2027-10-05'],
  ['T05 San Francesco was none in 2024', '2024-09-04', 30, '2024-10-04', '2024-10-04'],
  ['T06 Christmas, St Stephen, Sunday', '2026-11-25', 30, '2026-12-25', '2026-12-28'],
  ['T07 Saturday stands', '2026-04-02', 30, '2026-05-02', '2026-05-02'],
  ['T08 leap year', '2028-01-31', 30, '2028-03-01', '2028-03-01'],
  ['T09 common year', '2027-01-31', 30, '2027-03-02', '2027-03-02'],
  ['T10 New Year, then a Saturday that stands', '2026-12-02', 30, '2027-01-01', '2027-01-02'],
  ['T11 Epiphany', '2026-12-07', 30, '2027-01-06', '2027-01-07'],
  ['T12 Sunday', '2026-06-05', 30, '2026-07-05', '2026-07-06'],
  ['T13', '2026-06-05', 60, '2026-08-04', '2026-08-04'],
  ['T14', '2026-02-10', 60, '2026-04-11', '2026-04-11'],
  ['T15', '2026-02-10', 90, '2026-05-11', '2026-05-11'],
  ['T16 August counts', '2026-07-10', 60, '2026-09-08', '2026-09-08'],
]
describe('terms in days: the first is not counted, a festivo at the end moves on (art. 2963 c.c., art. 155 c.p.c.)', () => {
  test.each(PLAIN)('%s', (_id, start, days, raw, end) => {
    expect(addDays(start, days)).toBe(raw)
    expect(firstDayNotFestivo(raw)).toBe(end)
    expect(daysBetween(start, raw)).toBe(days)
  })
  test('T07 with Saturday as a festivo, where a rule says so (art. 155 c. 5 c.p.c.)', () => {
    expect(firstDayNotFestivo('2026-05-02', true)).toBe('2026-05-04')
  })
})

test.each<[string, IsoDate, number, IsoDate, IsoDate]>([
  ['M01 month end, then Sunday', '2026-08-31', 6, '2027-02-28', '2027-03-01'],
  ['M02 short month', '2026-01-31', 1, '2026-02-28', '2026-02-28'],
  ['M03 leap', '2028-01-31', 1, '2028-02-29', '2028-02-29'],
  ['M04 San Francesco on Sunday', '2026-07-04', 3, '2026-10-04', '2026-10-05'],
])(
  'terms in months end on the same day or the last of the month (art. 2963 c. 5 c.c.): %s',
  (_id, start, months, raw, end) => {
    expect(addMonths(start, months)).toBe(raw)
    expect(firstDayNotFestivo(raw)).toBe(end)
  },
)

test.each<[string, IsoDate, number, IsoDate]>([
  ['W01 Easter Monday skipped', '2026-04-02', 5, '2026-04-10'],
  ['W02 Christmas', '2026-12-23', 5, '2026-12-31'],
  ['no days', '2026-04-05', 0, '2026-04-05'],
  ['from a Friday', '2026-06-05', 1, '2026-06-08'],
])('working days are Monday to Friday without holidays: %s', (_id, start, days, end) => {
  expect(addWorkingDays(start, days)).toBe(end)
})

test.each<[string, IsoDate, number, IsoDate, IsoDate]>([
  ['B01', '2026-06-12', 10, '2026-06-02', '2026-06-01'],
  ['B02', '2026-05-11', 10, '2026-05-01', '2026-04-30'],
  ['B03', '2026-04-20', 15, '2026-04-05', '2026-04-04'],
])('terms counted backwards move earlier (art. 52 c. 4 c.p.a.): %s', (_id, event, days, raw, end) => {
  expect(addDays(event, -days)).toBe(raw)
  expect(lastDayNotFestivo(raw)).toBe(end)
})

test('the holidays of L. 260/1949, and Easter Monday of four years', () => {
  for (const day of [
    '2026-01-01',
    '2026-01-06',
    '2026-04-25',
    '2026-05-01',
    '2026-06-02',
    '2026-08-15',
    '2026-12-08',
    '2026-12-26',
  ] as IsoDate[]) {
    expect(isFestivo(day), day).toBe(true)
  }
  for (const day of [
    '2024-04-01',
    '2025-04-21',
    '2027-03-29',
    '2038-04-26',
    '2008-03-24',
    '2000-04-24',
    '2011-04-25',
  ] as IsoDate[])
    expect(isFestivo(day), day).toBe(true)
  expect(isFestivo('2026-03-19')).toBe(false) // San Giuseppe, patron of La Spezia: not for legal terms
  expect(isFestivo('2025-10-04')).toBe(false) // a Saturday, before L. 151/2025
})

test('a filing until 23:59:59 in Rome belongs to that day, summer and winter (D.P.R. 445/2000)', () => {
  expect(romeDay(new Date('2026-07-01T21:59:59Z'))).toBe('2026-07-01')
  expect(romeDay(new Date('2026-07-01T22:00:00Z'))).toBe('2026-07-02')
  expect(romeDay(new Date('2026-12-31T22:59:59Z'))).toBe('2026-12-31')
  expect(romeDay(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01')
})

test('only real days are days', () => {
  expect(isIsoDate('2028-02-29')).toBe(true)
  for (const text of ['2027-02-29', '2026-13-01', '2026-6-1', '26-06-01', '', null, 20260601])
    expect(isIsoDate(text)).toBe(false)
  expect(() => addDays('2026-02-30', 1)).toThrow(RangeError)
})

test('days and instants read as in Italian', () => {
  expect(formatDay('2027-03-12')).toBe('12 marzo 2027')
  expect(formatInstant(new Date('2026-12-09T09:12:00Z'))).toBe('9 dicembre 2026, 10:12')
})

test('an hour of Rome is an instant, in winter and in summer', () => {
  expect(romeInstant('2026-12-01', '09:30').toISOString()).toBe('2026-12-01T08:30:00.000Z')
  expect(romeInstant('2026-07-01', '09:30').toISOString()).toBe('2026-07-01T07:30:00.000Z')
  expect(() => romeInstant('2026-03-29', '02:30')).toThrow(RangeError)
})
