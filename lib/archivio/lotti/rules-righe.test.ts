import { expect, test } from 'vitest'
import { comuneScritto, comuneVicino } from '@/lib/comuni/rules-comuni'
import { makeXlsx } from '@/lib/flotta/testing/xlsx'
import { generaArchivio } from '@/lib/mondo/archivio/generatore'
import type { Descrizione } from '../rules-descrizione'
import { readTabella } from './lettura-indice'
import { INTESTAZIONI, MODELLO, writeIndice, writeRiga } from './rules-modello'
import { type RigaLetta, readIndice } from './rules-righe'

const comuni = { scritto: comuneScritto, vicino: comuneVicino }
const BASE = { Segnatura: 'X/1', Titolo: 'Muro', Date: '1974' }

/** One row with these columns, read. */
function read(more: Record<string, string>): RigaLetta {
  const row = { ...BASE, ...more }
  const result = readIndice([Object.keys(row), Object.values(row)], comuni)
  if (!result.ok || !result.value.righe[0]) throw new Error('not an index')
  return result.value.righe[0]
}
const unit = (more: Record<string, string>) => {
  const { esiti, descrizione } = read(more)
  expect(esiti).toEqual([])
  return descrizione
}
const said = (more: Record<string, string>) =>
  read(more).esiti.map(({ gravita, colonna, testo }) => `${gravita} ${colonna}: ${testo}`)

test('a sample archive written as an index reads back as it was', async () => {
  const units = [...generaArchivio(600, 7)]
  const table = await readTabella(new TextEncoder().encode(writeIndice(units.map((one) => ({ unit: one })))))
  const result = table.ok ? readIndice(table.value.celle, comuni) : table
  if (!result.ok) throw new Error(result.message)
  expect(result.value.righe.flatMap((one) => one.esiti)).toEqual([])
  const comparable = (one: object | null) => {
    const { pagine: _, agenti, ...rest } = { ...(one as Descrizione) }
    const defined = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
    return { ...defined, agenti: agenti.map((agente) => JSON.stringify(Object.entries(agente).sort())).sort() }
  }
  expect(result.value.righe.map((one) => comparable(one.descrizione))).toEqual(units.map(comparable))
})

test('a spreadsheet: its days are days, its numbers are numbers', async () => {
  const table = await readTabella(
    makeXlsx(
      [
        ['Segnatura', 'Titolo', 'Data', 'Anno pratica', 'Pagine attese'],
        ['X/1', 'Muro', 24911, 1968, 30],
      ],
      [2],
    ),
  )
  const result = table.ok ? readIndice(table.value.celle, comuni) : table
  expect(result.ok && result.value.righe[0]).toMatchObject({
    esiti: [],
    descrizione: { dal: '1968-03-14', al: '1968-03-14', annoPratica: 1968 },
    pagineAttese: [30],
  })
})

test('the template reads without a fault', () => {
  const result = readIndice(MODELLO, comuni)
  expect(result.ok && result.value.righe.flatMap((one) => one.esiti)).toEqual([])
  expect(new Set(INTESTAZIONI).size).toBe(INTESTAZIONI.length)
})

test('heads are found whatever their case, accents and common names; what is none is said', () => {
  const result = readIndice(
    [
      ['CODICE', 'oggetto', 'Estremi cronologici', 'localita', 'N. pratica', 'Colore'],
      ['X/1', 'Muro', '1974', 'Ponzano', '12/1974', 'blu'],
    ],
    comuni,
  )
  expect(result.ok && result.value.ignote).toEqual(['Colore'])
  expect(result.ok && result.value.righe[0]?.descrizione).toMatchObject({
    segnatura: 'X/1',
    localita: 'Ponzano',
    numeroPratica: '12',
    annoPratica: 1974,
  })
})

test.each([
  [
    [
      ['Nome', 'Data'],
      ['a', 'b'],
    ],
    'mancano le colonne Segnatura e Titolo. Ci sono: Nome',
  ],
  [
    [
      ['Segnatura', 'Titolo', 'Oggetto'],
      ['a', 'b', 'c'],
    ],
    'La colonna «Titolo» c’è due volte',
  ],
  [
    [
      ['', ''],
      ['', ''],
    ],
    'L’indice è vuoto',
  ],
  [[['Segnatura', 'Titolo']], 'non c’è nessuna riga'],
])('a table that is no index: %#', (table, message) => {
  const result = readIndice(table, comuni)
  expect(result.ok ? '' : result.message).toContain(message)
})

test('dates as archivists write them', () => {
  expect(unit({ Date: 's.d.' })).toMatchObject({ certezza: 'senza_data', dal: null })
  expect(unit({ Date: '1961–1964' })).toMatchObject({ dal: '1961-01-01', al: '1964-12-31' })
  expect(unit({ Date: '', 'Data iniziale': '1961', 'Data finale': '14/03/1964' })).toMatchObject({ al: '1964-03-14' })
  expect(said({ Date: '31 febbraio 1974' })).toEqual([
    'errore Date: «31 febbraio 1974» non è una data che esista: scrivi 1974, ca. 1974, [1974], 1961–1964, 14/03/1968, marzo 1968 oppure s.d.',
  ])
  expect(said({ Date: '' })).toEqual(['avviso Date: manca la data: l’unità entra come s.d.'])
})

