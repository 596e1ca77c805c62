import { spawn, spawnSync } from 'node:child_process'
import { readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { findOrphans } from '@/lib/documenti/commands-pulizia'
import { newCollocazione, readContent, storeStream } from '@/lib/documenti/content'
import { storageOf } from '@/lib/documenti/stores'
import { env } from '@/lib/env'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld, officerNamed } from '@/lib/pratiche/testing/world'
import { findScheda } from '../queries'
import { openLotto } from './commands'
import { caricaLotto, startCarico } from './commands-carico'
import { verificaLotto } from './commands-verifica'
import { findIndice, openIndice } from './indice-del-lotto'
import { Presa } from './presa'
import { findConto, findLotto, listRighe } from './queries'
import { writeRapporto } from './rapporto'
import type { ModoLotto } from './rules'
import type { Sorgente } from './sorgente'
import { apriCartella } from './sorgente-cartella'
import { apriZip } from './sorgente-zip'
import { A4, makeCartella, makeIndice, makeJpeg, makePdf, makeTiff, makeZip } from './testing/file'

const S = 'IT-SP-PROV/SIS/1990'
let n = 0
/** Signatures that no other test has. */
const segnatura = () => `${S}/lotti/t${++n}`
const one = async <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  (await db.execute<T>(query))[0] as T

beforeAll(async () => {
  await loadWorld()
  await loadArchivio(200)
})
afterAll(closeDatabase)

const indiceOf = async (sorgente: Sorgente) => {
  const indice = findIndice(await sorgente.elenco(), null)
  if (!indice.ok) throw new Error(indice.message)
  const aperto = await openIndice(sorgente, indice.value)
  if (!aperto.ok) throw new Error(aperto.message)
  return { nome: indice.value.file.nome, sha256: aperto.value.impronta }
}

async function open(radice: string, modo: ModoLotto = 'nuove') {
  const sorgente = await (radice.endsWith('.zip') ? apriZip(radice) : apriCartella(radice))
  const lotto = await openLotto(
    { nome: path.basename(radice), origine: 'cartella', percorso: radice, modo },
    await indiceOf(sorgente),
  )
  const presa = await Presa.prendi(lotto.id)
  if (!presa) throw new Error('taken')
  return { sorgente, lotto, presa }
}

async function verifica(radice: string, modo: ModoLotto = 'nuove'): Promise<string> {
  const { sorgente, lotto, presa } = await open(radice, modo)
  await verificaLotto(presa, sorgente, { modo, indice: null })
  await presa.lascia()
  await sorgente.chiudi()
  return lotto.id
}

async function importa(radice: string, modo: ModoLotto = 'nuove'): Promise<string> {
  const id = await verifica(radice, modo)
  const { sorgente, presa } = await open(radice, modo)
  if (await startCarico(presa)) await caricaLotto(presa, sorgente)
  await presa.lascia()
  await sorgente.chiudi()
  return id
}

const said = async (lottoId: string) =>
  (await listRighe('sistema', lottoId, null)).map(({ riga, stato, esiti }) =>
    [riga, stato, ...esiti.map(({ colonna, testo }) => `${colonna}: ${testo}`)].join(' | '),
  )
const state = async () =>
  one<{ unita: number; file: number; lavori: number; indice: number }>(sql`select
    (select count(*)::int from unita_archivistiche) as unita, (select count(*)::int from file_archivio) as file,
    (select count(*)::int from lavorazioni_archivio) as lavori, (select count(*)::int from storia_unita) as indice`)
const stored = async () =>
  (await readdir(env().FILES_DIR, { recursive: true, withFileTypes: true }).catch(() => [])).filter((f) => f.isFile())
    .length

