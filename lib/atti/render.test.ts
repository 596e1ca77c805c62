import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { aConvoglio, anAsse, aPercorso, aTratto } from '@/lib/trasporti/testing/domande'
import { isModello, renderAtto, renderRicevuta } from './render'
import { sealAtto } from './sigillo'
import { aDiniego, anAtto, aRicevuta, aRichiesta } from './testing/contenuti'

const verifica = {
  codice: 'ABCDEFGHJKLMNPQR',
  sigillo: sealAtto({
    v: 1,
    e: 'p_sp',
    n: '2026/0000042',
    t: 'autorizzazione:singola',
    d: '2026-03-17',
    a: '2026-06-17',
    g: ['ZZ000AA', 'XZ000AB', 'ZZ000AC'],
    m: 72_000,
    l: [1810, 255, 400],
    s: '0123456789abcdef',
  }),
}
const open = (pdf: Buffer) => getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise

async function textOf(document: PDFDocumentProxy, number?: number): Promise<string> {
  const pages = number ? [number] : Array.from({ length: document.numPages }, (_, i) => i + 1)
  const texts = await Promise.all(
    pages.map(async (n) =>
      (await (await document.getPage(n)).getTextContent()).items
        .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : ''))
        .join(''),
    ),
  )
  return texts.join('\n').replace(/\s+/g, ' ')
}

type Node = { role?: string; alt?: string; type?: string; children?: Node[] }
/** Every element of the structure tree of the document, page by page. */
async function elementsOf(document: PDFDocumentProxy): Promise<Node[]> {
  const found: Node[] = []
  const walk = (node: Node) => {
    if (node.role) found.push(node)
    for (const child of node.children ?? []) walk(child)
  }
  for (let n = 1; n <= document.numPages; n += 1) walk((await (await document.getPage(n)).getStructTree()) as Node)
  return found
}

test('an authorisation says all that art. 16 Reg. asks, in words that can be read back', async () => {
  const document = await open(await renderAtto('autorizzazione@1', anAtto(), verifica))
  const text = await textOf(document)
  for (const said of [
    'Autorizzazione al trasporto eccezionale',
    'n. 2026/0000042 del 12 marzo 2026',
    'LUNI TRASPORTI S.R.L.',
    'dal 17 marzo 2026',
    'al 17 giugno 2026',
    'ZZ000AA + XZ000AB',
    'Motrice di riserva',
    '72,0 t su 8 assi',
    '18,10 × 2,55 × 4,00',
    'Autorizza',
    'per un viaggio',
    'SP 21',
    'SS 1 Aurelia',
    'ANAS S.p.A.',
    '21,5',
    'di giorno',
    'Colombiera',
    'art. 16 c. 1 Reg.',
    'da definire',
    'Giulia Dirigente, dirigente, il 12 marzo 2026',
    'protocollo n. 2026/0001290',
    'ABCD EFGH JKLM NPQR',
    'non porta una firma digitale qualificata',
    `pagina 1 di ${document.numPages}`,
  ])
    expect(text).toContain(said)
  expect(text).not.toContain('ANTEPRIMA')
})

test('it is PDF/A-2b, Italian, titled, with every face inside the file', async () => {
  const pdf = await renderAtto('autorizzazione@1', anAtto(), verifica)
  const document = await open(pdf)
  const { info, metadata } = await document.getMetadata()
  expect(info).toMatchObject({
    Title: 'Autorizzazione al trasporto eccezionale n. 2026/0000042 del 12 marzo 2026',
    Author: 'Provincia della Spezia',
    Language: 'it-IT',
  })
  expect(metadata?.getRaw()).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>B</)
  const raw = pdf.toString('latin1')
  expect(raw).toContain('/Marked true')
  const descriptors = raw.match(/\/Type \/FontDescriptor[\s\S]*?endobj/g) ?? []
  expect(descriptors.length).toBeGreaterThanOrEqual(4)
  for (const descriptor of descriptors) expect(descriptor).toMatch(/\/FontFile[23]? /)
  expect(raw).not.toMatch(/Helvetica/)
  expect(raw).toContain('/OutputIntents')
  expect((await document.getOutline()).map((item) => item.title)).toEqual([
    'Titolare',
    'Premesse',
    'Carico',
    'Convoglio e schema di carico',
    'Veicoli',
    'Percorso e orari',
    'Nulla osta degli enti proprietari',
    'Prescrizioni',
    'Costi',
    'Come opporsi',
    'Adozione',
  ])
})

