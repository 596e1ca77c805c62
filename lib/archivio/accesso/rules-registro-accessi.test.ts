import { expect, test } from 'vitest'
import { isNotte } from './rules-allarmi'
import { parseAnno, registroToCsv } from './rules-registro-accessi'

test('the register opens on this year, and knows no year before its first or after today', () => {
  expect(parseAnno(undefined, '2027-03-01')).toBe(2027)
  expect(parseAnno('2026', '2027-03-01')).toBe(2026)
  for (const wrong of ['2025', '2028', 'x', '', '20266', ['2026']]) expect(parseAnno(wrong, '2027-03-01')).toBeNull()
})

test('its file says what the page says, a request a line', () => {
  const one = {
    presentataIl: '2026-11-26',
    diritto: 'generalizzato',
    esito: null,
    conclusaIl: null,
    oltreTermine: false,
  } as const
  const other = {
    ...one,
    diritto: 'documentale',
    esito: 'accolta_prescrizioni',
    conclusaIl: '2026-12-30',
    oltreTermine: true,
  } as const
  expect(registroToCsv([one, other])).toBe(
    '\uFEFFdata_richiesta;tipo_accesso;esito;data_decisione;oltre_termine\r\n' +
      '2026-11-26;Accesso civico generalizzato;In corso;;no\r\n' +
      '2026-11-26;Accesso documentale;Accolta in parte o con limiti;2026-12-30;si\r\n',
  )
})

test('night is from 22 to 6', () => {
  expect([21, 22, 0, 5, 6].map(isNotte)).toEqual([false, true, true, true, false])
})