test('a Comune by the name of the paper; one that is not there, with the one that was meant', () => {
  expect(unit({ Comune: 'ORTONOVO' })).toMatchObject({ comuneIstat: '011020', comuneStorico: 'Ortonovo' })
  expect(unit({ Comune: 'Ricco’ del Golfo di Spezia' })).toMatchObject({ comuneIstat: '011023' })
  expect(said({ Comune: 'Sarzanna' })).toEqual([
    'errore Comune: «Sarzanna» non è un Comune della provincia: forse Sarzana?',
  ])
  expect(said({ Comune: 'Genova' })[0]).toContain('scrivi uno dei 32 Comuni')
})

test('parcels, roads and kilometres', () => {
  expect(unit({ Foglio: '12', Mappale: '345, 346' })?.ubicazioni).toEqual([
    { foglio: '12', mappale: '345' },
    { foglio: '12', mappale: '346' },
  ])
  expect(unit({ Particelle: 'Fg. 12 mapp. 345; 13/20', Catasto: 'NCEU' })?.ubicazioni).toEqual([
    { catasto: 'fabbricati', foglio: '12', mappale: '345' },
    { catasto: 'fabbricati', foglio: '13', mappale: '20' },
  ])
  expect(unit({ Strada: 'S.P. n. 370; sp1', Km: '12+300-13+050; 4,5' })?.tratte).toEqual([
    { strada: 'SP 370', daM: 12300, aM: 13050 },
    { strada: 'SP 1', daM: 4500, aM: 4500 },
  ])
  expect(said({ Foglio: '12' })[0]).toContain('errore Mappale: foglio e mappale vanno insieme')
  expect(said({ Strada: 'SP 1', Km: '13-12' })[0]).toContain('«13-12» non è una progressiva')
  expect(said({ Strada: 'SP 1; SP 2', Km: '13' })[0]).toContain('tanti quante le strade')
})

test('sections and parts of parcels, sides of roads, each beside its own', () => {
  expect(unit({ Sezione: 'A', Foglio: '12', Mappale: '345; 346', Sub: '3; 4' })?.ubicazioni).toEqual([
    { sezione: 'A', foglio: '12', mappale: '345', sub: '3' },
    { sezione: 'A', foglio: '12', mappale: '346', sub: '4' },
  ])
  expect(unit({ Foglio: '12', Mappale: '345', Subalterni: '3; 4' })?.ubicazioni.map((one) => one.sub)).toEqual([
    '3',
    '4',
  ])
  expect(unit({ Particelle: 'sez. B fg. 12 mapp. 345 sub 7; 13/20 (verificata)' })?.ubicazioni).toEqual([
    { sezione: 'B', foglio: '12', mappale: '345', sub: '7' },
    { foglio: '13', mappale: '20', verificata: true },
  ])
  expect(unit({ Strada: 'SP 1; SP 2', Lato: 'dx; Entrambi' })?.tratte).toEqual([
    { strada: 'SP 1', lato: 'destro' },
    { strada: 'SP 2', lato: 'entrambi' },
  ])
  expect(said({ Foglio: '12', Mappale: '1; 2', Sub: '3' })[0]).toContain('errore Subalterno: i subalterni')
  expect(said({ Sezione: 'A' })[0]).toContain('errore Sezione: la sezione va con')
  expect(said({ Strada: 'SP 1; SP 2', Lato: 'destro' })[0]).toContain('errore Lato: i lati')
  expect(said({ Strada: 'SP 1', Lato: 'monte' })[0]).toContain('«monte» non è un lato')
})

test('the plate of a vehicle is of the carrier, or of whom it is written beside', () => {
  expect(unit({ Vettore: 'Trasporti Prova', Targa: 'AB123CD; XA999XX' })?.agenti).toEqual([
    { ruolo: 'vettore', nome: 'Trasporti Prova', targa: 'AB123CD + XA999XX' },
  ])
  expect(unit({ Vettore: 'Uno Prova; Due Prova', Targhe: 'AB123CD; EF456GH' })?.agenti.map((one) => one.targa)).toEqual(
    ['AB123CD', 'EF456GH'],
  )
  expect(unit({ Committente: 'Mario Prova (targa AB123CD)' })?.agenti[0]).toMatchObject({ targa: 'AB123CD' })
  expect(said({ Targa: 'AB123CD' })[0]).toContain('errore Targa: le targhe devono essere tante quanti i vettori')
})