test('its structure can be heard: one title, headings, tables with headers, drawings in words', async () => {
  const elements = await elementsOf(await open(await renderAtto('autorizzazione@1', anAtto(), verifica)))
  const count = (role: string) => elements.filter((one) => one.role === role).length
  expect(count('H1')).toBe(1)
  expect(count('H2')).toBeGreaterThanOrEqual(11)
  expect(count('Table')).toBeGreaterThanOrEqual(6)
  expect(count('TH')).toBeGreaterThan(20)
  expect(count('LI')).toBe(3)
  const [qr, schema] = elements.filter((one) => one.role === 'Figure')
  expect(qr?.alt).toContain('/verifica/ABCDEFGHJKLMNPQR')
  expect(schema?.alt).toContain('8 assi')
  expect(schema?.alt).toContain('asse 1 8,0 t, 3,30 m al successivo')
})

test('a preview has no number and says on each page that it is worth nothing', async () => {
  const { firmato: _, ...proposta } = anAtto()
  const document = await open(await renderAtto('autorizzazione@1', proposta))
  for (let n = 1; n <= document.numPages; n += 1)
    expect((await textOf(document, n)).match(/ANTEPRIMA – NON VALIDA/g)).toHaveLength(2) // across the page and at its head
  const text = await textOf(document)
  expect(text).not.toContain('2026/0000042')
  expect(text).toContain('Proposta, non ancora adottata')
})

test('a long act goes on over its pages: headers again, numbers whole, nothing lost', async () => {
  const tratti = Array.from({ length: 70 }, (_, i) =>
    aTratto({ strada: `SP ${500 + i}`, da: `luogo ${i}`, lunghezzaM: 1000 }),
  )
  const prescrizioni = Array.from({ length: 30 }, (_, i) => ({
    testo: `Prescrizione ${i + 1}. ${'Si passa al centro della carreggiata. '.repeat(6)}`,
    norma: null,
  }))
  const assi = Array.from({ length: 20 }, (_, i) => anAsse({ massaKg: 11_750, interasseCm: i === 19 ? null : 150 }))
  const document = await open(
    await renderAtto(
      'autorizzazione@1',
      anAtto({
        percorso: aPercorso({ tratti }),
        prescrizioni,
        convoglio: aConvoglio({ assi, lunghezzaCm: 4200 }),
        motivazione: 'Una ragione molto lunga. '.repeat(400),
      }),
      verifica,
    ),
  )
  expect(document.numPages).toBeGreaterThan(6)
  const text = await textOf(document)
  for (const { strada } of tratti) expect(text).toContain(strada)
  for (let i = 1; i <= 30; i += 1) expect(text).toContain(`Prescrizione ${i}.`)
  expect(text.match(/Strada Da – a Proprietario km/g)?.length).toBeGreaterThanOrEqual(3)
  expect(text).toContain('Totale 70,0')
  expect(text.match(/ragione/g)).toHaveLength(400)
  expect(text).toContain(`pagina ${document.numPages} di ${document.numPages}`)
  const rows = (await elementsOf(document)).filter((one) => one.role === 'Figure')
  expect(rows).toHaveLength(2)
})

test('names in any alphabet are printed; what no face has leaves a mark and no hole', async () => {
  const denominazione = 'Łukasz Šćepanović & Δοκιμή Перевозки 株式会社 S.R.L.'
  const pdf = await renderAtto(
    'autorizzazione@1',
    anAtto({ titolare: { denominazione, codiceFiscale: 'X', sede: 'a\u0000b\u202ec', presentataDa: 'N' } }),
    verifica,
  )
  const text = await textOf(await open(pdf))
  expect(text).toContain('Łukasz Šćepanović & Δοκιμή Перевозки ???? S.R.L.')
  expect(text).toContain('abc')
})

test('a refusal gives reasons, answers each observation, and says how to object', async () => {
  const text = await textOf(await open(await renderAtto('diniego@1', aDiniego())))
  for (const said of [
    'Non accoglie la domanda',
    'limite di massa di 26 t',
    'Ricevute il 20 marzo 2026',
    'Il convoglio può passare di notte',
    'non dall’orario',
    'Tribunale amministrativo',
    'Tipo di autorizzazione',
  ])
    expect(text).toContain(said)
  expect(text).not.toContain('S.R.L..')
})

