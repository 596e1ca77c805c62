import 'server-only'
import { and, asc, eq } from 'drizzle-orm'
import { appartenenze, organizzazioni, persone, ruoli, uffici } from '@/drizzle/schema/soggetti'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { db } from '@/lib/db/client'

/** A sample person as commands know a caller, without a session: the sample world acts through the same doors. */
export async function findAttore(codiceFiscale: string): Promise<Viewer> {
  const [persona] = await db
    .select({
      personaId: persone.id,
      codiceFiscale: persone.codiceFiscale,
      nome: persone.nome,
      cognome: persone.cognome,
    })
    .from(persone)
    .where(and(eq(persone.ente, ENTE), eq(persone.codiceFiscale, codiceFiscale)))
  if (!persona) throw new Error(`Sample world: ${codiceFiscale} is missing`)
  const [own, given] = await Promise.all([
    db
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
      .where(and(eq(appartenenze.ente, ENTE), eq(appartenenze.personaId, persona.personaId)))
      .orderBy(asc(organizzazioni.denominazione)),
    db
      .select({
        ruolo: ruoli.ruolo,
        ufficioId: ruoli.ufficioId,
        ufficio: uffici.denominazione,
        organizzazioneId: ruoli.organizzazioneId,
      })
      .from(ruoli)
      .leftJoin(uffici, and(eq(uffici.ente, ruoli.ente), eq(uffici.id, ruoli.ufficioId)))
      .where(and(eq(ruoli.ente, ENTE), eq(ruoli.personaId, persona.personaId))),
  ])
  return {
    ...persona,
    sessioneHash: '',
    livello: 2,
    secondoFattoreAt: null,
    ip: null,
    agiscePer: null,
    organizzazioni: own,
    ruoli: given,
  }
}

export async function findFunzionario(codiceFiscale: string): Promise<Funzionario> {
  const viewer = await findAttore(codiceFiscale)
  const funzionario = viewer.ruoli.flatMap(({ ruolo, ufficioId, ufficio }) =>
    (ruolo === 'istruttore' || ruolo === 'dirigente') && ufficioId && ufficio ? [{ ruolo, ufficioId, ufficio }] : [],
  )
  return { ...viewer, funzionario }
}
