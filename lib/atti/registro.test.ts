import { and, eq, sql } from 'drizzle-orm'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atti, documenti, pratiche } from '@/drizzle/schema/pratiche'
import { audit } from '@/drizzle/schema/procedimenti'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { addDays } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { readContent } from '@/lib/documenti/content'
import { findDocumento } from '@/lib/documenti/queries'
import { motivateLettura } from '@/lib/letture/commands'
import { listLetture } from '@/lib/letture/queries'
import { PERSONE_DEMO } from '@/lib/mondo/persone'
import { changeAtto, decide } from '@/lib/pratiche/commands-atti'
import { claimPratica, proposeDecisione } from '@/lib/pratiche/commands-ufficio'
import { presentaIstanza } from '@/lib/pratiche/filing'
import { formatNumero } from '@/lib/pratiche/rules'
import { aBozza, aSingola, DICHIARAZIONI, file, loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import { issueRicevuta } from './commands'
import { findAtto, findAttoByCodice, searchAtto } from './queries'
import { renderAtto } from './render'
import type { ContenutoAtto } from './rules'

let haulier: Viewer
let officer: Funzionario
let head: Funzionario
let police: Viewer

const withRole = (ruolo: string, ufficio?: string) => {
  const found = PERSONE_DEMO.find((one) =>
    one.ruoli?.some(
      (given) => given.ruolo === ruolo && (!ufficio || ('ufficio' in given && given.ufficio === ufficio)),
    ),
  )
  if (!found) throw new Error(`No ${ruolo} in the sample world`)
  return found
}

beforeAll(async () => {
  await loadWorld()
  haulier = await viewerOf('Marco', 'Prova')
  officer = await officerNamed('Elena', 'Istruttore')
  const dirigente = withRole('dirigente', 'trasporti-eccezionali')
  head = await officerNamed(dirigente.nome, dirigente.cognome)
  const agente = withRole('polizia')
  police = await viewerOf(agente.nome, agente.cognome)
})
afterAll(closeDatabase)

const versionOf = async (id: string) =>
  (await db.select({ v: pratiche.versioneRiga }).from(pratiche).where(eq(pratiche.id, id)))[0]?.v ?? -1

async function proposed(from = 0, filed = file(haulier)): Promise<{ praticaId: string; attoId: string }> {
  const { praticaId } = await filed
  await claimPratica(officer, praticaId, 1)
  const oggi = await today()
  const decision = {
    esito: 'accolta',
    validoDal: addDays(oggi, from),
    validoAl: addDays(oggi, from + 60),
    prescrizioni: [],
    prescrizioniLibere: 'Si passa al centro.',
    motivazione: '',
    rispostaOsservazioni: '',
  } as const
  expect(
    await proposeDecisione(officer, praticaId, await versionOf(praticaId), { ...decision, prescrizioni: [] }),
  ).toMatchObject({ ok: true })
  const [row] = await db
    .select({ id: atti.id })
    .from(atti)
    .where(and(eq(atti.ente, ENTE), eq(atti.praticaId, praticaId)))
  return { praticaId, attoId: row?.id ?? '' }
}

async function adopted(from = 0) {
  const { praticaId, attoId } = await proposed(from)
  expect(await decide(head, praticaId, await versionOf(praticaId))).toMatchObject({ ok: true })
  const [row] = await db
    .select()
    .from(atti)
    .where(and(eq(atti.ente, ENTE), eq(atti.id, attoId)))
  if (!row?.codiceVerifica || row.anno === null || row.numero === null || !row.documentoId)
    throw new Error('Not adopted')
  return {
    praticaId,
    attoId,
    codice: row.codiceVerifica,
    anno: row.anno,
    numero: row.numero,
    documentoId: row.documentoId,
    targa: row.targhe[0] ?? '',
  }
}

test('an adopted act is found by its code, agrees with its seal, and follows what happens to it', async () => {
  const { praticaId, attoId, codice } = await adopted()
  const found = await findAttoByCodice(codice.toLowerCase())
  expect(found).toMatchObject({ differenze: [], vista: { stato: 'valida', titolare: 'LUNI TRASPORTI S.R.L.' } })
  await changeAtto(head, praticaId, attoId, 'suspend', { motivo: 'Frana sulla strada' })
  const suspended = await findAttoByCodice(codice)
  expect(suspended).toMatchObject({ differenze: [], vista: { stato: 'sospesa' } })
  expect(JSON.stringify(suspended)).not.toContain('Frana')
  await changeAtto(head, praticaId, attoId, 'revoke', { motivo: 'Ponte chiuso' })
  expect((await findAttoByCodice(codice))?.vista.stato).toBe('revocata')
})

test('an act adopted for later is not valid yet', async () => {
  const { codice } = await adopted(1)
  expect((await findAttoByCodice(codice))?.vista.stato).toBe('non_ancora_valida')
})

test('a row changed behind the portal’s back no longer agrees with the seal', async () => {
  const { attoId, codice } = await adopted()
  await db
    .update(atti)
    .set({
      validoAl: '2099-12-31',
      contenuto: sql`jsonb_set(${atti.contenuto}, '{titolare,denominazione}', '"ALTRO"')`,
    })
    .where(and(eq(atti.ente, ENTE), eq(atti.id, attoId)))
  expect((await findAttoByCodice(codice))?.differenze).toEqual(['validità', 'testo dell’atto'])
  await db
    .update(atti)
    .set({ sigillo: '1.00000000.e30.AAAA' })
    .where(and(eq(atti.ente, ENTE), eq(atti.id, attoId)))
  expect((await findAttoByCodice(codice))?.differenze).toBeNull()
})

test('a proposal, a wrong code and no code at all answer alike', async () => {
  await proposed()
  for (const codice of ['ZZZZZZZZZZZZZZZZ', '', 'x'.repeat(5000)]) expect(await findAttoByCodice(codice)).toBeNull()
})

test('what was left empty is said to be missing, never a figure', async () => {
  const bare = JSON.parse(JSON.stringify(await aSingola(), (_, value) => value ?? undefined)) as Record<string, unknown>
  const { bozzaId, chiaveInvio } = await aBozza(haulier, bare)
  const filed = await presentaIstanza(haulier, bozzaId, chiaveInvio, DICHIARAZIONI)
  if (!filed.ok) throw new Error(filed.message)
  const { attoId } = await proposed(0, Promise.resolve(filed.value))
  const { contenuto, modello } = (await findAtto(officer, attoId)) ?? {}
  expect(contenuto?.convoglio?.assi.at(-1)).toMatchObject({ interasseCm: null })
  expect(contenuto?.convoglio?.sbalzoAnterioreCm).toBeNull()
  const { firmato: _, ...proposta } = contenuto as ContenutoAtto
  const text = await textOf(await renderAtto(modello ?? '', proposta))
  expect(text).not.toMatch(/NaN|undefined|\bnull\b/)
})

test('police find an act by number and plate, both right; each look-up is recorded', async () => {
  const { anno, numero, targa, codice, attoId } = await adopted()
  const input = { numero: { anno, numero }, targa }
  expect(await searchAtto(police, input)).toEqual({ ok: true, value: codice })
  expect(await searchAtto(police, { ...input, targa: 'AA000AA' })).toMatchObject({
    ok: false,
    message: expect.stringContaining('Nessun atto'),
  })
  expect(await searchAtto(haulier, input)).toMatchObject({ ok: false, message: expect.stringContaining('riservata') })
  const looked = await db
    .select({ soggetto: audit.soggettoId, esito: audit.esito })
    .from(audit)
    .where(and(eq(audit.azione, 'atto.cercato'), eq(audit.attoreId, police.personaId)))
  expect(looked).toHaveLength(2)
  expect(looked).toContainEqual({ soggetto: attoId, esito: 'ok' })
  expect(looked).toContainEqual({ soggetto: formatNumero(anno, numero), esito: 'non_trovato' })
})

test('the holder sees which force looked at the act, and why', async () => {
  const stradali = (await listLetture(haulier)).righe.filter(({ motivo }) => motivo === 'controllo_stradale')
  expect(stradali.length).toBeGreaterThan(0)
  expect(stradali[0]).toMatchObject({ ufficio: 'Polizia provinciale della Spezia', oggettoTipo: 'atto' })
})

test('ten look-ups a minute are enough for anyone (S35)', async () => {
  const input = { numero: { anno: 2020, numero: 1 }, targa: 'AA000AA' }
  const tired: Viewer = { ...police, personaId: officer.personaId } // a counter of its own
  const troppe = { ok: false, message: expect.stringContaining('Troppe') }
  const results = []
  for (let i = 0; i < 21; i += 1) results.push(await searchAtto(tired, input)) // a new minute may begin among them
  expect(results[0]).not.toEqual(expect.objectContaining(troppe))
  expect(results).toContainEqual(expect.objectContaining(troppe))
})

test('the office sees what is proposed; the applicant, the police and other offices do not', async () => {
  const { attoId } = await proposed()
  expect(await findAtto(officer, attoId)).toMatchObject({ stato: 'proposto', modello: 'autorizzazione@1' })
  const archivio = withRole('istruttore', 'archivio')
  for (const stranger of [haulier, police, await viewerOf(archivio.nome, archivio.cognome)])
    expect(await findAtto(stranger, attoId)).toBeNull()
  expect(await findAtto(officer, 'non-un-id')).toBeNull()
})

test('the act that is downloaded carries number, plates and code', async () => {
  const { documentoId, codice, anno, numero, targa } = await adopted()
  const text = await readText(haulier, documentoId)
  for (const said of [formatNumero(anno, numero), targa, codice.replace(/(.{4})(?=.)/g, '$1 '), 'Si passa al centro.'])
    expect(text).toContain(said)
})

async function readText(viewer: Viewer, documentoId: string): Promise<string> {
  const documento = await findDocumento(viewer, documentoId)
  if (!documento) throw new Error('No document')
  const chunks: Buffer[] = []
  for await (const chunk of readContent(documento)) chunks.push(chunk)
  return textOf(Buffer.concat(chunks))
}

async function textOf(bytes: Buffer): Promise<string> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, i) =>
      (await (await pdf.getPage(i + 1)).getTextContent()).items
        .map((item) => ('str' in item ? item.str : ''))
        .join(' '),
    ),
  )
  return pages.join(' ').replace(/\s+/g, ' ')
}