test('what the Province has not confirmed is said in a sentence, never printed as an address', async () => {
  const letter = (pec: string) => {
    const base = aRichiesta({ titolo: 'Avviso di richiesta di accesso a documenti', ufficio: 'Archivio tecnico' })
    return { ...base, ente: { ...base.ente, indirizzo: 'Via Vittorio Veneto 2, La Spezia', pec } }
  }
  const print = async (modello: string, pec: string) => textOf(await open(await renderAtto(modello, letter(pec))))
  const known = await print('avviso-controinteressato@1', 'archivio@pec.example.org')
  expect(known).toContain('Scrivi a archivio@pec.example.org, o all’ufficio con una raccomandata, citando')
  expect(known).toContain('Per domande: Archivio tecnico, archivio@pec.example.org.')
  const unknown = await print('avviso-controinteressato@1', 'da confermare')
  expect(unknown).toMatch(
    /non ha ancora confermato il suo indirizzo PEC: scrivi con una raccomandata a Archivio tecnico, .+, Via Vittorio Veneto 2, La Spezia, citando/,
  )
  expect(unknown).toContain('Per domande: Archivio tecnico, Via Vittorio Veneto 2, La Spezia.')
  const receipt = aRicevuta()
  const recapiti = { email: 'da confermare', telefono: 'da confermare', orari: 'da confermare' }
  const bare = await renderRicevuta({
    ...receipt,
    ente: { ...receipt.ente, pec: 'da confermare' },
    ufficio: { ...receipt.ufficio, ...recapiti },
  })
  for (const text of [
    unknown,
    await print('richiesta-integrazione@1', 'da confermare'),
    await textOf(await open(bare)),
  ])
    expect(text).not.toContain('da confermare')
})

test('a request for documents lists them, and stops the term in so many words', async () => {
  const text = await textOf(await open(await renderAtto('richiesta-integrazione@1', aRichiesta())))
  for (const said of [
    'Schema di carico con gli interassi',
    'XZ000AB',
    'il termine è sospeso',
    'Inviata da',
    'area personale',
  ])
    expect(text).toContain(said)
  const notice = await textOf(
    await open(
      await renderAtto(
        'preavviso-diniego@1',
        aRichiesta({
          tipo: 'preavviso_diniego',
          titolo: 'Comunicazione dei motivi che ostano all’accoglimento',
          dispositivo: 'COMUNICA',
        }),
      ),
    ),
  )
  expect(notice).toContain('Motivi che ostano all’accoglimento')
})

test('a nulla osta does not pass for an authorisation; any procedure has its provvedimento', async () => {
  const osta = await textOf(
    await open(
      await renderAtto(
        'nulla-osta@1',
        anAtto({ tipo: 'nulla_osta', titolo: 'Nulla osta', dispositivo: 'ESPRIME NULLA OSTA' }),
        verifica,
      ),
    ),
  )
  expect(osta).toContain('non sostituisce l’autorizzazione')
  const other = anAtto({
    tipo: 'provvedimento',
    titolo: 'Accesso agli atti',
    dispositivo: 'ACCOGLIE LA DOMANDA',
    convoglio: null,
    percorso: null,
    trasporto: null,
    targhe: [],
    costi: [],
  })
  expect(await textOf(await open(await renderAtto('provvedimento@1', other)))).toContain('Accoglie la domanda')
})

test('the receipt says what art. 18-bis L. 241/1990 asks', async () => {
  const receipt = aRicevuta()
  const text = await textOf(await open(await renderRicevuta(receipt)))
  for (const said of [
    '2026/0001234',
    '2 marzo 2026, ore 10:42',
    'entro il 17 marzo 2026',
    '15 giorni',
    'Il silenzio non vale come accoglimento',
    'Ufficio trasporti eccezionali',
    'Giulia Dirigente',
    'art. 5 c. 2',
    'schema-grafico.pdf',
    '182 kB',
    '3,5 MB',
    'TAR Liguria',
    receipt.indirizzo,
  ])
    expect(text).toContain(said)
  for (const { sha256 } of receipt.documenti) expect(text.replaceAll(' ', '')).toContain(sha256)
  const assent = await textOf(
    await open(
      await renderRicevuta(aRicevuta({ termine: { ...receipt.termine, silenzio: 'assenso' }, documenti: [] })),
    ),
  )
  expect(assent).toContain('vale come accoglimento della domanda')
  expect(assent).toContain('Nessun documento allegato')
})

test('a template that does not exist is a fault of the definition, and prints nothing', async () => {
  expect(isModello('autorizzazione@2')).toBe(false)
  await expect(renderAtto('autorizzazione@2', anAtto())).rejects.toThrow('No template')
})