describe('the dry run', () => {
  test('says row by row what is to mend, and leaves the archive as it is', async () => {
    const [a, b, c, d] = [segnatura(), segnatura(), segnatura(), segnatura()]
    const base = { Titolo: 'Muro', Date: '1990', 'Sta in': S, Comune: 'Sarzana' }
    const root = await makeCartella({
      'indice.csv': makeIndice([
        { ...base, Segnatura: a, File: 'a.pdf', 'Pagine attese': 5 },
        { ...base, Segnatura: a, File: 'b.pdf' },
        { ...base, Segnatura: `${S}/b001/f0001`, File: 'c.jpg' },
        { ...base, Segnatura: b, Comune: 'Genova', Date: '31/02/1990' },
        { ...base, Segnatura: c, File: 'manca.pdf' },
        { ...base, Segnatura: d, 'Sta in': 'IT-SP-PROV/NESSUNO' },
        { ...base, Segnatura: segnatura(), 'Sta in': b },
        { ...base, Segnatura: segnatura(), File: 'copia.pdf' },
      ]),
      'a.pdf': makePdf(4),
      'b.pdf': makePdf(2),
      'c.jpg': makeJpeg(100, 100),
      'copia.pdf': makePdf(4),
      'sciolto.tif': makeTiff([A4]),
    })
    const before = [await state(), await stored()]
    const id = await verifica(root)
    expect(await said(id)).toEqual([
      '2 | da_caricare | Pagine attese: «a.pdf» ha 4 pagine, attese 5',
      `3 | errata | Segnatura: «${a}» è già alla riga 2: ogni unità ha la sua segnatura`,
      `4 | errata | Segnatura: «${S}/b001/f0001» è già nell’archivio, senza questi file: cambia segnatura, o carica il lotto scegliendo di aggiungere i file alle unità che ci sono`,
      '5 | errata | Date: «31/02/1990» non è una data che esista: scrivi 1974, ca. 1974, [1974], 1961–1964, 14/03/1968, marzo 1968 oppure s.d. | Comune: «Genova» non è un Comune della provincia: scrivi uno dei 32 Comuni, o lascia vuoto e scrivi il luogo in Località',
      '6 | errata | File: «manca.pdf» non c’è tra i file del lotto: aggiungilo o correggi il nome',
      '7 | errata | Sta in: «IT-SP-PROV/NESSUNO» non è in questo indice né nell’archivio: aggiungi la sua riga o correggi la segnatura',
      `8 | errata | Sta in: «${b}» è da correggere alla riga 5: questa può entrare solo dopo`,
      '9 | da_caricare | File: «copia.pdf» ha lo stesso contenuto di «a.pdf», alla riga 2',
    ])
    expect(await findConto('sistema', id)).toMatchObject({
      righe: 8,
      errata: 6,
      da_caricare: 2,
      file: 5,
      nonNominati: 1,
    })
    expect([await state(), await stored()]).toEqual(before)
    const csv = await writeRapporto('sistema', id)
    expect(csv).toContain(`6;${c};Muro;Da correggere;errore;File;«manca.pdf» non c’è`)
    expect(csv).toContain('sciolto.tif;Non nominato;avviso;File')
  })

  test('an index with wrong columns is one sentence', async () => {
    const id = await verifica(await makeCartella({ 'indice.csv': 'Nome;Data\r\na;b' }))
    expect((await findLotto('sistema', id))?.difetto).toContain('mancano le colonne Segnatura e Titolo')
  })
})

