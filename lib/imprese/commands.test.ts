import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inviti } from '@/drizzle/schema/imprese'
import { documenti, postaUscita } from '@/drizzle/schema/pratiche'
import { audit } from '@/drizzle/schema/procedimenti'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { findDocumento } from '@/lib/documenti/queries'
import { env } from '@/lib/env'
import { loadWorld, officerNamed } from '@/lib/pratiche/testing/world'
import { parseAttributi } from './attributi'
import { answerInvito, changeRuolo, endAppartenenza, inviteMembro, revokeInvito } from './commands'
import { beginCollegamento, decideCollegamento, sendCollegamento, withdrawCollegamento } from './commands-collegamento'
import {
  findCollegamento,
  findCollegamentoUfficio,
  findImpresa,
  findInvito,
  listCollegamentiInAttesa,
  listInviti,
  listInvitiPer,
  listMembri,
} from './queries'
import { addMembro, again, makeImpresa, makePersona, makeRappresentata, newPartitaIva } from './testing/world'

beforeAll(loadWorld)
afterAll(closeDatabase)

const value = <T>(result: { ok: true; value: T } | { ok: false; message: string }): T => {
  if (!result.ok) throw new Error(result.message)
  return result.value
}
const azioni = async (soggettoId: string) =>
  (await db.select({ azione: audit.azione }).from(audit).where(eq(audit.soggettoId, soggettoId))).map(
    (one) => one.azione,
  )
const wholeOf = async (viewer: Viewer, id: string) => {
  const impresa = await findImpresa(viewer, id)
  if (!impresa) throw new Error('no company')
  return impresa
}

describe('invitations', () => {
  test('a person invited by codice fiscale accepts with their own identity and acts from the next request', async () => {
    const { impresa, rappresentante } = await makeRappresentata()
    const persona = await makePersona()
    const id = value(
      await inviteMembro(rappresentante, impresa.id, { codiceFiscale: persona.codiceFiscale, ruolo: 'richiedente' }),
    )
    expect((await listInvitiPer(persona)).map((one) => one.id)).toEqual([id])
    expect(await findImpresa(persona, impresa.id)).toBeNull() // nothing before the yes
    expect(value(await answerInvito(persona, id, true))).toBe(impresa.id)
    const now = await again(persona)
    expect(now.organizzazioni).toMatchObject([{ id: impresa.id, ruolo: 'richiedente' }])
    expect((await listMembri(await wholeOf(rappresentante, impresa.id))).map((one) => one.personaId)).toContain(
      persona.personaId,
    )
    expect(await azioni(impresa.id)).toEqual(['invito.creato', 'invito.accettato'])
    const told = await db
      .select({ percorso: postaUscita.percorso })
      .from(postaUscita)
      .where(and(eq(postaUscita.personaId, rappresentante.personaId), eq(postaUscita.canale, 'area')))
    expect(told).toEqual([{ percorso: `/area-personale/imprese/${impresa.id}/persone` }])
  })

  test('a person the portal has never met is invited all the same', async () => {
    const { impresa, rappresentante } = await makeRappresentata()
    expect(
      await inviteMembro(rappresentante, impresa.id, { codiceFiscale: 'MMGSRA92L59Z999S', ruolo: 'osservatore' }),
    ).toMatchObject({ ok: true })
  })

  test('a stranger sees nothing, cannot answer, and gets the answer of a missing one', async () => {
    const { impresa, rappresentante } = await makeRappresentata()
    const [persona, stranger] = [await makePersona(), await makePersona()]
    const id = value(
      await inviteMembro(rappresentante, impresa.id, { codiceFiscale: persona.codiceFiscale, ruolo: 'amministratore' }),
    )
    expect(await findInvito(stranger, id)).toBeNull()
    expect(await answerInvito(stranger, id, true)).toEqual(
      await answerInvito(stranger, '00000000-0000-4000-8000-000000000000', true),
    )
    expect(await revokeInvito(stranger, impresa.id, id)).toMatchObject({ ok: false, message: 'Impresa non trovata' })
    expect((await again(stranger)).organizzazioni).toEqual([])
  })

  test('only whoever looks after the company invites: not a richiedente, also with a stale page', async () => {
    const { impresa, rappresentante } = await makeRappresentata()
    const impiegato = await addMembro(await makePersona(), impresa.id, 'richiedente')
    const input = { codiceFiscale: 'MMGSRA92L59Z999S', ruolo: 'osservatore' as const }
    expect(await inviteMembro(impiegato, impresa.id, input)).toMatchObject({ ok: false })
    expect(await listInviti(await wholeOf(impiegato, impresa.id))).toEqual([])
    expect((await listMembri(await wholeOf(impiegato, impresa.id))).every((one) => one.codiceFiscale === null)).toBe(
      true,
    )
    // An administrator whose role has ended meanwhile: the page they have is old, the answer is not.
    const vecchio = await addMembro(await makePersona(), impresa.id, 'amministratore')
    const [riga] = (await listMembri(await wholeOf(rappresentante, impresa.id))).filter(
      (one) => one.personaId === vecchio.personaId,
    )
    value(await endAppartenenza(rappresentante, impresa.id, riga?.appartenenzaId ?? ''))
    expect(await inviteMembro(vecchio, impresa.id, input)).toMatchObject({ ok: false })
  })

  test('revoked, refused and expired invitations open nothing; a second answer changes nothing', async () => {
    const { impresa, rappresentante } = await makeRappresentata()
    const persona = await makePersona()
    const invite = async () =>
      value(
        await inviteMembro(rappresentante, impresa.id, { codiceFiscale: persona.codiceFiscale, ruolo: 'richiedente' }),
      )
    const revoked = await invite()
    value(await revokeInvito(rappresentante, impresa.id, revoked))
    expect(await answerInvito(persona, revoked, true)).toMatchObject({
      ok: false,
      message: expect.stringContaining('revocato'),
    })
    const refused = await invite()
    value(await answerInvito(persona, refused, false))
    expect(await answerInvito(persona, refused, true)).toMatchObject({
      ok: false,
      message: expect.stringContaining('rifiutato'),
    })
    const old = await invite()
    await db.update(inviti).set({ scadeAt: sql`now() - interval '1 second'` }).where(eq(inviti.id, old))
    expect(await answerInvito(persona, old, true)).toMatchObject({
      ok: false,
      message: expect.stringContaining('scaduto'),
    })
    expect(await listInvitiPer(persona)).toEqual([])
    const twice = await invite()
    const answers = await Promise.all([answerInvito(persona, twice, true), answerInvito(persona, twice, true)])
    expect(answers.filter((one) => one.ok)).toHaveLength(1)
    expect((await again(persona)).organizzazioni).toHaveLength(1)
  })

  test('a new invitation takes the place of the open one', async () => {
    const { impresa, rappresentante } = await makeRappresentata()
    const persona = await makePersona()
    const first = value(
      await inviteMembro(rappresentante, impresa.id, { codiceFiscale: persona.codiceFiscale, ruolo: 'richiedente' }),
    )
    const second = value(
      await inviteMembro(rappresentante, impresa.id, { codiceFiscale: persona.codiceFiscale, ruolo: 'autista' }),
    )
    expect((await listInvitiPer(persona)).map((one) => one.id)).toEqual([second])
    expect((await findInvito(persona, first))?.stato).toBe('revocato')
  })
})

