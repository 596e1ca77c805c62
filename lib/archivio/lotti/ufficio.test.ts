import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Funzionario } from '@/lib/auth/viewer'
import { formatDay } from '@/lib/core/date'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { sweepUploads } from '@/lib/documenti/commands-pulizia'
import { storeContent } from '@/lib/documenti/content'
import { findDestinazione } from '@/lib/documenti/destinazioni'
import { inspectPerLotto } from '@/lib/documenti/inspect'
import { Lease } from '@/lib/documenti/lease'
import { checkNome, LIMITI_LOTTO, LIMITI_PROVA } from '@/lib/documenti/rules-file'
import { storageOf } from '@/lib/documenti/stores'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld, officerNamed } from '@/lib/pratiche/testing/world'
import { improntaOf } from './commands'
import { attestLotto } from './commands-attestazione'
import { releaseFermi } from './commands-fermi'
import { changeLotto, createLotto } from './commands-ufficio'
import { writeElenco } from './elenco'
import { attestazioneInput } from './forms'
import { workLotti } from './lavoro'
import { findConto, findLotto, listLotti, listRighe } from './queries'
import { countAntivirus } from './queries-antivirus'
import { findAttestazione, findCopie, listFileAttestati } from './queries-attestazione'
import { countControlli, listControllate } from './queries-controlli'
import { findScadenzaLotto } from './queries-fermi'
import { findQualita } from './queries-qualita'
import { printAttestazione } from './stampa'
import { A4, makeIndice, makePdf, makeTiff, makeZip } from './testing/file'

let paolo: Funzionario // archive
let franca: Funzionario // dirigente of the archive
let elena: Funzionario // another office
const S = 'IT-SP-PROV/SIS/1990'

beforeAll(async () => {
  await loadWorld()
  await loadArchivio(200)
  paolo = await officerNamed('Paolo', 'Archivista')
  franca = await officerNamed('Franca', 'Dirigente')
  elena = await officerNamed('Elena', 'Istruttore')
})
afterAll(closeDatabase)

const made = async () => {
  const result = await createLotto(paolo, { nome: 'Consegna 3', modo: 'nuove' })
  if (!result.ok) throw new Error(result.message)
  return result.value.id
}
/** A document of the batch, as the upload leaves it. */
async function upload(lottoId: string, nome: string, bytes: Buffer): Promise<void> {
  const { id, deposito, chiaveCifrata, chiaveMaestra, byte, sha256 } = await storeContent(bytes)
  await db.execute(sql`insert into documenti (ente, id, soggetto_tipo, soggetto_id, tipo, nome, mime, byte, sha256, stato, deposito, chiave_cifrata,
      chiave_maestra, caricato_da_id, pronto_at)
    values ('p_sp', ${id}::uuid, 'lotto', ${lottoId}::uuid, 'prova', ${nome}, 'x', ${byte}, ${sha256}, 'pronto', ${deposito}, ${chiaveCifrata},
      ${chiaveMaestra}, ${paolo.personaId}::uuid, now())`)
}
const stato = async (id: string) => (await findLotto(paolo, id))?.stato
const documents = async (id: string) =>
  (await db.execute<{ stato: string }>(sql`select stato from documenti where soggetto_id = ${id}::uuid`)).map(
    (one) => one.stato,
  )
const rows = (...files: string[]) =>
  Buffer.from(
    makeIndice(
      files.map((File, i) => ({
        Segnatura: `${S}/w${improntaOf(Buffer.from(File + Math.random())).slice(0, 8)}`,
        'Sta in': S,
        Titolo: `Muro ${i}`,
        Date: '1990',
        File,
        'Pagine attese': 2,
      })),
    ),
  )

