import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { sospensioni } from '@/drizzle/schema/sicurezza'
import { organizzazioni, persone, sessioni } from '@/drizzle/schema/soggetti'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { formatDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { databaseNow, today } from '@/lib/db/clock'
import { notifyPersona } from '@/lib/posta/commands-avvisi'
import { isAmministratore } from '@/lib/ruoli/rules'
import type { SospendiInput } from './forms'
import type { Sospeso } from './queries'

const SOLO = 'Solo un amministratore di sistema può sospendere una persona o un’organizzazione'

/**
 * Stops a person from signing in, or everybody from filing for an organisation, from a day to a day. A person's open
 * sessions end now if it begins today: their next request is a stranger's.
 */
export async function suspendSoggetto(
  actor: Viewer,
  chi: Sospeso,
  { dal, al, motivo }: SospendiInput,
): Promise<Result<string, keyof SospendiInput>> {
  if (!isAmministratore(actor)) return refuse(SOLO)
  const oggi = await today()
  if (dal < oggi)
    return refuse<keyof SospendiInput>('C’è un problema: correggi i campi segnati', {
      dal: `Una sospensione non vale per il passato: scrivi oggi, ${formatDay(oggi)}, o un giorno dopo`,
    })
  return recorded<string, keyof SospendiInput>(attoreOf(actor), async (tx, record) => {
    const isPersona = 'personaId' in chi
    if (isPersona && chi.personaId === actor.personaId) return refuse('Non puoi sospendere te stesso')
    const found = isPersona
      ? await tx
          .select({ id: persone.id })
          .from(persone)
          .where(and(eq(persone.ente, ENTE), eq(persone.id, chi.personaId)))
          .for('update')
      : await tx
          .select({ id: organizzazioni.id })
          .from(organizzazioni)
          .where(and(eq(organizzazioni.ente, ENTE), eq(organizzazioni.id, chi.organizzazioneId)))
          .for('update')
    if (!found[0]) return refuse('Persona o organizzazione non trovata')
    const open = await tx
      .select({ dal: sospensioni.dal, al: sospensioni.al })
      .from(sospensioni)
      .where(
        and(
          eq(sospensioni.ente, ENTE),
          isPersona ? eq(sospensioni.personaId, chi.personaId) : eq(sospensioni.organizzazioneId, chi.organizzazioneId),
          isNull(sospensioni.revocataAt),
        ),
      )
    const meets = open.find((one) => (one.al === null || one.al >= dal) && (al === null || one.dal <= al))
    if (meets) return refuse('C’è già una sospensione in quei giorni: prima revocala, o scegli altri giorni')
    const [row] = await tx
      .insert(sospensioni)
      .values({ ente: ENTE, ...chi, dal, al, motivo, dispostaDaId: actor.personaId })
      .returning({ id: sospensioni.id })
    const id = (row as { id: string }).id
    if (isPersona && dal === oggi)
      await tx.delete(sessioni).where(and(eq(sessioni.ente, ENTE), eq(sessioni.personaId, chi.personaId)))
    if (isPersona)
      await notifyPersona(tx, {
        chiave: `sospensione:${id}`,
        personaId: chi.personaId,
        oggetto: 'La tua utenza sullo sportello telematico è sospesa',
        testo: `Dal ${formatDay(dal)}${al ? ` al ${formatDay(al)}` : ''} non puoi accedere. Motivo: ${motivo}`,
      })
    await record({
      azione: 'sospensione.disposta',
      soggettoTipo: isPersona ? 'persona' : 'organizzazione',
      soggettoId: isPersona ? chi.personaId : chi.organizzazioneId,
      dati: { id, dal, al },
    })
    return success(id)
  })
}

/** Lifts a suspension before its end, with the reason; it stays in the history. */
export async function liftSospensione(
  actor: Viewer,
  id: string,
  motivo: string,
): Promise<Result<null, 'sospensione' | 'motivo'>> {
  if (!isAmministratore(actor)) return refuse(SOLO)
  const at = await databaseNow()
  return recorded<null, 'sospensione' | 'motivo'>(attoreOf(actor), async (tx, record) => {
    const [row] = await tx
      .select()
      .from(sospensioni)
      .where(and(eq(sospensioni.ente, ENTE), eq(sospensioni.id, id)))
      .for('update')
    if (!row) return refuse('Sospensione non trovata')
    if (row.revocataAt) return refuse('Questa sospensione è già stata revocata')
    if (row.personaId === actor.personaId) return refuse('Non puoi revocare una sospensione che riguarda te')
    await tx
      .update(sospensioni)
      .set({ revocataAt: at, revocataDaId: actor.personaId, revocataMotivo: motivo, updatedAt: at })
      .where(and(eq(sospensioni.ente, ENTE), eq(sospensioni.id, id)))
    if (row.personaId)
      await notifyPersona(tx, {
        chiave: `sospensione:${id}:revocata`,
        personaId: row.personaId,
        oggetto: 'La tua utenza sullo sportello telematico non è più sospesa',
        testo: `Puoi accedere di nuovo. ${motivo}`,
      })
    await record({
      azione: 'sospensione.revocata',
      soggettoTipo: row.personaId ? 'persona' : 'organizzazione',
      soggettoId: (row.personaId ?? row.organizzazioneId) as string,
      dati: { id },
    })
    return success(null)
  })
}
