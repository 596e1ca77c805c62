import 'server-only'
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { and, count, eq, isNull, sql } from 'drizzle-orm'
import { codiciRecupero, secondiFattori } from '@/drizzle/schema/sicurezza'
import { sessioni } from '@/drizzle/schema/soggetti'
import { attoreOf, type Record_, recorded } from '@/lib/audit/record'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { db } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import type { MasterKey } from '@/lib/documenti/cipher'
import { currentMaster } from '@/lib/documenti/stores'
import { notifyPersona } from '@/lib/posta/commands-avvisi'
import { withinLimit } from './limits'
import {
  ALFABETO_CODICI,
  isFresco,
  MAX_FALLITI,
  MAX_FATTORI,
  needsSecondoFattore,
  parseCodice,
  QUANTI_CODICI,
} from './rules-fattore'
import { newToken, tokenHash } from './token'
import { checkCodice, chiaveInProva, openChiave, sealChiave } from './totp'
import type { Viewer } from './viewer'

const TROPPI = 'Troppi tentativi in poco tempo: aspetta un minuto e riprova'
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
      ultimoPasso: secondiFattori.ultimoPasso,
    })
    .from(secondiFattori)
    .where(and(activeOf(personaId), eq(secondiFattori.tipo, 'totp')))
    .for('update')
  let usato = false
  for (const { id, segreto, chiaveMaestra, ultimoPasso } of apps) {
    if (!segreto || !chiaveMaestra) continue
    const chiave = openChiave(id, segreto, chiaveMaestra)
    const passo = checkCodice(chiave, codice, at, ultimoPasso)
    if (passo === null) {
      usato ||= checkCodice(chiave, codice, at, null) !== null
      continue
    }
    await tx
      .update(secondiFattori)
      .set({ ultimoPasso: passo, usatoAt: at })
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

/**
 * May a factor be added or taken away, or codes made? The first one after a fresh sign-in; then only with one already
 * given, lately.
 */
export async function canChangeFattori(tx: Tx, viewer: Viewer): Promise<Result<{ quanti: number }>> {
  if (!needsSecondoFattore(viewer.ruoli)) return refuse('Il secondo fattore serve solo a chi lavora negli uffici')
  // The person's row is the lock: two tabs setting up at once come one after the other.
  await tx.execute(sql`select 1 from persone where ente = ${ENTE} and id = ${viewer.personaId}::uuid for update`)
  const [row] = await tx.select({ n: count() }).from(secondiFattori).where(activeOf(viewer.personaId))
  const quanti = row?.n ?? 0
  const [sessione] = await tx.select({ at: sessioni.secondoFattoreAt }).from(sessioni).where(ownSessione(viewer))
  if (!sessione) return refuse(SCADUTO)
  return quanti === 0 || isFresco(sessione.at, await databaseNow()) ? success({ quanti }) : refuse(SCADUTO)
}

/** After the first factor the session is an officer's: with a new token. */
export async function raiseSessione(tx: Tx, viewer: Viewer, at: Date): Promise<string> {
  const token = newToken()
  await tx
    .update(sessioni)
    .set({ secondoFattoreAt: at, fattoriFalliti: 0, sfida: null, sfidaScadeAt: null, tokenHash: tokenHash(token) })
    .where(ownSessione(viewer))
  return token
}

export const PIENI = `Hai già ${MAX_FATTORI} dispositivi: prima togline uno`

/** The person's word on a new or lost factor, also by mail: if it was not them, they know. */
export const notifyFattore = (tx: Tx, personaId: string, chiave: string, oggetto: string) =>
  notifyPersona(tx, {
    chiave,
    personaId,
    oggetto,
    testo:
      'Se sei stato tu non devi fare nulla. Se non sei stato tu, avvisa subito l’amministratore di sistema: può annullare i dispositivi e chiudere le sessioni.',
  })

/** Sets an app up: its first right code proves that the key arrived. */
export async function addTotp(
  viewer: Viewer,
  { nome, codice }: { nome: string; codice: string },
): Promise<Result<Dato, 'nome' | 'codice'>> {
  if (!(await withinLimit('fattore', viewer.personaId))) return refuse(TROPPI, { codice: TROPPI })
  const at = await databaseNow()
  return recorded<Dato, 'nome' | 'codice'>(attoreOf(viewer), async (tx, record) => {
    const allowed = await canChangeFattori(tx, viewer)
    if (!allowed.ok) return refuse(allowed.message)
    if (allowed.value.quanti >= MAX_FATTORI) return refuse(PIENI)
    const [avuti] = await tx
      .select({ n: count() })
      .from(secondiFattori)
      .where(and(eq(secondiFattori.ente, ENTE), eq(secondiFattori.personaId, viewer.personaId)))
    const chiave = chiaveInProva(viewer.sessioneHash, avuti?.n ?? 0)
    const given = parseCodice(codice)
    const passo = given?.tipo === 'totp' ? checkCodice(chiave, given.codice, at, null) : null
    if (passo === null) {
      const message = 'Il codice non è quello dell’app appena configurata: scrivi le 6 cifre che mostra adesso'
      return refuse(message, { codice: message })
    }
    const id = randomUUID()
    await tx.insert(secondiFattori).values({
      ente: ENTE,
      id,
      personaId: viewer.personaId,
      tipo: 'totp',
      nome,
      ...sealChiave(id, chiave),
      ultimoPasso: passo,
      usatoAt: at,
    })
    const token = await raiseSessione(tx, viewer, at)
    await notifyFattore(tx, viewer.personaId, `fattore:${id}`, 'Hai aggiunto un’app per il secondo fattore')
    await record({
      azione: 'fattore.aggiunto',
      soggettoTipo: 'persona',
      soggettoId: viewer.personaId,
      dati: { id, tipo: 'totp' },
    })
    return success({ token })
  })
}

/** Takes a factor away; the last one may not go, or the office would be open to whoever signs in next. */
export async function removeFattore(viewer: Viewer, id: string): Promise<Result<null>> {
  const at = await databaseNow()
  return recorded(attoreOf(viewer), async (tx, record) => {
    const allowed = await canChangeFattori(tx, viewer)
    if (!allowed.ok) return allowed
    if (allowed.value.quanti <= 1)
      return refuse('È l’unico dispositivo che hai: prima aggiungine un altro, poi togli questo')
    const gone = await tx
      .update(secondiFattori)
      .set({ toltoAt: at })
      .where(and(activeOf(viewer.personaId), eq(secondiFattori.id, id)))
      .returning({ id: secondiFattori.id })
    if (gone.length === 0) return refuse('Questo dispositivo è già stato tolto')
    await notifyFattore(tx, viewer.personaId, `fattore:${id}:tolto`, 'Hai tolto un dispositivo per il secondo fattore')
    await record({ azione: 'fattore.tolto', soggettoTipo: 'persona', soggettoId: viewer.personaId, dati: { id } })
    return success(null)
  })
}

const newCodice = () => Array.from({ length: 16 }, () => ALFABETO_CODICI[randomInt(ALFABETO_CODICI.length)]).join('')

/** Ten new recovery codes; the old ones open nothing any more. @returns them, for the only time */
export async function makeCodiciRecupero(viewer: Viewer): Promise<Result<string[]>> {
  return recorded(attoreOf(viewer), async (tx, record) => {
    const allowed = await canChangeFattori(tx, viewer)
    if (!allowed.ok) return allowed
    if (allowed.value.quanti === 0) return refuse('Prima attiva un’app o una chiave di sicurezza')
    await tx
      .delete(codiciRecupero)
      .where(and(eq(codiciRecupero.ente, ENTE), eq(codiciRecupero.personaId, viewer.personaId)))
    const codici = Array.from({ length: QUANTI_CODICI }, newCodice)
    await tx
      .insert(codiciRecupero)
      .values(codici.map((codice) => ({ ente: ENTE, personaId: viewer.personaId, codiceHash: tokenHash(codice) })))
    const marca = randomBytes(8).toString('hex')
    await notifyFattore(tx, viewer.personaId, `recupero:nuovi:${marca}`, 'Hai creato nuovi codici di recupero')
    await record({
      azione: 'fattore.codici_creati',
      soggettoTipo: 'persona',
      soggettoId: viewer.personaId,
      dati: { quanti: codici.length },
    })
    return success(codici)
  })
}

/** After a change of master key: the secrets are wrapped by the new one (S47). @returns how many */
export async function rewrapFattori(master: MasterKey = currentMaster()): Promise<number> {
  const rows = await db
    .select({
      id: secondiFattori.id,
      segreto: secondiFattori.segretoCifrato,
      chiaveMaestra: secondiFattori.chiaveMaestra,
    })
    .from(secondiFattori)
    .where(and(eq(secondiFattori.ente, ENTE), sql`${secondiFattori.chiaveMaestra} <> ${master.id}`))
    .limit(200)
  for (const { id, segreto, chiaveMaestra } of rows) {
    if (!segreto || !chiaveMaestra) continue
    await db
      .update(secondiFattori)
      .set(sealChiave(id, openChiave(id, segreto, chiaveMaestra), master))
      .where(and(eq(secondiFattori.ente, ENTE), eq(secondiFattori.id, id), eq(secondiFattori.segretoCifrato, segreto)))
  }
  return rows.length
}