describe('the load', () => {
  const files = {
    'f/a.pdf': makePdf(3, 'uno'),
    'f/b.tif': makeTiff([A4, A4], 'due'),
    'f/c.jpg': makeJpeg(10, 10, 'tre'),
  }
  const make = () => {
    const [serie, a, b] = [segnatura(), segnatura(), segnatura()]
    return {
      serie,
      a,
      b,
      root: makeCartella({
        ...files,
        'indice.csv': makeIndice([
          {
            Segnatura: a,
            'Sta in': serie,
            Titolo: 'Capannone zaffirite',
            Date: 'ca. 1990',
            Comune: 'Ortonovo',
            File: 'f/b.tif; f/a.pdf',
            'Pagine attese': '2; 3',
            Committente: 'Quirino Facsimile',
            Contenitore: `C${serie}; D${serie}`,
            Registro: 'Denunce',
            Lacune: 'manca la tavola 3',
            Sezione: 'A',
            Foglio: '12',
            Mappale: '345',
            Sub: '7',
            Strada: 'SP 1',
            Lato: 'sx',
            Vettore: 'Trasporti Facsimile',
            Targa: 'AB123CD',
          },
          { Segnatura: serie, 'Sta in': 'IT-SP-PROV/SIS', Livello: 'Serie', Titolo: 'Lotto di prova', Date: '1990' },
          {
            Segnatura: b,
            'Sta in': a,
            Livello: 'Documento',
            Titolo: 'Relazione',
            Date: 's.d.',
            File: 'c.jpg',
            'Dati sensibili': 'salute 1990',
          },
        ]),
      }),
    }
  }

  test('a row and its files are in together: described, stored as delivered, waiting for their pages', async () => {
    const { root, a, b } = make()
    const id = await importa(await root)
    expect(await findConto('sistema', id)).toMatchObject({ caricata: 3, errata: 0, non_riuscita: 0 })
    const paolo = await officerNamed('Paolo', 'Archivista')
    const [unit] = await db.execute<{ id: string; trattamento: string }>(
      sql`select id, trattamento from unita_archivistiche where segnatura = ${a}`,
    )
    const scheda = await findScheda(paolo, unit?.id ?? '')
    expect(scheda).toMatchObject({
      titolo: 'Capannone zaffirite',
      dataMostrata: 'ca. 1990',
      comuneStorico: 'Ortonovo',
      accesso: 'su_richiesta',
    })
    expect(unit?.trattamento).toBe('scansionato')
    expect(
      await one(sql`select u.registro, u.lacune, u.lingua, p.sezione, p.sub, t.lato, a.targa,
          (select count(*)::int from unita_contenute c where c.unita_id = u.id) as contenitori
        from unita_archivistiche u join ubicazioni_unita p on p.unita_id = u.id join tratte_unita t on t.unita_id = u.id
          join agenti_unita a on a.unita_id = u.id and a.ruolo = 'vettore' where u.id = ${unit?.id ?? ''}::uuid`),
    ).toEqual({
      registro: 'Denunce',
      lacune: 'manca la tavola 3',
      lingua: 'italiano',
      sezione: 'A',
      sub: '7',
      lato: 'sinistro',
      targa: 'AB123CD',
      contenitori: 2,
    })
    const rows = await db.execute<{
      id: string
      nome: string
      ordine: number
      pagine_attese: number
      byte: string
      deposito: string
      chiave_cifrata: string
      chiave_maestra: string
      fase: string
    }>(
      sql`select f.*, l.fase from file_archivio f join lavorazioni_archivio l on l.file_id = f.id where f.unita_id = ${unit?.id}::uuid order by ordine`,
    )
    expect(rows.map((row) => [row.nome, row.ordine, row.pagine_attese, row.fase])).toEqual([
      ['f/b.tif', 1, 2, 'apertura'],
      ['f/a.pdf', 2, 3, 'apertura'],
    ])
    for (const row of rows) {
      const pieces: Buffer[] = []
      for await (const piece of readContent({
        id: row.id,
        byte: Number(row.byte),
        deposito: row.deposito,
        chiaveCifrata: row.chiave_cifrata,
        chiaveMaestra: row.chiave_maestra,
      }))
        pieces.push(piece)
      expect(Buffer.concat(pieces).equals(files[row.nome as keyof typeof files])).toBe(true)
    }
    const closed = await one<{ accesso: string; consultabile_dal: string }>(
      sql`select accesso, consultabile_dal::text from unita_archivistiche where segnatura = ${b}`,
    )
    expect(closed).toEqual({ accesso: 'particolare', consultabile_dal: '2061-01-01' })
  })

  test('the same batch twice writes nothing twice', async () => {
    const root = await make().root
    const first = await importa(root)
    const after = [await state(), await stored()]
    expect(await importa(root)).toBe(first)
    expect([await state(), await stored()]).toEqual(after)
    expect(await findLotto('sistema', first)).toMatchObject({ stato: 'caricato' })
  })

  test('equal files of a row are as many papers, in order; loaded again they are no more', async () => {
    const bianco = makePdf(1, segnatura())
    const row = { 'Sta in': S, Titolo: 'Muro', Date: '1990' }
    const [a, b] = [segnatura(), segnatura()]
    const root = await makeCartella({
      'indice.csv': makeIndice([
        { ...row, Segnatura: a, File: 'relazione.pdf; allegato-1.pdf; allegato-2.pdf' },
        { ...row, Segnatura: b, Cartella: 'fogli' },
      ]),
      'relazione.pdf': makePdf(2, a),
      'allegato-1.pdf': bianco,
      'allegato-2.pdf': bianco,
      'fogli/1.pdf': bianco,
    })
    const id = await verifica(root)
    expect(await said(id)).toEqual([
      '2 | da_caricare | File: «allegato-2.pdf» è uguale a «allegato-1.pdf»: entrano tutti e due. Se uno è di troppo, toglilo dall’indice',
      '3 | da_caricare | File: «fogli/1.pdf» ha lo stesso contenuto di «allegato-1.pdf», alla riga 2',
    ])
    expect(await importa(root)).toBe(id)
    const filesOf = async (which: string) =>
      (
        await db.execute<{ nome: string; ordine: number; copia: number }>(
          sql`select f.nome, f.ordine, f.copia from file_archivio f join unita_archivistiche u on u.id = f.unita_id
            where u.segnatura = ${which} order by f.ordine`,
        )
      ).map(({ nome, ordine, copia }) => [nome, ordine, copia])
    const three = [
      ['relazione.pdf', 1, 1],
      ['allegato-1.pdf', 2, 1],
      ['allegato-2.pdf', 3, 2],
    ]
    expect(await filesOf(a)).toEqual(three)
    const after = [await state(), await stored()]
    await importa(root)
    const again = makeIndice([
      { ...row, Segnatura: a, File: 'allegato-2.pdf; relazione.pdf; allegato-1.pdf' },
      { ...row, Segnatura: b, File: 'fogli/1.pdf' },
    ])
    await writeFile(path.join(root, 'indice.csv'), again)
    expect(await findConto('sistema', await importa(root, 'aggiungi'))).toMatchObject({ presente: 2, da_caricare: 0 })
    expect([await state(), await stored()]).toEqual(after)
    await writeFile(path.join(root, 'fogli/2.pdf'), bianco)
    await writeFile(
      path.join(root, 'indice.csv'),
      makeIndice([{ ...row, Segnatura: b, File: 'fogli/1.pdf; fogli/2.pdf' }]),
    )
    await importa(root, 'aggiungi')
    expect(await filesOf(b)).toEqual([
      ['fogli/1.pdf', 1, 1],
      ['fogli/2.pdf', 2, 2],
    ])
  })

  test('a batch that was mended puts in what had stayed out, and only that', async () => {
    const { serie, a } = { serie: segnatura(), a: segnatura() }
    const row = { Segnatura: a, 'Sta in': S, Titolo: 'Muro', Date: '1990' }
    const root = await makeCartella({
      'indice.csv': makeIndice([
        { ...row, Segnatura: serie, File: 'a.pdf' },
        { ...row, File: 'b.pdf' },
      ]),
      'a.pdf': makePdf(2, serie),
    })
    const id = await importa(root)
    expect(await findConto('sistema', id)).toMatchObject({ caricata: 1, errata: 1 })
    await writeFile(path.join(root, 'b.pdf'), makePdf(2, a))
    expect(await importa(root)).toBe(id)
    expect(await findConto('sistema', id)).toMatchObject({ caricata: 2, errata: 0 })
  })

  test('files go to units that are there when that is asked', async () => {
    const root = await makeCartella({
      'indice.csv': makeIndice([
        { Segnatura: `${S}/b001/f0001`, 'Sta in': S, Titolo: 'Altro titolo', Date: '1990', File: 'a.pdf' },
      ]),
      'a.pdf': makePdf(2, 'aggiunto'),
    })
    const id = await importa(root, 'aggiungi')
    expect(await findConto('sistema', id)).toMatchObject({ caricata: 1 })
    const unit = await one<{
      titolo: string
      file: number
      cosa: string
    }>(sql`select u.titolo, (select count(*)::int from file_archivio f where f.unita_id = u.id) as file,
      (select cosa from storia_unita s where s.unita_id = u.id order by seq desc limit 1) as cosa from unita_archivistiche u where segnatura = ${`${S}/b001/f0001`}`)
    expect(unit.titolo).not.toBe('Altro titolo')
    expect(unit).toMatchObject({ file: 1, cosa: 'file aggiunti' })
    const after = [await state(), await stored()]
    await importa(root, 'aggiungi')
    expect([await state(), await stored()]).toEqual(after)
  })

  test('a file changed after the report, or gone, keeps its row out and says so; the others go in', async () => {
    const rows = [1, 2, 3].map((i) => ({
      Segnatura: segnatura(),
      'Sta in': S,
      Titolo: `Muro ${i}`,
      Date: '1990',
      File: `${i}.pdf`,
    }))
    const root = await makeCartella({
      'indice.csv': makeIndice(rows),
      '1.pdf': makePdf(1, rows[0]?.Segnatura),
      '2.pdf': makePdf(1, rows[1]?.Segnatura),
      '3.pdf': makePdf(1, rows[2]?.Segnatura),
    })
    const id = await verifica(root)
    await writeFile(path.join(root, '1.pdf'), makePdf(9, 'altro'))
    await rm(path.join(root, '2.pdf'))
    const before = await stored()
    const { sorgente, presa } = await open(root)
    await startCarico(presa)
    expect(await caricaLotto(presa, sorgente)).toBe('caricato')
    await presa.lascia()
    expect(await said(id)).toEqual([
      '2 | non_riuscita | File: «1.pdf» è cambiato dopo la verifica: verifica di nuovo il lotto',
      '3 | non_riuscita | File: «2.pdf»: è sparito mentre lo leggevamo',
      '4 | caricata',
    ])
    expect(await stored()).toBe(before + 1) // nothing is left of what did not go in
    const left = await one<{ n: number }>(
      sql`select count(*)::int as n from file_lotto where chiave_maestra is not null`,
    )
    expect(left.n).toBe(0)
  })

  test('what goes in is not swept away as nobody’s, while it goes in and once it is in', async () => {
    const root = await make().root
    const id = await importa(root)
    const [waiting] = await db.execute<{ id: string }>(
      sql`insert into file_lotto (ente, lotto_id, nome, byte) values ('p_sp', ${id}::uuid, 'in-arrivo.pdf', 1) returning id`,
    )
    const nuova = newCollocazione(waiting?.id)
    await storeStream(nuova, Readable.from([Buffer.from('x')]))
    const orphans = async () => (await Array.fromAsync(findOrphans(-1_000))).filter((one) => one === waiting?.id)
    expect(await orphans()).toEqual([waiting?.id])
    const { deposito, chiaveCifrata, chiaveMaestra } = nuova.columns
    await db.execute(sql`update file_lotto set deposito = ${deposito}, chiave_cifrata = ${chiaveCifrata}, chiave_maestra = ${chiaveMaestra}
      where id = ${waiting?.id}::uuid`)
    expect(await Array.fromAsync(findOrphans(-1_000))).toEqual([])
    const { sorgente, presa } = await open(root) // begun again, it lets go of what nothing names
    await startCarico(presa)
    await caricaLotto(presa, sorgente)
    await presa.lascia()
    expect(await storageOf(deposito).size(waiting?.id ?? '')).toBeNull()
  })

  test('one process at a time has a batch; a person stops it between two rows', async () => {
    const root = await make().root
    const id = await verifica(root)
    const { sorgente, presa } = await open(root)
    expect(await Presa.prendi(id)).toBeNull()
    await startCarico(presa)
    await db.execute(sql`update lotti_archivio set stato = 'sospeso' where id = ${id}::uuid`)
    expect(await caricaLotto(presa, sorgente)).toBe('sospeso')
    expect(await findConto('sistema', id)).toMatchObject({ caricata: 0, da_caricare: 3 })
    await presa.lascia()
  })
})

