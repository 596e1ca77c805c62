import { describe, expect, test } from 'vitest'
import type { Passo } from './forms'
import { parseRisposte, testiOf } from './rules-lettura'
import { completeTratti, readProgressiva } from './rules-percorso'
import { applyAzione, dropEmptyRighe } from './rules-righe'

const veicoli: Passo = {
  id: 'veicoli',
  titolo: 'Quali veicoli userai?',
  campi: [{ genere: 'convoglio', nome: 'convoglio', parte: 'veicoli', etichetta: 'Veicoli', facoltativo: false }],
}
const assi: Passo = {
  id: 'assi',
  titolo: 'Quanto pesa ogni asse?',
  campi: [{ genere: 'convoglio', nome: 'convoglio', parte: 'assi', etichetta: 'Assi', facoltativo: false }],
}
const percorso: Passo = {
  id: 'percorso',
  titolo: 'Da dove parti?',
  campi: [{ genere: 'percorso', nome: 'percorso', etichetta: 'Percorso', facoltativo: false }],
}
const vario: Passo = {
  id: 'vario',
  titolo: 'Varie',
  campi: [
    {
      genere: 'gruppo',
      nome: 'carico',
      etichetta: 'Carico',
      facoltativo: false,
      campi: [
        { genere: 'testo', nome: 'descrizione', etichetta: 'Descrizione', max: 20, facoltativo: false },
        {
          genere: 'numero',
          nome: 'massaKg',
          etichetta: 'Massa',
          unita: 't',
          decimali: 3,
          scala: 1000,
          facoltativo: false,
        },
      ],
    },
    {
      genere: 'scelte',
      nome: 'giorni',
      etichetta: 'Giorni',
      facoltativo: true,
      opzioni: [
        { valore: 'lun', etichetta: 'Lunedì' },
        { valore: 'mar', etichetta: 'Martedì' },
      ],
    },
    {
      genere: 'elenco',
      nome: 'documenti',
      etichetta: 'Documenti',
      singolare: 'documento',
      min: 1,
      max: 3,
      facoltativo: false,
      campi: [
        { genere: 'testo', nome: 'nome', etichetta: 'Nome', max: 100, facoltativo: false },
        { genere: 'data', nome: 'del', etichetta: 'Del', facoltativo: true },
      ],
    },
  ],
}

const form = (entries: [string, string][]) => {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  return data
}

describe('parseRisposte', () => {
  test('reads dotted names into groups and blocks, from a form or from its values', () => {
    const entries: [string, string][] = [
      ['carico.descrizione', ' Blocco di marmo '],
      ['carico.massaKg', '21,5'],
      ['giorni', ''],
      ['giorni', 'mar'],
      ['documenti.0.nome', 'A'],
      ['documenti.2.nome', 'B'],
      ['documenti.2.del.giorno', '3'],
      ['documenti.2.del.mese', '4'],
      ['documenti.2.del.anno', '2027'],
    ]
    const expected = {
      carico: { descrizione: 'Blocco di marmo', massaKg: 21500 },
      giorni: ['mar'],
      documenti: [{ nome: 'A' }, { nome: 'B', del: '2027-04-03' }],
      _testi: { vario: [] },
    }
    expect(parseRisposte(vario, form(entries)).dati).toEqual(expected)
    const byName: Record<string, string[]> = {}
    for (const [name, value] of entries) byName[name] = [...(byName[name] ?? []), value]
    expect(parseRisposte(vario, byName).dati).toEqual(expected)
  })

  test('what the page does not ask is never kept, whatever its name', () => {
    const hostile = JSON.parse(
      '{"__proto__.x":"1","constructor":"1","tipo":"singola","carico.altro":"x","carico.descrizione":"ok","documenti.0.__proto__":"x","documenti.-1.nome":"x","documenti.1e3.nome":"x"}',
    )
    expect(parseRisposte(vario, hostile).dati).toEqual({
      carico: { descrizione: 'ok' },
      documenti: [{}],
      _testi: { vario: [] },
    })
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  test('values that are not texts are ignored, an empty page changes nothing', () => {
    expect(
      parseRisposte(vario, { 'carico.descrizione': { a: 1 }, giorni: 7, 'documenti.0.nome': null }).dati,
    ).toMatchObject({ carico: { descrizione: null }, giorni: [] })
    expect(parseRisposte(vario, {}).dati).toEqual({})
  })

  test('what cannot be read stays as typed, and says why', () => {
    const { dati, errors } = parseRisposte(vario, {
      'carico.massaKg': '21,5x',
      'documenti.0.nome': 'A',
      'documenti.0.del.giorno': '31',
      'documenti.0.del.mese': '2',
      'documenti.0.del.anno': '2027',
    })
    expect(dati.carico).toEqual({ massaKg: null })
    expect(testiOf(vario, dati)).toEqual({ 'carico.massaKg': '21,5x', 'documenti.0.del': '31|2|2027' })
    expect(errors).toEqual({
      'carico.massaKg': 'Scrivi un numero, con la virgola per i decimali',
      'documenti.0.del': 'Questa data non esiste: controlla giorno, mese e anno',
    })
  })

  test('all blocks taken out is an empty list; a page without the list leaves it alone', () => {
    expect(parseRisposte(vario, { documenti: '' }).dati.documenti).toEqual([])
    expect(parseRisposte(vario, { 'carico.descrizione': 'x' }).dati).not.toHaveProperty('documenti')
  })

  test('no more blocks than the engine walks', () => {
    const many = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`documenti.${i}.nome`, 'x']))
    expect(parseRisposte(vario, many).dati.documenti).toHaveLength(50)
  })

  test('axles: tonnes and metres to kg and cm; a box that is not ticked is a no', () => {
    const { dati } = parseRisposte(assi, {
      'convoglio.assi.0.massaKg': '8',
      'convoglio.assi.0.interasseCm': '1,25',
      'convoglio.assi.0.ruoteGemellate': 'si',
      'convoglio.assi.1.massaKg': '10,5',
    })
    expect(dati.convoglio).toEqual({
      assi: [
        { massaKg: 8000, interasseCm: 125, ruoteGemellate: true, sospensionePneumatica: false, motore: false },
        { massaKg: 10500, ruoteGemellate: false, sospensionePneumatica: false, motore: false },
      ],
    })
  })
})

