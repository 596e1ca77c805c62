import { expect, test } from 'vitest'
import { comuneScritto, comuneVicino } from '@/lib/comuni/rules-comuni'
import { readTabella } from '../lotti/lettura-indice'
import { readIndice } from '../lotti/rules-righe'
import { ead3Of } from '../scambio/ead3'
import type { SchedaPubblica } from '../scambio/scheda-pubblica'
import { convertEad } from './ead'
import { convertTabella, readMappatura } from './mappatura'
import { type Conversione, indiceCsv } from './rules'
import { readDump } from './sql'

const COMUNI = { scritto: comuneScritto, vicino: comuneVicino }
const value = <T>(result: { ok: true; value: T } | { ok: false; message: string }): T => {
  if (!result.ok) throw new Error(result.message)
  return result.value
}
/** What the batches read of it: the same dry run as of any index. */
const letto = async ({ righe }: Conversione) =>
  value(readIndice(value(await readTabella(Buffer.from(indiceCsv(righe)))).celle, COMUNI))

const EAD2002 = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE ead PUBLIC "+//ISBN 1-931666-00-8//DTD ead.dtd (Encoded Archival Description (EAD) Version 2002)//EN" "ead.dtd">
<ead><eadheader><eadid>x</eadid></eadheader>
<archdesc level="fonds"><did><unitid>GC</unitid><unittitle>Genio civile</unittitle><unitdate normal="1931/1979">1931-1979</unitdate>
<origination><corpname>Ufficio del Genio civile</corpname></origination></did>
<dsc type="combined">
 <c01 level="series"><did><unitid>A</unitid><unittitle>Opere <emph>idrauliche</emph></unittitle></did>
  <scopecontent><head>Contenuto</head><p>Argini.</p><p>Ponti.</p></scopecontent>
  <c02 level="file"><did><unitid>b. 12</unitid><unittitle>Argine del Magra, <unitdate>ca. 1952</unitdate></unittitle><container type="busta">GC-12</container></did>
   <controlaccess><persname>Mario Finto</persname><subject>argini</subject><subject>fiumi</subject></controlaccess></c02>
  <c02 level="file"><did><unitid>b. 12</unitid><unittitle>Argine del Vara</unittitle><unitdate normal="1952-03-14">primavera</unitdate></did></c02>
  <c02><did><unittitle>Senza segnatura</unittitle></did></c02>
 </c01></dsc></archdesc></ead>`

test('a finding aid in EAD 2002 becomes an index, a row a unit, under the signature of the one above', async () => {
  const converted = value(convertEad(EAD2002, { segnatura: 'IT-SP-PROV/GC' }))
  expect(converted.righe.map(({ segnatura, padre, livello, data }) => [segnatura, padre, livello, data])).toEqual([
    ['IT-SP-PROV/GC', '', 'Fondo', '1931-1979'],
    ['IT-SP-PROV/GC/A', 'IT-SP-PROV/GC', 'Serie', 's.d.'],
    ['IT-SP-PROV/GC/A/b.-12', 'IT-SP-PROV/GC/A', 'Fascicolo', 'ca. 1952'],
    ['IT-SP-PROV/GC/A/b.-12-2', 'IT-SP-PROV/GC/A', 'Fascicolo', '14/03/1952'],
    ['IT-SP-PROV/GC/A/3', 'IT-SP-PROV/GC/A', 'Fascicolo', 's.d.'],
  ])
  expect(converted.righe[1]).toMatchObject({ titolo: 'Opere idrauliche', contenuto: 'Argini.\nPonti.' })
  expect(converted.righe[2]).toMatchObject({ voci: 'argini; fiumi', contenitore: 'GC-12' })
  expect(converted.avvisi).toEqual([
    expect.stringContaining('entra come Su richiesta'),
    expect.stringContaining('nomi di persone'),
    expect.stringContaining('due volte'),
  ])
  expect(converted.righe.map((one) => one.accesso)).toEqual(['Su richiesta', '', '', '', ''])
  const read = await letto(converted)
  expect(read.ignote).toEqual([])
  expect(read.righe.map((riga) => riga.descrizione?.livello)).toEqual([
    'fondo',
    'serie',
    'fascicolo',
    'fascicolo',
    'fascicolo',
  ])
})

test('what this portal gives out as EAD3 comes back as the same tree', async () => {
  const unit = (id: string, ordine: string, more: Partial<SchedaPubblica>): SchedaPubblica => ({
    id,
    fondoId: 'a',
    ordine,
    profondita: ordine.split('.').length - 1,
    livello: 'fascicolo',
    segnatura: '',
    titolo: 'Titolo & «altro»',
    tipologia: null,
    dal: '1987-01-01',
    al: '1987-12-31',
    certezza: 'certa',
    data: '1987',
    consistenza: '24 carte',
    pagine: null,
    produttore: 'Genio civile',
    numeroPratica: null,
    annoPratica: null,
    comune: null,
    localita: 'Ponzano',
    strade: [],
    voci: ['edilizia'],
    lingua: 'italiano',
    accesso: 'su_richiesta',
    descrizione: { opera: null, materiale: null, esito: null, contenuto: 'Relazione.' },
    modificataAt: new Date(),
    ...more,
  })
  const tree = [
    unit('a', '1', { livello: 'fondo', segnatura: 'X/SIS' }),
    unit('b', '1.1', { livello: 'serie', segnatura: 'X/SIS/1987' }),
    unit('c', '1.1.1', { segnatura: 'X/SIS/1987/b001/f0001', data: 'ca. 1987' }),
    unit('d', '1.1.1.1', { livello: 'sottofascicolo', segnatura: 'X/SIS/1987/b001/f0001/1' }),
    unit('e', '1.2', { livello: 'serie', segnatura: 'X/SIS/1988' }),
  ]
  const cornice = { ente: 'P', codiceEnte: 'p', base: 'https://x/', adesso: new Date() }
  let text = ''
  for await (const piece of ead3Of(
    (async function* () {
      yield* tree
    })(),
    cornice,
  ))
    text += piece
  const read = await letto(value(convertEad(text)))
  expect(
    read.righe.map(({ segnatura, descrizione }) => [segnatura, descrizione?.padre ?? null, descrizione?.livello]),
  ).toEqual([
    ['X/SIS', null, 'fondo'],
    ['X/SIS/1987', 'X/SIS', 'serie'],
    ['X/SIS/1987/b001/f0001', 'X/SIS/1987', 'fascicolo'],
    ['X/SIS/1987/b001/f0001/1', 'X/SIS/1987/b001/f0001', 'sottofascicolo'],
    ['X/SIS/1988', 'X/SIS', 'serie'],
  ])
  expect(read.righe[2]?.descrizione).toMatchObject({
    titolo: 'Titolo & «altro»',
    certezza: 'circa',
    voci: ['edilizia'],
    contenuto: 'Relazione.',
    produttore: 'Genio civile',
    accessoBase: 'su_richiesta',
  })
})

const conAccesso = (cima: string, parte: string) =>
  `<ead><archdesc level="fonds"><did><unitid>X</unitid><unittitle>Fondo</unittitle></did>${cima}
    <c level="file"><did><unitid>1</unitid><unittitle>Uno</unittitle></did>${parte}</c></archdesc></ead>`
const restrict = (text: string) => `<accessrestrict><head>Accesso</head><p>${text}</p></accessrestrict>`

test.each([
  ['nothing is said', '', '', {}, ['Su richiesta', ''], 1],
  ['nothing is said, and the mapping does', '', '', { accesso: 'riservato' }, ['Riservato', ''], 0],
  ['free, in so many words', restrict('Consultazione libera.'), '', {}, ['Libero', ''], 0],
  ['free, in a group of EAD 2002', `<descgrp>${restrict('Libero')}</descgrp>`, '', {}, ['Libero', ''], 0],
  ['free there, reserved here', restrict('Libero'), '', { accesso: 'riservato' }, ['Riservato', ''], 0],
  ['a part is free', '', restrict('Liberamente consultabile'), {}, ['Su richiesta', 'Libero'], 1],
  ['free after a term', restrict('Libera dopo 40 anni'), '', {}, ['Su richiesta', ''], 1],
  [
    'unclear under what is reserved',
    restrict('Riservato'),
    restrict('Chiedere in sala'),
    {},
    ['Riservato', 'Riservato'],
    1,
  ],
  ['unclear under what is free', restrict('Libero'), restrict('Chiedere in sala'), {}, ['Libero', 'Su richiesta'], 1],
  ['unclear, in a unit of the archive', restrict('Chiedere'), '', { padre: 'A/B' }, ['Riservato', ''], 1],
  ['nothing is said, in a unit of the archive', '', '', { padre: 'A/B' }, ['', ''], 0],
] as const)('access of a finding aid: %s', (_, cima, parte, more, accesso, avvisi) => {
  const converted = value(convertEad(conAccesso(cima, parte), more))
  expect(converted.righe.map((one) => one.accesso)).toEqual(accesso)
  expect(converted.avvisi).toHaveLength(avvisi)
})

test('a finding aid goes under a unit of the archive; whole signatures follow that of the top', () => {
  const xml = `<ead><archdesc><did><unitid>X/SIS</unitid><unittitle>Sismica</unittitle>
    <unitdatestructured><daterange><fromdate standarddate="1961">1961</fromdate><todate standarddate="1964-05-02"/></daterange></unitdatestructured></did>
    <dsc><c level="series"><did><unitid>X/SIS/1987</unitid><unittitle>1987</unittitle></did>
      <c level="file"><did><unitid>X/SIS/1987/b001</unitid><unittitle>Busta</unittitle></did></c></c></dsc></archdesc></ead>`
  const righe = (cima: Parameters<typeof convertEad>[1]) =>
    value(convertEad(xml, cima)).righe.map(({ segnatura, padre, livello }) => [segnatura, padre, livello])
  expect(righe({ segnatura: 'A/B' })).toEqual([
    ['A/B', '', 'Fondo'],
    ['A/B/1987', 'A/B', 'Serie'],
    ['A/B/1987/b001', 'A/B/1987', 'Fascicolo'],
  ])
  expect(righe({ segnatura: 'A/B', padre: 'A' })[0]).toEqual(['A/B', 'A', 'Serie'])
  expect(value(convertEad(xml)).righe[0]?.data).toBe('1961-1964')
})

test('what is no EAD, is broken, or brings entities of its own is refused in words', () => {
  const said = (xml: string) => {
    const result = convertEad(xml)
    return result.ok ? 'ok' : result.message
  }
  expect(said('<mets/>')).toContain('Non è un file EAD')
  expect(said('<ead><archdesc>')).toContain('rovinato')
  expect(said('<!DOCTYPE ead [<!ENTITY a "b">]><ead><archdesc/></ead>')).toContain('entità')
})

const MAPPA = `
tabella: pratiche
colonne:
  segnatura: 'IT-SP-PROV/VEC/{anno}/{num}'
  padre: { costante: IT-SP-PROV/VEC }
  titolo: oggetto
  data: anno
  numeroPratica: num
  comune: { da: cod, valori: { 15: La Spezia, 27: Sarzana } }
  tipologia: { da: tipo, valori: { S: Deposito sismico }, altrimenti: Carteggio }
