import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { visioniArchivio as visioni } from '@/drizzle/schema/archivio-digitale'
import { controinteressati } from '@/drizzle/schema/archivio-richieste'
import { documenti, postaUscita } from '@/drizzle/schema/pratiche'
import { protocolli } from '@/drizzle/schema/procedimenti'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { addDays } from '@/lib/core/date'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { done, versioneOf } from '@/lib/mondo/pratiche'
import { decide } from '@/lib/pratiche/commands-atti'
import { proposeDecisione } from '@/lib/pratiche/commands-ufficio'
import { findPratica, listDocumentiOf, listEventi } from '@/lib/pratiche/queries'
import type { ArchivioDiProva } from '../testing/world'
import { sendAvviso } from './commands-avviso'
import { receiveAvviso, recordRicezione, recordRisposta, replyAvviso } from './commands-risposta'
import type { AvvisoInput } from './forms-controinteressati'
import { findMioAvviso, listDaAvvisare } from './queries-controinteressati'
import { askAccesso, type MondoAccesso, openAccesso, proposta, RICHIESTA } from './testing/mondo'

let unit: ArchivioDiProva
let anna: Viewer // asks
let carlo: Viewer // is named in the papers
let giulia: Viewer // a stranger
let paolo: Funzionario
let franca: Funzionario
let elena: Funzionario
let mondo: MondoAccesso
beforeAll(async () => {
  mondo = await openAccesso()
  ;({ unit, anna, carlo, giulia, paolo, franca, elena } = mondo)
  for (const who of [carlo, anna])
    await db.execute(sql`insert into agenti_unita (ente, unita_id, ruolo, nome, codice_fiscale)
      values ('p_sp', ${unit.fascicolo}::uuid, 'progettista', ${`${who.nome} ${who.cognome}`}, ${who.codiceFiscale})`)
})
afterAll(closeDatabase)

const request = (dati: Record<string, unknown> = {}): Promise<string> =>
  askAccesso(mondo, anna, {
    documenti: [
      { descrizione: 'Fabbricato', segnatura: 'MURI/SIS/1' },
      { descrizione: 'Ponte', segnatura: 'MURI/SIS/3' },
    ],
    controinteressati: [{ nome: 'Lia Verdi', indirizzo: 'Via di Prova 1, 19100 La Spezia' }],
    modo: 'visione',
    ...dati,
  })
const officeView = async (id: string) => {
  const found = await findPratica(paolo, id)
  if (!found) throw new Error('no practice')
  return found.pratica
}
const tell = async (id: string, input: Partial<AvvisoInput> = {}) =>
  sendAvviso(paolo, id, {
    versione: await versioneOf(id),
    nome: 'Carlo Finto',
    codiceFiscale: carlo.codiceFiscale,
    ruolo: 'Progettista',
    canale: 'portale',
    recapito: null,
    ...input,
  })
const LETTERA = {
  nome: 'Lia Verdi',
  codiceFiscale: null,
  canale: 'raccomandata',
  recapito: 'Via di Prova 1, 19100 La Spezia',
} as const
const NON_SERVE = 'Gli altri nominati sono professionisti: le carte non dicono nulla di privato di loro.'
const propose = async (id: string, scelta: Partial<Parameters<typeof proposeDecisione>[3]> = {}) =>
  proposeDecisione(paolo, id, await versioneOf(id), proposta([unit.fascicolo], { senzaAvviso: NON_SERVE, ...scelta }))

