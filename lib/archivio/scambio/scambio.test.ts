import { DOMParser, type Document, type Element } from '@xmldom/xmldom'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Funzionario } from '@/lib/auth/viewer'
import { romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld, officerNamed } from '@/lib/pratiche/testing/world'
import { unitaIdOf } from '../carico'
import { addEtichetta, describeUnita } from '../commands'
import { descrizioneInput, etichettaInput } from '../forms'
import { findScheda } from '../queries'
import { dcatOf } from './dcat'
import { ead3Of } from './ead3'
import { openElenco, parzialeOf } from './elenco-csv'
import { answerOai, type Deposito } from './oai'
import { setOfFondo } from './protocollo-oai'
import { RITARDO_MS } from './queries-oai'
import { findSchedaPubblica, listFondiPubblici, walkSchedePubbliche } from './scheda-pubblica'

let paolo: Funzionario
let elena: Funzionario
let deposito: Deposito
let chiuse: string[]
let aperte: string[]
const SIS = 'IT-SP-PROV/SIS'
const PAGINA = 'https://sportello.example/archivio/'

const parse = (text: string): Document =>
  new DOMParser({
    onError: (_level, message) => {
      throw new Error(message)
    },
  }).parseFromString(text, 'text/xml')
const all = (node: Document | Element, name: string): Element[] => [...node.getElementsByTagName(name)]
const textOf = (node: Document | Element, name: string) => all(node, name).map((one) => one.textContent ?? '')
const ask = async (query: string, from: Deposito = deposito) =>
  parse(await answerOai([...new URLSearchParams(query).entries()], from))
const idsOf = (answer: Document) => textOf(answer, 'identifier').filter((id) => id.startsWith('oai:'))
const oai = (id: string) => `oai:sportello.example:${id}`
const later = async (): Promise<Deposito> => ({
  ...deposito,
  adesso: new Date((await databaseNow()).getTime() + RITARDO_MS + 1_000),
})

/** Every page of a list. */
async function harvest(query: string): Promise<{ ids: string[]; pages: number; texts: string[] }> {
  const from = await later()
  const [ids, texts]: [string[], string[]] = [[], []]
  let next = query
  for (let pages = 1; ; pages += 1) {
    const text = await answerOai([...new URLSearchParams(next).entries()], from)
    const answer = parse(text)
    ids.push(...all(answer, 'header').flatMap((header) => textOf(header, 'identifier')))
    texts.push(text)
    const [token] = textOf(answer, 'resumptionToken')
    if (!token) return { ids, pages, texts }
    next = `verb=${new URLSearchParams(query).get('verb')}&resumptionToken=${token}`
  }
}

beforeAll(async () => {
  await loadWorld()
  await loadArchivio(600)
  paolo = await officerNamed('Paolo', 'Archivista')
  elena = await officerNamed('Elena', 'Istruttore')
  deposito = {
    base: 'https://sportello.example/api/oai',
    pagina: PAGINA,
    dominio: 'sportello.example',
    nome: 'Archivio di prova',
    email: 'archivio@sportello.example',
    adesso: await databaseNow(),
  }
  const rows = await dbAs('sistema').execute<{ id: string; chiusa: boolean }>(sql`
    select id, accesso = 'particolare' and coalesce(consultabile_dal, 'infinity') > oggi_a_roma() as chiusa
    from unita_archivistiche where ente = ${ENTE}`)
  chiuse = rows.filter((row) => row.chiusa).map((row) => row.id)
  aperte = rows.filter((row) => !row.chiusa).map((row) => row.id)
})
afterAll(closeDatabase)