describe('a ZIP', () => {
  const zipOf = async (files: Parameters<typeof makeZip>[0]) => {
    const root = await makeCartella({ 'lotto.zip': makeZip(files) })
    return path.join(root, 'lotto.zip')
  }
  const indice = (rows: Record<string, string>[]) => Buffer.from(makeIndice(rows))

  test('goes in as a folder does; what is locked or lies about its size stays out', async () => {
    const rows = ['a.pdf', 'b.pdf', 'c.pdf'].map((File) => ({
      Segnatura: segnatura(),
      'Sta in': S,
      Titolo: 'Muro',
      Date: '1990',
      File,
    }))
    const zip = await zipOf({
      'indice.csv': indice(rows),
      'a.pdf': makePdf(3, 'zip'),
      'b.pdf': { data: makePdf(3, 'zip b'), cifrato: true },
      'c.pdf': { data: makePdf(3, 'zip c'), dichiarati: 10 },
      '__MACOSX/._a.pdf': Buffer.from('x'),
    })
    const id = await importa(zip)
    expect(await said(id)).toEqual([
      '2 | caricata',
      '3 | errata | File: «b.pdf»: nello ZIP è protetto da password: crea lo ZIP senza password',
      '4 | errata | File: «c.pdf»: nello ZIP è danneggiato, o è più grande di quanto lo ZIP dice: crea lo ZIP di nuovo',
    ])
  })

  test.each([
    ['../fuori.pdf', makePdf(1), 'percorsi che escono'],
    ['bomba.tif', Buffer.alloc(250_000_000), 'centinaia di volte più grande'],
  ])('%s: the whole archive is refused', async (nome, data, message) => {
    const sorgente = await apriZip(await zipOf({ 'indice.csv': indice([]), [nome]: data }))
    await expect(sorgente.elenco()).rejects.toThrow(message)
  })

  test('one that is cut does not open', async () => {
    const root = await makeCartella({ 'a.zip': makeZip({ 'a.pdf': makePdf(1) }).subarray(0, 100) })
    await expect(apriZip(path.join(root, 'a.zip'))).rejects.toThrow('Lo ZIP è danneggiato')
  })
})

