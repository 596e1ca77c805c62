import { describe, expect, test } from 'vitest'
import { avvisoDovuto, statoCarta } from './rules'
import { type Cella, readTabella, type VeicoloPresente } from './rules-importazione'

test('a paper is good on its last day and expired on the next; it is told of 30 days before', () => {
  expect(statoCarta('2026-03-31', '2026-03-31')).toBe('in_scadenza')
  expect(statoCarta('2026-03-31', '2026-04-01')).toBe('scaduta')
  expect(statoCarta('2026-04-30', '2026-03-31')).toBe('in_scadenza') // 30
  expect(statoCarta('2026-05-01', '2026-03-31')).toBe('valida') // 31
  expect(statoCarta(null, '2026-03-31')).toBe('senza_scadenza')
})

test('one notice at 30 days and one at 7: a paper entered late gives the nearer one only', () => {
  expect(avvisoDovuto('2026-05-01', '2026-03-31')).toBeNull() // 31
  expect(avvisoDovuto('2026-04-30', '2026-03-31')).toBe(30)
  expect(avvisoDovuto('2026-04-08', '2026-03-31')).toBe(30) // 8
  expect(avvisoDovuto('2026-04-07', '2026-03-31')).toBe(7)
  expect(avvisoDovuto('2026-03-31', '2026-03-31')).toBe(7)
  expect(avvisoDovuto('2026-03-30', '2026-03-31')).toBeNull()
})

const HEAD = [
  'Targa',
  'Tipo',
  'Marca e modello',
  'Tara (t)',
  'Massa massima (t)',
  'Assi',
  'Interassi (m)',
  'Scadenza revisione',
]
const row = (...change: [number, Cella][]): Cella[] => {
  const cells: Cella[] = [
    'ZZ 001 ZZ',
    'Trattore stradale',
    'Esempio T8',
    '11,8',
    '41',
    '4',
    '1,85 + 2,50 + 1,37',
    '31/12/2027',
  ]
  for (const [at, value] of change) cells[at] = value
  return cells
}
const read = (rows: Cella[][], flotta: VeicoloPresente[] = [], head: Cella[] = HEAD) => {
  const result = readTabella([head, ...rows], flotta)
  if (!result.ok) throw new Error(result.message)
  return result.value
}
const PRESENTE: VeicoloPresente = {
  targa: 'ZZ001ZZ',
  classe: 'trattore',
  marca: 'Esempio T8',
  taraKg: 11_800,
  massaMaxKg: 41_000,
  numeroAssi: 4,
  interassiCm: [185, 250, 137],
  dismesso: false,
  carte: [{ tipo: 'revisione', scadeIl: '2027-12-31' }],
}

describe('a table of vehicles', () => {
  test('is read as people write it in Italy: commas, unit in the head or in the cell, spaces in the plate', () => {
    const [one] = read([row()]).righe
    expect(one).toMatchObject({
      riga: 2,
      esito: 'nuovo',
      targa: 'ZZ001ZZ',
      veicolo: { classe: 'trattore', taraKg: 11_800, massaMaxKg: 41_000, numeroAssi: 4, interassiCm: [185, 250, 137] },
      carte: [{ tipo: 'revisione', scadeIl: '2027-12-31' }],
    })
    const kg = HEAD.map((head) => head.replace('Tara (t)', 'Tara (kg)'))
    expect(read([row([3, '11.800'])], [], kg).righe[0]?.veicolo?.taraKg).toBe(11_800)
    expect(read([row([3, 11.8], [4, 41], [5, 4])]).righe[0]?.veicolo).toMatchObject({ taraKg: 11_800, numeroAssi: 4 })
    expect(read([row([7, new Date('2027-12-31T00:00:00Z')])]).righe[0]?.carte).toEqual([
      { tipo: 'revisione', scadeIl: '2027-12-31' },
    ])
  })

  test('tells new from changed from the same', () => {
    expect(read([row()], [PRESENTE]).righe[0]).toMatchObject({ esito: 'uguale', cambi: [] })
    expect(read([row([3, '12'])], [PRESENTE]).righe[0]).toMatchObject({
      esito: 'modifica',
      cambi: ['tara: 11,8 t → 12 t'],
    })
    expect(read([row([7, '01/02/2028'])], [PRESENTE]).righe[0]?.cambi).toEqual(['revisione: 2027-12-31 → 2028-02-01'])
    expect(read([row()], [{ ...PRESENTE, dismesso: true }]).righe[0]?.cambi).toEqual(['torna in uso'])
  })

  test('an empty interassi keeps those known; a missing date changes no paper', () => {
    const [one] = read([row([6, ''], [7, ''])], [PRESENTE]).righe
    expect(one).toMatchObject({ esito: 'uguale', veicolo: { interassiCm: [185, 250, 137] }, carte: [] })
  })

  test.each([
    [[0, '??'], 'targa ha solo lettere'],
    [[1, 'Astronave'], 'non riconosciuto'],
    [[2, ''], 'Mancano marca'],
    [[3, 'molto'], 'Tara «molto»'],
    [[3, '42'], 'La tara supera'],
    [[5, '21'], 'Assi «21»'],
    [[6, '1,85 + 2,50'], 'gli interassi sono 3: ne hai scritti 2'],
    [[7, '31/02/2027'], 'non è una data'],
  ] as [[number, Cella], string][])(
    '%o makes its row wait, with the reason, and the others go on',
    (change, message) => {
      const { righe } = read([row(change), row([0, 'ZZ 002 ZZ'])])
      expect(righe[0]).toMatchObject({ esito: 'errore', veicolo: null })
      expect(righe[0]?.errori.join(' ')).toContain(message)
      expect(righe[1]?.esito).toBe('nuovo')
    },
  )

  test('the same plate twice: the second row waits', () => {
    const { righe } = read([row(), row([0, 'zz001zz'])])
    expect(righe.map((one) => one.esito)).toEqual(['nuovo', 'errore'])
    expect(righe[1]?.errori).toEqual(['La targa è già alla riga 2'])
  })

  test('empty rows are skipped and do not move the numbers; unknown columns are said', () => {
    const result = readTabella([HEAD, [], row(), [null, ''], row([0, 'ZZ002ZZ'])], [])
    expect(result.ok && result.value.righe.map((one) => one.riga)).toEqual([3, 5])
    expect(read([[...row(), 'blu']], [], [...HEAD, 'Colore']).ignote).toEqual(['Colore'])
  })

  test('a table without its columns, without rows, or too long is refused whole, with what to do', () => {
    expect(
      readTabella(
        [
          ['Targa', 'Colore'],
          ['a', 'b'],
        ],
        [],
      ),
    ).toMatchObject({ ok: false, message: expect.stringContaining('Tara (t)') })
    expect(readTabella([HEAD], [])).toMatchObject({ ok: false })
    expect(readTabella([], [])).toMatchObject({ ok: false })
    expect(readTabella([HEAD, ...Array.from({ length: 2001 }, () => row())], [])).toMatchObject({ ok: false })
  })
})