describe('OAI-PMH', () => {
  test('says who it is, by the elements and in the order of the protocol (§ 4.2)', async () => {
    const [identify] = all(await ask('verb=Identify'), 'Identify')
    expect([...(identify?.childNodes ?? [])].map((one) => one.nodeName)).toEqual([
      'repositoryName',
      'baseURL',
      'protocolVersion',
      'adminEmail',
      'earliestDatestamp',
      'deletedRecord',
      'granularity',
    ])
  })

  test('a harvest has every unit that everybody may know, once, and none of the others', async () => {
    expect(chiuse.length).toBeGreaterThan(0)
    const { ids, pages, texts } = await harvest('verb=ListRecords&metadataPrefix=oai_dc')
    expect(pages).toBeGreaterThan(3)
    expect([...ids].sort()).toEqual(aperte.map(oai).sort())
    const names = await dbAs('sistema').execute<{ testo: string }>(sql`
      select nome as testo from agenti_unita union select titolo_originale from unita_riservate
      union select via from ubicazioni_unita where via is not null`)
    const told = texts.join('\n')
    expect(names.length).toBeGreaterThan(100)
    expect(names.filter(({ testo }) => told.includes(testo)).slice(0, 3)).toEqual([])
  })

  test('a set is a fonds; headers alone come with the other verb', async () => {
    const sets = textOf(await ask('verb=ListSets'), 'setSpec')
    expect(sets).toContain(setOfFondo(unitaIdOf(SIS)))
    const { ids, texts } = await harvest(`verb=ListIdentifiers&metadataPrefix=oai_dc&set=${setOfFondo(unitaIdOf(SIS))}`)
    const fonds = await dbAs('pubblico').execute<{ id: string }>(
      sql`select id from unita_archivistiche where fondo_id = ${unitaIdOf(SIS)}::uuid`,
    )
    expect([...ids].sort()).toEqual(fonds.map((one) => oai(one.id)).sort())
    expect(texts.join()).not.toContain('dc:title')
    expect(
      textOf(await ask('verb=ListRecords&metadataPrefix=oai_dc&set=fondo-niente', await later()), 'error'),
    ).toHaveLength(1)
  })

  test('what has changed after an instant comes, and nothing comes before its transaction can be over', async () => {
    const id = unitaIdOf(`${SIS}/1990/b001/f0004`)
    const before = new Date((await databaseNow()).getTime())
    const scheda = await findScheda(paolo, id)
    const input = descrizioneInput.parse({ titolo: 'Cambiata per la prova', data: '1990', trattamento: 'schedato' })
    expect((await describeUnita(paolo, id, scheda?.versioneRiga ?? -1, input)).ok).toBe(true)
    const query = `verb=ListIdentifiers&metadataPrefix=oai_dc&from=${before.toISOString().slice(0, 19)}Z`
    expect(idsOf(await ask(query, { ...deposito, adesso: await databaseNow() }))).not.toContain(oai(id))
    expect(idsOf(await ask(query, await later()))).toContain(oai(id))
    const tomorrow = new Date(before.getTime() + 86_400_000).toISOString().slice(0, 10)
    expect(
      all(
        await ask(`verb=ListRecords&metadataPrefix=oai_dc&from=${tomorrow}`, await later()),
        'error',
      )[0]?.getAttribute('code'),
    ).toBe('noRecordsMatch')
  })

  test('what is closed after it was everybody’s is told as deleted, without a word of it; open again, it comes back', async () => {
    const id = unitaIdOf(`${SIS}/1990/b001/f0005`)
    const get = `verb=GetRecord&metadataPrefix=oai_dc&identifier=${oai(id)}`
    const title = (await findSchedaPubblica(id, romeDay(deposito.adesso)))?.titolo ?? ''
    expect(textOf(await ask(get), 'dc:title')).toEqual([title])
    const tag = { categoria: 'salute', quando: '1990', motivo: 'Certificato medico allegato' }
    expect((await addEtichetta(paolo, id, etichettaInput.parse(tag))).ok).toBe(true)
    const closed = await ask(get)
    expect(all(closed, 'header')[0]?.getAttribute('status')).toBe('deleted')
    expect(textOf(closed, 'metadata')).toEqual([])
    const { ids, texts } = await harvest('verb=ListRecords&metadataPrefix=oai_dc')
    expect([ids.filter((one) => one === oai(id)).length, texts.join().includes(title)]).toEqual([1, false])
    await dbAs('sistema').execute(
      sql`update unita_archivistiche set accesso = 'su_richiesta', consultabile_dal = null where id = ${id}::uuid`,
    )
    expect(textOf(await ask(get), 'dc:title')).toEqual([title])
    expect(
      (await harvest('verb=ListIdentifiers&metadataPrefix=oai_dc')).ids.filter((one) => one === oai(id)),
    ).toHaveLength(1)
  })

  test('a unit that was always closed does not exist, in the same words as one that is not there', async () => {
    const error = async (id: string) =>
      textOf(await ask(`verb=GetRecord&metadataPrefix=oai_dc&identifier=${oai(id)}`), 'error')
    expect(await error(chiuse[0] ?? '')).toEqual(await error(crypto.randomUUID()))
  })

  test('what is asked is repeated in the answer, unless it is wrong (§ 3.6)', async () => {
    const request = async (query: string) => all(await ask(query), 'request')[0]
    expect((await request('verb=ListMetadataFormats'))?.getAttribute('verb')).toBe('ListMetadataFormats')
    expect((await request('verb=<script>'))?.attributes.length).toBe(0)
    expect(
      (await request(`verb=GetRecord&metadataPrefix=oai_dc&identifier=${encodeURIComponent('"><x>')}`))?.getAttribute(
        'identifier',
      ),
    ).toBe('"><x>')
  })
})

