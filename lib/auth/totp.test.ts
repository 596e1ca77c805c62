import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkCodice, chiaveInProva, codiceOf, invitoOf, openChiave, sealChiave, stepOf } from './totp'

/** RFC 6238, appendix B, SHA-1: the key is '12345678901234567890'; eight digits there, the last six here. */
const CHIAVE = Buffer.concat([Buffer.from('12345678901234567890'), Buffer.alloc(12)])
const VETTORI: readonly [seconds: number, code: string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
]
const at = (seconds: number) => new Date(seconds * 1000)

describe('RFC 6238', () => {
  test('the codes of appendix B', () => {
    for (const [seconds, code] of VETTORI) {
      expect(codiceOf(CHIAVE, at(seconds)), String(seconds)).toBe(code)
      expect(checkCodice(CHIAVE, code, at(seconds), null)).toBe(Math.floor(seconds / 30))
    }
  })
  test('a code is good one step before and after its own, not two', () => {
    const now = 2_000_000_010 // ten seconds into a step
    const code = codiceOf(CHIAVE, at(now))
    expect(checkCodice(CHIAVE, code, at(now + 30), null)).toBe(stepOf(at(now)))
    expect(checkCodice(CHIAVE, code, at(now - 30), null)).toBe(stepOf(at(now)))
    expect(checkCodice(CHIAVE, code, at(now + 60), null)).toBeNull()
    expect(checkCodice(CHIAVE, code, at(now - 60), null)).toBeNull()
  })
  test('a step already taken, or an earlier one, is refused', () => {
    const now = at(2_000_000_010)
    const step = stepOf(now)
    const code = codiceOf(CHIAVE, now)
    expect(checkCodice(CHIAVE, code, now, step)).toBeNull()
    expect(checkCodice(CHIAVE, code, now, step + 1)).toBeNull()
    expect(checkCodice(CHIAVE, code, now, step - 1)).toBe(step)
  })
})

test('the key offered is the same in a session until a factor is added, and of nobody else', () => {
  expect(chiaveInProva('a', 0)).toEqual(chiaveInProva('a', 0))
  expect(chiaveInProva('a', 1)).not.toEqual(chiaveInProva('a', 0))
  expect(chiaveInProva('b', 0)).not.toEqual(chiaveInProva('a', 0))
  const { uri, segreto } = invitoOf(CHIAVE, 'Elena Istruttore')
  expect(uri).toContain('secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  expect(uri).toMatch(/^otpauth:\/\/totp\/Provincia%20della%20Spezia:Elena%20Istruttore\?/)
  expect(segreto).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
})

test('a kept key opens only in its own row', () => {
  const chiave = randomBytes(32)
  const { segretoCifrato, chiaveMaestra } = sealChiave('riga-a', chiave)
  expect(openChiave('riga-a', segretoCifrato, chiaveMaestra)).toEqual(chiave)
  expect(() => openChiave('riga-b', segretoCifrato, chiaveMaestra)).toThrow()
  expect(segretoCifrato).not.toContain(chiave.toString('base64'))
})