test('a receipt is printed once, the same for applicant and office, and for nobody else', async () => {
  const { praticaId, numero } = await file(haulier)
  expect(await issueRicevuta(officer, praticaId)).toBeNull() // not in charge, and has not said why
  await motivateLettura(officer, praticaId, { motivo: 'controllo_interno', testo: 'Controllo delle ricevute' })
  const [first, second] = await Promise.all([issueRicevuta(haulier, praticaId), issueRicevuta(officer, praticaId)])
  expect(first).toBe(second)
  expect(await issueRicevuta(haulier, praticaId)).toBe(first)
  const kept = await db
    .select({ id: documenti.id })
    .from(documenti)
    .where(and(eq(documenti.ente, ENTE), eq(documenti.praticaId, praticaId), eq(documenti.tipo, 'ricevuta')))
  expect(kept).toHaveLength(1)
  const text = await readText(haulier, first ?? '')
  for (const said of [
    numero,
    'schema-grafico.pdf',
    `${head.nome} ${head.cognome}`,
    'Marco Prova',
    'LUNI TRASPORTI S.R.L.',
  ])
    expect(text).toContain(said)
  expect(text.replaceAll(' ', '')).toContain('a'.repeat(64))
  for (const id of [praticaId, 'non-un-id', '00000000-0000-4000-8000-000000000000'])
    expect(await issueRicevuta(police, id)).toBeNull()
})