describe('EAD3', () => {
  const cornice = {
    ente: 'Provincia della Spezia',
    codiceEnte: ENTE,
    base: PAGINA,
    adesso: new Date('2026-11-26T10:00:00Z'),
  }
  const read = async (segnatura: string) => {
    const oggi = romeDay(await databaseNow())
    const cima = await findSchedaPubblica(unitaIdOf(segnatura), oggi)
    let text = ''
    for await (const piece of ead3Of(walkSchedePubbliche(cima ?? { ordine: 'x' }, oggi), cornice)) text += piece
    return parse(text)
  }

  test('has the whole tree that everybody may know, each unit inside the one it stands in', async () => {
    const ead = await read(SIS)
    const rows = await dbAs('pubblico').execute<{ segnatura: string; padre: string | null }>(sql`
      select u.segnatura, p.segnatura as padre from unita_archivistiche u
      left join unita_archivistiche p on p.ente = u.ente and p.id = u.padre_id
      where u.fondo_id = ${unitaIdOf(SIS)}::uuid order by u.ordine`)
    expect(textOf(ead, 'unitid')).toEqual(rows.map((row) => row.segnatura))
    const signature = (node: Element) => textOf(node, 'unitid')[0]
    for (const [i, c] of all(ead, 'c').entries()) {
      const above = c.parentNode?.nodeName === 'dsc' ? c.parentNode.parentNode : c.parentNode
      expect(signature(above as Element)).toBe(rows[i + 1]?.padre)
    }
  })

  test('begins with control, whose parts are in the order of the schema, and says the level of each part', async () => {
    const ead = await read(SIS)
    const children = (name: string) =>
      [...(all(ead, name)[0]?.childNodes ?? [])].filter((one) => one.nodeType === 1).map((one) => one.nodeName)
    expect(children('ead')).toEqual(['control', 'archdesc'])
    expect(children('control')).toEqual([
      'recordid',
      'filedesc',
      'maintenancestatus',
      'maintenanceagency',
      'languagedeclaration',
      'conventiondeclaration',
      'maintenancehistory',
    ])
    expect(all(ead, 'archdesc')[0]?.getAttribute('level')).toBe('fonds')
    for (const c of all(ead, 'c')) expect(c.getAttribute('level')).toMatch(/^(series|subseries|file|item|otherlevel)$/)
  })
})

