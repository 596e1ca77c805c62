import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { codiciRecupero, secondiFattori } from '@/drizzle/schema/sicurezza'
import { sessioni } from '@/drizzle/schema/soggetti'
import { attoreOf, type Record_, recorded } from '@/lib/audit/record'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { databaseNow } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { notifyPersona } from '@/lib/posta/commands-avvisi'
import { withinLimit } from './limits'
import { MAX_FALLITI, parseCodice } from './rules-fattore'
import { newToken, tokenHash } from './token'
import { checkCodice, openChiave } from './totp'
import type { Viewer } from './viewer'

export const TROPPI = 'Troppi tentativi in poco tempo: aspetta un minuto e riprova'
const CHIUSA =
  'Troppi codici sbagliati: per sicurezza abbiamo chiuso la sessione. Accedi di nuovo con la tua identità digitale'
export const SCADUTO = 'Per sicurezza serve di nuovo il secondo fattore'
const FORMA = 'Scrivi le 6 cifre che vedi nell’app, oppure un codice di recupero di 16 caratteri'

export const ownSessione = (viewer: Viewer) =>
  and(eq(sessioni.ente, ENTE), eq(sessioni.personaId, viewer.personaId), eq(sessioni.tokenHash, viewer.sessioneHash))
export const activeOf = (personaId: string) =>
  and(eq(secondiFattori.ente, ENTE), eq(secondiFattori.personaId, personaId), isNull(secondiFattori.toltoAt))

export type Riuscito = { tipo: 'totp' | 'recupero' | 'webauthn'; fattoreId: string | null }
type Prova = { riuscito: Riuscito } | { errore: string }
/** The session's new token; null when it keeps its own. */
export type Dato = { token: string | null }

/**
 * One attempt at the second factor, whatever it is: counted, and written down right or wrong. Ten wrong ones in a row
 * close the session: a lock-out never touches the person's other devices (S12, S35).
 *
 * @param rotate the session gets a new token: what opened as a citizen does not open as an officer (S10, ASVS 7.2.4)
 */
export async function attemptFattore(
  viewer: Viewer,
  rotate: boolean,
  work: (tx: Tx, record: Record_, at: Date) => Promise<Prova>,
): Promise<Result<Dato, 'codice'>> {
  if (!(await withinLimit('fattore', viewer.personaId))) return refuse(TROPPI, { codice: TROPPI })
  const at = await databaseNow()
  type Esito = { token: string | null } | { errore: string }
  // A wrong code is a change too: the count of wrong ones. Only what the caller learns is a refusal.
  const result = await recorded<Esito, 'codice'>(attoreOf(viewer), async (tx, record) => {
    const [sessione] = await tx
      .select({ falliti: sessioni.fattoriFalliti })
      .from(sessioni)
      .where(ownSessione(viewer))
      .for('update')
    if (!sessione) return refuse(SCADUTO)
    const prova = await work(tx, record, at)
    const told = { azione: 'accesso.secondo_fattore', soggettoTipo: 'persona', soggettoId: viewer.personaId }
    if ('riuscito' in prova) {
      const token = rotate ? newToken() : null
      await tx
        .update(sessioni)
        .set({
          secondoFattoreAt: at,
          fattoriFalliti: 0,
          sfida: null,
          sfidaScadeAt: null,
          ...(token && { tokenHash: tokenHash(token) }),
        })
        .where(ownSessione(viewer))
      await record({ ...told, dati: prova.riuscito })
      return success({ token })
    }
    const falliti = sessione.falliti + 1
    const closed = falliti >= MAX_FALLITI
    if (closed) await tx.delete(sessioni).where(ownSessione(viewer))
    else await tx.update(sessioni).set({ fattoriFalliti: falliti }).where(ownSessione(viewer))
    await record({ ...told, dati: { falliti, chiusa: closed }, esito: 'rifiutato' })
    return success({ errore: closed ? CHIUSA : prova.errore })
  })
  if (!result.ok) return result
  return 'errore' in result.value
    ? refuse<'codice'>(result.value.errore, { codice: result.value.errore })
    : success(result.value)
}

async function tryTotp(tx: Tx, personaId: string, codice: string, at: Date): Promise<Prova> {
  const apps = await tx
    .select({
      id: secondiFattori.id,
      segreto: secondiFattori.segretoCifrato,
      chiaveMaestra: secondiFattori.chiaveMaestra,
      lastStep: secondiFattori.lastStep,
    })
    .from(secondiFattori)
    .where(and(activeOf(personaId), eq(secondiFattori.tipo, 'totp')))
    .for('update')
  let usato = false
  for (const { id, segreto, chiaveMaestra, lastStep } of apps) {
    if (!segreto || !chiaveMaestra) continue
    const chiave = openChiave(id, segreto, chiaveMaestra)
    const step = checkCodice(chiave, codice, at, lastStep)
    if (step === null) {
      usato ||= checkCodice(chiave, codice, at, null) !== null
      continue
    }
    await tx
      .update(secondiFattori)
      .set({ lastStep: step, usatoAt: at })
      .where(and(eq(secondiFattori.ente, ENTE), eq(secondiFattori.id, id)))
    return { riuscito: { tipo: 'totp', fattoreId: id } }
  }
  return {
    errore: usato
      ? 'Questo codice è già stato usato: aspetta che l’app ne mostri un altro'
      : 'Il codice non è giusto: scrivi quello che l’app mostra adesso e controlla che l’orologio del telefono sia esatto',
  }
}

async function tryRecupero(tx: Tx, personaId: string, codice: string, at: Date): Promise<Prova> {
  const [used] = await tx
    .update(codiciRecupero)
    .set({ usatoAt: at })
    .where(
      and(
        eq(codiciRecupero.ente, ENTE),
        eq(codiciRecupero.personaId, personaId),
        eq(codiciRecupero.codiceHash, tokenHash(codice)),
        isNull(codiciRecupero.usatoAt),
      ),
    )
    .returning({ id: codiciRecupero.id })
  if (!used) return { errore: 'Questo codice di recupero non è giusto, o è già stato usato' }
  await notifyPersona(tx, {
    chiave: `recupero:${used.id}`,
    personaId,
    oggetto: 'È stato usato un tuo codice di recupero',
    testo:
      'Qualcuno è entrato nell’ufficio con uno dei tuoi codici di recupero. Se non sei stato tu, chiudi le sessioni aperte e avvisa subito l’amministratore di sistema.',
  })
  return { riuscito: { tipo: 'recupero', fattoreId: null } }
}

/** Six digits of the app, or a recovery code. */
export async function giveCodice(viewer: Viewer, text: string, rotate: boolean): Promise<Result<Dato, 'codice'>> {
  const given = parseCodice(text)
  if (!given) return refuse(FORMA, { codice: FORMA })
  return attemptFattore(viewer, rotate, (tx, _record, at) =>
    given.tipo === 'totp'
      ? tryTotp(tx, viewer.personaId, given.codice, at)
      : tryRecupero(tx, viewer.personaId, given.codice, at),
  )
}
