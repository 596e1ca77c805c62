import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileArchivio, lavorazioniArchivio } from '@/drizzle/schema/archivio-digitale'
import { agentiUnita, unitaRiservate } from '@/drizzle/schema/archivio-nomi'
import { documenti } from '@/drizzle/schema/pratiche'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { readContent, storeContent } from '@/lib/documenti/content'
import { storageOf } from '@/lib/documenti/stores'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { file, loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import { unitaIdOf } from '../carico'
import { findScheda } from '../queries'
import { searchArchivio } from '../ricerca'
import { versaPratica } from './commands'
import { findProvenienza, findUltimaSerie, findVersamento, listRiceventi, listVersamenti } from './queries'
import { descrizioneOf, type PraticaConclusa } from './rules'

const FONDO = 'IT-SP-PROV/STR'
let haulier: Viewer
let elena: Funzionario // of the office of transports
let paolo: Funzionario // of the archive
let praticaId: string

/** A concluded practice with real papers: two that the archive opens, an envelope of a signature, a note of the office. */
async function aConclusa(): Promise<string> {
  const filed = await file(haulier)
  for (const [nome, mime, testo, interno] of [
    ['progetto.pdf', 'application/pdf', 'progetto', false],
    ['foto.jpg', 'image/jpeg', 'foto', false],
    ['firma.pdf.p7m', 'application/pkcs7-mime', 'firma', false],
    ['appunto.pdf', 'application/pdf', 'appunto', true],
  ] as const) {
    const stored = await storeContent(Buffer.from(testo))
    await dbAs('sistema')
      .insert(documenti)
      .values({
        ...stored,
        ente: ENTE,
        praticaId: filed.praticaId,
        eventoSeq: 1,
        tipo: 'integrazione',
        nome,
        mime,
        interno,
        stato: 'pronto',
        prontoAt: new Date(),
      })
  }
  await db.execute(
    sql`update pratiche set stato = 'conclusa', esito = 'accolta', conclusa_il = oggi_a_roma() where id = ${filed.praticaId}::uuid`,
  )
  return filed.praticaId
}
const filesOf = (unitaId: string) =>
  db.select().from(fileArchivio).where(eq(fileArchivio.unitaId, unitaId)).orderBy(fileArchivio.ordine)
const versamenti = async (id = praticaId) => (await findVersamento('sistema', id))?.unitaId ?? null

beforeAll(async () => {
  await loadWorld()
  await loadArchivio(300)
  haulier = await viewerOf('Lucia', 'Campione')
  elena = await officerNamed('Elena', 'Istruttore')
  paolo = await officerNamed('Paolo', 'Archivista')
  praticaId = await aConclusa()
})
afterAll(closeDatabase)

describe('who may, and when', () => {
  test('only its office, only what is over, only under a set of files that it sees', async () => {
    expect(await versaPratica(paolo, praticaId, { serie: FONDO })).toEqual(
      await versaPratica(paolo, crypto.randomUUID(), { serie: FONDO }),
    )
    const open = await file(haulier)
    expect(await versaPratica(elena, open.praticaId, { serie: FONDO })).toMatchObject({ ok: false })
    for (const serie of ['IT-SP-PROV/NIENTE', 'IT-SP-PROV/SIS/1990/b001/f0001', ''])
      expect(await versaPratica(elena, praticaId, { serie })).toMatchObject({
        ok: false,
        errors: { serie: expect.stringContaining('Nessuna serie') },
      })
    expect(await versamenti()).toBeNull()
  })
})

describe('transferred', () => {
  test('it is a file of the archive, that names nobody to everybody, found by its number, its road and its papers’ holder', async () => {
    const [before] = await db.execute<{ anno: number; numero: number; oggetto: string }>(
      sql`select anno, numero, oggetto from pratiche where id = ${praticaId}::uuid`,
    )
    const done = await versaPratica(elena, praticaId, { serie: FONDO })
    expect(done).toMatchObject({ ok: true })
    const unitaId = done.ok ? done.value.unitaId : ''
    const scheda = await findScheda(null, unitaId)
    expect(scheda).toMatchObject({
      segnatura: `${FONDO}/${before?.anno}-${before?.numero}`,
      livello: 'fascicolo',
      tipologia: 'trasporto',
      numeroPratica: String(before?.numero),
      accesso: 'su_richiesta',
      agenti: null,
    })
    expect(scheda?.titolo).toMatch(/^Autorizzazione al trasporto eccezionale: S[PS] \d/)
    expect(JSON.stringify(scheda)).not.toContain('LUNI')
    const titles = await db.select().from(unitaRiservate).where(eq(unitaRiservate.unitaId, unitaId))
    expect(titles[0]?.titoloOriginale).toContain(before?.oggetto)
    const named = await db.select().from(agentiUnita).where(eq(agentiUnita.unitaId, unitaId))
    expect(named).toMatchObject([{ ruolo: 'vettore', nome: 'LUNI TRASPORTI S.R.L.', codiceFiscale: null }])
    const found = async (testo: string) =>
      (await searchArchivio(paolo, { testo })).risultati.some((one) => one.id === unitaId)
    expect([await found(`${before?.numero}/${before?.anno}`), await found('Luni Trasporti')]).toEqual([true, true])
    const road = /S[PS] \d+/.exec(scheda?.titolo ?? '')?.[0]
    expect(await found(road ?? '')).toBe(true)
    expect((await searchArchivio(null, { testo: 'Luni Trasporti' })).risultati.some((one) => one.id === unitaId)).toBe(
      false,
    )
  })

  test('with copies of its papers under keys of their own, in work; what the archive does not open stays', async () => {
    const unitaId = (await versamenti()) ?? ''
    const files = await filesOf(unitaId)
    expect(files.map(({ nome, mime }) => [nome, mime])).toEqual([
      ['progetto.pdf', 'application/pdf'],
      ['foto.jpg', 'image/jpeg'],
    ])
    const originals = await db.select().from(documenti).where(eq(documenti.praticaId, praticaId))
    for (const one of files) {
      const whole: Buffer[] = []
      for await (const piece of readContent(one)) whole.push(piece)
      expect(Buffer.concat(whole).toString()).toBe(one.nome.split('.')[0])
      expect(originals.map((row) => row.id)).not.toContain(one.id)
      expect(originals.map((row) => row.chiaveCifrata)).not.toContain(one.chiaveCifrata)
    }
    const [queued] = await db
      .select({ n: sql<number>`count(*)::int` })
      .from(lavorazioniArchivio)
      .where(and(eq(lavorazioniArchivio.fase, 'apertura'), sql`file_id in ${files.map((one) => one.id)}`))
    expect(queued?.n).toBe(2)
  })

  test('once, however often it is asked; nothing of what is refused is left in the store', async () => {
    const before = await db.$count(fileArchivio)
    const made: string[] = []
    const storage = storageOf('disco')
    const resume = storage.resume.bind(storage)
    storage.resume = (id, ...rest) => {
      made.push(id)
      return resume(id, ...rest)
    }
    const other = await aConclusa()
    const many = await Promise.all(Array.from({ length: 3 }, () => versaPratica(elena, other, { serie: FONDO })))
    storage.resume = resume
    expect(many.filter((one) => one.ok)).toHaveLength(1)
    expect(many.filter((one) => !one.ok).map((one) => !one.ok && one.message)).toEqual(
      Array(2).fill('La pratica è già in archivio'),
    )
    expect(await db.$count(fileArchivio)).toBe(before + 2)
    const kept = new Set((await db.select({ id: fileArchivio.id }).from(fileArchivio)).map((one) => one.id))
    const docs = new Set((await db.select({ id: documenti.id }).from(documenti)).map((one) => one.id))
    const left = made.filter((id) => !kept.has(id) && !docs.has(id))
    expect(left.length).toBe(4)
    for (const id of left) expect(await storage.size(id)).toBeNull()
  })

  test('its office, whoever applied and the archive are told where it is; another office is not told which practice', async () => {
    const unitaId = (await versamenti()) ?? ''
    const there = { unitaId, segnatura: expect.stringContaining(FONDO), file: 2, nome: 'Elena Istruttore' }
    for (const chi of [elena, haulier, paolo]) expect(await findVersamento(chi, praticaId)).toMatchObject(there)
    expect(await findVersamento(await viewerOf('Anna', 'Esempio'), praticaId)).toBeNull()
    expect(await findProvenienza(elena, unitaId)).toMatchObject({ praticaId })
    expect(await findProvenienza(paolo, unitaId)).toMatchObject({
      praticaId: null,
      codice: expect.stringContaining('/'),
    })
    expect((await listVersamenti(paolo)).map((one) => one.unitaId)).toContain(unitaId)
    expect(await findUltimaSerie(elena, 'trasporto-eccezionale')).toBe(FONDO)
    expect((await listRiceventi(elena)).length).toBeGreaterThan(1)
    await expect(
      dbAs(elena).execute(sql`update versamenti_pratica set file = 9 where unita_id = ${unitaId}::uuid`),
    ).rejects.toThrow()
  })

  test('a document that does not open is told by its name; nothing is written, nothing is left', async () => {
    const other = await aConclusa()
    const [row] = await db
      .select()
      .from(documenti)
      .where(and(eq(documenti.praticaId, other), eq(documenti.nome, 'foto.jpg')))
    await storageOf('disco').delete(row?.id ?? '')
    expect(await versaPratica(elena, other, { serie: FONDO })).toMatchObject({
      ok: false,
      message: expect.stringContaining('«foto.jpg» non si apre'),
    })
    expect(await versamenti(other)).toBeNull()
  })

  test('a signature that is taken is told at its field, and nothing is written', async () => {
    const other = await aConclusa()
    const [row] = await db.execute<{ anno: number; numero: number }>(
      sql`select anno, numero from pratiche where id = ${other}::uuid`,
    )
    const taken = unitaIdOf('IT-SP-PROV/SIS/1990/b001/f0001')
    await db.execute(
      sql`update unita_archivistiche set segnatura = ${`${FONDO}/${row?.anno}-${row?.numero}`} where id = ${taken}::uuid`,
    )
    expect(await versaPratica(elena, other, { serie: FONDO })).toMatchObject({
      ok: false,
      errors: { serie: expect.stringContaining('C’è già') },
    })
    expect(await versamenti(other)).toBeNull()
  })
})

describe('its description', () => {
  const base: PraticaConclusa = {
    codice: '2026/0000012',
    anno: 2026,
    numero: 12,
    procedimento: 'accesso-agli-atti',
    titolo: 'Accesso agli atti',
    oggetto: 'Fascicolo del vicino Rossi',
    dati: { immobile: { comune: '011027', foglio: '12', mappale: '340' } },
    presentataIl: '2026-01-10',
    conclusaIl: '2026-02-03',
    esito: 'accolta',
    ufficio: 'Ufficio relazioni',
    richiedente: { nome: 'Anna Esempio', codiceFiscale: 'SMPNNA80A41E463X' },
  }
  test('of a parcel: its Comune and sheet; who applied may open it as their own', () => {
    const made = descrizioneOf(base, { segnatura: 'X', accessoBase: 'riservato' })
    expect(made).toMatchObject({
      titolo: 'Accesso agli atti',
      titoloOriginale: 'Accesso agli atti: Fascicolo del vicino Rossi',
      tipologia: 'carteggio',
      comuneIstat: '011027',
      ubicazioni: [{ foglio: '12', mappale: '340' }],
      accessoBase: 'riservato',
      agenti: [{ ruolo: 'committente', nome: 'Anna Esempio', codiceFiscale: 'SMPNNA80A41E463X' }],
    })
  })
  test('under free papers it is on request all the same; many roads are told as some', () => {
    const percorso = ['SP 8', 'SP 9', 'SP 10', 'SP 31', 'SP 32'].map((strada, i) => ({
      strada,
      daM: 1000 * i,
      aM: 1500 * i + 10,
    }))
    const made = descrizioneOf({ ...base, dati: { percorso } }, { segnatura: 'X', accessoBase: 'libero' })
    expect([made.accessoBase, made.titolo]).toEqual([
      'su_richiesta',
      'Accesso agli atti: SP 8, SP 9, SP 10, SP 31 e altre',
    ])
    expect(made.tratte[1]).toEqual({ strada: 'SP 9', daM: 1000, aM: 1510 })
  })
})
