import { expect, test } from 'vitest'
import { type FattiPdf, notePdfa } from './rules-pdfa'

const niente: FattiPdf = {
  cifrato: false,
  script: 0,
  allegati: 0,
  caratteri: [],
  trasparenza: false,
  pagine: 3,
  viste: 3,
  tutto: true,
}
const note = (profilo: string | null, more: Partial<FattiPdf> = {}) => notePdfa(profilo, { ...niente, ...more })

test('nothing against what is declared is no remark; nothing declared is one', () => {
  expect(note('PDF/A-2b')).toBeNull()
  expect(note(null)).toBe('Non dichiara PDF/A')
})

test('fonts that are not in the file (ISO 19005-1 §6.3.4, 19005-2 §6.2.11.4.1)', () => {
  expect(note('PDF/A-2b', { caratteri: ['Arial'] })).toBe('Dichiara PDF/A-2b, ma 1 carattere non è incorporato: Arial')
  expect(note('PDF/A-2b', { caratteri: ['Arial', 'Helvetica'] })).toBe(
    'Dichiara PDF/A-2b, ma 2 caratteri non sono incorporati: Arial, Helvetica',
  )
  expect(note(null, { caratteri: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] })).toBe(
    'Non dichiara PDF/A; 7 caratteri non sono incorporati: a, b, c, d, e e 2 altri',
  )
})

test('encryption and scripts are of no part (§6.1.3; §6.6.1, §6.5.1)', () => {
  for (const profilo of ['PDF/A-1b', 'PDF/A-2u', 'PDF/A-3a'])
    expect(note(profilo, { cifrato: true, script: 2 })).toBe(`Dichiara ${profilo}, ma è cifrato; contiene 2 script`)
})

test('files inside: none in part 1 (§6.1.11), PDF/A in part 2 (§6.8), any in part 3', () => {
  expect(note('PDF/A-1b', { allegati: 1 })).toBe('Dichiara PDF/A-1b, ma ha 1 allegato, che PDF/A-1 non ammette')
  expect(note('PDF/A-2b', { allegati: 2 })).toBe(
    'Dichiara PDF/A-2b, ma ha 2 allegati: PDF/A-2 ammette solo altri PDF/A',
  )
  expect(note('PDF/A-3b', { allegati: 2 })).toBeNull()
  expect(note(null, { allegati: 1 })).toBe('Non dichiara PDF/A; ha 1 allegato')
})

test('transparency is not of part 1 alone (§6.4)', () => {
  expect(note('PDF/A-1b', { trasparenza: true })).toContain('ha trasparenze')
  expect(note('PDF/A-2b', { trasparenza: true })).toBeNull()
})

test('what was not looked at is said', () => {
  const some = { caratteri: ['Arial'], pagine: 10_000, viste: 50 }
  expect(note('PDF/A-2b', some)).toMatch(/ \(viste 50 pagine di 10\.000\)$/)
  expect(note('PDF/A-2b', { caratteri: ['Arial'], tutto: false })).toMatch(/ \(pagine viste solo in parte\)$/)
})
