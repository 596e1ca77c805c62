import { describe, expect, test } from 'vitest'
import {
  type Apposta,
  accessoOggi,
  addUp,
  computeApertura,
  computeConsultabilita,
  isPiuAperto,
  opensSooner,
} from './rules-consultabilita'

describe('first day of free reading (D.Lgs. 42/2004 art. 122)', () => {
  test.each([
    ['a health paper of 14 March 1968: 70 years', { categoria: 'salute', il: '1968-03-14' }, '2038-03-15'],
    ['only the year is known: its 31 December', { categoria: 'salute', anno: 1968 }, '2039-01-01'],
    ['a judicial paper of 1980: 40 years', { categoria: 'giudiziari', anno: 1980 }, '2021-01-01'],
    ['a mother who was not to be named: 100 years', { categoria: 'madre_non_nominata', anno: 1925 }, '2026-01-01'],
    ['State policy: 50 years', { categoria: 'politica', il: '1975-12-31' }, '2026-01-01'],
    ['29 February, in a year that has none', { categoria: 'salute', il: '1968-02-29' }, '2038-03-01'],
    ['29 February, in a year that has one', { categoria: 'giudiziari', il: '1984-02-29' }, '2024-03-01'],
  ] as const)('%s', (_, etichetta, day) => {
    expect(computeApertura(etichetta)).toBe(day)
  })

  test('security has no term: it lasts as long as the tag (L. 241/1990 art. 24 c. 6)', () => {
    expect(computeApertura({ categoria: 'sicurezza', anno: 1900 })).toBeNull()
  })
})

describe('how open a unit is', () => {
  test('opening is told from closing, and from neither', () => {
    expect([isPiuAperto('riservato', 'su_richiesta'), isPiuAperto('particolare', 'libero')]).toEqual([true, true])
    expect([isPiuAperto('su_richiesta', 'riservato'), isPiuAperto('libero', 'libero')]).toEqual([false, false])
  })

  test('without tags it is as its series', () => {
    expect(computeConsultabilita('su_richiesta', [])).toMatchObject({ accesso: 'su_richiesta', consultabileDal: null })
  })

  test('the latest of several terms counts; a part opens before the whole', () => {
    const part = [{ categoria: 'giudiziari', anno: 1980 }] as const
    const whole = [...part, { categoria: 'salute', il: '1968-03-14' }] as const
    expect(computeConsultabilita('su_richiesta', part).consultabileDal).toBe('2021-01-01')
    expect(computeConsultabilita('su_richiesta', whole).consultabileDal).toBe('2038-03-15')
  })

  test('one tag without a term keeps all closed', () => {
    const tags = [
      { categoria: 'giudiziari', anno: 1980 },
      { categoria: 'sicurezza', anno: 1980 },
    ] as const
    const unit = computeConsultabilita('su_richiesta', tags)
    expect(unit).toMatchObject({ accesso: 'particolare', consultabileDal: null })
    expect(accessoOggi(unit, '2026-11-26')).toBe('particolare')
  })

  test('a tag never opens what its series closes', () => {
    expect(computeConsultabilita('particolare', [{ categoria: 'sicurezza', anno: 2000 }]).accesso).toBe('particolare')
    expect(computeConsultabilita('libero', [{ categoria: 'sicurezza', anno: 2000 }]).accesso).toBe('riservato')
  })

  test('closed on the last day of the term, free on the next', () => {
    const unit = computeConsultabilita('particolare', [{ categoria: 'salute', il: '1968-03-14' }])
    expect(accessoOggi(unit, '2038-03-14')).toBe('particolare')
    expect(accessoOggi(unit, '2038-03-15')).toBe('libero')
  })

  test('a technical file whose term has passed is again as its series, not free', () => {
    const unit = computeConsultabilita('su_richiesta', [{ categoria: 'giudiziari', anno: 1980 }])
    expect(accessoOggi(unit, '2020-12-31')).toBe('particolare')
    expect(accessoOggi(unit, '2021-01-01')).toBe('su_richiesta')
  })
})

describe('the tags of a part and of its whole (a tag closes: they add up)', () => {
  const salute = (anno: number, at: number, aMano = true): Apposta => ({
    etichetta: { categoria: 'salute', anno },
    aMano,
    at,
  })
  const sicurezza: Apposta = { etichetta: { categoria: 'sicurezza', anno: 1990 }, aMano: true, at: 9 }
  const closed = (all: Apposta[]) =>
    computeConsultabilita(
      'su_richiesta',
      all.map((one) => one.etichetta),
    )

  test('one of another kind on the part takes nothing away', () => {
    expect(addUp([salute(1990, 1)], [sicurezza])).toEqual([salute(1990, 1), sicurezza])
    expect(closed(addUp([salute(1990, 1)], [sicurezza])).accesso).toBe('particolare')
  })

  test('the same, of a later paper, closes the part for longer', () => {
    expect(closed(addUp([salute(1968, 1)], [salute(1990, 2)])).consultabileDal).toBe('2061-01-01')
  })

  test('the same, of an earlier paper, opens the part first only if a person laid it, and after', () => {
    expect(closed(addUp([salute(1990, 1)], [salute(1968, 2)])).consultabileDal).toBe('2039-01-01')
    expect(closed(addUp([salute(1990, 1, false)], [salute(1968, 2)])).consultabileDal).toBe('2039-01-01')
    for (const own of [salute(1968, 1), salute(1968, 0), salute(1968, 2, false)])
      expect(closed(addUp([salute(1990, 1)], [own])).consultabileDal).toBe('2061-01-01')
  })

  test('only the same tag, with an earlier end, has to be confirmed', () => {
    const health = (anno: number) => ({ categoria: 'salute', anno }) as const
    expect(opensSooner(health(1967), [salute(1968, 1)])).toBe(true)
    expect(opensSooner(health(1968), [salute(1968, 1)])).toBe(false)
    expect(opensSooner(health(1900), [sicurezza])).toBe(false)
    expect(opensSooner({ categoria: 'sicurezza', anno: 1900 }, [sicurezza])).toBe(false)
  })
})
