import { readFileSync } from 'node:fs'
import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { pratiche, termini } from '@/drizzle/schema/pratiche'
import { audit, procedimenti, procedimentoVersioni } from '@/drizzle/schema/procedimenti'
import { persone, uffici } from '@/drizzle/schema/soggetti'
import { SISTEMA } from '@/lib/audit/record'
import { addDays, romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { loadEnte } from '@/lib/mondo/load-ente'
import { publishDefinizione } from './commands'
import type { Definizione } from './forms'
import { findDefinizione, findServizio, listServizi, listTempiMediani } from './queries'

const definizione = (codice: string, change: (def: Definizione) => void = () => {}): Definizione => {
  const def = parse(
    readFileSync(new URL('./definizioni/accesso-agli-atti.yaml', import.meta.url), 'utf8'),
  ) as Definizione
  def.codice = codice
  change(def)
  return def
}
const versioni = (codice: string) =>
  db
    .select()
    .from(procedimentoVersioni)
    .where(and(eq(procedimentoVersioni.ente, ENTE), eq(procedimentoVersioni.codice, codice)))
    .orderBy(asc(procedimentoVersioni.versione))

beforeAll(loadEnte)
afterAll(closeDatabase)

describe('a definition put in force', () => {
  test('is published once, and again only when its content changes', async () => {
    const codice = 'prova-versioni'
    expect(await publishDefinizione(SISTEMA, definizione(codice))).toEqual({
      ok: true,
      value: { codice, versione: 1, nuova: true },
    })
    const [first] = await versioni(codice)
    expect(await publishDefinizione(SISTEMA, definizione(codice))).toEqual({
      ok: true,
      value: { codice, versione: 1, nuova: false },
    })
    const changed = definizione(codice, (def) => {
      def.scheda.costi = 'Gratis.'
    })
    expect(await publishDefinizione(SISTEMA, changed)).toEqual({
      ok: true,
      value: { codice, versione: 2, nuova: true },
    })
    const rows = await versioni(codice)
    expect(rows).toHaveLength(2)
    expect(rows[0]).toEqual(first)
    expect((await findDefinizione(codice, 1))?.scheda.costi).not.toBe('Gratis.')
    expect((await findServizio(codice))?.definizione.scheda.costi).toBe('Gratis.')
  })

  test('leaves a trace for each new version and none when nothing changed', async () => {
    const codice = 'prova-traccia'
    await publishDefinizione(SISTEMA, definizione(codice))
    await publishDefinizione(SISTEMA, definizione(codice))
    const traces = await db
      .select({ azione: audit.azione, dati: audit.dati })
      .from(audit)
      .where(and(eq(audit.soggettoTipo, 'procedimento'), eq(audit.soggettoId, codice)))
    expect(traces).toMatchObject([{ azione: 'procedimento.pubblicato', dati: { versione: 1 } }])
  })

  test('is one version even when two starts publish it together', async () => {
    const codice = 'prova-insieme'
    const results = await Promise.all([1, 2, 3, 4].map(() => publishDefinizione(SISTEMA, definizione(codice))))
    expect(results.filter((one) => one.ok && one.value.nuova)).toHaveLength(1)
    expect(await versioni(codice)).toHaveLength(1)
  })

  test('cannot be edited afterwards, not even in the database', async () => {
    const codice = 'prova-fissa'
    await publishDefinizione(SISTEMA, definizione(codice))
    const edit = db
      .update(procedimentoVersioni)
      .set({ impronta: 'altra' })
      .where(eq(procedimentoVersioni.codice, codice))
    await expect(edit).rejects.toThrow()
  })

  test('needs an office that exists, with its contacts', async () => {
    const nowhere = definizione('prova-ufficio', (def) => {
      def.ufficio = 'ufficio-inesistente'
    })
    expect(await publishDefinizione(SISTEMA, nowhere)).toMatchObject({
      ok: false,
      errors: { ufficio: 'Ufficio che non esiste: ufficio-inesistente' },
    })
    await db
      .insert(uffici)
      .values({ ente: ENTE, codice: 'senza-contatti', denominazione: 'Prova', email: '', telefono: '1', orari: '1' })
      .onConflictDoNothing()
    const silent = definizione('prova-ufficio', (def) => {
      def.ufficio = 'senza-contatti'
    })
    expect(await publishDefinizione(SISTEMA, silent)).toMatchObject({
      ok: false,
      errors: { ufficio: 'Contatti dell’ufficio incompleti: email' },
    })
    expect(await versioni('prova-ufficio')).toEqual([])
    expect(await findServizio('prova-ufficio')).toBeNull()
  })

  test('is refused while a section owed to the reader is empty', async () => {
    const empty = definizione('prova-vuota', (def) => {
      def.scheda.tempi = ''
    })
    expect(await publishDefinizione(SISTEMA, empty)).toMatchObject({
      ok: false,
      errors: { 'scheda.tempi': 'Sezione obbligatoria vuota' },
    })
  })
})

test('the two procedures of the Province can be published, with the rules they name', async () => {
  for (const file of ['trasporto-eccezionale', 'accesso-agli-atti']) {
    const input: unknown = parse(readFileSync(new URL(`./definizioni/${file}.yaml`, import.meta.url), 'utf8'))
    expect(await publishDefinizione(SISTEMA, input)).toMatchObject({ ok: true, value: { codice: file } })
  }
  const found = await listServizi({ q: 'trasporti ecezionali' })
  expect(found[0]?.codice).toBe('trasporto-eccezionale')
  expect(found.map((one) => one.codice)).not.toContain('accesso-agli-atti')
  const ofOffice = (await listServizi({ ufficio: 'trasporti-eccezionali' })).map((one) => one.codice)
  expect(ofOffice).toContain('trasporto-eccezionale')
  expect(ofOffice).not.toContain('accesso-agli-atti')
  expect((await listServizi({ pubblico: 'cittadini' })).map((one) => one.codice)).not.toContain('trasporto-eccezionale')
  expect(await listServizi({ q: 'zzzzzz' })).toEqual([])
})

test('the usual time is the median of real decisions, without the days in which the term stood still', async () => {
  const codice = 'prova-tempi'
  const pochi = 'prova-tempi-pochi'
  for (const one of [codice, pochi]) await publishDefinizione(SISTEMA, definizione(one))
  const [procedimento] = await db
    .select()
    .from(procedimenti)
    .where(and(eq(procedimenti.ente, ENTE), eq(procedimenti.codice, codice)))
  const [persona] = await db
    .insert(persone)
    .values({ ente: ENTE, codiceFiscale: 'PRVTMP80A01Z999X', nome: 'Prova', cognome: 'Tempi' })
    .returning()
  if (!procedimento || !persona) throw new Error('not there')
  const end = addDays(romeDay(new Date()), -30)
  let numero = 900_000
  const close = async (
    which: string,
    days: number,
    stood = 0,
    esito: 'accolta' | 'ritirata' = 'accolta',
    ended = end,
  ) => {
    const began = addDays(ended, -days)
    numero += 1
    const [row] = await db
      .insert(pratiche)
      .values({
        ente: ENTE,
        anno: 2000,
        numero,
        procedimento: which,
        versione: 1,
        chiaveInvio: crypto.randomUUID(),
        personaId: persona.id,
        richiedente: 'Prova Tempi',
        ufficioId: procedimento.ufficioId,
        stato: 'conclusa',
        esito,
        oggetto: 'Prova',
        dati: {},
        presentataAt: new Date(`${began}T10:00:00Z`),
        avviataIl: began,
        termineGiorni: 30,
        scadeIl: addDays(began, 30),
        conclusaIl: ended,
      })
      .returning({ id: pratiche.id })
    const moves = [
      ['avvio', began],
      ...(stood > 0
        ? [
            ['sospensione', addDays(began, 1)],
            ['ripresa', addDays(began, 1 + stood)],
          ]
        : []),
      ['conclusione', ended],
    ] as const
    await db.insert(termini).values(
      moves.map(([tipo, il], i) => ({
        ente: ENTE,
        praticaId: row?.id ?? '',
        seq: i + 1,
        tipo: tipo ?? '',
        il: il as typeof began,
        norma: 'prova',
        eventoSeq: 1,
      })),
    )
  }
  for (const days of [5, 7, 11, 30]) await close(codice, days)
  await close(codice, 19, 10) // 9 of its days count
  await close(codice, 100, 0, 'ritirata')
  await close(codice, 200, 0, 'accolta', addDays(end, -365))
  for (const days of [1, 2, 3, 4]) await close(pochi, days)
  const tempi = await listTempiMediani()
  expect(tempi.get(codice)).toBe(9) // 5, 7, 9, 11, 30
  expect(tempi.has(pochi)).toBe(false) // four say nothing
})
