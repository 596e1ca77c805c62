/** People, a draft and two practices of a test's own, on the real database; everything is invented. */
import { randomInt, randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { bozze, documenti, praticaEventi, pratiche } from '@/drizzle/schema/pratiche'
import { audit, procedimenti, procedimentoVersioni } from '@/drizzle/schema/procedimenti'
import { persone, ruoli, sessioni, uffici } from '@/drizzle/schema/soggetti'
import { newToken, tokenHash } from '@/lib/auth/token'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { motivateLettura } from '@/lib/letture/commands'
import type { StatoPratica, TipoEvento } from '@/lib/pratiche/rules'
import type { Definizione } from '@/lib/procedimenti/forms'

export type Someone = { viewer: Viewer; token: string }

async function makePersona(): Promise<Someone> {
  const personaId = randomUUID()
  const token = newToken()
  const codiceFiscale = `PRV${randomInt(1e9, 1e10)}${randomInt(100, 1000)}`
  await dbAs('sistema')
    .insert(persone)
    .values({ ente: ENTE, id: personaId, codiceFiscale, nome: 'Prova', cognome: 'Inventata' })
  await dbAs('sistema')
    .insert(sessioni)
    .values({
      tokenHash: tokenHash(token),
      ente: ENTE,
      personaId,
      livello: 2,
      scadeAt: new Date(Date.now() + 3_600_000),
    })
  const viewer: Viewer = {
    personaId,
    codiceFiscale,
    nome: 'Prova',
    cognome: 'Inventata',
    secondoFattoreAt: null,
    sessioneHash: tokenHash(token),
    livello: 2,
    ip: null,
    agiscePer: null,
    mandato: null,
    organizzazioni: [],
    mandati: [],
    guida: [],
    ruoli: [],
  }
  return { viewer, token }
}

export async function makeWorld() {
  const codice = `prova-${randomUUID()}`
  const ufficioId = randomUUID()
  await dbAs('sistema').insert(uffici).values({
    ente: ENTE,
    id: ufficioId,
    codice,
    denominazione: 'Ufficio di prova',
    email: 'x@example.invalid',
    telefono: '0',
    orari: '-',
  })
  const definizione = {
    scheda: { titolo: codice, descrizioneBreve: '', parole: [], pubblico: [], argomenti: [], bisogno: '' },
    allegati: [
      { id: 'schema', titolo: 'Schema', obbligatorio: true, tipi: ['pdf', 'p7m', 'jpg', 'png'], maxMB: 20, maxFile: 3 },
      { id: 'foto', titolo: 'Foto', obbligatorio: false, tipi: ['jpg', 'png'], maxMB: 1, maxFile: 1 },
    ],
  } as unknown as Definizione
  await dbAs('sistema').insert(procedimenti).values({ ente: ENTE, codice, ufficioId, versioneCorrente: 1 })
  await dbAs('sistema')
    .insert(procedimentoVersioni)
    .values({ ente: ENTE, codice, versione: 1, definizione, impronta: codice })
  const [owner, stranger, officer, otherOfficer] = [
    await makePersona(),
    await makePersona(),
    await makePersona(),
    await makePersona(),
  ]
  const otherUfficio = randomUUID()
  await dbAs('sistema')
    .insert(uffici)
    .values({
      ente: ENTE,
      id: otherUfficio,
      codice: `${codice}-b`,
      denominazione: 'Altro',
      email: 'x@example.invalid',
      telefono: '0',
      orari: '-',
    })
  for (const [someone, at] of [
    [officer, ufficioId],
    [otherOfficer, otherUfficio],
  ] as const) {
    await dbAs('sistema').insert(ruoli).values({
      ente: ENTE,
      personaId: someone.viewer.personaId,
      ruolo: 'istruttore',
      ufficioId: at,
      validoDal: '2020-01-01',
    })
    Object.assign(someone.viewer, { funzionario: [{ ruolo: 'istruttore', ufficioId: at, ufficio: '' }] })
  }
  const bozzaId = randomUUID()
  await dbAs('sistema')
    .insert(bozze)
    .values({ ente: ENTE, id: bozzaId, procedimento: codice, versione: 1, personaId: owner.viewer.personaId })

  /** A practice of the owner in this state, with these events. */
  async function makePratica(stato: StatoPratica, eventi: TipoEvento[]): Promise<string> {
    const id = randomUUID()
    await dbAs('sistema')
      .insert(pratiche)
      .values({
        ente: ENTE,
        id,
        anno: 2031,
        numero: randomInt(1, 2_000_000_000),
        procedimento: codice,
        versione: 1,
        chiaveInvio: randomUUID(),
        personaId: owner.viewer.personaId,
        richiedente: 'Prova Inventata',
        ufficioId,
        stato,
        oggetto: 'Prova',
        dati: {},
        presentataAt: new Date(),
        avviataIl: '2031-01-01',
        termineGiorni: 30,
        scadeIl: '2031-01-31',
      })
    for (const [index, tipo] of eventi.entries())
      await dbAs('sistema')
        .insert(praticaEventi)
        .values({
          ente: ENTE,
          praticaId: id,
          seq: index + 1,
          tipo,
          statoDopo: stato,
          avvenutoAt: new Date(),
          attoreNome: 'Prova',
        })
    return id
  }
  /** The officer, who is in charge of nothing, says why they open a practice. */
  const sayWhy = (praticaId: string) =>
    motivateLettura(officer.viewer as Funzionario, praticaId, { motivo: 'sostituzione', testo: 'Prova di lettura' })
  return { owner, stranger, officer, otherOfficer, bozzaId, makePratica, sayWhy }
}
export type World = Awaited<ReturnType<typeof makeWorld>>

export async function rowOf(id: string) {
  const [row] = await dbAs('sistema')
    .select()
    .from(documenti)
    .where(and(eq(documenti.ente, ENTE), eq(documenti.id, id)))
  if (!row) throw new Error(`No document ${id}`)
  return row
}

export async function auditOf(id: string): Promise<string[]> {
  const rows = await dbAs('sistema')
    .select({ azione: audit.azione })
    .from(audit)
    .where(and(eq(audit.ente, ENTE), eq(audit.soggettoId, id)))
    .orderBy(audit.id)
  return rows.map(({ azione }) => azione)
}