test('the catalogue has what DCAT-AP_IT makes mandatory, and no fonds that not everybody may know', async () => {
  const oggi = romeDay(await databaseNow())
  const fondi = await listFondiPubblici(oggi)
  const rdf = parse(
    dcatOf(
      fondi.map((scheda) => ({ scheda, modificatoIl: oggi })),
      {
        base: 'https://sportello.example',
        oai: deposito.base,
        pagina: PAGINA,
        ente: { codice: ENTE, nome: 'Provincia della Spezia' },
        email: deposito.email,
        licenza: null,
        oggi,
      },
    ),
  )
  const MANDATORY = {
    'dcatapit:Catalog': ['dct:title', 'dct:description', 'dct:publisher', 'dct:modified', 'dcat:dataset'],
    'dcatapit:Dataset': [
      'dct:identifier',
      'dct:title',
      'dct:description',
      'dct:modified',
      'dcat:theme',
      'dct:rightsHolder',
      'dct:accrualPeriodicity',
      'dcat:distribution',
    ],
    'dcatapit:Distribution': ['dct:format', 'dcat:accessURL', 'dct:license'],
    'dcatapit:Agent': ['dct:identifier', 'foaf:name'],
    'dcatapit:Organization': ['vcard:fn', 'vcard:hasEmail'],
  }
  for (const [type, properties] of Object.entries(MANDATORY)) {
    const things = all(rdf, type)
    expect(things.length).toBeGreaterThan(0)
    for (const thing of things)
      for (const property of properties)
        expect([type, property, all(thing, property).length > 0]).toEqual([type, property, true])
  }
  expect(all(rdf, 'dcatapit:Dataset')).toHaveLength(fondi.length)
  // what is named is described
  const known = new Set(
    [...(all(rdf, 'rdf:RDF')[0]?.childNodes ?? [])].map((one) => (one as Element).getAttribute?.('rdf:about')),
  )
  for (const name of ['dcat:dataset', 'dcat:distribution', 'dct:publisher', 'dcat:contactPoint'])
    for (const link of all(rdf, name)) expect(known).toContain(link.getAttribute('rdf:resource'))
})

test('a search comes out as a table: what the officer sees, all of it, and nothing a spreadsheet would run', async () => {
  let text = ''
  const elenco = await openElenco(elena, { testo: 'muro' }, PAGINA)
  for await (const piece of elenco?.righe ?? []) text += piece
  expect(elenco?.nome).toBe('archivio.csv')
  expect(text).not.toContain('Elenco non completo')
  const lines = text.replace(/\r\n$/, '').split('\r\n')
  expect(lines[0]).toBe('\ufeffsegnatura;titolo;livello;tipo;data;comune;località;pagine;accesso;indirizzo')
  expect(lines.length).toBeGreaterThan(21)
  for (const id of chiuse) expect(text).not.toContain(id)
})

test('a list that stops before the end says so, and one of a parcel is a search by parcel', async () => {
  expect(parzialeOf({ totale: 2000, raggiungibili: 2000 })).toBeNull()
  expect(parzialeOf({ totale: 2001, raggiungibili: 2000 })).toEqual({
    nome: 'archivio-primi-2000-di-2001.csv',
    riga: expect.stringContaining('i primi 2000 di 2001'),
  })
  await openElenco(elena, { comune: '011015', foglio: '12', mappale: '345' }, PAGINA)
  const told = await dbAs('sistema').execute<{
    azione: string
    soggetto_id: string
    dati: Record<string, unknown>
  }>(sql`
    select azione, soggetto_id, dati from audit where attore_id = ${elena.personaId}::uuid order by id desc limit 2`)
  expect(told).toMatchObject([
    { azione: 'archivio.elenco_scaricato', dati: { particella: '011015/12/345', righe: expect.any(Number) } },
    { azione: 'archivio.particella_cercata', soggetto_id: '011015/12/345' },
  ])
})
