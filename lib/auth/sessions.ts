import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { accessiSpid, sessioni } from '@/drizzle/schema/soggetti'
import { attoreOf, recorded } from '@/lib/audit/record'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import type { Accesso } from '@/lib/spid/commands'
import { ORE_SESSIONE } from './rules'
import { tokenHash } from './token'
import type { Viewer } from './viewer'

type Apertura = {
  token: string
  accesso: Accesso
  previousToken: string | null
  ip: string | null
  dispositivo: string | null
}

/** A new row and a new token at every sign-in; the session this browser had before ends (S10). */
export async function openSessione({ token, accesso, previousToken, ip, dispositivo }: Apertura): Promise<void> {
  await dbAs('accesso')
    .insert(sessioni)
    .values({
      tokenHash: tokenHash(token),
      ente: ENTE,
      personaId: accesso.personaId,
      livello: accesso.livello,
      accessoId: accesso.id,
      usataAt: sql`now()` as unknown as Date,
      scadeAt: sql`now() + make_interval(hours => ${ORE_SESSIONE})` as unknown as Date,
      indirizzoIp: ip,
      dispositivo,
    })
  if (previousToken) await deleteSessione(tokenHash(previousToken))
}

export async function deleteSessione(sessioneHash: string): Promise<void> {
  await dbAs('accesso').delete(sessioni).where(eq(sessioni.tokenHash, sessioneHash))
}

/** Sign-out: the old cookie opens nothing from here on. */
export async function closeSessione(viewer: Viewer): Promise<void> {
  await recorded(attoreOf(viewer), async (tx, record) => {
    await tx.delete(sessioni).where(eq(sessioni.tokenHash, viewer.sessioneHash))
    await record({ azione: 'accesso.chiuso', soggettoTipo: 'persona', soggettoId: viewer.personaId })
    return success(null)
  })
}

/**
 * Ends the sessions that an identity provider opened for a subject and now closes (single logout).
 *
 * @returns how many there were
 */
export async function closeSessioniOf(idp: string, nameId: string): Promise<number> {
  const accesses = dbAs('accesso')
    .select({ id: accessiSpid.id })
    .from(accessiSpid)
    .where(and(eq(accessiSpid.ente, ENTE), eq(accessiSpid.idp, idp), eq(accessiSpid.nameId, nameId)))
  const gone = await dbAs('accesso')
    .delete(sessioni)
    .where(and(eq(sessioni.ente, ENTE), inArray(sessioni.accessoId, accesses)))
    .returning({ personaId: sessioni.personaId })
  return gone.length
}

/**
 * For whom the person acts from now on, in this session.
 *
 * @param perId an organisation of the person, or a mandate they may use; null: on own behalf
 */
export async function chooseOperaPer(viewer: Viewer, perId: string | null): Promise<Result<null, 'scelta'>> {
  const agiscePer = viewer.organizzazioni.find(({ id }) => id === perId) ?? null
  const mandato = viewer.mandati.find(({ id }) => id === perId) ?? null
  if (perId !== null && !agiscePer && !mandato) {
    const message = 'Non puoi operare per chi hai scelto: il mandato o il ruolo può essere finito. Scegli dall’elenco'
    return refuse(message, { scelta: message })
  }
  const before = viewer.agiscePer?.id ?? viewer.mandato?.id ?? null
  if (before === perId) return success(null)
  return recorded<null, 'scelta'>(attoreOf({ ...viewer, agiscePer, mandato }), async (tx, record) => {
    await tx.update(sessioni).set({ agiscePerId: perId }).where(eq(sessioni.tokenHash, viewer.sessioneHash))
    await record({
      azione: 'accesso.opera_per',
      soggettoTipo: 'persona',
      soggettoId: viewer.personaId,
      dati: { da: before, a: perId },
    })
    return success(null)
  })
}

/**
 * Scheduled: removes what can open nothing any more: sessions past their limits, counters of past minutes, assertion ids
 * whose assertion has expired, requests nobody answered within a day.
 *
 * @returns rows removed
 */
export async function sweepAccessi(): Promise<number> {
  const gone = await Promise.all([
    dbAs('sistema').execute(
      sql`delete from sessioni where scade_at < now() or usata_at < now() - interval '1 hour' returning 1`,
    ),
    dbAs('sistema').execute(sql`delete from contatori where finestra_at < now() - interval '1 hour' returning 1`),
    dbAs('sistema').execute(sql`delete from asserzioni_usate where scade_at < now() - interval '1 hour' returning 1`),
    dbAs('sistema').execute(
      sql`delete from accessi_spid where esito is null and created_at < now() - interval '1 day' returning 1`,
    ),
  ])
  return gone.reduce((total, rows) => total + rows.length, 0)
}
