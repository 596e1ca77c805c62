import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bozze, documenti, postaUscita, praticaEventi, pratiche } from '@/drizzle/schema/pratiche'
import { audit, protocolli } from '@/drizzle/schema/procedimenti'
import { issueRicevuta } from '@/lib/atti/commands'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { findDestinazione } from '@/lib/documenti/destinazioni'
import { findDocumento } from '@/lib/documenti/queries'
import { addMembro, again, makePersona, makeRappresentata } from '@/lib/imprese/testing/world'
import { withdrawPratica } from '@/lib/pratiche/commands-richiedente'
import {
  acceptTrasferimento,
  offerBozza,
  offerPratica,
  rejectTrasferimento,
  withdrawOfferta,
} from '@/lib/pratiche/commands-trasferimento'
import { presentaIstanza } from '@/lib/pratiche/filing'
import { findPraticaOf } from '@/lib/pratiche/queries'
import { aBozza, DICHIARAZIONI, file, loadWorld } from '@/lib/pratiche/testing/world'
import { findOfferta, findTrasferimento, listTrasferimentiPer } from '@/lib/pratiche/trasferimenti'
import { deleteBozza, saveRisposte } from './commands'
import { listCondivisioni, revokeCondivisione, shareBozza } from './commands-condivisione'
import { addFirmatario, findDaFirmare, listDaFirmare, removeFirmatario, signBozza } from './commands-firme'
import { findBozza, listBozze } from './queries'

beforeAll(loadWorld)
afterAll(closeDatabase)

const value = <T>(result: { ok: true; value: T } | { ok: false; message: string }): T => {
  if (!result.ok) throw new Error(result.message)
  return result.value
}
const UNKNOWN = '00000000-0000-4000-8000-000000000000'
const change = { referente: { nome: 'Un’altra persona' } }

let chi: Viewer
let impresa: { id: string; denominazione: string; codiceFiscale: string }
let altro: Viewer
let estraneo: Viewer
beforeEach(async () => {
  const made = await makeRappresentata()
  chi = made.rappresentante
  impresa = made.impresa
  altro = await makePersona('Altro')
  estraneo = await makePersona('Estraneo')
})

