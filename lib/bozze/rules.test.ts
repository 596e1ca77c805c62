import { expect, test } from 'vitest'
import { livelliPer, statoTrasferimento, whyNotSigned } from './rules'

test('a level includes those before it; holding is of no share', () => {
  expect(livelliPer('vede')).toEqual(['vede', 'modifica', 'invia'])
  expect(livelliPer('modifica')).toEqual(['modifica', 'invia'])
  expect(livelliPer('invia')).toEqual(['invia'])
  expect(livelliPer('gestisce')).toEqual([])
})

test('filing waits for every signature, on the very content that is filed', () => {
  const firma = (impronta: string | null) => ({ codiceFiscale: 'X', impronta })
  expect(whyNotSigned([], 'a', 0)).toBeNull()
  expect(whyNotSigned([], 'a', 1)).toMatch(/Serve la firma/)
  expect(whyNotSigned([firma(null)], 'a', 0)).toMatch(/Manca una firma/)
  expect(whyNotSigned([firma(null), firma(null)], 'a', 0)).toMatch(/Mancano 2/)
  expect(whyNotSigned([firma('b')], 'a', 0)).toMatch(/firmare di nuovo/)
  expect(whyNotSigned([firma('a')], 'a', 2)).toMatch(/altre 2 persone/)
  expect(whyNotSigned([firma('a')], 'a', 1)).toBeNull()
})

test('an offer lasts to its last second', () => {
  const none = { accettatoAt: null, rifiutatoAt: null, ritiratoAt: null }
  const at = new Date('2026-03-31T10:00:00Z')
  expect(statoTrasferimento({ ...none, scadeAt: new Date(at.getTime() + 1) }, at)).toBe('offerto')
  expect(statoTrasferimento({ ...none, scadeAt: at }, at)).toBe('scaduto')
  expect(statoTrasferimento({ ...none, scadeAt: at, accettatoAt: at }, at)).toBe('accettato')
})