describe('from the browser', () => {
  test('index and files, loose and in a ZIP: report, load, and the uploaded copies go', async () => {
    const id = await made()
    await upload(id, 'indice.csv', rows('a.pdf', 'dentro/b.tif', 'manca.pdf'))
    await upload(id, 'a.pdf', makePdf(2, 'browser'))
    await upload(id, 'scansioni.zip', makeZip({ 'dentro/b.tif': makeTiff([A4, A4], 'browser') }))
    expect((await changeLotto(paolo, id, 'verifica')).ok).toBe(true)
    expect(await workLotti()).toBe(1)
    expect([await stato(id), await workLotti()]).toEqual(['verificato', 0])
    expect(await findConto(paolo, id)).toMatchObject({ da_caricare: 2, errata: 1, file: 2, nonNominati: 0 })
    expect((await changeLotto(paolo, id, 'carica')).ok).toBe(true)
    await workLotti()
    expect(await stato(id)).toBe('caricato')
    expect(await findConto(paolo, id)).toMatchObject({ caricata: 2, errata: 1 })
    expect(new Set(await documents(id))).toEqual(new Set(['eliminato']))
    expect(await changeLotto(paolo, id, 'carica')).toMatchObject({ ok: false, message: 'Non c’è altro da caricare' })
  })

  test('a name that came twice with other bytes keeps its row out and is said; the same bytes are one file; of an index the last is read', async () => {
    const id = await made()
    await upload(id, 'indice.csv', rows('altro.pdf'))
    await upload(id, 'indice.csv', rows('a.pdf', 'b.pdf', 'c.tif'))
    await upload(id, 'a.pdf', makePdf(2, 'prima'))
    await upload(id, 'a.pdf', makePdf(2, 'dopo'))
    await upload(id, 'b.pdf', makePdf(2, 'uguale'))
    await upload(id, 'b.pdf', makePdf(2, 'uguale'))
    await upload(id, 'c.tif', makeTiff([A4, A4], 'sciolto'))
    await upload(id, 'scansioni.zip', makeZip({ 'c.tif': makeTiff([A4, A4], 'nello zip') }))
    const verify = async () => {
      await changeLotto(paolo, id, 'verifica')
      await workLotti()
      return (await listRighe(paolo, id, null)).map(({ stato, esiti }) => [stato, esiti[0]?.testo])
    }
    expect(await verify()).toEqual([
      ['errata', expect.stringContaining('«a.pdf»: è stato caricato più di una volta')],
      ['da_caricare', undefined],
      ['errata', expect.stringContaining('«c.tif»: è stato caricato più di una volta')],
    ])
    expect((await findLotto(paolo, id))?.avvisiIndice).toEqual([
      '«indice.csv» è stato caricato più di una volta: abbiamo letto l’ultimo',
    ])
    await changeLotto(paolo, id, 'riapri')
    // the first of each is taken away
    await db.execute(sql`update documenti set stato = 'eliminato' where id in (select distinct on (nome) id from documenti
      where soggetto_id = ${id}::uuid and nome in ('a.pdf', 'c.tif') order by nome, pronto_at)`)
    expect((await verify()).map(([stato]) => stato)).toEqual(['da_caricare', 'da_caricare', 'da_caricare'])
    await changeLotto(paolo, id, 'annulla')
  })

  test('files are changed and verified again; a batch that is given up leaves nothing', async () => {
    const id = await made()
    expect(await changeLotto(paolo, id, 'verifica')).toMatchObject({ message: 'Carica prima l’indice e i file' })
    await upload(id, 'a.pdf', makePdf(2, 'senza indice'))
    await changeLotto(paolo, id, 'verifica')
    await workLotti()
    expect((await findLotto(paolo, id))?.difetto).toContain('Manca l’indice')
    expect(await changeLotto(paolo, id, 'carica')).toMatchObject({ ok: false })
    expect((await changeLotto(paolo, id, 'riapri')).ok).toBe(true)
    await upload(id, 'indice.csv', rows('a.pdf'))
    await changeLotto(paolo, id, 'verifica')
    await workLotti()
    expect((await listRighe(paolo, id, null)).map((one) => one.stato)).toEqual(['da_caricare'])
    expect((await changeLotto(paolo, id, 'annulla')).ok).toBe(true)
    expect(new Set(await documents(id))).toEqual(new Set(['eliminato']))
    expect(await changeLotto(paolo, id, 'carica')).toMatchObject({ message: expect.stringContaining('«annullato»') })
  })

  test('a dump with its mapping, or a finding aid, stands for the index: what it could not say is told beside the rows', async () => {
    const serie = `${S}/d${Math.random().toString(36).slice(2, 8)}`
    const dump = `INSERT INTO pratiche (num, anno, oggetto, cod, note) VALUES (7, 1987, 'Muro d''argine', 27, 'x'), (8, 1988, 'Ponte', 99, '');`
    const mappa = (comune: string) =>
      Buffer.from(
        `colonne:\n  segnatura: '${serie}/{num}'\n  padre: { costante: ${S} }\n  titolo: oggetto\n  data: anno\n  comune: { da: cod, valori: { ${comune} } }\n  file: { da: num, valori: { 7: muro.pdf }, altrimenti: '' }\n`,
      )
    const id = await made()
    await upload(id, 'pratiche.sql', Buffer.from(dump))
    await changeLotto(paolo, id, 'verifica')
    await workLotti()
    expect((await findLotto(paolo, id))?.difetto).toContain('serve la mappa')
    await changeLotto(paolo, id, 'riapri')
    await upload(id, 'mappa.yaml', mappa('27: Sarzanna'))
    await upload(id, 'muro.pdf', makePdf(2, serie))
    await changeLotto(paolo, id, 'verifica')
    await workLotti()
    expect(await findLotto(paolo, id)).toMatchObject({
      difetto: null,
      indiceNome: 'pratiche.sql',
      indiceLetto: 'convertito con mappa.yaml',
      avvisiIndice: ['comune: «99» non è nella mappa (1 riga)', 'Colonne non usate: note'],
    })
    expect(
      (await listRighe(paolo, id, null)).map(({ segnatura, stato, esiti }) => [segnatura, stato, esiti[0]?.testo]),
    ).toEqual([
      [`${serie}/7`, 'errata', expect.stringContaining('forse Sarzana?')],
      [`${serie}/8`, 'da_caricare', undefined],
    ])
    expect(await findConto(paolo, id)).toMatchObject({ file: 1, nonNominati: 0 })
    await changeLotto(paolo, id, 'riapri')
    await upload(id, 'mappa.yaml', mappa('27: Sarzana'))
    await changeLotto(paolo, id, 'verifica')
    await workLotti()
    await changeLotto(paolo, id, 'carica')
    await workLotti()
    expect(await findConto(paolo, id)).toMatchObject({ caricata: 2, errata: 0 })

    const ead = await made()
    const fondo = `IT-SP-PROV/E${Math.random().toString(36).slice(2, 8)}`
    const xml = `<ead><archdesc level="fonds"><did><unitid>GC</unitid><unittitle>Genio civile</unittitle><origination><corpname>Ufficio del Genio civile</corpname></origination></did>
      <dsc><c level="series"><did><unitid>A</unitid><unittitle>Argini</unittitle></did><controlaccess><persname>Mario Finto</persname></controlaccess></c></dsc></archdesc></ead>`
    await upload(ead, 'inventario.xml', Buffer.from(xml))
    await upload(ead, 'mappa.yaml', Buffer.from(`segnatura: ${fondo}`))
    await changeLotto(paolo, ead, 'verifica')
    await workLotti()
    expect((await listRighe(paolo, ead, null)).map((one) => one.segnatura)).toEqual([fondo, `${fondo}/A`])
    expect((await findLotto(paolo, ead))?.avvisiIndice).toEqual([
      expect.stringContaining('entra come Su richiesta'),
      expect.stringContaining('nomi di persone'),
    ])
    expect(await findConto(paolo, ead)).toMatchObject({ da_caricare: 2, errata: 0 })
  })

  test('is of who works in the archive; files are added by whoever opened the batch, until it is handed over', async () => {
    const id = await made()
    const input = { soggetto: 'lotto', soggettoId: id, tipo: 'prova' } as const
    expect(await findDestinazione(paolo, input)).toMatchObject({ limiti: LIMITI_LOTTO })
    expect(await findDestinazione(franca, input)).toBeNull()
    expect(await findDestinazione(elena, input)).toBeNull()
    expect(await createLotto(elena, { nome: 'Altro', modo: 'nuove' })).toMatchObject({ ok: false })
    expect([await findLotto(elena, id), (await listLotti(elena)).length]).toEqual([null, 0])
    expect(await changeLotto(elena, id, 'annulla')).toMatchObject({ message: expect.stringContaining('non c’è più') })
    await upload(id, 'indice.csv', rows('a.pdf'))
    await changeLotto(paolo, id, 'verifica')
    expect(await findDestinazione(paolo, input)).toBeNull()
  })

  test('takes the kinds of a batch, and of no other destination', () => {
    expect([checkNome('a.tif', LIMITI_LOTTO.tipi), checkNome('indice.xlsx', LIMITI_LOTTO.tipi)]).toEqual([null, null])
    expect(checkNome('a.tif', LIMITI_PROVA.tipi)).toContain('deve essere un PDF')
    expect(checkNome('a.exe', LIMITI_LOTTO.tipi)).not.toBeNull()
    expect([checkNome('ead.xml', LIMITI_LOTTO.tipi), checkNome('mappa.yml', LIMITI_LOTTO.tipi)]).toEqual([null, null])
    expect(checkNome('a.xml.pdf', LIMITI_LOTTO.tipi)).toContain('«.xml»')
    expect(checkNome('ead.xml', LIMITI_PROVA.tipi)).toContain('deve essere un PDF')
    const eicar = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''))
    expect(inspectPerLotto('a.zip', eicar).ok).toBe(false)
  })
})

