import { and, eq, type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postaUscita, praticaEventi, pratiche, termini } from '@/drizzle/schema/pratiche'
import { audit, protocolli, registri } from '@/drizzle/schema/procedimenti'
import type { Viewer } from '@/lib/auth/viewer'
import { deleteBozza, saveRisposte } from '@/lib/bozze/commands'
import { findBozza } from '@/lib/bozze/queries'
import { addDays, firstDayNotFestivo } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { transaction } from '@/lib/db/transaction'
import { presentaIstanza } from './filing'
import { findPraticaOf } from './queries'
import { bareClient } from './testing/sql'
import { aBozza, aSingola, DICHIARAZIONI, file, loadWorld, viewerOf } from './testing/world'

let haulier: Viewer
beforeAll(async () => {
  await loadWorld()
  haulier = await viewerOf('Marco', 'Prova')
})
afterAll(closeDatabase)

const countPratiche = async (chiaveInvio: string) =>
  (
    await db
      .select({ n: sql<number>`count(*)::int` })
      .from(pratiche)
      .where(and(eq(pratiche.ente, ENTE), eq(pratiche.chiaveInvio, chiaveInvio)))
  )[0]?.n

test('a filing writes practice, number, event, clock, outbox and audit together (R02)', async () => {
  const { praticaId, numero } = await file(haulier)
  const pratica = await findPraticaOf(haulier, praticaId)
  const oggi = await today()
  expect(pratica).toMatchObject({
    codice: numero,
    stato: 'ricevuta',
    oggetto: expect.stringContaining('72 t'),
    massaKg: 72_000,
    tipo: 'singola',
  })
  expect(pratica?.scadeIl).toBe(firstDayNotFestivo(addDays(oggi, 15))) // art. 14 c. 2 Reg.: 15 days, the first not counted
  const [evento] = await db.select().from(praticaEventi).where(eq(praticaEventi.praticaId, praticaId))
  expect(evento).toMatchObject({ seq: 1, tipo: 'presentata', statoDopo: 'ricevuta' })
  const sent = evento?.dati as { documenti: { tipo: string }[] } | undefined
  expect(sent?.documenti.map((one) => one.tipo)).toEqual(
    expect.arrayContaining(['schema-grafico', 'carte-circolazione']),
  )
  expect(await db.select().from(termini).where(eq(termini.praticaId, praticaId))).toMatchObject([
    { tipo: 'avvio', il: oggi },
  ])
  expect(await db.select().from(protocolli).where(eq(protocolli.praticaId, praticaId))).toMatchObject([
    { verso: 'entrata', mittente: 'LUNI TRASPORTI S.R.L.' },
  ])
  expect(await db.select().from(postaUscita).where(eq(postaUscita.praticaId, praticaId))).toMatchObject([
    { canale: 'area' },
    { canale: 'email' },
  ])
  expect(await db.select({ azione: audit.azione }).from(audit).where(eq(audit.soggettoId, praticaId))).toEqual([
    { azione: 'pratica.presentata' },
  ])
})

test('double click, second tab, resend: one practice and the same number (R02)', async () => {
  const { bozzaId, chiaveInvio } = await aBozza(haulier)
  const results = await Promise.all(
    Array.from({ length: 8 }, () => presentaIstanza(haulier, bozzaId, chiaveInvio, DICHIARAZIONI)),
  )
  const numbers = new Set(results.map((one) => (one.ok ? one.value.numero : one.message)))
  expect(numbers.size).toBe(1)
  expect(await countPratiche(chiaveInvio)).toBe(1)
  const again = await presentaIstanza(haulier, bozzaId, chiaveInvio, DICHIARAZIONI)
  expect(again.ok && numbers.has(again.value.numero)).toBe(true)
})

test('numbers are 1…n with no gap, also when filings are refused in between (D.P.R. 445/2000 art. 57)', async () => {
  const drafts = await Promise.all(Array.from({ length: 12 }, () => aBozza(haulier)))
  await Promise.all(
    drafts.map(({ bozzaId, chiaveInvio }, i) =>
      presentaIstanza(haulier, bozzaId, chiaveInvio, i % 3 === 0 ? [] : DICHIARAZIONI),
    ),
  )
  const [row] = await db.execute<{ n: number; massimo: number; ultimo: number }>(sql`
    select count(*)::int as n, max(numero) as massimo, (select ultimo from ${registri} r where r.registro = 'protocollo' and r.anno = p.anno) as ultimo
    from ${protocolli} p group by anno`)
  expect(row?.massimo).toBe(row?.n)
  expect(row?.ultimo).toBe(row?.n)
})

test('a number of another day, or a file that has gone, undoes everything; the same form files afterwards', async () => {
  const { bozzaId, chiaveInvio } = await aBozza(haulier)
  // the register gave its last number tomorrow: the next cannot be of today
  await bareClient(`update registri set ultimo_at = ultimo_at + interval '1 day' where registro = 'protocollo'`)
  await expect(presentaIstanza(haulier, bozzaId, chiaveInvio, DICHIARAZIONI)).rejects.toThrow('Il giorno è cambiato')
  await bareClient(`update registri set ultimo_at = ultimo_at - interval '1 day' where registro = 'protocollo'`)
  expect([await countPratiche(chiaveInvio), (await findBozza(haulier, bozzaId))?.praticaId]).toEqual([0, null])
  await bareClient(`create function sparisce() returns trigger language plpgsql as $$ begin return null; end $$;
    create trigger sparisce before update on documenti for each row when (old.tipo = 'franchi') execute function sparisce()`)
  await expect(presentaIstanza(haulier, bozzaId, chiaveInvio, DICHIARAZIONI)).rejects.toThrow('Gli allegati')
  await bareClient('drop trigger sparisce on documenti; drop function sparisce()')
  expect(await countPratiche(chiaveInvio)).toBe(0)
  expect((await presentaIstanza(haulier, bozzaId, chiaveInvio, DICHIARAZIONI)).ok).toBe(true)
})

