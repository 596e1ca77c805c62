import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atti, documenti, pratiche, termini } from '@/drizzle/schema/pratiche'
import { protocolli } from '@/drizzle/schema/procedimenti'
import { sealAudit, verifyAudit } from '@/lib/audit/seal'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { addDays } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { changeAtto, decide } from './commands-atti'
import { markMessaggiRead } from './commands-messaggi'
import { answerIntegrazione, sendOsservazioni, withdrawPratica, writeMessaggio } from './commands-richiedente'
import { resumeTermini } from './commands-sistema'
import { askIntegrazione, claimPratica, noticeRefusal, proposeDecisione, sendBackProposta } from './commands-ufficio'
import type { DecisioneInput } from './content'
import { findPraticaOf, findPraticaUfficio, listDaFare, listEventi } from './queries'
import { file, loadWorld, officerNamed, viewerOf } from './testing/world'
import { applicantActsOn, officerOf } from './visibility'

let haulier: Viewer
let officer: Funzionario
let head: Funzionario
beforeAll(async () => {
  await loadWorld()
  haulier = await viewerOf('Marco', 'Prova')
  officer = await officerNamed('Elena', 'Istruttore')
  head = await dirigente()
})
afterAll(closeDatabase)

async function dirigente(): Promise<Funzionario> {
  const { PERSONE_DEMO } = await import('@/lib/mondo/persone')
  const demo = PERSONE_DEMO.find((one) =>
    one.ruoli?.some((ruolo) => ruolo.ruolo === 'dirigente' && ruolo.ufficio === 'trasporti-eccezionali'),
  )
  if (!demo) throw new Error('No dirigente in the sample world')
  return officerNamed(demo.nome, demo.cognome)
}

const versionOf = async (id: string) =>
  (await db.select({ v: pratiche.versioneRiga }).from(pratiche).where(eq(pratiche.id, id)))[0]?.v ?? -1
const accolta = (more: Partial<DecisioneInput> = {}): DecisioneInput => ({
  esito: 'accolta',
  validoDal: null,
  validoAl: null,
  prescrizioni: [],
  prescrizioniLibere: '',
  motivazione: '',
  rispostaOsservazioni: '',
  ...more,
})
async function claimed(): Promise<string> {
  const { praticaId } = await file(haulier)
  expect(await claimPratica(officer, praticaId, 1)).toMatchObject({ ok: true })
  return praticaId
}

test('taking charge begins the istruttoria; the second officer with an old page is told (N11)', async () => {
  const { praticaId } = await file(haulier)
  const other = await officerNamed('Davide', 'Secondo')
  expect(await claimPratica(officer, praticaId, 1)).toMatchObject({ ok: true })
  expect(await claimPratica(other, praticaId, 1)).toMatchObject({
    ok: false,
    message: expect.stringContaining('è cambiata'),
  })
  expect(await findPraticaUfficio(officer, praticaId)).toMatchObject({
    stato: 'in_istruttoria',
    assegnatarioId: officer.personaId,
  })
})

test('an integration stops the clock once, the answer starts it again (art. 2 c. 7 L. 241/1990)', async () => {
  const id = await claimed()
  const asked = await askIntegrazione(officer, id, await versionOf(id), {
    richieste: ['Schema grafico'],
    testo: 'Mancano gli interassi',
    giorni: 20,
  })
  expect(asked).toMatchObject({ ok: true })
  const suspended = await findPraticaOf(haulier, id)
  expect(suspended).toMatchObject({
    stato: 'sospesa',
    termine: { stato: 'sospeso', riprendeIl: addDays(await today(), 20) },
  })
  expect(await db.select().from(atti).where(eq(atti.praticaId, id))).toMatchObject([
    { tipo: 'richiesta_integrazione', stato: 'firmato' },
  ])
  expect(
    await askIntegrazione(officer, id, await versionOf(id), {
      richieste: [],
      testo: 'Ancora un documento per favore',
      giorni: 10,
    }),
  ).toMatchObject({ ok: false })
  expect(await answerIntegrazione(haulier, id, { testo: '' })).toMatchObject({ ok: false })
  await db.insert(documenti).values({
    ente: ENTE,
    praticaId: id,
    tipo: 'integrazione',
    nome: 'schema.pdf',
    mime: 'application/pdf',
    byte: 10,
    sha256: 'b'.repeat(64),
    stato: 'pronto',
    caricatoDaId: haulier.personaId,
  })
  expect(await answerIntegrazione(haulier, id, { testo: 'Ecco lo schema' })).toMatchObject({ ok: true })
  expect(await findPraticaOf(haulier, id)).toMatchObject({ stato: 'in_istruttoria', termine: { stato: 'in_corso' } })
  expect(
    await askIntegrazione(officer, id, await versionOf(id), {
      richieste: [],
      testo: 'Ancora un documento per favore',
      giorni: 10,
    }),
  ).toMatchObject({ ok: false, message: expect.stringContaining('già stati sospesi una volta') })
  expect(
    (await db.select({ tipo: termini.tipo }).from(termini).where(eq(termini.praticaId, id))).map((row) => row.tipo),
  ).toEqual(['avvio', 'sospensione', 'ripresa'])
})

