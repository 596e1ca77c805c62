import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { audit } from '@/drizzle/schema/procedimenti'
import type { MandatoInUso } from '@/lib/auth/queries'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import type { Result } from '@/lib/core/result'
import { type Actor, actorName } from '@/lib/db/actor'
import { dbAs } from '@/lib/db/client'
import { Ending, type Tx, transaction } from '@/lib/db/transaction'
import { hashRiga, newSalt } from './hash'

/** Who acts, as the audit says it. */
export type Attore = {
  personaId: string | null
  /** without a persona: which door the portal itself goes through; `sistema` when it is not said */
  porta?: 'sistema' | 'accesso'
  ruolo: string
  agiscePerId: string | null
  agiscePerNome: string | null
  /** the mandate it is done under */
  mandatoId: string | null
  ip: string | null
  nome: string
}

/** Scheduled work has no second path to the tables: it calls the same commands as this actor. */
export const SISTEMA: Attore = {
  personaId: null,
  ruolo: 'sistema',
  agiscePerId: null,
  agiscePerNome: null,
  mandatoId: null,
  ip: null,
  nome: 'Il portale',
}

/** Who acts, as the session says: for themselves, for the organisation chosen, or under the mandate chosen. */
export const attoreOf = (viewer: Viewer): Attore =>
  attorePer(viewer, viewer.agiscePer ?? viewer.mandato?.per ?? null, viewer.mandato)

/**
 * Who acts on one thing, in whose name. «Giulia Modello (PRATICHE LEVANTE)» when she acts as one of an agency.
 *
 * @param per in whose name; null: their own
 * @param mandato the mandate it is done under, if any
 */
export const attorePer = (
  viewer: Viewer,
  per: { id: string; denominazione: string } | null,
  mandato: Pick<MandatoInUso, 'id' | 'agenzia'> | null = null,
): Attore => ({
  personaId: viewer.personaId,
  ruolo: viewer.ruoli[0]?.ruolo ?? 'cittadino',
  agiscePerId: per?.id ?? null,
  agiscePerNome: per?.denominazione ?? null,
  mandatoId: mandato?.id ?? null,
  ip: viewer.ip,
  nome: `${viewer.nome} ${viewer.cognome}${mandato?.agenzia ? ` (${mandato.agenzia.denominazione})` : ''}`,
})

/** On whose behalf their statements are asked. */
export const actorOf = ({ personaId, porta = 'sistema' }: Attore): Actor => (personaId ? { personaId } : porta)

export type Accaduto = {
  azione: string // 'pratica.presentata'
  soggettoTipo: string
  soggettoId: string
  dati?: Record<string, unknown> // ids and figures, never names, tax codes or document text
  esito?: string
}
export type Record_ = (accaduto: Accaduto) => Promise<void>
/** The same as a part of a statement: `with w as (…)`. */
export type Recording = (accaduto: Accaduto) => SQL

const rowOf = (attore: Attore, { azione, soggettoTipo, soggettoId, dati = {}, esito = 'ok' }: Accaduto) => {
  const contenuto = {
    ente: ENTE,
    attoreId: attore.personaId,
    attoreRuolo: attore.ruolo,
    agiscePerId: attore.agiscePerId,
    azione,
    soggettoTipo,
    soggettoId,
    esito,
    dati: JSON.parse(JSON.stringify(attore.mandatoId ? { ...dati, mandatoId: attore.mandatoId } : dati)) as Record<
      string,
      unknown
    >,
  }
  const sale = newSalt()
  return { ...contenuto, sale, impronta: hashRiga(sale, contenuto), indirizzoIp: attore.ip }
}

function insertOf(attore: Attore, accaduto: Accaduto): SQL {
  const row = rowOf(attore, accaduto)
  return sql`insert into audit (ente, attore_id, attore_ruolo, agisce_per_id, azione, soggetto_tipo, soggetto_id, esito, dati, sale, impronta, indirizzo_ip)
    values (${row.ente}, ${row.attoreId}::uuid, ${row.attoreRuolo}, ${row.agiscePerId}::uuid, ${row.azione}, ${row.soggettoTipo}, ${row.soggettoId},
      ${row.esito}, ${JSON.stringify(row.dati)}::jsonb, ${row.sale}, ${row.impronta}, ${row.indirizzoIp})`
}

class Rollback extends Error {
  constructor(readonly refusal: Result<never, string>) {
    super('refused')
  }
}

/**
 * Opens the one transaction of a command and gives it `record`. A refusal rolls everything back; a success that recorded
 * nothing is a bug and throws: no change without its trace (S50).
 */
export async function recorded<T, F extends string>(
  attore: Attore,
  work: (tx: Tx, record: Record_, recording: Recording) => Promise<Result<T, F> | Ending<Result<T, F>>>,
): Promise<Result<T, F>> {
  try {
    return await transaction(
      async (tx) => {
        let written = 0
        const result = await work(
          tx,
          async (accaduto) => {
            written += 1
            await tx.insert(audit).values(rowOf(attore, accaduto))
          },
          (accaduto) => {
            written += 1
            return insertOf(attore, accaduto)
          },
        )
        if (!(result instanceof Ending) && !result.ok) throw new Rollback(result as Result<never, string>)
        if (written === 0) throw new Error('A command succeeded without recording what it did')
        return result
      },
      { attore: actorName(actorOf(attore)), ente: ENTE },
    )
  } catch (error) {
    if (error instanceof Rollback) return error.refusal as Result<T, F>
    throw error
  }
}

/** For a command called inside another's transaction. */
export const recordIn =
  (tx: Tx, attore: Attore): Record_ =>
  async (accaduto) => {
    await tx.insert(audit).values(rowOf(attore, accaduto))
  }

/** A reading worth its trace: an officer opening a pratica, a download, a roadside check. */
export async function recordRead(attore: Attore, accaduto: Accaduto): Promise<void> {
  await dbAs(actorOf(attore)).insert(audit).values(rowOf(attore, accaduto))
}