describe('a draft shared by codice fiscale', () => {
  const share = async (bozzaId: string, livello: 'vede' | 'modifica' | 'invia') =>
    value(await shareBozza(chi, bozzaId, { codiceFiscale: altro.codiceFiscale, livello }))

  test('who may read reads; does not write, upload, send, throw away or share', async () => {
    const { bozzaId, chiaveInvio } = await aBozza(chi)
    await share(bozzaId, 'vede')
    expect(await findBozza(altro, bozzaId)).toMatchObject({ potere: 'vede' })
    expect((await listBozze(altro)).map((one) => one.id)).toEqual([bozzaId])
    expect(await saveRisposte(altro, bozzaId, 'referente', change, null)).toMatchObject({
      ok: false,
      message: expect.stringContaining('sola lettura'),
    })
    expect(await findDestinazione(altro, { bozzaId, allegato: 'schema-grafico' })).toBeNull()
    expect(await presentaIstanza(altro, bozzaId, chiaveInvio, DICHIARAZIONI)).toMatchObject({
      ok: false,
      message: expect.stringContaining('senza il permesso'),
    })
    expect(await deleteBozza(altro, bozzaId)).toMatchObject({ ok: false })
    expect(await shareBozza(altro, bozzaId, { codiceFiscale: estraneo.codiceFiscale, livello: 'vede' })).toMatchObject({
      ok: false,
      message: 'Bozza non trovata',
    })
  })

  test('who may fill in fills in, with the same check of the second tab; does not send', async () => {
    const { bozzaId, chiaveInvio } = await aBozza(chi)
    await share(bozzaId, 'modifica')
    const bozza = await findBozza(altro, bozzaId)
    value(await saveRisposte(altro, bozzaId, 'referente', change, bozza?.revisione ?? 0))
    expect(await saveRisposte(chi, bozzaId, 'referente', change, bozza?.revisione ?? 0)).toMatchObject({
      ok: false,
      errors: { revisione: 'superata' },
    })
    expect(await findDestinazione(altro, { bozzaId, allegato: 'schema-grafico' })).not.toBeNull()
    expect(await presentaIstanza(altro, bozzaId, chiaveInvio, DICHIARAZIONI)).toMatchObject({ ok: false })
  })

  test('who may send sends for the holder, and goes on reading what they sent', async () => {
    const { bozzaId, chiaveInvio } = await aBozza(chi)
    await share(bozzaId, 'invia')
    const { praticaId } = value(await presentaIstanza(altro, bozzaId, chiaveInvio, DICHIARAZIONI))
    const [pratica] = await db.select().from(pratiche).where(eq(pratiche.id, praticaId))
    expect(pratica).toMatchObject({
      richiedente: impresa.denominazione,
      organizzazioneId: impresa.id,
      personaId: altro.personaId,
    })
    const [evento] = await db.select().from(praticaEventi).where(eq(praticaEventi.praticaId, praticaId))
    expect(evento).toMatchObject({ attoreNome: `${altro.nome} ${altro.cognome}`, agiscePer: impresa.denominazione })
    expect(await findPraticaOf(altro, praticaId)).not.toBeNull()
    expect(await withdrawPratica(altro, praticaId, { motivo: '' })).toMatchObject({
      ok: false,
      message: 'Pratica non trovata',
    })
    expect(await findPraticaOf(chi, praticaId)).not.toBeNull()
    const told = await db
      .select({ id: postaUscita.personaId })
      .from(postaUscita)
      .where(and(eq(postaUscita.praticaId, praticaId), eq(postaUscita.canale, 'area')))
    expect(told.map((one) => one.id).sort()).toEqual([altro.personaId, chi.personaId].sort())
  })

  test('revoked, it is gone at the next act; a new level takes the place of the old', async () => {
    const { bozzaId } = await aBozza(chi)
    await share(bozzaId, 'invia')
    await share(bozzaId, 'vede')
    const [one, ...more] = await listCondivisioni(chi, { id: bozzaId })
    expect([one?.livello, more.length]).toEqual(['vede', 0])
    value(await revokeCondivisione(chi, bozzaId, one?.id ?? ''))
    expect(await findBozza(altro, bozzaId)).toBeNull()
    expect(await saveRisposte(altro, bozzaId, 'referente', change, null)).toMatchObject({
      ok: false,
      message: 'Bozza non trovata',
    })
    expect(await revokeCondivisione(chi, bozzaId, one?.id ?? '')).toMatchObject({ ok: false })
  })

  test('a stranger sees nothing, and gets the answer of a missing one', async () => {
    const { bozzaId } = await aBozza(chi)
    await share(bozzaId, 'vede')
    expect(await findBozza(estraneo, bozzaId)).toBeNull()
    const input = { codiceFiscale: altro.codiceFiscale, livello: 'vede' as const }
    expect(await shareBozza(estraneo, bozzaId, input)).toEqual(await shareBozza(estraneo, UNKNOWN, input))
    expect(await shareBozza(chi, bozzaId, { codiceFiscale: chi.codiceFiscale, livello: 'vede' })).toMatchObject({
      ok: false,
    })
  })
})