test('istruttore proposes, dirigente decides: number, seal, PDF, closed practice', async () => {
  const id = await claimed()
  const dal = addDays(await today(), 20)
  expect(
    await proposeDecisione(
      officer,
      id,
      await versionOf(id),
      accolta({
        esito: 'accolta_prescrizioni',
        validoDal: dal,
        validoAl: addDays(dal, 60),
        prescrizioniLibere: 'Transito solo di giorno',
      }),
    ),
  ).toMatchObject({ ok: true })
  expect(await decide(officer, id, await versionOf(id))).toMatchObject({
    ok: false,
    message: 'Solo il dirigente può adottare il provvedimento',
  })
  expect(
    await sendBackProposta(head, id, await versionOf(id), { motivo: 'Manca la prescrizione sulla scorta' }),
  ).toMatchObject({ ok: true })
  expect(
    await proposeDecisione(
      officer,
      id,
      await versionOf(id),
      accolta({
        esito: 'accolta_prescrizioni',
        validoDal: dal,
        validoAl: addDays(dal, 60),
        prescrizioniLibere: 'Scorta tecnica',
      }),
    ),
  ).toMatchObject({ ok: true })
  expect(await decide(head, id, 0)).toMatchObject({ ok: false }) // a page of long ago
  expect(await decide(head, id, await versionOf(id))).toMatchObject({ ok: true })
  expect(await findPraticaOf(haulier, id)).toMatchObject({
    stato: 'conclusa',
    esito: 'accolta_prescrizioni',
    conclusaIl: await today(),
  })
  const [atto] = await db
    .select()
    .from(atti)
    .where(and(eq(atti.praticaId, id), eq(atti.stato, 'firmato')))
  expect(atto).toMatchObject({
    tipo: 'autorizzazione',
    numero: expect.any(Number),
    codiceVerifica: expect.stringMatching(/^[2-9A-Z]{16}$/),
    sigillo: expect.any(String),
    validoDal: dal,
  })
  expect(
    await db
      .select()
      .from(documenti)
      .where(eq(documenti.id, atto?.documentoId ?? '')),
  ).toMatchObject([{ mime: 'application/pdf', stato: 'pronto', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }])
  expect((await db.select().from(protocolli).where(eq(protocolli.praticaId, id))).map((row) => row.verso)).toEqual([
    'entrata',
    'uscita',
  ])
  const visible = (await listEventi({ id, lettaDa: haulier.personaId }, 'richiedente')).map((evento) => evento.tipo)
  expect(visible).not.toContain('proposta_fatta')
  expect(
    await changeAtto(officer, id, atto?.id ?? '', 'revoke', { motivo: 'Ponte chiuso al traffico pesante' }),
  ).toMatchObject({ ok: false })
  expect(
    await changeAtto(head, id, atto?.id ?? '', 'suspend', { motivo: 'Ponte chiuso al traffico pesante' }),
  ).toMatchObject({ ok: true })
  expect(
    await changeAtto(head, id, atto?.id ?? '', 'restore', { motivo: 'Ponte riaperto al traffico pesante' }),
  ).toMatchObject({ ok: true })
})

test('no refusal before the notice of art. 10-bis, nor while the party may answer; the refusal answers the observations', async () => {
  const id = await claimed()
  const refusal = accolta({
    esito: 'respinta',
    motivazione: 'Il ponte di Piana Battolla non regge la massa dichiarata.',
  })
  expect(await proposeDecisione(officer, id, await versionOf(id), refusal)).toMatchObject({
    ok: false,
    errors: { esito: expect.any(String) },
  })
  expect(
    await noticeRefusal(officer, id, await versionOf(id), {
      motivi: 'Il ponte di Piana Battolla non regge la massa dichiarata.',
    }),
  ).toMatchObject({ ok: true })
  expect(await proposeDecisione(officer, id, await versionOf(id), refusal)).toMatchObject({ ok: false })
  expect(
    await sendOsservazioni(haulier, id, { testo: 'Passiamo da un’altra strada: ecco il percorso alternativo.' }),
  ).toMatchObject({ ok: true })
  expect(await proposeDecisione(officer, id, await versionOf(id), refusal)).toMatchObject({
    ok: false,
    errors: { rispostaOsservazioni: expect.any(String) },
  })
  expect(
    await proposeDecisione(officer, id, await versionOf(id), {
      ...refusal,
      rispostaOsservazioni: 'La strada proposta ha lo stesso limite di massa.',
    }),
  ).toMatchObject({ ok: true })
  expect(await decide(head, id, await versionOf(id))).toMatchObject({ ok: true })
  expect(await findPraticaOf(haulier, id)).toMatchObject({ esito: 'respinta' })
  const [atto] = await db
    .select()
    .from(atti)
    .where(and(eq(atti.praticaId, id), eq(atti.tipo, 'diniego')))
  expect(atto).toMatchObject({
    codiceVerifica: null,
    contenuto: { osservazioni: [{ risposta: 'La strada proposta ha lo stesso limite di massa.' }] },
  })
})

