import { describe, expect, test } from 'vitest'
import { type Citabile, citazioneInRiga, citazioneOf } from './rules'
import { datePartsOf, edtfOf } from './rules-date'
import { FORMATI, formatoOf } from './rules-formati'

const UNITA: Citabile = {
  unitaId: '00000000-0000-4000-8000-000000000001',
  livello: 'fascicolo',
  tipologia: 'deposito_sismico',
  titolo: 'Muro di sostegno al 50% & altro',
  segnatura: 'IT-SP-PROV/SIS/1987/b012/f0345',
  data: '1987',
  dal: '1987-01-01',
  al: '1987-12-31',
  certezza: 'certa',
  produttore: 'Ufficio del Genio civile',
  antenati: [
    { titolo: 'Pratiche sismiche', livello: 'fondo' },
    { titolo: 'Depositi', livello: 'serie' },
  ],
  pagina: null,
  indirizzo: 'https://portale.example/a/0000000000000000000000000',
  consultatoIl: '2026-11-27',
}
const PAGINA: Citabile = { ...UNITA, pagina: { numero: 3, etichetta: null } }

describe('a citation', () => {
  test('goes from who holds it to the page, with the sets in italics', () => {
    expect(citazioneInRiga(PAGINA)).toBe(
      'Archivio della Provincia della Spezia, Pratiche sismiche, Depositi, fasc. «Muro di sostegno al 50% & altro», 1987, ' +
        'IT-SP-PROV/SIS/1987/b012/f0345, p. 3, https://portale.example/a/0000000000000000000000000 (consultato il 27 novembre 2026)',
    )
    expect(citazioneOf(UNITA).flatMap((one) => (one.corsivo ? [one.testo] : []))).toEqual([
      'Pratiche sismiche',
      'Depositi',
    ])
  })

  test('of a fonds, and of a numbered leaf of a document in a file', () => {
    expect(citazioneInRiga({ ...UNITA, livello: 'fondo', titolo: 'Pratiche sismiche', antenati: [] })).toMatch(
      /^Archivio della Provincia della Spezia, Pratiche sismiche, 1987, /,
    )
    const doc: Citabile = {
      ...UNITA,
      livello: 'documento',
      titolo: 'Relazione',
      antenati: [{ titolo: 'Muro', livello: 'fascicolo' }],
      pagina: { numero: 23, etichetta: 'c. 12 verso' },
    }
    expect(citazioneInRiga(doc)).toContain('fasc. «Muro», doc. «Relazione», 1987')
    expect(citazioneInRiga(doc)).toContain(', c. 12 verso, https')
  })
})

test('dates are said with the least that says them', () => {
  const of = (dal: string | null, al: string | null, certezza: Citabile['certezza'] = 'certa') =>
    edtfOf({ dal, al, certezza } as Citabile)
  expect(of('1987-01-01', '1987-12-31')).toBe('1987')
  expect(of('1968-03-14', '1968-03-14')).toBe('1968-03-14')
  expect(of('1968-02-01', '1968-02-29')).toBe('1968-02')
  expect(of('1968-02-01', '1968-02-28')).toBe('1968-02-01/1968-02-28') // 1968 is a leap year
  expect(of('1961-01-01', '1964-12-31')).toBe('1961/1964')
  expect(of('1974-01-01', '1974-12-31', 'circa')).toBe('1974~')
  expect(of('1974-01-01', '1976-12-31', 'attribuita')).toBe('1974?/1976?')
  expect(of(null, null, 'senza_data')).toBeNull()
  expect(datePartsOf({ dal: '1968-03-14', al: '1971-12-31', certezza: 'circa' })).toEqual([[1968, 3, 14], [1971]])
})

describe('for programs', () => {
  test('BibTeX: no sign of TeX is left bare, braces are even', () => {
    const text = FORMATI.bibtex.scrivi([PAGINA])
    expect(text).toBe(`@misc{it-sp-prov.sis.1987.b012.f0345.3,
  author = {{Ufficio del Genio civile}},
  title = {{Muro di sostegno al 50\\% \\& altro}},
  year = {1987},
  type = {Fascicolo, deposito sismico},
  howpublished = {Archivio della Provincia della Spezia, Pratiche sismiche, Depositi},
  note = {Segnatura IT-SP-PROV/SIS/1987/b012/f0345, p. 3},
  url = {https://portale.example/a/0000000000000000000000000},
  urldate = {2026-11-27},
  langid = {italian}
}
`)
    const hostile = FORMATI.bibtex.scrivi([
      {
        ...UNITA,
        titolo: '} \\input{x} {%\n$a_b^c~#&',
        produttore: null,
        data: 's.d.',
        dal: null,
        al: null,
        certezza: 'senza_data',
      },
    ])
    expect(hostile).toContain(
      'title = {{\\} \\textbackslash{}input\\{x\\} \\{\\% \\$a\\_b\\textasciicircum{}c\\textasciitilde{}\\#\\&}}',
    )
    expect(hostile).toContain('year = {s.d.}')
    expect(hostile).toContain('key = {IT-SP-PROV/SIS/1987/b012/f0345}')
    expect(FORMATI.bibtex.scrivi([{ ...UNITA, certezza: 'circa' }])).toContain('date = {1987~}')
  })

  test('RIS: a tag a line, from TY to ER, and no line that somebody typed', () => {
    expect(FORMATI.ris.scrivi([{ ...PAGINA, titolo: 'Muro\r\nER  - \r\nTY  - BOOK' }])).toBe(
      [
        'TY  - MANSCPT',
        'AU  - Ufficio del Genio civile',
        'TI  - Muro ER - TY - BOOK',
        'PY  - 1987',
        'DA  - 1987///',
        'M3  - Fascicolo, deposito sismico',
        'DP  - Archivio della Provincia della Spezia',
        'AV  - Pratiche sismiche, Depositi, IT-SP-PROV/SIS/1987/b012/f0345',
        'CN  - IT-SP-PROV/SIS/1987/b012/f0345',
        'SP  - p. 3',
        'LA  - it',
        'UR  - https://portale.example/a/0000000000000000000000000',
        'Y2  - 2026/11/27/',
        'ER  - ',
        '',
      ].join('\r\n'),
    )
    expect(FORMATI.ris.scrivi([UNITA, PAGINA]).match(/^ER {2}- $/gm)).toHaveLength(2)
  })

  test('CSL-JSON: an array, dates in parts', () => {
    expect(JSON.parse(FORMATI.csl.scrivi([UNITA]))).toEqual([
      {
        id: 'it-sp-prov.sis.1987.b012.f0345',
        type: 'document',
        title: UNITA.titolo,
        author: [{ literal: 'Ufficio del Genio civile' }],
        issued: { 'date-parts': [[1987]] },
        genre: 'Fascicolo, deposito sismico',
        archive: 'Archivio della Provincia della Spezia',
        archive_collection: 'Pratiche sismiche, Depositi',
        archive_location: UNITA.segnatura,
        language: 'it',
        URL: UNITA.indirizzo,
        accessed: { 'date-parts': [[2026, 11, 27]] },
      },
    ])
  })

  test('no other format', () => {
    for (const nome of ['toString', '__proto__', 'pdf', '']) expect(formatoOf(nome)).toBeNull()
  })
})