describe('roles and their end', () => {
  test('the last legal representative cannot be removed, by two at once either', async () => {
    const { impresa, rappresentante } = await makeRappresentata()
    const altro = await addMembro(await makePersona(), impresa.id, 'legale_rappresentante')
    const membri = await listMembri(await wholeOf(rappresentante, impresa.id))
    const idOf = (viewer: Viewer) => membri.find((one) => one.personaId === viewer.personaId)?.appartenenzaId ?? ''
    const results = await Promise.all([
      endAppartenenza(rappresentante, impresa.id, idOf(altro)),
      endAppartenenza(altro, impresa.id, idOf(rappresentante)),
    ])
    expect(results.filter((one) => one.ok)).toHaveLength(1)
    const left = results[0].ok ? rappresentante : altro
    expect(await endAppartenenza(left, impresa.id, idOf(left))).toMatchObject({
      ok: false,
      message: expect.stringContaining('unico'),
    })
  })

  test('a changed role counts from the next request, and one has one role', async () => {
    const { impresa, rappresentante } = await makeRappresentata()
    const persona = await addMembro(await makePersona(), impresa.id, 'richiedente')
    const [riga] = (await listMembri(await wholeOf(rappresentante, impresa.id))).filter(
      (one) => one.personaId === persona.personaId,
    )
    value(await changeRuolo(rappresentante, impresa.id, riga?.appartenenzaId ?? '', 'osservatore'))
    expect((await again(persona)).organizzazioni).toMatchObject([{ id: impresa.id, ruolo: 'osservatore' }])
    expect(await azioni(impresa.id)).toContain('appartenenza.cambiata')
  })

  test('a driver is not one of those who act for the company', async () => {
    const { impresa, rappresentante } = await makeRappresentata()
    const persona = await addMembro(await makePersona(), impresa.id, 'autista')
    expect(persona.organizzazioni).toEqual([])
    expect(persona.guida).toMatchObject([{ organizzazioneId: impresa.id }])
    expect(await findImpresa(persona, impresa.id)).toBeNull()
    expect((await listMembri(await wholeOf(rappresentante, impresa.id))).map((one) => one.ruolo)).toContain('autista')
  })
})