describe('who is told (D.P.R. 184/2006 art. 3)', () => {
  test('is proposed from the papers and from the request: never who asks', async () => {
    const pratica = await officeView(await request())
    const named = await listDaAvvisare(paolo, pratica)
    expect(named.map((one) => [one.nome, one.nelPortale, one.recapito])).toEqual([
      ['Carlo Finto', true, null],
      ['Tizio', false, null],
      ['Lia Verdi', false, 'Via di Prova 1, 19100 La Spezia'],
    ])
    const civico = await officeView(await request({ diritto: 'civico' }))
    expect(await listDaAvvisare(paolo, civico)).toEqual([])
  })

  test('or the act says why not', async () => {
    const id = await request()
    expect(await propose(id, { senzaAvviso: '' })).toMatchObject({
      ok: false,
      errors: { senzaAvviso: expect.stringContaining('Carlo Finto, Tizio, Lia Verdi') },
    })
    done(await propose(id))
  })

  test('reads who asks, why, and of what papers: those that name them, and no contact', async () => {
    const id = await request()
    const avviso = done(await tell(id))
    expect(await findMioAvviso(giulia, avviso)).toBeNull()
    expect(await findMioAvviso(anna, avviso)).toBeNull()
    expect((await findMioAvviso(carlo, avviso))?.contenuto).toEqual({
      richiedente: 'Anna Esempio',
      diritto: 'documentale',
      motivo: RICHIESTA.motivo,
      documenti: ['Fabbricato (MURI/SIS/1)'],
    })
    expect(await dbAs(carlo).execute(sql`select id from pratiche where id = ${id}::uuid`)).toHaveLength(0)
    const notices = await db
      .select()
      .from(postaUscita)
      .where(eq(postaUscita.percorso, `/area-personale/opposizioni/${avviso}`))
    expect(new Set(notices.map((one) => one.personaId))).toEqual(new Set([carlo.personaId]))
  })

  test('on paper gets a letter that the applicant does not see, nor their name or address', async () => {
    const id = await request()
    const avviso = done(await tell(id, LETTERA))
    const [row] = await db.select().from(controinteressati).where(eq(controinteressati.id, avviso))
    const [letter] = await db
      .select()
      .from(documenti)
      .where(eq(documenti.id, row?.documentoId ?? ''))
    expect(letter).toMatchObject({ tipo: 'avviso_controinteressato', interno: true, stato: 'pronto' })
    const mine = await findPratica(anna, id)
    if (!mine) throw new Error('not seen')
    const seen = [await listEventi(mine.pratica, 'richiedente'), await listDocumentiOf(mine.pratica, 'richiedente')]
    expect(JSON.stringify(seen)).toContain('controinteressato_avvisato')
    expect(JSON.stringify(seen)).not.toMatch(/Lia|Verdi|avviso-controinteressato/)
    expect(await dbAs(anna).$count(controinteressati)).toBe(0)
    const register = (who: Viewer) =>
      dbAs(who)
        .select()
        .from(protocolli)
        .where(and(eq(protocolli.praticaId, id), eq(protocolli.destinatario, 'Lia Verdi')))
    expect([await register(paolo), await register(anna)]).toMatchObject([[{ riservato: true }], []])
    expect(await dbAs(elena).$count(controinteressati)).toBe(0) // another office
  })

  test('is not who asks, nor in the portal who never entered it', async () => {
    const id = await request()
    expect(await tell(id, { nome: 'Anna', codiceFiscale: anna.codiceFiscale })).toMatchObject({ ok: false })
    expect(await tell(id, { nome: 'Lia', codiceFiscale: 'VRDLIA80A41E463K' })).toMatchObject({
      errors: { canale: expect.stringContaining('PEC') },
    })
    expect(await sendAvviso(elena, id, { versione: 0, ...LETTERA, ruolo: null })).toMatchObject({
      message: 'Pratica non trovata',
    })
  })
})

describe('the papers wait', () => {
  test('for ten days from when the notice is received, and for no more', async () => {
    const id = await request()
    const avviso = done(await tell(id, LETTERA))
    expect(await propose(id)).toMatchObject({ message: expect.stringContaining('non risulta che Lia Verdi') })
    const oggi = await today()
    await db.execute(sql`update controinteressati set avvisato_il = ${addDays(oggi, -40)} where id = ${avviso}::uuid`)
    expect(await recordRicezione(paolo, id, avviso, { ricevutoIl: addDays(oggi, 1) })).toMatchObject({ ok: false })
    expect(await recordRicezione(elena, id, avviso, { ricevutoIl: oggi })).toMatchObject({ ok: false })
    done(await recordRicezione(paolo, id, avviso, { ricevutoIl: addDays(oggi, -3) }))
    expect(await propose(id)).toMatchObject({ message: expect.stringContaining('Lia Verdi può opporsi fino al') })
    await db.execute(sql`update controinteressati set ricevuto_il = ${addDays(oggi, -30)}, entro_il = ${addDays(oggi, -1)}
      where id = ${avviso}::uuid`)
    done(await propose(id))
    done(await decide(franca, id, await versioneOf(id)))
    expect(await db.$count(visioni, eq(visioni.praticaId, id))).toBe(1)
  })

  test('also by the wall: no view is written while somebody may oppose', async () => {
    const id = await request()
    done(await propose(id))
    await db.execute(sql`insert into controinteressati (ente, pratica_id, nome, canale, recapito, contenuto, avvisato_il, avvisato_da_id, protocollo)
      values ('p_sp', ${id}::uuid, 'Lia', 'pec', 'lia@pec.example', '{}', oggi_a_roma(), ${paolo.personaId}::uuid, 'x')`)
    expect(await decide(franca, id, await versioneOf(id))).toMatchObject({ ok: false })
    await expect(
      dbAs(franca)
        .insert(visioni)
        .values({
          ente: 'p_sp',
          unitaId: unit.fascicolo,
          personaId: anna.personaId,
          praticaId: id,
          scopo: 'prova',
          al: new Date('2099-01-01'),
          concessaDaId: franca.personaId,
        }),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('row-level security') } })
  })

  test('an opposition is answered in the act, and who opposed is told', async () => {
    const id = await request()
    const avviso = done(await tell(id))
    done(await receiveAvviso(carlo, avviso))
    expect(await findMioAvviso(carlo, avviso)).toMatchObject({ ricevutoIl: await today(), stato: 'attesa' })
    const NO = { risposta: 'opposizione', testo: 'Nel progetto ci sono i conti della mia famiglia.' } as const
    expect(await replyAvviso(giulia, avviso, NO)).toMatchObject({ message: 'Avviso non trovato' })
    done(await replyAvviso(carlo, avviso, NO))
    expect(await replyAvviso(carlo, avviso, { ...NO, risposta: 'nessuna_obiezione' })).toMatchObject({ ok: false })
    const mine = await findPratica(anna, id)
    const story = mine && (await listEventi(mine.pratica, 'richiedente'))
    expect(JSON.stringify(story)).toContain('controinteressato_risposto')
    expect(JSON.stringify(story)).not.toMatch(/Carlo|Finto|conti della mia famiglia/)
    expect(await propose(id)).toMatchObject({ errors: { rispostaOpposizioni: expect.any(String) } })
    done(await propose(id, { rispostaOpposizioni: 'I conti non si mostrano: si vedono solo i disegni esterni.' }))
    done(await decide(franca, id, await versioneOf(id)))
    expect(await db.$count(visioni, eq(visioni.praticaId, id))).toBe(1)
    const told = await db.select().from(postaUscita).where(eq(postaUscita.personaId, carlo.personaId))
    expect(told.some((one) => one.oggetto.startsWith('L’accesso a cui ti eri opposto'))).toBe(true)
  })
})