describe('several signers', () => {
  const pageOf = async (viewer: Viewer, bozzaId: string) =>
    (await findDaFirmare(viewer, bozzaId))?.contenuto?.impronta ?? ''

  test('filing waits for each, with their own identity, on the content filed; the receipt lists them', async () => {
    const { bozzaId, chiaveInvio } = await aBozza(chi)
    const terzo = await makePersona('Terzo')
    value(await addFirmatario(chi, bozzaId, altro.codiceFiscale))
    value(await addFirmatario(chi, bozzaId, terzo.codiceFiscale))
    const send = () => presentaIstanza(chi, bozzaId, chiaveInvio, DICHIARAZIONI)
    expect(await send()).toMatchObject({ ok: false, message: 'Mancano 2 firme' })
    expect((await listDaFirmare(altro)).map((one) => one.bozzaId)).toEqual([bozzaId])
    value(await signBozza(altro, bozzaId, await pageOf(altro, bozzaId)))
    value(await signBozza(altro, bozzaId, await pageOf(altro, bozzaId))) // twice is once
    expect(await listDaFirmare(altro)).toEqual([])
    expect(await send()).toMatchObject({ ok: false, message: 'Manca una firma' })
    value(await signBozza(terzo, bozzaId, await pageOf(terzo, bozzaId)))
    const { praticaId } = value(await send())
    const [evento] = await db.select().from(praticaEventi).where(eq(praticaEventi.praticaId, praticaId))
    const firme = (evento?.dati ?? {}).firme as { nome: string }[] | undefined
    expect(firme?.map((one) => one.nome)).toEqual([`${altro.nome} ${altro.cognome}`, `${terzo.nome} ${terzo.cognome}`])
    expect(await findPraticaOf(altro, praticaId)).not.toBeNull() // whoever signed goes on reading
    expect(await issueRicevuta(chi, praticaId)).toEqual(expect.any(String))
    expect(await signBozza(terzo, bozzaId, await pageOf(terzo, bozzaId))).toMatchObject({ ok: false })
    const azioni = (await db.select({ azione: audit.azione }).from(audit).where(eq(audit.soggettoId, bozzaId))).map(
      (one) => one.azione,
    )
    expect(azioni.filter((one) => one === 'bozza.firmata')).toHaveLength(3)
  })

  test('any change voids the signatures: an answer, a file', async () => {
    const { bozzaId, chiaveInvio } = await aBozza(chi)
    value(await addFirmatario(chi, bozzaId, altro.codiceFiscale))
    const before = await pageOf(altro, bozzaId)
    value(await signBozza(altro, bozzaId, before))
    value(await saveRisposte(chi, bozzaId, 'referente', change, null))
    const send = () => presentaIstanza(chi, bozzaId, chiaveInvio, DICHIARAZIONI)
    expect(await send()).toMatchObject({ ok: false, message: expect.stringContaining('firmare di nuovo') })
    expect(await signBozza(altro, bozzaId, before)).toMatchObject({ ok: false, errors: { impronta: 'superata' } })
    value(await signBozza(altro, bozzaId, await pageOf(altro, bozzaId)))
    await db
      .update(documenti)
      .set({ sha256: 'f'.repeat(64) })
      .where(and(eq(documenti.ente, ENTE), eq(documenti.bozzaId, bozzaId), eq(documenti.tipo, 'schema-grafico')))
    expect(await send()).toMatchObject({ ok: false, message: expect.stringContaining('firmare di nuovo') })
    value(await signBozza(altro, bozzaId, await pageOf(altro, bozzaId)))
    expect(await send()).toMatchObject({ ok: true })
  })

  test('nobody signs for another, for themselves, or twice; a stranger finds nothing to sign', async () => {
    const { bozzaId, chiaveInvio } = await aBozza(chi)
    expect(await addFirmatario(chi, bozzaId, chi.codiceFiscale)).toMatchObject({ ok: false })
    value(await addFirmatario(chi, bozzaId, altro.codiceFiscale))
    expect(await addFirmatario(chi, bozzaId, altro.codiceFiscale)).toMatchObject({ ok: false })
    const impronta = await pageOf(altro, bozzaId)
    for (const other of [chi, estraneo]) {
      expect(await findDaFirmare(other, bozzaId)).toBeNull()
      expect(await signBozza(other, bozzaId, impronta)).toEqual(await signBozza(other, UNKNOWN, impronta))
    }
    // Whoever signed does not also file: they would be their own co-signer.
    value(await shareBozza(chi, bozzaId, { codiceFiscale: altro.codiceFiscale, livello: 'invia' }))
    value(await signBozza(altro, bozzaId, impronta))
    expect(await presentaIstanza(altro, bozzaId, chiaveInvio, DICHIARAZIONI)).toMatchObject({
      ok: false,
      message: expect.stringContaining('Sei tra i firmatari'),
    })
    expect(await presentaIstanza(chi, bozzaId, chiaveInvio, DICHIARAZIONI)).toMatchObject({ ok: true })
  })

  test('a signer taken away signs no more and is not waited for; the files are read while asked', async () => {
    const { bozzaId, chiaveInvio } = await aBozza(chi)
    const id = value(await addFirmatario(chi, bozzaId, altro.codiceFiscale))
    const [allegato] = await db
      .select({ id: documenti.id })
      .from(documenti)
      .where(eq(documenti.bozzaId, bozzaId))
      .limit(1)
    expect(await findDocumento(altro, allegato?.id ?? '')).not.toBeNull()
    expect(await findDocumento(estraneo, allegato?.id ?? '')).toBeNull()
    const impronta = await pageOf(altro, bozzaId)
    value(await removeFirmatario(chi, bozzaId, id))
    expect(await findDocumento(altro, allegato?.id ?? '')).toBeNull()
    expect(await signBozza(altro, bozzaId, impronta)).toMatchObject({ ok: false })
    expect(await presentaIstanza(chi, bozzaId, chiaveInvio, DICHIARAZIONI)).toMatchObject({ ok: true })
  })

  test('an istanza not complete has nothing to sign yet', async () => {
    const { bozzaId } = await aBozza(chi, {})
    value(await addFirmatario(chi, bozzaId, altro.codiceFiscale))
    expect((await findDaFirmare(altro, bozzaId))?.contenuto).toBeNull()
    expect(await signBozza(altro, bozzaId, 'a'.repeat(64))).toMatchObject({
      ok: false,
      message: expect.stringContaining('non è ancora completa'),
    })
  })
})

