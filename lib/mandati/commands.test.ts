import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mandati } from '@/drizzle/schema/imprese'
import { bozze, documenti, messaggi, postaUscita, praticaEventi, pratiche } from '@/drizzle/schema/pratiche'
import { audit } from '@/drizzle/schema/procedimenti'
import { sessioni } from '@/drizzle/schema/soggetti'
import { findSessione } from '@/lib/auth/queries'
import { chooseOperaPer } from '@/lib/auth/sessions'
import { newToken, tokenHash } from '@/lib/auth/token'
import type { Viewer } from '@/lib/auth/viewer'
import { createBozza, deleteBozza, saveRisposte } from '@/lib/bozze/commands'
import { findBozza, findBozzaPersa, listBozze } from '@/lib/bozze/queries'
import { addDays, addMonths, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { findDestinazione } from '@/lib/documenti/destinazioni'
import { findDocumento } from '@/lib/documenti/queries'
import { addMembro, again, makePersona, makeRappresentata } from '@/lib/imprese/testing/world'
import { withdrawPratica, writeMessaggio } from '@/lib/pratiche/commands-richiedente'
import { presentaIstanza } from '@/lib/pratiche/filing'
import { findPraticaOf, listPraticheOf } from '@/lib/pratiche/queries'
import { aSingola, DICHIARAZIONI, loadWorld } from '@/lib/pratiche/testing/world'
import { applicantActsOn, officerOf } from '@/lib/pratiche/visibility'
import { listFlotta } from '@/lib/trasporti/queries'
import { changeMandato, createMandato } from './commands'
import type { MandatoInput } from './forms'
import { findMandato, listMandati, listMandatiDaAccettare } from './queries'

const TRASPORTO = 'trasporto-eccezionale'
let oggi: IsoDate
beforeAll(async () => {
  await loadWorld()
  oggi = await today()
})
afterAll(closeDatabase)

const value = <T>(result: { ok: true; value: T } | { ok: false; message: string }): T => {
  if (!result.ok) throw new Error(result.message)
  return result.value
}
const wanted = (
  change: Partial<MandatoInput> & Pick<MandatoInput, 'verso' | 'parte' | 'controparte'>,
): MandatoInput => ({
  ambito: 'alcuni',
  procedimenti: [TRASPORTO],
  dal: oggi,
  al: addMonths(oggi, 6),
  ...change,
})

type Mondo = Awaited<ReturnType<typeof mondo>>
/** An agency with an agent, a company with its representative, a mandate between them, and a stranger. */
async function mondo() {
  const [cliente, agenzia, estraneo] = [
    await makeRappresentata(),
    await makeRappresentata('agenzia'),
    await makeRappresentata(),
  ]
  const agente = await addMembro(await makePersona('Agente'), agenzia.impresa.id, 'richiedente')
  const mandatoId = value(
    await createMandato(
      cliente.rappresentante,
      wanted({ verso: 'do', parte: cliente.impresa.id, controparte: agenzia.impresa.codiceFiscale }),
    ),
  )
  return { cliente, agenzia, estraneo, mandatoId, agente: await again(agente) }
}

/** A complete draft of the agent for the principal. */
async function bozzaDi(agente: Viewer, perId: string) {
  const bozzaId = value(await createBozza(agente, TRASPORTO, perId, await aSingola()))
  for (const tipo of ['schema-grafico', 'carte-circolazione', 'percorribilita', 'committente', 'franchi'])
    await db.insert(documenti).values({
      ente: ENTE,
      bozzaId,
      tipo,
      nome: `${tipo}.pdf`,
      mime: 'application/pdf',
      byte: 1000,
      sha256: 'a'.repeat(64),
      stato: 'pronto',
      caricatoDaId: agente.personaId,
      prontoAt: new Date(),
    })
  const bozza = await findBozza(agente, bozzaId)
  return { bozzaId, chiaveInvio: bozza?.chiaveInvio ?? '' }
}
const present = async (viewer: Viewer, { bozzaId, chiaveInvio }: { bozzaId: string; chiaveInvio: string }) =>
  value(await presentaIstanza(viewer, bozzaId, chiaveInvio, DICHIARAZIONI)).praticaId

describe('giving, asking, ending', () => {
  let m: Mondo
  beforeEach(async () => {
    m = await mondo()
  })

  test('one given by the principal holds at once; both are told, and it is written down', async () => {
    expect(m.agente.mandati).toMatchObject([
      {
        id: m.mandatoId,
        per: { tipo: 'organizzazione', id: m.cliente.impresa.id },
        agenzia: { id: m.agenzia.impresa.id },
        procedimenti: [TRASPORTO],
      },
    ])
    const told = await db
      .select({ oggetto: postaUscita.oggetto, percorso: postaUscita.percorso })
      .from(postaUscita)
      .where(and(eq(postaUscita.personaId, m.agenzia.rappresentante.personaId), eq(postaUscita.canale, 'area')))
    expect(told).toEqual([
      {
        oggetto: `${m.cliente.impresa.denominazione} ti ha dato un mandato`,
        percorso: `/area-personale/mandati/${m.mandatoId}`,
      },
    ])
    const [scritto] = await db.select().from(audit).where(eq(audit.soggettoId, m.mandatoId))
    expect(scritto).toMatchObject({ azione: 'mandato.dato', agiscePerId: m.cliente.impresa.id })
  })

  test('one asked for by the agency holds when the principal accepts, with their own identity', async () => {
    const id = value(
      await createMandato(
        m.agenzia.rappresentante,
        wanted({ verso: 'chiedo', parte: m.agenzia.impresa.id, controparte: m.estraneo.impresa.codiceFiscale }),
      ),
    )
    expect((await again(m.agente)).mandati).toHaveLength(1) // not yet
    expect(await changeMandato(m.agenzia.rappresentante, id, 'accept')).toMatchObject({ ok: false }) // not by oneself
    const { rappresentante } = m.estraneo
    expect((await listMandatiDaAccettare(rappresentante)).map((one) => one.id)).toEqual([id])
    value(await changeMandato(rappresentante, id, 'accept'))
    expect((await again(m.agente)).mandati).toHaveLength(2)
    expect((await findMandato(rappresentante, id))?.accettatoDa).toContain('Rappresentante')
    expect(await changeMandato(rappresentante, id, 'accept')).toMatchObject({ ok: false }) // a second click
  })

  test('a person gives one too, and may be asked before the portal knows them', async () => {
    const persona = await makePersona('Anna')
    const id = value(
      await createMandato(
        m.agenzia.rappresentante,
        wanted({ verso: 'chiedo', parte: m.agenzia.impresa.id, controparte: persona.codiceFiscale, ambito: 'tutti' }),
      ),
    )
    expect((await findMandato(m.agenzia.rappresentante, id))?.mandante).toBe(
      `persona con codice fiscale ${persona.codiceFiscale}`,
    )
    value(await changeMandato(persona, id, 'accept'))
    const agente = await again(m.agente)
    expect(agente.mandati.find((one) => one.id === id)).toMatchObject({
      per: { tipo: 'persona', id: persona.personaId },
      procedimenti: null,
    })
    expect(
      await createMandato(
        m.agenzia.rappresentante,
        wanted({ verso: 'chiedo', parte: m.agenzia.impresa.id, controparte: 'MMGSRA92L59Z999S' }),
      ),
    ).toMatchObject({ ok: true })
  })

  test('refused: dates that cannot be, both sides the same, a company that is not there, a procedure that is not', async () => {
    const give = (change: Partial<MandatoInput>) =>
      createMandato(
        m.cliente.rappresentante,
        wanted({ verso: 'do', parte: m.cliente.impresa.id, controparte: m.agenzia.impresa.codiceFiscale, ...change }),
      )
    expect(await give({ dal: addDays(oggi, -1) })).toMatchObject({ ok: false, errors: { dal: expect.any(String) } })
    expect(await give({ al: addMonths(oggi, 40) })).toMatchObject({ ok: false, errors: { al: expect.any(String) } })
    expect(await give({ controparte: m.cliente.impresa.codiceFiscale })).toMatchObject({ ok: false })
    expect(await give({ controparte: '99999990004' })).toMatchObject({
      ok: false,
      errors: { controparte: expect.any(String) },
    })
    expect(await give({ procedimenti: ['non-esiste'] })).toMatchObject({ ok: false })
    expect(await give({ parte: m.estraneo.impresa.id })).toMatchObject({
      ok: false,
      errors: { parte: expect.any(String) },
    })
  })

  test('an employee who only files does not give the company’s mandate', async () => {
    const impiegato = await addMembro(await makePersona(), m.cliente.impresa.id, 'richiedente')
    expect(
      await createMandato(
        impiegato,
        wanted({ verso: 'do', parte: m.cliente.impresa.id, controparte: m.agenzia.impresa.codiceFiscale }),
      ),
    ).toMatchObject({ ok: false })
    expect(await changeMandato(impiegato, m.mandatoId, 'revoke')).toMatchObject({ ok: false })
  })

  test('a stranger sees no mandate and does nothing with it: the answer of a missing one', async () => {
    const { rappresentante } = m.estraneo
    expect(await findMandato(rappresentante, m.mandatoId)).toBeNull()
    expect((await listMandati(rappresentante)).map((one) => one.id)).not.toContain(m.mandatoId)
    expect(await changeMandato(rappresentante, m.mandatoId, 'revoke')).toEqual(
      await changeMandato(rappresentante, '00000000-0000-4000-8000-000000000000', 'revoke'),
    )
    expect(
      await findDestinazione(rappresentante, { soggetto: 'mandato', soggettoId: m.mandatoId, tipo: 'prova' }),
    ).toBeNull()
  })

  test('the proof is attached by either side while it lives, and seen by the two only', async () => {
    const to = { soggetto: 'mandato', soggettoId: m.mandatoId, tipo: 'prova' } as const
    expect(await findDestinazione(m.cliente.rappresentante, to)).toMatchObject({
      pagina: `/area-personale/mandati/${m.mandatoId}`,
    })
    expect(await findDestinazione(m.agenzia.rappresentante, to)).not.toBeNull()
    const [row] = await db
      .insert(documenti)
      .values({
        ente: ENTE,
        soggettoTipo: 'mandato',
        soggettoId: m.mandatoId,
        tipo: 'prova',
        nome: 'procura.pdf',
        mime: 'application/pdf',
        byte: 9,
        sha256: 'b'.repeat(64),
        stato: 'pronto',
        prontoAt: new Date(),
      })
      .returning({ id: documenti.id })
    expect(await findDocumento(m.agente, row?.id ?? '')).not.toBeNull()
    expect(await findDocumento(m.estraneo.rappresentante, row?.id ?? '')).toBeNull()
    value(await changeMandato(m.cliente.rappresentante, m.mandatoId, 'revoke', 'Cambio agenzia'))
    expect(await findDestinazione(m.cliente.rappresentante, to)).toBeNull()
    expect(await findMandato(m.agente, m.mandatoId)).toMatchObject({ stato: 'revocato', motivo: 'Cambio agenzia' })
  })
})

describe('acting under a mandate', () => {
  let m: Mondo
  beforeEach(async () => {
    m = await mondo()
  })

  test('S25: every act says «X (agenzia) per Y»: event, receipt data, message, audit', async () => {
    const bozza = await bozzaDi(m.agente, m.mandatoId)
    const praticaId = await present(m.agente, bozza)
    const nome = `${m.agente.nome} ${m.agente.cognome} (${m.agenzia.impresa.denominazione})`
    const per = m.cliente.impresa.denominazione
    const [row] = await db.select().from(pratiche).where(eq(pratiche.id, praticaId))
    expect(row).toMatchObject({ richiedente: per, organizzazioneId: m.cliente.impresa.id, mandatoId: m.mandatoId })
    value(
      await writeMessaggio(m.agente, applicantActsOn(m.agente), false, praticaId, {
        testo: 'Buongiorno',
        chiave: crypto.randomUUID(),
      }),
    )
    const eventi = await db
      .select()
      .from(praticaEventi)
      .where(eq(praticaEventi.praticaId, praticaId))
      .orderBy(praticaEventi.seq)
    expect(eventi.map(({ attoreNome, agiscePer }) => ({ attoreNome, agiscePer }))).toEqual([
      { attoreNome: nome, agiscePer: per },
      { attoreNome: nome, agiscePer: per },
    ])
    const [messaggio] = await db.select().from(messaggi).where(eq(messaggi.praticaId, praticaId))
    expect(messaggio?.autoreNome).toBe(`${nome} per ${per}`)
    expect((await findPraticaOf(m.cliente.rappresentante, praticaId))?.presentataDa).toBe(nome)
    const traces = await db.select().from(audit).where(eq(audit.soggettoId, praticaId))
    for (const trace of traces)
      expect(trace).toMatchObject({ agiscePerId: m.cliente.impresa.id, dati: { mandatoId: m.mandatoId } })
    expect(traces).toHaveLength(2)
  })

  test('agent and principal are both told of the filing, once each', async () => {
    const praticaId = await present(m.agente, await bozzaDi(m.agente, m.mandatoId))
    const told = await db
      .select({ id: postaUscita.personaId })
      .from(postaUscita)
      .where(and(eq(postaUscita.praticaId, praticaId), eq(postaUscita.canale, 'area')))
    expect(told.map((one) => one.id).sort()).toEqual([m.agente.personaId, m.cliente.rappresentante.personaId].sort())
  })

  test('the fleet of the principal is there to choose from; of others, none', async () => {
    expect(await listFlotta(m.agente, m.cliente.impresa.id)).toEqual([])
    expect(await listFlotta(m.agente, m.estraneo.impresa.id)).toEqual([])
    expect(m.agente.mandati.map((one) => one.per.id)).toContain(m.cliente.impresa.id)
  })

  test('outside the mandate nothing begins: another procedure, another principal, own behalf where it is not allowed', async () => {
    expect(await createBozza(m.agente, 'accesso-agli-atti', m.mandatoId)).toMatchObject({
      ok: false,
      message: expect.stringContaining('non comprende'),
    })
    expect(await createBozza(m.agente, TRASPORTO, m.cliente.impresa.id)).toMatchObject({ ok: false })
    expect(await createBozza(m.estraneo.rappresentante, TRASPORTO, m.mandatoId)).toMatchObject({ ok: false })
  })

  test('revoked in mid-draft: the very next save is stopped with the reason, and the draft stays with the principal', async () => {
    const { bozzaId, chiaveInvio } = await bozzaDi(m.agente, m.mandatoId)
    value(await saveRisposte(m.agente, bozzaId, 'referente', { referente: { nome: 'Prima della revoca' } }, null))
    value(await changeMandato(m.cliente.rappresentante, m.mandatoId, 'revoke'))
    // The agent's page, and even the agent as the portal knew them a moment ago, are of before the revocation.
    for (const agente of [m.agente, await again(m.agente)]) {
      const save = await saveRisposte(agente, bozzaId, 'referente', { referente: { nome: 'Dopo' } }, null)
      expect(save).toMatchObject({ ok: false, message: expect.stringContaining('non è più in vigore') })
      expect(await presentaIstanza(agente, bozzaId, chiaveInvio, DICHIARAZIONI)).toMatchObject({
        ok: false,
        message: expect.stringContaining('non è più in vigore'),
      })
      expect(await findBozza(agente, bozzaId)).toBeNull()
      expect(await deleteBozza(agente, bozzaId)).toMatchObject({ ok: false })
      expect(await findDestinazione(agente, { bozzaId, allegato: 'schema-grafico' })).toBeNull()
      expect(await createBozza(agente, TRASPORTO, m.mandatoId)).toMatchObject({ ok: false })
    }
    expect(await findBozzaPersa(m.agente, bozzaId)).toMatchObject({ mandatoId: m.mandatoId })
    expect(await findBozzaPersa(m.estraneo.rappresentante, bozzaId)).toBeNull()
    const bozza = await findBozza(m.cliente.rappresentante, bozzaId)
    expect(bozza).toMatchObject({ potere: 'gestisce', dati: { referente: { nome: 'Prima della revoca' } } })
    const praticaId = await present(m.cliente.rappresentante, { bozzaId, chiaveInvio })
    expect(await findPraticaOf(await again(m.agente), praticaId)).toBeNull()
  })

  test('renounced or run out, the same; a new mandate of the same principal opens what the old one began', async () => {
    const { bozzaId } = await bozzaDi(m.agente, m.mandatoId)
    const praticaId = await present(m.agente, await bozzaDi(m.agente, m.mandatoId))
    value(await changeMandato(m.agenzia.rappresentante, m.mandatoId, 'renounce'))
    let agente = await again(m.agente)
    expect(await findBozza(agente, bozzaId)).toBeNull()
    expect(await findPraticaOf(agente, praticaId)).toBeNull()
    expect(await withdrawPratica(agente, praticaId, { motivo: '' })).toMatchObject({
      ok: false,
      message: 'Pratica non trovata',
    })
    value(
      await createMandato(
        m.cliente.rappresentante,
        wanted({ verso: 'do', parte: m.cliente.impresa.id, controparte: m.agenzia.impresa.codiceFiscale }),
      ),
    )
    agente = await again(agente)
    expect(await findBozza(agente, bozzaId)).not.toBeNull()
    expect(await findPraticaOf(agente, praticaId)).not.toBeNull()
    await db
      .update(mandati)
      .set({ dal: addDays(oggi, -10), al: addDays(oggi, -1) })
      .where(eq(mandati.mandanteOrganizzazioneId, m.cliente.impresa.id))
    expect(await findBozza(agente, bozzaId)).toBeNull() // the very same viewer, one statement later
    expect((await again(agente)).mandati).toEqual([])
  })

  test('who leaves the agency loses its mandates; a colleague of the agency sees practices, not another’s drafts', async () => {
    const { bozzaId } = await bozzaDi(m.agente, m.mandatoId)
    const praticaId = await present(m.agente, await bozzaDi(m.agente, m.mandatoId))
    expect(await findPraticaOf(m.agenzia.rappresentante, praticaId)).toBeNull() // known before the mandate
    const collega = await again(m.agenzia.rappresentante)
    expect(await findPraticaOf(collega, praticaId)).not.toBeNull()
    expect(await findBozza(collega, bozzaId)).toBeNull()
    await db.execute(
      sql`update appartenenze set valido_al = ${addDays(oggi, -1)}::date where persona_id = ${m.agente.personaId}::uuid`,
    )
    const uscito = await again(m.agente)
    expect(uscito.mandati).toEqual([])
    expect((await listPraticheOf(uscito)).totale).toBe(0)
    expect(await listBozze(uscito)).toEqual([])
  })

  test('an osservatore of the agency has no mandate to use', async () => {
    const osservatore = await addMembro(await makePersona(), m.agenzia.impresa.id, 'osservatore')
    expect(osservatore.mandati).toEqual([])
  })

  test('after a revocation the principal alone is told what happens to the practice', async () => {
    const praticaId = await present(m.agente, await bozzaDi(m.agente, m.mandatoId))
    value(await changeMandato(m.cliente.rappresentante, m.mandatoId, 'revoke'))
    await db.delete(postaUscita).where(eq(postaUscita.praticaId, praticaId))
    value(await withdrawPratica(m.cliente.rappresentante, praticaId, { motivo: 'Non serve più' }))
    const told = await db
      .select({ id: postaUscita.personaId })
      .from(postaUscita)
      .where(and(eq(postaUscita.praticaId, praticaId), eq(postaUscita.canale, 'area')))
    expect(told).toEqual([{ id: m.cliente.rappresentante.personaId }])
  })

  test('for a person: the practice is the person’s, the agent follows it, an officer who is the person does not handle it', async () => {
    const persona = await makePersona('Anna')
    const id = value(
      await createMandato(
        persona,
        wanted({ verso: 'do', parte: 'me', controparte: m.agente.codiceFiscale, ambito: 'tutti' }),
      ),
    )
    const agente = await again(m.agente)
    const bozzaId = value(await createBozza(agente, 'accesso-agli-atti', id))
    const [row] = await db.select().from(bozze).where(eq(bozze.id, bozzaId))
    expect(row).toMatchObject({ titolareId: persona.personaId, organizzazioneId: null, mandatoId: id })
    expect(await findBozza(persona, bozzaId)).toMatchObject({ potere: 'gestisce' })
    const praticaId = await present(agente, await bozzaDi(agente, id))
    const [pratica] = await db.select().from(pratiche).where(eq(pratiche.id, praticaId))
    expect(pratica).toMatchObject({ richiedente: `${persona.nome} ${persona.cognome}`, titolareId: persona.personaId })
    expect(await findPraticaOf(persona, praticaId)).not.toBeNull()
    expect(await findPraticaOf(agente, praticaId)).not.toBeNull()
    const officer = {
      ...persona,
      funzionario: [{ ruolo: 'istruttore' as const, ufficioId: pratica?.ufficioId ?? '', ufficio: '' }],
    }
    expect(
      await db
        .select({ id: pratiche.id })
        .from(pratiche)
        .where(and(officerOf(officer), eq(pratiche.id, praticaId))),
    ).toEqual([])
    value(await changeMandato(persona, id, 'revoke'))
    expect(await findPraticaOf(await again(agente), praticaId)).toBeNull()
    expect(await findPraticaOf(persona, praticaId)).not.toBeNull()
  })

  test('the choice of the session is a mandate, and ends with it', async () => {
    const token = newToken()
    await db.insert(sessioni).values({
      tokenHash: tokenHash(token),
      ente: ENTE,
      personaId: m.agente.personaId,
      livello: 2,
      scadeAt: new Date(Date.now() + 3_600_000),
    })
    const viewer = async (): Promise<Viewer> => {
      const sessione = await findSessione(tokenHash(token))
      if (!sessione) throw new Error('no session')
      return { ...sessione, ip: null }
    }
    expect(await chooseOperaPer(await viewer(), m.mandatoId)).toMatchObject({ ok: true })
    expect(await viewer()).toMatchObject({ agiscePer: null, mandato: { id: m.mandatoId } })
    const [trace] = await db
      .select()
      .from(audit)
      .where(and(eq(audit.soggettoId, m.agente.personaId), eq(audit.azione, 'accesso.opera_per')))
    expect(trace).toMatchObject({ agiscePerId: m.cliente.impresa.id, dati: { a: m.mandatoId, mandatoId: m.mandatoId } })
    value(await changeMandato(m.cliente.rappresentante, m.mandatoId, 'revoke'))
    expect(await viewer()).toMatchObject({ mandato: null, mandati: [] })
    expect(await chooseOperaPer(await viewer(), m.mandatoId)).toMatchObject({ ok: false })
  })
})