`
const DUMP = `-- a dump
CREATE TABLE \`altro\` (\`id\` int);
INSERT INTO \`altro\` VALUES (1);
CREATE TABLE IF NOT EXISTS \`pratiche\` (
  \`num\` int(11) NOT NULL, \`anno\` int, \`oggetto\` varchar(200) DEFAULT NULL,
  \`cod\` int, \`tipo\` char(1), PRIMARY KEY (\`num\`)
) ENGINE=InnoDB;
INSERT INTO \`pratiche\` VALUES (7,1987,'Casa d''angolo; con \\'virgolette\\' (e parentesi)',15,'S'),
 (8, 1988, 'Muro, alto', 27, NULL);
INSERT INTO pratiche (oggetto, num, anno, cod, tipo) VALUES ('non conta', 9, 1989, 99, 'X');
`

test('a dump of a database becomes an index by its mapping: patterns, constants, values translated', async () => {
  const table = value(readDump(DUMP.replace(/INSERT INTO pratiche \(.*\n/, ''), 'pratiche'))
  expect(table.celle[0]).toEqual(['num', 'anno', 'oggetto', 'cod', 'tipo'])
  const converted = value(convertTabella(table.celle, value(readMappatura(MAPPA))))
  const { righe } = await letto(converted)
  expect(righe.map((riga) => riga.esiti.filter((one) => one.gravita === 'errore'))).toEqual([[], []])
  expect(righe[0]?.descrizione).toMatchObject({
    segnatura: 'IT-SP-PROV/VEC/1987/7',
    padre: 'IT-SP-PROV/VEC',
    titolo: "Casa d'angolo; con 'virgolette' (e parentesi)",
    comuneIstat: '011015',
    tipologia: 'deposito_sismico',
    numeroPratica: '7',
  })
  expect(righe[1]?.descrizione?.titolo).toBe('Muro, alto')
  expect(righe[1]?.descrizione?.tipologia).toBeUndefined()
})

test('rows copied by PostgreSQL are read too, with their tabs and their nothing', () => {
  const copy = 'COPY public.pratiche (num, oggetto) FROM stdin;\n1\ta\\tb\n2\t\\N\n\\.\n'
  expect(value(readDump(copy, null)).celle).toEqual([
    ['num', 'oggetto'],
    ['1', 'a\tb'],
    ['2', ''],
  ])
})

test('a value that the mapping does not have is told, and so is what the mapping cannot find', () => {
  const map = value(readMappatura(MAPPA))
  const heads = ['num', 'anno', 'oggetto', 'cod', 'tipo', 'note']
  const converted = value(convertTabella([heads, ['1', '1990', 'x', '99', 'S', 'n']], map))
  expect(converted.righe[0]?.comune).toBe('')
  expect(converted.avvisi).toEqual(['comune: «99» non è nella mappa (1 riga)', 'Colonne non usate: note'])
  expect(convertTabella([['num']], map)).toMatchObject({
    message: expect.stringContaining('«anno», «oggetto», «cod», «tipo»'),
  })
  const aside = value(readMappatura('accesso: Riservato\ncolonne: { segnatura: num, titolo: num }'))
  expect(convertTabella([['num'], ['1']], aside)).toMatchObject({
    message: expect.stringContaining('«accesso: { costante: … }»'),
  })
  const wrong = (text: string) => {
    const result = readMappatura(text)
    return result.ok ? '' : result.message
  }
  expect(wrong('colonne: { titolo: x }')).toContain('segnatura e titolo')
  expect(wrong('colonne: { segnatura: a, titolo: b, colore: c }')).toContain('colonne')
  expect(wrong('colonne: [')).toContain('YAML')
  expect(wrong('accesso: aperto')).toContain('«accesso»: scrivi Libero, Su richiesta, Riservato, Particolare')
  expect(wrong('dialetto: oracle')).toContain('«dialetto»: scrivi mysql, postgresql, sqlserver, standard')
  expect(value(readMappatura('accesso: su richiesta'))).toEqual({ accesso: 'su_richiesta' })
  expect(readDump('select 1', null)).toMatchObject({ ok: false })
  expect(readDump(DUMP, null)).toMatchObject({ message: expect.stringContaining('altro, pratiche') })
})