describe('handing over', () => {
  test('a practice passes when the receiver accepts: history, number and clock stay, the giver sees it no more', async () => {
    const { praticaId } = await file(chi)
    const nuova = await makeRappresentata()
    const [before] = await db.select().from(pratiche).where(eq(pratiche.id, praticaId))
    const id = value(
      await offerPratica(chi, praticaId, {
        destinatario: nuova.impresa.codiceFiscale,
        motivo: 'Cessione del ramo d’azienda',
      }),
    )
    expect(await findPraticaOf(nuova.rappresentante, praticaId)).toBeNull() // offered, not yet theirs
    expect((await listTrasferimentiPer(nuova.rappresentante)).map((one) => one.id)).toEqual([id])
    value(await acceptTrasferimento(nuova.rappresentante, id))
    const [after] = await db.select().from(pratiche).where(eq(pratiche.id, praticaId))
    expect(after).toMatchObject({
      organizzazioneId: nuova.impresa.id,
      richiedente: nuova.impresa.denominazione,
      seguitaDaId: nuova.rappresentante.personaId,
      personaId: chi.personaId,
      numero: before?.numero,
      scadeIl: before?.scadeIl,
      stato: 'ricevuta',
    })
    const eventi = await db
      .select()
      .from(praticaEventi)
      .where(eq(praticaEventi.praticaId, praticaId))
      .orderBy(praticaEventi.seq)
    expect(eventi.at(-1)).toMatchObject({
      tipo: 'trasferita',
      agiscePer: nuova.impresa.denominazione,
      dati: { daNome: impresa.denominazione, aNome: nuova.impresa.denominazione },
    })
    expect(
      (await db.select().from(protocolli).where(eq(protocolli.praticaId, praticaId))).map((one) => one.verso),
    ).toEqual(['entrata', 'entrata'])
    expect(await findPraticaOf(chi, praticaId)).toBeNull()
    expect(await findPraticaOf(nuova.rappresentante, praticaId)).not.toBeNull()
    expect(await acceptTrasferimento(nuova.rappresentante, id)).toMatchObject({ ok: false }) // a second click
    value(await withdrawPratica(nuova.rappresentante, praticaId, { motivo: '' }))
    const told = await db
      .select({ id: postaUscita.personaId, oggetto: postaUscita.oggetto })
      .from(postaUscita)
      .where(and(eq(postaUscita.praticaId, praticaId), eq(postaUscita.canale, 'area')))
    expect(told.filter((one) => one.oggetto.startsWith('Hai ritirato')).map((one) => one.id)).toEqual([
      nuova.rappresentante.personaId,
    ])
  })

  test('to a person too; the receipt of the filing still says who filed it', async () => {
    const { praticaId } = await file(chi)
    const id = value(
      await offerPratica(chi, praticaId, { destinatario: altro.codiceFiscale, motivo: 'Passa al titolare' }),
    )
    value(await acceptTrasferimento(altro, id))
    expect(await findPraticaOf(altro, praticaId)).toMatchObject({
      richiedente: `${altro.nome} ${altro.cognome}`,
      presentataDa: `${chi.nome} ${chi.cognome}`,
    })
  })

  test('refused and withdrawn, nothing changes; a stranger neither sees nor answers', async () => {
    const { praticaId } = await file(chi)
    const offer = async () =>
      value(await offerPratica(chi, praticaId, { destinatario: altro.codiceFiscale, motivo: 'Prova di offerta' }))
    const first = await offer()
    expect(await findTrasferimento(estraneo, first)).toBeNull()
    expect(await acceptTrasferimento(estraneo, first)).toEqual(await acceptTrasferimento(estraneo, UNKNOWN))
    value(await rejectTrasferimento(altro, first))
    expect(await acceptTrasferimento(altro, first)).toMatchObject({ ok: false })
    const second = await offer()
    expect((await findOfferta(chi, { praticaId }))?.id).toBe(second)
    expect(await withdrawOfferta(estraneo, { praticaId })).toMatchObject({ ok: false, message: 'Pratica non trovata' })
    value(await withdrawOfferta(chi, { praticaId }))
    expect(await acceptTrasferimento(altro, second)).toMatchObject({ ok: false })
    expect(await findPraticaOf(chi, praticaId)).not.toBeNull()
  })

  test('only whoever looks after the company offers its practice, and only before it is closed', async () => {
    const { praticaId } = await file(chi)
    const impiegato = await addMembro(await makePersona(), impresa.id, 'richiedente')
    const input = { destinatario: altro.codiceFiscale, motivo: 'Prova di offerta' }
    expect(await offerPratica(impiegato, praticaId, input)).toMatchObject({ ok: false, message: 'Pratica non trovata' })
    value(await withdrawPratica(chi, praticaId, { motivo: '' }))
    expect(await offerPratica(chi, praticaId, input)).toMatchObject({
      ok: false,
      message: expect.stringContaining('conclusa'),
    })
  })

  test('closed between offer and answer: it does not pass', async () => {
    const { praticaId } = await file(chi)
    const id = value(
      await offerPratica(chi, praticaId, { destinatario: altro.codiceFiscale, motivo: 'Prova di offerta' }),
    )
    value(await withdrawPratica(chi, praticaId, { motivo: '' }))
    expect(await acceptTrasferimento(altro, id)).toMatchObject({
      ok: false,
      message: expect.stringContaining('conclusa'),
    })
  })

  test('a draft passes whole, with its files; shares end, signatures no longer hold', async () => {
    const { bozzaId, chiaveInvio } = await aBozza(chi)
    const terzo = await makePersona('Terzo')
    value(await shareBozza(chi, bozzaId, { codiceFiscale: estraneo.codiceFiscale, livello: 'vede' }))
    value(await addFirmatario(chi, bozzaId, terzo.codiceFiscale))
    value(await signBozza(terzo, bozzaId, (await findDaFirmare(terzo, bozzaId))?.contenuto?.impronta ?? ''))
    const nuova = await makeRappresentata()
    const id = value(
      await offerBozza(chi, bozzaId, { destinatario: nuova.impresa.codiceFiscale, motivo: 'La presenta lei' }),
    )
    value(await acceptTrasferimento(nuova.rappresentante, id))
    expect(await findBozza(chi, bozzaId)).toBeNull()
    expect(await findBozza(estraneo, bozzaId)).toBeNull()
    const [row] = await db.select().from(bozze).where(eq(bozze.id, bozzaId))
    expect(row).toMatchObject({ personaId: nuova.rappresentante.personaId, organizzazioneId: nuova.impresa.id })
    const viewer = await again(nuova.rappresentante)
    expect(await presentaIstanza(viewer, bozzaId, chiaveInvio, DICHIARAZIONI)).toMatchObject({
      ok: false,
      message: expect.stringContaining('firmare di nuovo'),
    })
    value(await signBozza(terzo, bozzaId, (await findDaFirmare(terzo, bozzaId))?.contenuto?.impronta ?? ''))
    expect(await presentaIstanza(viewer, bozzaId, chiaveInvio, DICHIARAZIONI)).toMatchObject({ ok: true })
  })

  test('a company that is not on the portal, or the wrong kind of receiver, is refused with what to do', async () => {
    const { bozzaId } = await aBozza(chi)
    expect(await offerBozza(chi, bozzaId, { destinatario: '99999990004', motivo: 'Prova di offerta' })).toMatchObject({
      ok: false,
      errors: { destinatario: expect.stringContaining('portale') },
    })
  })
})