const DESCRITTA = {
  Registro: 'Registro delle denunce',
  'N. protocollo': '4512 del 14/03/1987',
  Classificazione: '9/2',
  Lingua: 'Francese',
  Supporto: 'lucido',
  'Stato di conservazione': 'buono',
  Lacune: 'manca la tavola 3',
  'Condizioni di riproduzione': 'solo in sala',
  'Ente detentore': 'Archivio di Stato',
  Busta: 'B1; B2; B1',
}
test('what a description has is read: register, protocol, support, gaps, who holds the papers, more than one container', () => {
  expect(unit(DESCRITTA)).toMatchObject({
    registro: 'Registro delle denunce',
    protocolloStorico: '4512 del 14/03/1987',
    classificazione: '9/2',
    lingua: 'francese',
    supporto: 'lucido',
    conservazione: 'buono',
    lacune: 'manca la tavola 3',
    riproduzione: 'solo in sala',
    detentore: 'Archivio di Stato',
    contenitore: 'B1',
    altriContenitori: ['B2'],
  })
})

test('written as an index, they read back as they were', () => {
  const one = unit({
    ...DESCRITTA,
    Livello: 'Fascicolo',
    Sezione: 'A',
    Foglio: '12',
    Mappale: '345',
    Sub: '3',
    Strada: 'SP 1',
    Km: '12+300',
    Lato: 'destro',
    Vettore: 'Trasporti Prova',
    Targa: 'AB123CD; XA999XX',
    Produttore: 'Provincia',
    Accesso: 'Libero',
  }) as Descrizione
  const again = readIndice([INTESTAZIONI, writeRiga(one)], comuni)
  expect(again.ok && again.value.righe[0]).toMatchObject({ esiti: [], descrizione: one })
})

test('names: a wrong codice fiscale waits, and the name of a person does not go into a title', () => {
  expect(
    unit({ Committente: 'Anna Esempio (SMPNNA84C52Z999S)', Progettista: 'Carla Finta (Ingegneri SP 12)' })?.agenti,
  ).toEqual([
    { ruolo: 'committente', nome: 'Anna Esempio', codiceFiscale: 'SMPNNA84C52Z999S' },
    { ruolo: 'progettista', nome: 'Carla Finta', albo: 'Ingegneri SP 12' },
  ])
  expect(said({ Committente: 'Anna Esempio (SMPNNA84C52Z999X)' })[0]).toContain('non è un codice fiscale giusto')
  expect(said({ Titolo: 'Casa di Esempio Anna', Committente: 'Anna Esempio' })[0]).toContain(
    'spostalo in Titolo originale',
  )
  expect(unit({ Titolo: 'Ponte', Costruttore: 'Impresa Ponte' })?.titolo).toBe('Ponte')
})

test('sensitive tags take the date they say, or that of the unit', () => {
  expect(unit({ 'Dati sensibili': 'salute 14/03/1968; Giudiziari', Date: '1970-1974' })?.etichette).toEqual([
    { categoria: 'salute', il: '1968-03-14' },
    { categoria: 'giudiziari', anno: 1974 },
  ])
  expect(said({ 'Dati sensibili': 'salute', Date: 's.d.' })[0]).toContain('serve la data dell’ultima carta')
  expect(said({ 'Dati sensibili': 'segreto' })[0]).toContain('non è una categoria')
})

test('files and pages of a row', () => {
  expect(read({ File: 'a.pdf; b/c.tif', 'Pagine attese': '24; 6' })).toMatchObject({
    file: ['a.pdf', 'b/c.tif'],
    pagineAttese: [24, 6],
  })
  expect(read({ Cartella: '1987/f1', Pagine: 'pp. 30' })).toMatchObject({ cartella: '1987/f1', pagineAttese: [30] })
  expect(said({ Pagine: 'molte' })[0]).toContain('non è un numero di pagine')
})

const encoded = (text: string, how: string): Uint8Array =>
  how === 'utf-16le'
    ? Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    : how === 'utf-16be'
      ? Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()])
      : Buffer.from(how === 'bom' ? `\ufeff${text}` : text, how === 'windows-1252' ? 'latin1' : 'utf8')

test.each([
  ['utf-8', ';', 'UTF-8, colonne divise da punto e virgola'],
  ['bom', ',', 'UTF-8, colonne divise da virgola'],
  ['windows-1252', ';', 'Windows-1252, colonne divise da punto e virgola'],
  ['utf-16le', '\t', 'UTF-16, colonne divise da tabulazione'],
  ['utf-16be', '|', 'UTF-16, colonne divise da barra'],
])('an index in %s', async (how, sign, come) => {
  const rows = [
    ['Segnatura', 'Titolo', 'Località'],
    ['X/1', 'Perché no', 'Città'],
  ]
  const table = await readTabella(encoded(rows.map((row) => row.join(sign)).join('\r\n'), how))
  expect(table).toEqual({ ok: true, value: { celle: rows, come: `CSV ${come}` } })
})

test.each([
  [[], 'vuoto'],
  [[0xd0, 0xcf, 0x11, 0xe0, 0], 'XLS'],
  [[0x50, 0x4b, 3, 4, 0], 'Non riusciamo a leggere il foglio'],
  [[0x25, 0x50, 0x44, 0x46, 0, 0, 1], 'non è una tabella'],
])('bytes that are no table: %#', async (bytes, message) => {
  const table = await readTabella(Uint8Array.from(bytes))
  expect(table.ok ? '' : table.message).toContain(message)
})