test('a withdrawn practice is closed and answers nothing more', async () => {
  const { praticaId } = await file(haulier)
  expect(await withdrawPratica(await viewerOf('Nino', 'Osservatore'), praticaId, { motivo: '' })).toMatchObject({
    ok: false,
    message: 'Pratica non trovata',
  })
  expect(await withdrawPratica(haulier, praticaId, { motivo: 'Viaggio annullato' })).toMatchObject({ ok: true })
  expect(await withdrawPratica(haulier, praticaId, { motivo: '' })).toMatchObject({ ok: false })
  expect(await claimPratica(officer, praticaId, null)).toMatchObject({ ok: false })
})

test('a message is sent once however often it is pressed, and strangers cannot write', async () => {
  const { praticaId } = await file(haulier)
  const chiave = crypto.randomUUID()
  const send = () =>
    writeMessaggio(haulier, applicantActsOn(haulier), false, praticaId, { testo: 'Buongiorno', chiave })
  expect(await Promise.all([send(), send(), send()])).toMatchObject([{ ok: true }, { ok: true }, { ok: true }])
  expect(
    (await listEventi({ id: praticaId, lettaDa: haulier.personaId }, 'richiedente')).filter(
      (evento) => evento.tipo === 'messaggio',
    ),
  ).toHaveLength(1)
  const stranger = await viewerOf('Anna', 'Esempio')
  expect(
    await writeMessaggio(stranger, applicantActsOn(stranger), false, praticaId, {
      testo: 'Ciao',
      chiave: crypto.randomUUID(),
    }),
  ).toMatchObject({ ok: false })
})

test('a message of the office waits for the applicant, counted, until it is read', async () => {
  const { praticaId } = await file(haulier)
  const write = () =>
    writeMessaggio(officer, officerOf(officer), true, praticaId, { testo: 'Buongiorno', chiave: crypto.randomUUID() })
  await write()
  await write()
  const waiting = async () => (await listDaFare(haulier)).find((one) => one.id === praticaId)?.nonLetti
  expect(await waiting()).toBe(2)
  await markMessaggiRead(haulier, praticaId, true)
  expect(await waiting()).toBeUndefined()
})

test('an officer of another office sees nothing; nobody handles the practice they filed (art. 6-bis)', async () => {
  const { PERSONE_DEMO } = await import('@/lib/mondo/persone')
  const demo = PERSONE_DEMO.find((one) =>
    one.ruoli?.some((ruolo) => ruolo.ruolo === 'istruttore' && ruolo.ufficio !== 'trasporti-eccezionali'),
  )
  if (!demo) throw new Error('No officer of another office in the sample world')
  const elsewhere = await officerNamed(demo.nome, demo.cognome)
  const { praticaId } = await file(haulier)
  expect(await findPraticaUfficio(elsewhere, praticaId)).toBeNull()
  expect(await claimPratica(elsewhere, praticaId, 1)).toMatchObject({ ok: false, message: 'Pratica non trovata' })
  expect(officerOf({ ...officer, personaId: haulier.personaId })).toBeDefined()
  expect(await findPraticaUfficio({ ...officer, personaId: haulier.personaId }, praticaId)).toBeNull()
})

test('a suspension that reached its cap resumes by itself, with its event', async () => {
  const id = await claimed()
  await askIntegrazione(officer, id, await versionOf(id), { richieste: ['Schema grafico'], testo: '', giorni: 1 })
  expect(await resumeTermini()).toBe(0)
  // Time cannot be moved: the ledger of this practice is written as it would be had the request been of three days ago.
  const { bareClient } = await import('./testing/sql')
  await bareClient(
    `alter table termini disable trigger termini_immutabile; update termini set il = il - 3 where pratica_id = '${id}'; alter table termini enable trigger termini_immutabile`,
  )
  expect(await resumeTermini()).toBe(1)
  expect(await findPraticaOf(haulier, id)).toMatchObject({ stato: 'in_istruttoria' })
  expect(await answerIntegrazione(haulier, id, { testo: 'Rispondo in ritardo, ma rispondo' })).toMatchObject({
    ok: true,
  }) // still taken
})

test('the audit is a chain: whole as written, broken where a row is touched (S51, S52)', async () => {
  await file(haulier)
  while ((await sealAudit()) > 0);
  expect(await verifyAudit()).toEqual([])
  const { bareClient } = await import('./testing/sql')
  await expect(bareClient(`update audit set esito = 'altro' where id = 1`)).rejects.toThrow(/accetta solo nuove righe/)
  await expect(bareClient('truncate audit cascade')).rejects.toThrow(/accetta solo nuove righe/)
  await bareClient(
    `alter table audit disable trigger audit_immutabile; update audit set azione = 'altra' where id = (select min(audit_id) + 2 from audit_catena); alter table audit enable trigger audit_immutabile`,
  )
  expect((await verifyAudit()).map((one) => one.difetto)).toEqual(['il contenuto della riga è cambiato'])
})
