import { describe, expect, test } from 'vitest'
import { LIVELLI_ACCESSO } from './rules-consultabilita'
import { CLASSI, canSee, classeOf, GRUPPI, type Lettore } from './rules-visibilita'

const NOBODY: Lettore = { registrato: false, ufficio: false, comuni: [], proprie: [], concesse: [], abilitazioni: [] }
const UNIT = { id: 'u', fondoId: 'f', comuneIstat: '011015' }

describe('who the viewer is for a unit', () => {
  test.each([
    ['nobody', {}, 'pubblico'],
    ['somebody signed in', { registrato: true }, 'registrato'],
    ['the Comune of the unit', { registrato: true, comuni: ['011015'] }, 'ente'],
    ['another Comune', { registrato: true, comuni: ['011027'] }, 'registrato'],
    ['its designer', { registrato: true, proprie: ['u'] }, 'proprio'],
    ['the designer of another', { registrato: true, proprie: ['x'] }, 'registrato'],
    ['who was let in', { registrato: true, concesse: ['u'], proprie: ['u'] }, 'ammesso'],
    ['who was let in elsewhere', { registrato: true, concesse: ['x'] }, 'registrato'],
    ['an officer', { registrato: true, ufficio: true }, 'ufficio'],
    ['an officer named for the unit', { registrato: true, ufficio: true, abilitazioni: ['u'] }, 'abilitato'],
    ['an officer named for the fonds', { registrato: true, ufficio: true, abilitazioni: ['f'] }, 'abilitato'],
    ['who is named and no longer an officer', { registrato: true, abilitazioni: ['f'] }, 'registrato'],
  ] as const)('%s', (_, more, classe) => {
    expect(classeOf({ ...NOBODY, ...more }, UNIT)).toBe(classe)
  })
})

describe('what they see', () => {
  test('names are never for who only signs in, however free the unit is', () => {
    for (const accesso of LIVELLI_ACCESSO)
      for (const classe of ['pubblico', 'registrato'] as const) expect(canSee(classe, 'nomi', accesso)).toBe(false)
  })

  test('of a unit with sensitive data only the officers named know, also for a Comune or whoever is in it', () => {
    for (const classe of CLASSI)
      for (const gruppo of GRUPPI) expect(canSee(classe, gruppo, 'particolare')).toBe(classe === 'abilitato')
  })

  test('a higher class sees all that a lower one sees, and a freer unit all that a closer one shows', () => {
    const counts = (accesso: (typeof LIVELLI_ACCESSO)[number]) =>
      CLASSI.map((classe) => GRUPPI.filter((gruppo) => canSee(classe, gruppo, accesso)))
    for (const accesso of LIVELLI_ACCESSO)
      for (const [i, seen] of counts(accesso).entries())
        expect(counts(accesso)[i + 1] ?? GRUPPI).toEqual(expect.arrayContaining(seen))
    for (const [i, accesso] of LIVELLI_ACCESSO.slice(1).entries())
      for (const [j, seen] of counts(accesso).entries())
        expect(counts(LIVELLI_ACCESSO[i] ?? 'libero')[j]).toEqual(expect.arrayContaining(seen))
  })

  test('the street and the parcel are for who signs in, and where a unit is reserved for who has to do with it', () => {
    expect(CLASSI.filter((classe) => canSee(classe, 'luogo', 'su_richiesta'))[0]).toBe('registrato')
    expect(CLASSI.filter((classe) => canSee(classe, 'luogo', 'riservato'))[0]).toBe('ente')
  })
})
