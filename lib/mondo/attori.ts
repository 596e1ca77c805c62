import 'server-only'
import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { appartenenze, organizzazioni, persone, ruoli, uffici } from '@/drizzle/schema/soggetti'
import { type MandatoInUso, mandatiOf } from '@/lib/auth/queries'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'

/** A sample person as commands know a caller, without a session: the sample world acts through the same doors. */
export async function findAttore(codiceFiscale: string): Promise<Viewer> {
  const [persona] = await dbAs('sistema')
    .select({
      personaId: persone.id,
      codiceFiscale: persone.codiceFiscale,
      nome: persone.nome,
      cognome: persone.cognome,
    })
    .from(persone)
    .where(and(eq(persone.ente, ENTE), eq(persone.codiceFiscale, codiceFiscale)))
  if (!persona) throw new Error(`Sample world: ${codiceFiscale} is missing`)
  const [own, given, [held]] = await Promise.all([
    dbAs('sistema')
      .select({
        id: organizzazioni.id,
        denominazione: organizzazioni.denominazione,
        tipo: organizzazioni.tipo,
        ruolo: appartenenze.ruolo,
      })
      .from(appartenenze)
      .innerJoin(
        organizzazioni,
        and(eq(organizzazioni.ente, appartenenze.ente), eq(organizzazioni.id, appartenenze.organizzazioneId)),
      )
      .where(
        and(
          eq(appartenenze.ente, ENTE),
          eq(appartenenze.personaId, persona.personaId),
          ne(appartenenze.ruolo, 'autista'),
          sql`coalesce(${appartenenze.validoAl}, oggi_a_roma()) >= oggi_a_roma()`,
        ),
      )
      .orderBy(asc(organizzazioni.denominazione)),
    dbAs('sistema')
      .select({
        ruolo: ruoli.ruolo,
        ufficioId: ruoli.ufficioId,
        ufficio: uffici.denominazione,
        organizzazioneId: ruoli.organizzazioneId,
      })
      .from(ruoli)
      .leftJoin(uffici, and(eq(uffici.ente, ruoli.ente), eq(uffici.id, ruoli.ufficioId)))
      .where(and(eq(ruoli.ente, ENTE), eq(ruoli.personaId, persona.personaId))),
    dbAs('sistema').execute<{ mandati: MandatoInUso[] }>(
      sql`select ${mandatiOf(
        sql`${ENTE}`,
        sql`${persona.personaId}::uuid`,
        sql`${codiceFiscale}`,
        sql`(now() at time zone 'Europe/Rome')::date`,
      )} as mandati`,
    ),
  ])
  return {
    ...persona,
    sessioneHash: '',
    livello: 2,
    secondoFattoreAt: null,
    ip: null,
    agiscePer: null,
    mandato: null,
    organizzazioni: own as Viewer['organizzazioni'],
    mandati: held?.mandati ?? [],
    guida: await listGuida(persona.personaId),
    ruoli: given,
  }
}

const listGuida = (personaId: string) =>
  dbAs('sistema')
    .select({
      appartenenzaId: appartenenze.id,
      organizzazioneId: organizzazioni.id,
      denominazione: organizzazioni.denominazione,
    })
    .from(appartenenze)
    .innerJoin(
      organizzazioni,
      and(eq(organizzazioni.ente, appartenenze.ente), eq(organizzazioni.id, appartenenze.organizzazioneId)),
    )
    .where(
      and(
        eq(appartenenze.ente, ENTE),
        eq(appartenenze.personaId, personaId),
        eq(appartenenze.ruolo, 'autista'),
        sql`coalesce(${appartenenze.validoAl}, oggi_a_roma()) >= oggi_a_roma()`,
      ),
    )

export async function findFunzionario(codiceFiscale: string): Promise<Funzionario> {
  const viewer = await findAttore(codiceFiscale)
  const funzionario = viewer.ruoli.flatMap(({ ruolo, ufficioId, ufficio }) =>
    (ruolo === 'istruttore' || ruolo === 'dirigente') && ufficioId && ufficio ? [{ ruolo, ufficioId, ufficio }] : [],
  )
  return { ...viewer, funzionario }
}