describe('the route', () => {
  const strade = [
    {
      id: 's21',
      codice: 'SP 21',
      luoghi: 'Luni',
      proprietario: 'provincia_sp' as const,
      proprietarioNome: 'Provincia della Spezia',
    },
  ]

  test('the owner of a road of the register comes from the register, whatever is sent', () => {
    const { dati } = parseRisposte(
      percorso,
      {
        'percorso.tratti.0.registro': 's21',
        'percorso.tratti.0.proprietario': 'anas',
        'percorso.tratti.0.da': 'km 3,2',
        'percorso.tratti.0.a': 'km 5',
        'percorso.tratti.0.lunghezzaM': '',
      },
      { strade },
    )
    expect((dati.percorso as { tratti: unknown[] }).tratti[0]).toMatchObject({
      strada: 'SP 21',
      stradaId: 's21',
      proprietario: 'provincia_sp',
      daM: 3200,
      aM: 5000,
      lunghezzaM: 1800,
    })
  })

  test('an unknown key of the register is another road, without owner', () => {
    expect(completeTratti([{ registro: 'inventata', strada: 'Via X', proprietario: null }], strade)[0]).toMatchObject({
      registro: 'altra',
      stradaId: null,
      proprietario: null,
    })
  })

  test.each([
    ['km 3,2', 3200],
    ['3+200', 3200],
    ['km 3+200', 3200],
    ['12 km', 12000],
    ['km 0', 0],
    ['Luni', null],
    ['3', null],
    ['', null],
  ])('%s is %s m', (text, metres) => expect(readProgressiva(text)).toBe(metres))
})

describe('blocks', () => {
  const three = {
    convoglio: { veicoli: [{ targa: 'A1' }, { targa: 'B2' }, { targa: 'C3' }] },
    _testi: {
      veicoli: [
        ['convoglio.veicoli.1.taraKg', 'boh'],
        ['convoglio.veicoli.2.taraKg', 'mah'],
      ],
    },
  }
  const targhe = (dati: unknown) => (dati as typeof three).convoglio.veicoli.map((one) => one.targa)

  test('are added, taken out and moved, and unread texts follow them', () => {
    const added = applyAzione(veicoli, three, 'aggiungi', 'convoglio.veicoli', { targa: 'D4' })
    expect(targhe(added?.dati)).toEqual(['A1', 'B2', 'C3', 'D4'])
    expect(added?.fuoco).toBe('convoglio.veicoli.3')
    const removed = applyAzione(veicoli, three, 'togli', 'convoglio.veicoli.1')
    expect(targhe(removed?.dati)).toEqual(['A1', 'C3'])
    expect(testiOf(veicoli, removed?.dati ?? {})).toEqual({ 'convoglio.veicoli.1.taraKg': 'mah' })
    const moved = applyAzione(veicoli, three, 'su', 'convoglio.veicoli.2')
    expect(targhe(moved?.dati)).toEqual(['A1', 'C3', 'B2'])
    expect(testiOf(veicoli, moved?.dati ?? {})).toEqual({
      'convoglio.veicoli.1.taraKg': 'mah',
      'convoglio.veicoli.2.taraKg': 'boh',
    })
    expect(targhe(applyAzione(veicoli, three, 'su', 'convoglio.veicoli.0')?.dati)).toEqual(['A1', 'B2', 'C3'])
    expect(targhe(three)).toEqual(['A1', 'B2', 'C3'])
  })

  test.each([
    ['aggiungi', 'altro'],
    ['aggiungi', '__proto__'],
    ['togli', 'convoglio.veicoli.9'],
    ['togli', 'convoglio.veicoli.x'],
    ['su', 'convoglio'],
  ] as const)('%s %s is refused', (azione, path) => expect(applyAzione(veicoli, three, azione, path)).toBeNull())

  test('a full list takes no more', () => {
    const full = { documenti: [{ nome: 'a' }, { nome: 'b' }, { nome: 'c' }] }
    expect(applyAzione(vario, full, 'aggiungi', 'documenti')).toBeNull()
  })

  test('empty blocks at the end go, down to the fewest wanted; one with an unread text stays', () => {
    expect(
      dropEmptyRighe(vario, { documenti: [{ nome: 'a' }, { nome: null }, { nome: '', del: null }] }).documenti,
    ).toEqual([{ nome: 'a' }])
    const unread = {
      documenti: [{ nome: 'a' }, { nome: '', del: null }, { nome: null }],
      _testi: { vario: [['documenti.1.del', '31|2|']] },
    }
    expect(dropEmptyRighe(vario, unread)).toMatchObject({
      documenti: [{ nome: 'a' }, { nome: '', del: null }],
      _testi: { vario: [['documenti.1.del', '31|2|']] },
    })
    expect(dropEmptyRighe(vario, { documenti: [{ nome: null }] }).documenti).toHaveLength(1)
  })
})