test('files go with a practice only from the draft that was marked with it in that transaction, and only to a new one', async () => {
  const { bozzaId } = await aBozza(haulier)
  const { praticaId } = await file(haulier)
  const allega = (pratica: SQL) => sql`allega_alla_pratica(${ENTE}, ${bozzaId}::uuid, ${pratica}, '{}')`
  const ofBozza = sql`(select pratica_id from bozze where id = ${bozzaId}::uuid)`
  const asked = dbAs(haulier).execute(sql`select ${allega(sql`gen_random_uuid()`)}`)
  await expect(asked).rejects.toMatchObject({ cause: { code: '42501' } })
  const marked = (pratica: SQL) =>
    transaction(
      async (tx) => {
        await tx.execute(sql`update bozze set pratica_id = ${pratica} where id = ${bozzaId}::uuid`)
        return [...(await tx.execute(sql`select ${allega(ofBozza)} as n`))]
      },
      { attore: haulier.personaId, ente: ENTE },
    )
  expect(await marked(sql`gen_random_uuid()`)).toEqual([{ n: 0 }])
  const again = dbAs(haulier).execute(sql`select ${allega(ofBozza)}`)
  await expect(again).rejects.toMatchObject({ cause: { code: '42501' } }) // marked, but before
  await expect(marked(sql`${praticaId}::uuid`)).rejects.toMatchObject({ cause: { code: '42501' } })
})

test('what is missing is told field by field, and nothing is written', async () => {
  const dati = await aSingola()
  const { bozzaId, chiaveInvio } = await aBozza(haulier, {
    ...dati,
    carico: { ...(dati.carico as object), descrizione: '' },
  })
  const refused = await presentaIstanza(haulier, bozzaId, chiaveInvio, DICHIARAZIONI)
  expect(refused).toMatchObject({ ok: false, errors: { 'carico.descrizione': expect.any(String) } })
  expect(await countPratiche(chiaveInvio)).toBe(0)
  expect((await findBozza(haulier, bozzaId))?.praticaId).toBeNull()
})

test('a missing attachment, a missing declaration and another form’s key are refused with the reason', async () => {
  const { bozzaId, chiaveInvio } = await aBozza(haulier)
  expect(await presentaIstanza(haulier, bozzaId, chiaveInvio, [])).toMatchObject({
    ok: false,
    message: 'Per inviare l’istanza conferma le dichiarazioni',
  })
  expect(await presentaIstanza(haulier, bozzaId, '00000000-0000-4000-8000-000000000000', DICHIARAZIONI)).toMatchObject({
    ok: false,
  })
  await db.execute(sql`delete from documenti where bozza_id = ${bozzaId}::uuid and tipo = 'carte-circolazione'`)
  expect(await presentaIstanza(haulier, bozzaId, chiaveInvio, DICHIARAZIONI)).toMatchObject({
    ok: false,
    errors: { 'allegati.carte-circolazione': expect.any(String) },
  })
})

test('a stranger, and a colleague, find neither the draft nor the practice', async () => {
  const stranger = await viewerOf('Anna', 'Esempio')
  const { bozzaId, chiaveInvio } = await aBozza(haulier)
  expect(await findBozza(stranger, bozzaId)).toBeNull()
  expect(await presentaIstanza(stranger, bozzaId, chiaveInvio, DICHIARAZIONI)).toMatchObject({
    ok: false,
    message: 'Bozza non trovata',
  })
  expect(await saveRisposte(stranger, bozzaId, 'carico', {}, null)).toMatchObject({
    ok: false,
    message: 'Bozza non trovata',
  })
  expect(await deleteBozza(stranger, bozzaId)).toMatchObject({ ok: false, message: 'Bozza non trovata' })
  const { praticaId } = await file(haulier)
  expect(await findPraticaOf(stranger, praticaId)).toBeNull()
  expect(await findPraticaOf(await viewerOf('Nino', 'Osservatore'), praticaId)).not.toBeNull() // of the same company: reads
  expect(await findPraticaOf(haulier, 'not-an-id')).toBeNull()
})

test('two tabs on the same step: the second is told, and loses nothing', async () => {
  const { bozzaId } = await aBozza(haulier)
  const first = await saveRisposte(haulier, bozzaId, 'carico', { carico: { descrizione: 'Dalla prima scheda' } }, 0)
  expect(first).toMatchObject({ ok: true, value: { revisione: 1 } })
  expect(await saveRisposte(haulier, bozzaId, 'carico', { carico: { descrizione: 'Dalla seconda' } }, 0)).toMatchObject(
    { ok: false, errors: { revisione: 'superata' } },
  )
  expect(await saveRisposte(haulier, bozzaId, 'periodo', { periodo: { orario: 'notturno' } }, 0)).toMatchObject({
    ok: true,
  }) // another step is free
  expect((await findBozza(haulier, bozzaId))?.dati).toMatchObject({
    carico: { descrizione: 'Dalla prima scheda' },
    periodo: { orario: 'notturno' },
  })
})