describe('left in preparation', () => {
  const old = async (id: string, giorni: number) => {
    await db.execute(
      sql`update lotti_archivio set updated_at = now() - make_interval(days => ${giorni}::int) where id = ${id}::uuid`,
    )
    await db.execute(
      sql`update documenti set updated_at = now() - make_interval(days => ${giorni}::int) where soggetto_id = ${id}::uuid`,
    )
  }
  const told = (id: string) =>
    db.execute<{ testo: string }>(
      sql`select testo from posta_uscita where chiave like ${`lotto-fermo:${id}:%`} and canale = 'area' and persona_id = ${paolo.personaId}::uuid`,
    )
  const scaduto = (id: string) =>
    db.execute(sql`update lotti_archivio set scade_il = oggi_a_roma() - 1 where id = ${id}::uuid`)
  const events = (id: string) =>
    db.execute<{ n: number }>(
      sql`select count(*)::int as n from audit where azione = 'archivio.lotto_scaduto' and soggetto_id = ${id}`,
    )

  test('its owner is told a week before; then the uploads go, once, and the batch says why', async () => {
    const id = await made()
    await upload(id, 'indice.csv', rows('a.pdf'))
    await upload(id, 'a.pdf', makePdf(2, id))
    const bytes = (
      await db.execute<{ id: string; deposito: string }>(
        sql`select id, deposito from documenti where soggetto_id = ${id}::uuid`,
      )
    ).map((one) => ({ ...one }))
    await old(id, 22)
    expect(await releaseFermi()).toBe(0)
    await old(id, 40)
    expect([await releaseFermi(), await releaseFermi()]).toEqual([1, 0])
    expect(await stato(id)).toBe('in_preparazione')
    const lotto = await findLotto(paolo, id)
    if (!lotto?.scadeIl) throw new Error('not told')
    expect(await findScadenzaLotto(lotto)).toMatchObject({ ultimo: lotto.scadeIl, vicina: true, giorni: 30 })
    expect((await told(id)).map((one) => one.testo)).toEqual([expect.stringContaining(formatDay(lotto.scadeIl))])

    await scaduto(id)
    const both = await Promise.all([releaseFermi(), releaseFermi()])
    expect(both.sort()).toEqual([0, 1])
    expect((await events(id))[0]?.n).toBe(1)
    expect(await findLotto(paolo, id)).toMatchObject({ stato: 'annullato', scadeIl: expect.any(String) })
    expect(await documents(id)).toEqual(['eliminato', 'eliminato'])
    await sweepUploads()
    for (const one of bytes) expect(await storageOf(one.deposito).size(one.id)).toBeNull()
    expect(bytes.length).toBe(2)
  })

  test('a file that is arriving keeps it; one that comes too late is told so', async () => {
    const id = await made()
    await upload(id, 'a.tif', makeTiff([A4], id))
    await db.execute(sql`update documenti set stato = 'in_arrivo', pronto_at = null where soggetto_id = ${id}::uuid`)
    const [{ id: file } = { id: '' }] = await db.execute<{ id: string }>(
      sql`select id from documenti where soggetto_id = ${id}::uuid`,
    )
    await old(id, 40)
    await scaduto(id)
    const lease = await Lease.take(file)
    expect([await releaseFermi(), await stato(id), await documents(id)]).toEqual([0, 'in_preparazione', ['in_arrivo']])
    expect((await findLotto(paolo, id))?.scadeIl).toBeNull() // touched since it was told
    await lease?.release()

    await old(id, 40)
    await scaduto(id)
    expect(await releaseFermi()).toBe(1)
    expect(await Lease.take(file)).toBeNull()
    expect(await findDestinazione(paolo, { soggetto: 'lotto', soggettoId: id, tipo: 'prova' })).toBeNull()
  })

  test('one that was handed over is left to who verifies it', async () => {
    const id = await made()
    await upload(id, 'indice.csv', rows('a.pdf'))
    await old(id, 40)
    await scaduto(id)
    await changeLotto(paolo, id, 'verifica')
    await old(id, 40)
    expect([await releaseFermi(), await stato(id)]).toEqual([0, 'in_verifica'])
    await changeLotto(paolo, id, 'annulla')
    expect((await findLotto(paolo, id))?.scadeIl).toBeNull()
  })
})

