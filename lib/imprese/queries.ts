import 'server-only'
import { and, asc, desc, eq, gt, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { collegamenti, inviti } from '@/drizzle/schema/imprese'
import { appartenenze, organizzazioni, persone } from '@/drizzle/schema/soggetti'
import type { Organizzazione } from '@/lib/auth/queries'
import type { RuoloAppartenenza } from '@/lib/auth/rules'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { canAmministrare, statoCollegamento, statoInvito } from './rules'

const OGGI = sql`(now() at time zone 'Europe/Rome')::date`
const validToday = and(
  sql`${appartenenze.validoDal} <= ${OGGI}`,
  sql`(${appartenenze.validoAl} is null or ${appartenenze.validoAl} >= ${OGGI})`,
)

/** A company the viewer belongs to. @returns null both when it does not exist and when it is not theirs */
export async function findImpresa(viewer: Viewer, id: string) {
  const mine = viewer.organizzazioni.find((one) => one.id === id)
  if (!mine) return null
  const [row] = await dbAs(viewer)
    .select({
      id: organizzazioni.id,
      tipo: organizzazioni.tipo,
      denominazione: organizzazioni.denominazione,
      codiceFiscale: organizzazioni.codiceFiscale,
      partitaIva: organizzazioni.partitaIva,
      sede: organizzazioni.sede,
      pec: organizzazioni.pec,
      alboAutotrasporto: organizzazioni.alboAutotrasporto,
    })
    .from(organizzazioni)
    .where(and(eq(organizzazioni.ente, ENTE), eq(organizzazioni.id, id)))
  return row ? { ...row, ruolo: mine.ruolo, amministra: canAmministrare(mine.ruolo), lettaDa: viewer.personaId } : null
}
export type Impresa = NonNullable<Awaited<ReturnType<typeof findImpresa>>>

/** Memberships valid today, as the rules read them. Called with the organisation's row locked. */
export const listAppartenenze = (tx: Pick<Tx, 'select'>, organizzazioneId: string) =>
  tx
    .select({ appartenenzaId: appartenenze.id, personaId: appartenenze.personaId, ruolo: appartenenze.ruolo })
    .from(appartenenze)
    .where(and(eq(appartenenze.ente, ENTE), eq(appartenenze.organizzazioneId, organizzazioneId), validToday))

/** People of a company, by role and name. Codici fiscali only for those who look after them. */
export async function listMembri(impresa: Pick<Impresa, 'id' | 'amministra' | 'lettaDa'>) {
  const rows = await dbAs({ personaId: impresa.lettaDa })
    .select({
      appartenenzaId: appartenenze.id,
      personaId: appartenenze.personaId,
      ruolo: appartenenze.ruolo,
      validoDal: appartenenze.validoDal,
      validoAl: appartenenze.validoAl,
      nome: persone.nome,
      cognome: persone.cognome,
      codiceFiscale: persone.codiceFiscale,
    })
    .from(appartenenze)
    .innerJoin(persone, and(eq(persone.ente, appartenenze.ente), eq(persone.id, appartenenze.personaId)))
    .where(and(eq(appartenenze.ente, ENTE), eq(appartenenze.organizzazioneId, impresa.id), validToday))
    .orderBy(asc(persone.cognome), asc(persone.nome))
  return rows.map((row) => ({ ...row, codiceFiscale: impresa.amministra ? row.codiceFiscale : null }))
}
export type Membro = Awaited<ReturnType<typeof listMembri>>[number]

const invitoColumns = {
  id: inviti.id,
  organizzazioneId: inviti.organizzazioneId,
  codiceFiscale: inviti.codiceFiscale,
  ruolo: inviti.ruolo,
  scadeAt: inviti.scadeAt,
  accettatoAt: inviti.accettatoAt,
  rifiutatoAt: inviti.rifiutatoAt,
  revocatoAt: inviti.revocatoAt,
  createdAt: inviti.createdAt,
  organizzazione: organizzazioni.denominazione,
  invitatoDa: sql<string>`${persone.nome} || ' ' || ${persone.cognome}`,
}
const selectInviti = (viewer: Pick<Viewer, 'personaId'>) =>
  dbAs(viewer)
    .select(invitoColumns)
    .from(inviti)
    .innerJoin(
      organizzazioni,
      and(eq(organizzazioni.ente, inviti.ente), eq(organizzazioni.id, inviti.organizzazioneId)),
    )
    .innerJoin(persone, and(eq(persone.ente, inviti.ente), eq(persone.id, inviti.invitatoDaId)))

/** Invitations of a company, newest first; none for those who do not look after its people. */
export async function listInviti(impresa: Pick<Impresa, 'id' | 'amministra' | 'lettaDa'>) {
  if (!impresa.amministra) return []
  const [rows, at] = await Promise.all([
    selectInviti({ personaId: impresa.lettaDa })
      .where(and(eq(inviti.ente, ENTE), eq(inviti.organizzazioneId, impresa.id)))
      .orderBy(desc(inviti.createdAt))
      .limit(100),
    databaseNow(),
  ])
  return rows.map((row) => ({ ...row, stato: statoInvito(row, at) }))
}

/** An invitation to this person. @returns null alike when it does not exist and when it is somebody else's */
export async function findInvito(viewer: Viewer, id: string) {
  if (!isUuid(id)) return null
  const [row] = await selectInviti(viewer).where(
    and(eq(inviti.ente, ENTE), eq(inviti.id, id), eq(inviti.codiceFiscale, viewer.codiceFiscale)),
  )
  return row ? { ...row, stato: statoInvito(row, await databaseNow()) } : null
}

/** Invitations that wait for this person's answer. */
export const listInvitiPer = (viewer: Viewer) =>
  selectInviti(viewer)
    .where(
      and(
        eq(inviti.ente, ENTE),
        eq(inviti.codiceFiscale, viewer.codiceFiscale),
        isNull(inviti.accettatoAt),
        isNull(inviti.rifiutatoAt),
        isNull(inviti.revocatoAt),
        gt(inviti.scadeAt, sql`now()`),
      ),
    )
    .orderBy(asc(inviti.scadeAt))

const collegamentoColumns = {
  id: collegamenti.id,
  personaId: collegamenti.personaId,
  tipo: collegamenti.tipo,
  denominazione: collegamenti.denominazione,
  codiceFiscale: collegamenti.codiceFiscale,
  sede: collegamenti.sede,
  pec: collegamenti.pec,
  alboAutotrasporto: collegamenti.alboAutotrasporto,
  carica: collegamenti.carica,
  inviataAt: collegamenti.inviataAt,
  ritirataAt: collegamenti.ritirataAt,
  registro: collegamenti.registro,
  decisaAt: collegamenti.decisaAt,
  decisaDaId: collegamenti.decisaDaId,
  esito: collegamenti.esito,
  motivo: collegamenti.motivo,
  createdAt: collegamenti.createdAt,
  persona: sql<string>`${persone.nome} || ' ' || ${persone.cognome}`,
  personaCodiceFiscale: persone.codiceFiscale,
}
const selectCollegamenti = (viewer: Viewer) =>
  dbAs(viewer)
    .select(collegamentoColumns)
    .from(collegamenti)
    .innerJoin(persone, and(eq(persone.ente, collegamenti.ente), eq(persone.id, collegamenti.personaId)))

/** The person's own requests to be linked to a company, newest first. */
export async function listCollegamenti(viewer: Viewer) {
  const rows = await selectCollegamenti(viewer)
    .where(and(eq(collegamenti.ente, ENTE), eq(collegamenti.personaId, viewer.personaId)))
    .orderBy(desc(collegamenti.createdAt))
    .limit(50)
  return rows.map((row) => ({ ...row, stato: statoCollegamento(row) }))
}

export async function findCollegamento(viewer: Viewer, id: string) {
  if (!isUuid(id)) return null
  const [row] = await selectCollegamenti(viewer).where(
    and(eq(collegamenti.ente, ENTE), eq(collegamenti.id, id), eq(collegamenti.personaId, viewer.personaId)),
  )
  return row ? { ...row, stato: statoCollegamento(row) } : null
}

/** Requests an officer may check: never one's own. */
export const collegamentiOf = (officer: Funzionario) =>
  and(eq(collegamenti.ente, ENTE), isNotNull(collegamenti.inviataAt), ne(collegamenti.personaId, officer.personaId))

const waiting = and(isNull(collegamenti.decisaAt), isNull(collegamenti.ritirataAt))

/** Requests that wait for the office, oldest first. */
export const listCollegamentiInAttesa = (officer: Funzionario) =>
  selectCollegamenti(officer)
    .where(and(collegamentiOf(officer), waiting))
    .orderBy(asc(collegamenti.inviataAt))
    .limit(200)

export async function countCollegamentiInAttesa(officer: Funzionario): Promise<number> {
  const [row] = await dbAs(officer)
    .select({ n: sql<number>`count(*)::int` })
    .from(collegamenti)
    .where(and(collegamentiOf(officer), waiting))
  return row?.n ?? 0
}

export async function findCollegamentoUfficio(officer: Funzionario, id: string) {
  if (!isUuid(id)) return null
  const [row] = await selectCollegamenti(officer).where(and(collegamentiOf(officer), eq(collegamenti.id, id)))
  if (!row) return null
  const rappresentanti = await dbAs(officer)
    .select({ nome: persone.nome, cognome: persone.cognome })
    .from(appartenenze)
    .innerJoin(persone, and(eq(persone.ente, appartenenze.ente), eq(persone.id, appartenenze.personaId)))
    .innerJoin(
      organizzazioni,
      and(eq(organizzazioni.ente, appartenenze.ente), eq(organizzazioni.id, appartenenze.organizzazioneId)),
    )
    .where(
      and(
        eq(organizzazioni.ente, ENTE),
        eq(organizzazioni.codiceFiscale, row.codiceFiscale),
        eq(appartenenze.ruolo, 'legale_rappresentante' satisfies RuoloAppartenenza),
        validToday,
      ),
    )
  return {
    ...row,
    stato: statoCollegamento(row),
    /** who already represents the company on the portal */
    rappresentanti: rappresentanti.map(({ nome, cognome }) => `${nome} ${cognome}`),
  }
}

/** Companies, as the personal area lists them. */
export const listImprese = (viewer: Viewer): Organizzazione[] => viewer.organizzazioni