// each starts the program several times
describe('by command', { timeout: 180_000 }, () => {
  const script = fileURLToPath(new URL('../../../scripts/archivio.ts', import.meta.url))
  const run = (args: string[]) =>
    spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', script, ...args], {
      env: process.env,
    })
  async function ended(args: string[]): Promise<{ code: number | null; out: string }> {
    const child = run(args)
    let out = ''
    child.stdout.on('data', (data) => (out += data))
    child.stderr.on('data', (data) => (out += data))
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
    return { code, out }
  }
  let root: string
  const ROWS = 12
  beforeEach(async () => {
    const rows = Array.from({ length: ROWS }, (_, i) => ({
      Segnatura: segnatura(),
      'Sta in': S,
      Titolo: `Muro ${i}`,
      Date: '1990',
      File: `${i}.pdf`,
    }))
    root = await makeCartella({
      'indice.csv': makeIndice(rows),
      ...Object.fromEntries(
        rows.map((row, i) => [
          `${i}.pdf`,
          Buffer.concat([Buffer.from(`%PDF-1.4\n%${'x'.repeat(3_000_000)}\n`), makePdf(2, row.Segnatura)]),
        ]),
      ),
    })
  })

  test('a trial leaves with what it found; what is no folder is said', async () => {
    const trial = await ended(['importa', root, '--prova'])
    expect(trial.out).toContain(`${ROWS} righe da caricare`)
    expect(trial.out).toContain('Era una prova')
    expect(trial.code).toBe(0)
    expect(await ended(['importa', '/nessuna'])).toMatchObject({
      code: 2,
      out: expect.stringContaining('non c’è: controlla il percorso'),
    })
    expect(await ended(['importa'])).toMatchObject({ code: 2, out: expect.stringContaining('Uso:') })
  })

  test('killed in the middle and begun again it loses nothing and repeats nothing', async () => {
    const before = await state()
    const loaded = async () =>
      (
        await one<{ n: number }>(
          sql`select count(*)::int as n from righe_lotto r join lotti_archivio l on l.id = r.lotto_id where l.percorso = ${root} and r.stato = 'caricata'`,
        )
      ).n
    let kills = 0
    for (let last = 0; kills < 2; ) {
      const child = run(['importa', root])
      const gone = new Promise((resolve) => child.once('exit', resolve))
      for (let now = last; now <= last && child.exitCode === null; now = await loaded())
        await new Promise((r) => setTimeout(r, 5))
      child.kill('SIGKILL')
      await gone
      kills += 1
      last = await loaded()
      await db.execute(sql`update lotti_archivio set fino_at = now() where percorso = ${root}`) // half a minute, here at once
    }
    expect(await loaded()).toBeGreaterThan(0)
    expect(await loaded()).toBeLessThan(ROWS)
    const end = await ended(['importa', root])
    expect(end.out).toContain(`${ROWS} righe caricate, 0 rimaste fuori`)
    expect(end.code).toBe(0)
    const after = await state()
    expect([after.unita - before.unita, after.file - before.file, after.lavori - before.lavori]).toEqual([
      ROWS,
      ROWS,
      ROWS,
    ])
    const orphan = await dbAs('sistema').execute(sql`select from file_lotto where chiave_maestra is not null`)
    expect(orphan.length).toBe(0)
  })

  // a file system of its own, small, where the machine lets a process have one
  const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0
  test.skipIf(!canMount)('the disk is full in the middle: what did not fit says so, the rest is in', async () => {
    const rows = ['a', 'grande', 'z'].map((name) => ({
      Segnatura: segnatura(),
      'Sta in': S,
      Titolo: 'Muro',
      Date: '1990',
      File: `${name}.pdf`,
    }))
    const small = await makeCartella({
      'indice.csv': makeIndice(rows),
      'a.pdf': makePdf(1, rows[0]?.Segnatura),
      'grande.pdf': Buffer.concat([
        Buffer.from(`%PDF-1.4\n%${'x'.repeat(9_000_000)}\n`),
        makePdf(2, rows[1]?.Segnatura),
      ]),
      'z.pdf': makePdf(1, rows[2]?.Segnatura),
    })
    const full = await makeCartella({})
    const inside = `mount -t tmpfs -o size=4m pieno ${full} && exec "$0" "$@"`
    const child = spawn(
      'unshare',
      [
        '-rm',
        'sh',
        '-c',
        inside,
        process.execPath,
        '--conditions=react-server',
        '--import',
        'tsx',
        script,
        'importa',
        small,
      ],
      {
        env: { ...process.env, FILES_DIR: full },
      },
    )
    let out = ''
    child.stdout.on('data', (data) => {
      out += data
    })
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1)
    expect(out).toContain('lo spazio per i file è finito: libera spazio e carica di nuovo il lotto')
    expect(out).toContain('2 righe caricate, 1 rimasta fuori')
    expect(await ended(['importa', small])).toMatchObject({
      code: 0,
      out: expect.stringContaining('3 righe caricate, 0 rimaste fuori'),
    })
  })
})