describe('pages and attestation', () => {
  let id: string
  const input = (more = {}) => attestazioneInput.parse({ valore: 'attestata_raffronto', ...more })
  /** As the opening leaves the files. */
  const openFiles = (pagine: number) =>
    db.execute(sql`update file_archivio set stato = 'pronto', pagine = ${pagine} where lotto_id = ${id}::uuid`)

  beforeAll(async () => {
    id = await made()
    await upload(id, 'indice.csv', rows('x.pdf', 'y.pdf'))
    await upload(id, 'x.pdf', makePdf(2, 'x'))
    await upload(id, 'y.pdf', makePdf(2, 'y'))
    await changeLotto(paolo, id, 'verifica')
    await workLotti()
    await changeLotto(paolo, id, 'carica')
    await workLotti()
  })

  test('pages are set against the index once they are counted', async () => {
    expect(await findQualita(paolo, id)).toMatchObject({ file: 2, pronti: 0, attese: 4, differenze: [] })
    await openFiles(3)
    const { differenze, ...totals } = await findQualita(paolo, id)
    expect(totals).toEqual({ file: 2, pronti: 2, guasti: 0, attese: 4, trovate: 6 })
    expect(differenze.map(({ attese, trovate }) => [attese, trovate])).toEqual([
      [2, 3],
      [2, 3],
    ])
  })

  test('pages with few points, read badly, or blank are counted and listed, of units that the archivist sees', async () => {
    const [file] = await db.execute<{ id: string; unita_id: string }>(
      sql`select id, unita_id from file_archivio where lotto_id = ${id}::uuid and nome = 'x.pdf'`,
    )
    const pages = await db.execute<{ id: string }>(sql`insert into pagine_archivio
        (ente, unita_id, file_id, indice, numero, larghezza, altezza, dpi, bianca)
      select 'p_sp', ${file?.unita_id ?? ''}::uuid, ${file?.id ?? ''}::uuid, n - 1, n, 100, 100,
        (array[200, 296, 297, 300, null])[n], n = 4 from generate_series(1, 5) n returning id`)
    const testo = (n: number, confidenza: number, fonte: string) =>
      db.execute(sql`insert into testi_pagina (ente, pagina_id, unita_id, testo, parole, fonte, confidenza)
        values ('p_sp', ${pages[n]?.id ?? ''}::uuid, ${file?.unita_id ?? ''}::uuid, 'x', '[]', ${fonte}, ${confidenza})`)
    await testo(0, 0.69, 'ocr')
    await testo(1, 0.7, 'ocr')
    await testo(2, 0.1, 'mano')
    expect(await countControlli(paolo, id)).toEqual({
      pagine: 5,
      risoluzione: 2,
      senza_risoluzione: 1,
      lettura: 1,
      bianche: 1,
      soglie: { dpi: 300, sicurezza: 70 },
    })
    expect((await listControllate(paolo, id, 'risoluzione', 1)).map((one) => [one.numero, one.dpi])).toEqual([
      [1, 200],
      [2, 296],
    ])
    expect(await listControllate(paolo, id, 'lettura', 1)).toMatchObject([{ numero: 1, unitaId: file?.unita_id }])
    expect(await listControllate(paolo, id, 'bianche', 2)).toEqual([])
    expect((await countControlli('pubblico', id)).pagine).toBe(0)
  })

  test('the dirigente attests, once, when every file is open and differences are explained', async () => {
    await db.execute(sql`update file_archivio set stato = 'da_lavorare', pagine = null where lotto_id = ${id}::uuid`)
    expect(await attestLotto(franca, id, input())).toMatchObject({
      message: expect.stringContaining('non sono ancora aperte'),
    })
    await openFiles(3)
    expect(await attestLotto(paolo, id, input())).toMatchObject({
      message: 'Può attestare solo il dirigente dell’archivio',
    })
    expect(await attestLotto(elena, id, input())).toMatchObject({ message: expect.stringContaining('non c’è più') })
    expect(await attestLotto(franca, id, input())).toMatchObject({ errors: { note: expect.any(String) } })
    expect(attestazioneInput.safeParse({ valore: 'certificata_processo' }).success).toBe(false)
    expect((await attestLotto(franca, id, input({ note: 'Scandito anche il retro di ogni carta' }))).ok).toBe(true)
    expect(await attestLotto(franca, id, input({ note: 'Un’altra volta ancora' }))).toMatchObject({
      message: 'Questo lotto è già attestato',
    })
    const attestazione = await findAttestazione(paolo, id)
    const files = await listFileAttestati(paolo, attestazione?.id ?? '')
    expect(attestazione).toMatchObject({
      valore: 'attestata_raffronto',
      quanti: 2,
      attestante: expect.stringContaining('Franca Dirigente'),
    })
    expect(files.map((one) => [one.nome, one.pagine])).toEqual([
      ['x.pdf', 3],
      ['y.pdf', 3],
    ])
    expect(improntaOf(Buffer.from(writeElenco(files)))).toBe(attestazione?.improntaElenco)
    const ente = { denominazione: 'Provincia della Spezia', codiceFiscale: '', indirizzo: '', pec: '' }
    if (!attestazione) throw new Error('no attestation')
    const antivirus = await countAntivirus(id)
    expect(antivirus).toEqual({ controllati: 0, senza: 2, ignoti: 0 }) // none is set up here
    const pdf = await printAttestazione({ ente, lotto: 'Consegna 3', attestazione, file: files, antivirus })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('its units say so to whoever sees their papers', async () => {
    const [file] = await db.execute<{ unita_id: string }>(
      sql`select unita_id from file_archivio where lotto_id = ${id}::uuid limit 1`,
    )
    const unita = file?.unita_id ?? ''
    expect(await findCopie(paolo, unita)).toMatchObject([{ valore: 'attestata_raffronto', n: 1 }])
    expect(await findCopie(null, unita)).toEqual([])
  })
})