describe('the term of the request', () => {
  const clock = async (id: string) => (await officeView(id)).termine

  test('goes on for accesso documentale: D.P.R. 184/2006 does not stop it', async () => {
    const id = await request()
    const before = await clock(id)
    done(await tell(id))
    expect(await clock(id)).toMatchObject({ stato: 'in_corso', scadeIl: before.scadeIl })
  })

  test('stops for accesso generalizzato, until all have answered (D.Lgs. 33/2013 art. 5 c. 5)', async () => {
    const id = await request({ diritto: 'generalizzato' })
    const avviso = done(await tell(id))
    const second = done(await tell(id, LETTERA))
    expect((await clock(id)).stato).toBe('sospeso')
    const SI = { risposta: 'nessuna_obiezione', testo: '' } as const
    done(await replyAvviso(carlo, avviso, SI))
    expect((await clock(id)).stato).toBe('sospeso')
    done(await recordRisposta(paolo, id, second, { ...SI, il: await today() }))
    expect((await clock(id)).stato).toBe('in_corso')
  })

  test('and the papers open on the sixteenth day when somebody opposed (art. 5 c. 6)', async () => {
    const id = await request({ diritto: 'generalizzato' })
    const avviso = done(await tell(id))
    done(
      await replyAvviso(carlo, avviso, { risposta: 'opposizione', testo: 'Ne avrei un danno alla mia riservatezza.' }),
    )
    done(await propose(id, { rispostaOpposizioni: 'Il danno non è concreto: i dati personali sono coperti.' }))
    done(await decide(franca, id, await versioneOf(id)))
    const [row] = await db.execute<{ dal: string; al: string }>(sql`
      select to_char(dal at time zone 'Europe/Rome', 'YYYY-MM-DD HH24:MI') as dal, to_char(al at time zone 'Europe/Rome', 'YYYY-MM-DD') as al
      from visioni_archivio where pratica_id = ${id}::uuid`)
    const oggi = await today()
    expect(row).toEqual({ dal: `${addDays(oggi, 16)} 00:00`, al: addDays(oggi, 31) })
  })
})

test('what was sent is the office’s; what was answered is nobody’s to change', async () => {
  const id = await request()
  const avviso = done(await tell(id))
  const change = (who: Viewer, set: string) =>
    dbAs(who)
      .execute(sql.raw(`update controinteressati set ${set} where id = '${avviso}'`))
      .then(
        (rows) => rows.count,
        (error: { cause?: Error }) => error.cause?.message,
      )
  expect(await change(anna, `nome = 'x'`)).toBe(0)
  expect(await change(carlo, `contenuto = '{}'`)).toContain('solo l’ufficio')
  expect(
    await change(
      carlo,
      `risposta = 'nessuna_obiezione', risposta_il = oggi_a_roma(), registrata_da_id = '${anna.personaId}'`,
    ),
  ).toContain('solo l’ufficio')
  done(await replyAvviso(carlo, avviso, { risposta: 'nessuna_obiezione', testo: '' }))
  expect(await change(paolo, `testo = 'altro'`)).toContain('non si cambia')
})
