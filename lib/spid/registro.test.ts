import { eq, sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { audit } from '@/drizzle/schema/procedimenti'
import { accessiSpid, persone, registroAccessi } from '@/drizzle/schema/soggetti'
import { SISTEMA } from '@/lib/audit/record'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { plainResponse } from '@/scripts/demo-idp/message'
import { readRegistro, sweepRegistro, writeRegistro } from './registro'
import { newId } from './request'
import { seal, unseal } from './sigillo'
import { ANNA, CONTENUTO } from './testing/idp'

afterAll(closeDatabase)

const RISPOSTA = plainResponse(CONTENUTO)

async function write(esito: string, codiceFiscale?: string) {
  const id = newId()
  const [richiesta] = await db
    .insert(accessiSpid)
    .values({
      ente: ENTE,
      richiestaId: id,
      emessaAt: new Date(),
      idp: CONTENUTO.idp,
      livello: 2,
      relayState: 'r',
      ritorno: '',
      browserHash: 'b',
      richiesta: seal(`<AuthnRequest ID="${id}"/>`, id),
    })
    .returning()
  if (!richiesta) throw new Error('not written')
  let personaId: string | undefined
  if (codiceFiscale) {
    const [persona] = await db
      .insert(persone)
      .values({ ente: ENTE, codiceFiscale, nome: 'Anna', cognome: 'Esempio' })
      .returning({ id: persone.id })
    personaId = persona?.id
  }
  await writeRegistro(db, { richiesta, risposta: RISPOSTA, esito, ...(personaId && { personaId }) })
  return richiesta
}

test('both messages are kept whole, sealed, and found by person, by reference and by period', async () => {
  const good = await write('riuscito', ANNA.codiceFiscale)
  const refused = await write('livello')
  const [row] = await db.select().from(registroAccessi).where(eq(registroAccessi.accessoId, good.id))
  expect(JSON.stringify(row)).not.toMatch(/SMPNNA|AuthnRequest|Esempio/)
  const mine = await readRegistro(SISTEMA, { codiceFiscale: ANNA.codiceFiscale }, 'richiesta della persona')
  expect(mine).toHaveLength(1)
  expect(mine[0]).toMatchObject({
    risposta: RISPOSTA,
    richiesta: `<AuthnRequest ID="${good.richiestaId}"/>`,
    rispostaIssuer: CONTENUTO.idp,
    rispostaId: /ID="([^"]*)"/.exec(RISPOSTA)?.[1],
  })
  const found = await readRegistro(SISTEMA, { riferimento: refused.id }, 'assistenza')
  expect(found.map(({ esito }) => esito)).toEqual(['livello'])
  const past = await readRegistro(SISTEMA, { al: new Date('2020-01-01') }, 'prova')
  expect(past).toEqual([])
})

test('each reading leaves its trace, with the reason', async () => {
  await readRegistro(SISTEMA, { riferimento: 'nessuno' }, 'controllo annuale')
  const rows = await db.select().from(audit).where(eq(audit.azione, 'registro_accessi.letto'))
  expect(rows.at(-1)?.dati).toMatchObject({ righe: 0, motivo: 'controllo annuale', perRiferimento: true })
})

test('S51: rows are only added; they go after 24 months and not before', async () => {
  const { id } = await write('livello')
  const where = eq(registroAccessi.accessoId, id)
  await expect(db.update(registroAccessi).set({ esito: 'riuscito' }).where(where)).rejects.toThrow()
  await expect(db.delete(registroAccessi).where(where)).rejects.toThrow()
  await expect(db.execute(sql`truncate registro_accessi`)).rejects.toThrow()
  await db.insert(registroAccessi).values({
    ente: ENTE,
    accessoId: id,
    richiestaId: newId(),
    richiestaAt: new Date(),
    idp: 'x',
    esito: 'livello',
    messaggi: '',
    createdAt: sql`now() - interval '24 months 1 minute'` as unknown as Date,
  })
  const before = await db.select({ id: registroAccessi.id }).from(registroAccessi)
  expect(await sweepRegistro()).toBe(1)
  expect(await db.select({ id: registroAccessi.id }).from(registroAccessi)).toHaveLength(before.length - 1)
})

test('a sealed text opens only in its own row, and unchanged', () => {
  const sealed = seal('testo', 'riga')
  expect(unseal(sealed, 'riga')).toBe('testo')
  expect(() => unseal(sealed, 'altra')).toThrow()
  expect(() => unseal(sealed.replace(/.{4}$/, 'AAAA'), 'riga')).toThrow()
  expect(() => unseal(sealed.replace('1:', '9:'), 'riga')).toThrow('9')
})