describe('linking a person to a company', () => {
  const wanted = (codiceFiscale: string) => ({
    tipo: 'impresa' as const,
    codiceFiscale,
    denominazione: 'PROVA COLLEGAMENTO S.R.L.',
    sede: 'Via di Prova 7, Luni',
    pec: null,
    alboAutotrasporto: null,
    carica: 'Amministratore unico',
  })
  const proof = (soggettoId: string, caricatoDaId: string) =>
    db
      .insert(documenti)
      .values({
        ente: ENTE,
        soggettoTipo: 'collegamento',
        soggettoId,
        tipo: 'prova',
        nome: 'visura.pdf',
        mime: 'application/pdf',
        byte: 10,
        sha256: 'a'.repeat(64),
        stato: 'pronto',
        caricatoDaId,
        prontoAt: new Date(),
      })
      .returning({ id: documenti.id })
  const settings = env() as { REGISTRO_IMPRESE_URL?: string | undefined }
  let officer: Funzionario
  let server: Server
  let answers: Record<string, { status: number; body: unknown }>

  beforeAll(async () => {
    officer = await officerNamed('Elena', 'Istruttore')
    answers = {}
    server = createServer((request, response) => {
      const answer = answers[request.url?.split('/').at(-1) ?? ''] ?? { status: 404, body: {} }
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  })
  afterAll(() => {
    settings.REGISTRO_IMPRESE_URL = undefined
    server.close()
  })
  const connectRegister = (on: boolean) => {
    settings.REGISTRO_IMPRESE_URL = on ? `http://127.0.0.1:${(server.address() as AddressInfo).port}` : undefined
  }
  const inRegister = (codiceFiscale: string, rappresentante: string) => {
    answers[codiceFiscale] = {
      status: 200,
      body: {
        denominazione: 'PROVA COLLEGAMENTO SRL (registro)',
        codiceFiscale,
        partitaIva: codiceFiscale,
        stato: 'ATTIVA',
        sede: { via: 'Via del Registro 1', comune: 'Luni' },
        pec: null,
        persone: [
          {
            codiceFiscale: rappresentante,
            cariche: [{ descrizione: 'Amministratore unico', rappresentanteLegale: true, dataFine: null }],
          },
        ],
      },
    }
  }

  test('the register confirms: the link is made at once, with the register’s words', async () => {
    connectRegister(true)
    const persona = await makePersona()
    const codiceFiscale = newPartitaIva()
    inRegister(codiceFiscale, persona.codiceFiscale)
    const id = value(await beginCollegamento(persona, wanted(codiceFiscale)))
    const organizzazioneId = value(await sendCollegamento(persona, id))
    expect(organizzazioneId).toEqual(expect.any(String))
    expect((await again(persona)).organizzazioni).toMatchObject([
      { id: organizzazioneId, ruolo: 'legale_rappresentante', denominazione: 'PROVA COLLEGAMENTO SRL (registro)' },
    ])
    expect(await azioni(id)).toEqual(['collegamento.iniziato', 'collegamento.inviato', 'collegamento.accolto'])
    expect(await sendCollegamento(persona, id)).toMatchObject({ ok: false }) // a second click
  })

  test('the register says another represents it: an officer must look, and needs a proof', async () => {
    connectRegister(true)
    const persona = await makePersona()
    const codiceFiscale = newPartitaIva()
    inRegister(codiceFiscale, 'MMGSRA92L59Z999S')
    const id = value(await beginCollegamento(persona, wanted(codiceFiscale)))
    expect(await sendCollegamento(persona, id)).toMatchObject({ ok: false, message: expect.stringContaining('visura') })
    await proof(id, persona.personaId)
    expect(value(await sendCollegamento(persona, id))).toBeNull()
    expect((await again(persona)).organizzazioni).toEqual([])
    expect((await findCollegamentoUfficio(officer, id))?.registro?.cariche).toHaveLength(1)
  })

  test('a register that fails, or answers nonsense, is as one that is not there', async () => {
    connectRegister(true)
    for (const answer of [
      { status: 500, body: {} },
      { status: 200, body: { denominazione: 'senza il resto' } },
    ]) {
      const persona = await makePersona()
      const codiceFiscale = newPartitaIva()
      answers[codiceFiscale] = answer
      const id = value(await beginCollegamento(persona, wanted(codiceFiscale)))
      await proof(id, persona.personaId)
      expect(value(await sendCollegamento(persona, id))).toBeNull()
    }
  })

  test('an officer accepts on the proof; the proof is seen by the two of them only', async () => {
    connectRegister(false)
    const [persona, stranger] = [await makePersona(), await makePersona()]
    const id = value(await beginCollegamento(persona, wanted(newPartitaIva())))
    const [documento] = await proof(id, persona.personaId)
    const documentoId = documento?.id ?? ''
    expect(await findDocumento(officer, documentoId)).toBeNull() // not sent yet
    value(await sendCollegamento(persona, id))
    expect((await listCollegamentiInAttesa(officer)).map((one) => one.id)).toContain(id)
    expect(await findDocumento(officer, documentoId)).not.toBeNull()
    expect(await findDocumento(persona, documentoId)).not.toBeNull()
    expect(await findDocumento(stranger, documentoId)).toBeNull()
    expect(await findCollegamento(stranger, id)).toBeNull()
    expect(await decideCollegamento(officer, id, { esito: 'accolta', motivo: '' })).toMatchObject({ ok: true })
    expect((await again(persona)).organizzazioni).toMatchObject([{ ruolo: 'legale_rappresentante' }])
    expect(await decideCollegamento(officer, id, { esito: 'respinta', motivo: 'x'.repeat(30) })).toMatchObject({
      ok: false,
    })
    expect((await listCollegamentiInAttesa(officer)).map((one) => one.id)).not.toContain(id)
  })

  test('a refusal says why, and one may ask again', async () => {
    connectRegister(false)
    const persona = await makePersona()
    const codiceFiscale = newPartitaIva()
    const id = value(await beginCollegamento(persona, wanted(codiceFiscale)))
    await proof(id, persona.personaId)
    value(await sendCollegamento(persona, id))
    expect(await beginCollegamento(persona, wanted(codiceFiscale))).toMatchObject({ ok: false }) // one is waiting
    value(await decideCollegamento(officer, id, { esito: 'respinta', motivo: 'La visura è di un’altra impresa' }))
    expect(await findCollegamento(persona, id)).toMatchObject({
      stato: 'respinta',
      motivo: 'La visura è di un’altra impresa',
    })
    expect(await beginCollegamento(persona, wanted(codiceFiscale))).toMatchObject({ ok: true })
  })

  test('an officer does not decide their own request, nor a withdrawn one; a public body is not linked', async () => {
    connectRegister(false)
    const own = value(await beginCollegamento(officer, wanted(newPartitaIva())))
    await proof(own, officer.personaId)
    value(await sendCollegamento(officer, own))
    expect(await findCollegamentoUfficio(officer, own)).toBeNull()
    expect(await decideCollegamento(officer, own, { esito: 'accolta', motivo: '' })).toMatchObject({ ok: false })
    const persona = await makePersona()
    const withdrawn = value(await beginCollegamento(persona, wanted(newPartitaIva())))
    await proof(withdrawn, persona.personaId)
    value(await sendCollegamento(persona, withdrawn))
    value(await withdrawCollegamento(persona, withdrawn))
    expect(await decideCollegamento(officer, withdrawn, { esito: 'accolta', motivo: '' })).toMatchObject({ ok: false })
    const comune = value(await beginCollegamento(persona, wanted('99990050009'))) // Comune di Sarzana of the sample world
    await proof(comune, persona.personaId)
    value(await sendCollegamento(persona, comune))
    expect(await decideCollegamento(officer, comune, { esito: 'accolta', motivo: '' })).toMatchObject({
      ok: false,
      message: expect.stringContaining('ente pubblico'),
    })
  })

  test('a company already on the portal gets a second representative, and keeps its data', async () => {
    connectRegister(false)
    const impresa = await makeImpresa()
    const persona = await makePersona()
    const id = value(await beginCollegamento(persona, wanted(impresa.codiceFiscale)))
    await proof(id, persona.personaId)
    value(await sendCollegamento(persona, id))
    value(await decideCollegamento(officer, id, { esito: 'accolta', motivo: '' }))
    expect((await again(persona)).organizzazioni).toMatchObject([
      { id: impresa.id, denominazione: impresa.denominazione },
    ])
  })
})

test('attributes of a professional identity fill in a form, whatever prefix the codes have', () => {
  expect(parseAttributi({ denominazione: 'X S.R.L.', codiceFiscale: 'TINIT-99990010003', sede: 'Luni' })).toEqual({
    denominazione: 'X S.R.L.',
    codiceFiscale: '99990010003',
    sede: 'Luni',
  })
  expect(parseAttributi({ denominazione: 'X', partitaIva: 'VATIT-99990010003' })?.codiceFiscale).toBe('99990010003')
  expect(parseAttributi(null)).toBeNull()
  expect(parseAttributi({ denominazione: '' })).toBeNull()
})
