import 'server-only'
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { and, count, eq, sql } from 'drizzle-orm'
import { codiciRecupero, secondiFattori } from '@/drizzle/schema/sicurezza'
import { sessioni } from '@/drizzle/schema/soggetti'
import { attoreOf, recorded } from '@/lib/audit/record'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import type { MasterKey } from '@/lib/documenti/cipher'
import { currentMaster } from '@/lib/documenti/stores'
import { notifyPersona } from '@/lib/posta/commands-avvisi'
import { isAmministratore } from '@/lib/ruoli/rules'
import { activeOf, type Dato, ownSessione, SCADUTO, TROPPI } from './commands-fattori'
import { withinLimit } from './limits'
import {
  ALFABETO_CODICI,
  isFresco,
  MAX_FATTORI,
  needsSecondoFattore,
  parseCodice,
  QUANTI_CODICI,
} from './rules-fattore'
import { newToken, tokenHash } from './token'
import { checkCodice, chiaveInProva, openChiave, sealChiave } from './totp'
import type { Viewer } from './viewer'

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
    const step = given?.tipo === 'totp' ? checkCodice(chiave, given.codice, at, null) : null
    if (step === null) {
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
      lastStep: step,
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
  const rows = await dbAs('sistema')
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
    await dbAs('sistema')
      .update(secondiFattori)
      .set(sealChiave(id, openChiave(id, segreto, chiaveMaestra), master))
      .where(and(eq(secondiFattori.ente, ENTE), eq(secondiFattori.id, id), eq(secondiFattori.segretoCifrato, segreto)))
  }
  return rows.length
}

/**
 * For whoever lost everything, recognised by an administrator: devices and codes are cancelled, sessions end, and the
 * next sign-in sets up a new factor. The person is told.
 *
 * @param motivo how the person was recognised
 */
export async function resetFattori(
  actor: Viewer,
  personaId: string,
  motivo: string,
): Promise<Result<number, 'motivo'>> {
  if (!isAmministratore(actor)) return refuse('Solo un amministratore di sistema può annullare i dispositivi')
  if (personaId === actor.personaId)
    return refuse('Non puoi annullare i tuoi dispositivi da qui: lo fa un altro amministratore')
  const at = await databaseNow()
  return recorded<number, 'motivo'>(attoreOf(actor), async (tx, record) => {
    const gone = await tx
      .update(secondiFattori)
      .set({ toltoAt: at, toltoDaId: actor.personaId, toltoMotivo: motivo })
      .where(activeOf(personaId))
      .returning({ id: secondiFattori.id })
    if (gone.length === 0) return refuse('Questa persona non ha dispositivi: al prossimo accesso ne attiva uno')
    await tx.delete(codiciRecupero).where(and(eq(codiciRecupero.ente, ENTE), eq(codiciRecupero.personaId, personaId)))
    await tx.delete(sessioni).where(and(eq(sessioni.ente, ENTE), eq(sessioni.personaId, personaId)))
    await notifyPersona(tx, {
      chiave: `fattore:annullati:${gone[0]?.id}`,
      personaId,
      oggetto: 'I tuoi dispositivi del secondo fattore sono stati annullati',
      testo:
        'Lo ha fatto un amministratore di sistema. Al prossimo accesso all’ufficio ne attivi uno nuovo. Se non lo hai chiesto tu, chiamalo subito.',
    })
    await record({
      azione: 'fattore.annullati',
      soggettoTipo: 'persona',
      soggettoId: personaId,
      dati: { quanti: gone.length },
    })
    return success(gone.length)
  })
}
