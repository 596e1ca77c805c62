import 'server-only'
import { and, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { visioniArchivio as visioni } from '@/drizzle/schema/archivio-digitale'
import { attoreOf, type Record_, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { addDays, formatDay, type IsoDate, romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { type Result, refuse, success } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { databaseNow } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { avvisa } from '@/lib/posta/avvisi'
import { listDestinatari } from '@/lib/pratiche/destinatari'
import { grantSala } from '../sala/commands'
import { openOrdine } from './commands-copie'
import type { ProrogaVisioneInput } from './forms'
import { lockPorta } from './porta'
import {
  type AccessoConcesso,
  isRevocabile,
  type StatoVisione,
  statoVisione,
  ultimoGiorno,
  ultimoGiornoDa,
  whyNotExtend,
} from './rules-concessione'

type Richiesta = Parameters<typeof listDestinatari>[1] & { id: string; dati?: Record<string, unknown> }
export const VISIONE_NON_TROVATA = 'Visione non trovata'
const DI = 'visione_archivio'

/** First instant after a day of Rome, by the database's own calendar. */
export const fineDi = (giorno: IsoDate) =>
  sql`((${giorno}::date + 1)::timestamp at time zone 'Europe/Rome')` as unknown as Date

/**
 * Opens the papers that an act grants, in the transaction of the act: one view a unit and a reader, until the end of its
 * last day. In the reading room nothing opens online.
 * @param oggi day of the act, not counted
 */
export async function grantVisioni(
  tx: Tx,
  record: Record_,
  officer: Funzionario,
  richiesta: Richiesta,
  concesso: AccessoConcesso,
  oggi: IsoDate,
): Promise<void> {
  const { modo, unita: concesse, giorni, copie, scopo, avvisi } = concesso
  const prima = addDays(oggi, avvisi?.dopoGiorni ?? 0) // last day on which nothing opens, when somebody opposed
  if (modo === 'sala') return grantSala(tx, record, officer, richiesta, concesso, prima)
  if (copie) await openOrdine(tx, richiesta, concesso, oggi)
  const al = fineDi(ultimoGiornoDa(prima, giorni))
  for (const personaId of await listDestinatari(tx, richiesta))
    for (const { id: unitaId } of concesse) {
      const [row] = await tx
        .insert(visioni)
        .values({
          ente: ENTE,
          unitaId,
          personaId,
          praticaId: richiesta.id,
          scopo,
          ...(prima > oggi && { dal: fineDi(prima) }),
          al,
          copie,
          concessaDaId: officer.personaId,
        })
        .returning({ id: visioni.id })
      await record({
        azione: 'archivio.visione_concessa',
        soggettoTipo: DI,
        soggettoId: row?.id ?? '',
        dati: { unitaId, personaId, praticaId: richiesta.id, giorni, copie },
      })
    }
}

/** Locks a view among those the officer may change: who works in the archive. */
async function lockVisione(tx: Tx, id: string) {
  const [cura] = await tx.execute<{ si: boolean }>(sql`select cura_archivio() as si`)
  if (!cura?.si || !isUuid(id)) return null
  const [row] = await tx
    .select({ visione: visioni, segnatura: unita.segnatura })
    .from(visioni)
    .innerJoin(unita, and(eq(unita.ente, visioni.ente), eq(unita.id, visioni.unitaId)))
    .where(and(eq(visioni.ente, ENTE), eq(visioni.id, id)))
    .for('update', { of: visioni })
  return row ?? null
}

const isDirigente = ({ funzionario }: Funzionario) => funzionario.some((one) => one.ruolo === 'dirigente')
const isAperta = (stato: StatoVisione): boolean => stato === 'in_corso' || stato === 'futura'
const FINITA = 'Questa visione è già finita: non c’è niente da cambiare'

/**
 * Closes a view before its day, with the reason: at once, also for pages that are open. The reader does not open the unit
 * again by themselves, by whatever door: they ask, or the office lets them in again. A view that is over is revoked for
 * that alone.
 */
export async function revokeVisione(
  officer: Funzionario,
  id: string,
  { motivo }: { motivo: string },
): Promise<Result<null, 'motivo'>> {
  const at = await databaseNow()
  return recorded<null, 'motivo'>(attoreOf(officer), async (tx, record) => {
    const found = await lockVisione(tx, id)
    if (!found) return refuse(VISIONE_NON_TROVATA)
    const { visione, segnatura } = found
    const { unitaId, personaId } = visione
    await lockPorta(tx, unitaId, personaId)
    const stato = statoVisione(visione, at)
    if (!isRevocabile(stato, visione)) return refuse(FINITA)
    const daSe = and(
      eq(visioni.unitaId, unitaId),
      eq(visioni.personaId, personaId),
      gt(visioni.al, at),
      or(visioni.proprio, isNotNull(visioni.convenzioneId)),
    )
    const chiuse = await tx
      .update(visioni)
      .set({
        revocataAt: at,
        revocataDaId: officer.personaId,
        revocataMotivo: motivo,
        preclusa: true,
        updatedAt: at,
      })
      .where(and(eq(visioni.ente, ENTE), isNull(visioni.revocataAt), or(eq(visioni.id, id), daSe)))
      .returning({ id: visioni.id })
    await avvisa(tx, {
      percorso: paths.personale.visioni,
      chiave: `visione:${id}:revocata`,
      personaId,
      oggetto:
        stato === 'scaduta'
          ? `Da te non puoi più riaprire ${segnatura}`
          : `La visione di ${segnatura} è stata revocata`,
      testo: `Per vedere di nuovo queste carte fai una richiesta: da te non le puoi riaprire. Motivo: ${motivo}`,
    })
    await record({
      azione: 'archivio.visione_revocata',
      soggettoTipo: DI,
      soggettoId: id,
      dati: { chiuse: chiuse.length },
    })
    return success(null)
  })
}

/** After a revocation the reader may again open the unit by themselves, where a door is theirs. The head of the archive decides. */
export async function readmitVisione(
  officer: Funzionario,
  id: string,
  { motivo }: { motivo: string },
): Promise<Result<null, 'motivo'>> {
  const at = await databaseNow()
  if (!isDirigente(officer)) return refuse('Solo il dirigente può riammettere')
  return recorded<null, 'motivo'>(attoreOf(officer), async (tx, record) => {
    const found = await lockVisione(tx, id)
    if (!found) return refuse(VISIONE_NON_TROVATA)
    const { visione, segnatura } = found
    if (visione.personaId === officer.personaId) return refuse('Lo decide un’altra persona')
    if (!visione.preclusa) return refuse('Questa visione non è stata revocata')
    if (visione.riammessoAt) return refuse('È già stato riammesso')
    await tx
      .update(visioni)
      .set({ riammessoAt: at, riammessoDaId: officer.personaId, riammessoMotivo: motivo, updatedAt: at })
      .where(
        and(
          eq(visioni.ente, ENTE),
          eq(visioni.unitaId, visione.unitaId),
          eq(visioni.personaId, visione.personaId),
          visioni.preclusa,
          isNull(visioni.riammessoAt),
        ),
      )
    await avvisa(tx, {
      percorso: paths.archivio.unita(visione.unitaId),
      chiave: `visione:${id}:riammessa`,
      personaId: visione.personaId,
      oggetto: `Puoi di nuovo aprire ${segnatura}`,
      testo: `La Provincia ti ha riammesso, se il tuo nome è nel fascicolo o lo leggi per un ente. Motivo: ${motivo}`,
    })
    await record({ azione: 'archivio.lettore_riammesso', soggettoTipo: DI, soggettoId: id })
    return success(null)
  })
}

/** Lets a view last longer, to 180 days in all. Who grants extends: the dirigente of the archive. */
export async function extendVisione(
  officer: Funzionario,
  id: string,
  { al, motivo }: ProrogaVisioneInput,
): Promise<Result<null, 'al' | 'motivo'>> {
  const at = await databaseNow()
  if (!isDirigente(officer)) return refuse('Solo il dirigente può prolungarla')
  return recorded<null, 'al' | 'motivo'>(attoreOf(officer), async (tx, record) => {
    const found = await lockVisione(tx, id)
    if (!found) return refuse(VISIONE_NON_TROVATA)
    const { visione, segnatura } = found
    if (!isAperta(statoVisione(visione, at))) return refuse(FINITA)
    if (visione.convenzioneId || visione.proprio)
      return refuse('Questa visione si apre un giorno alla volta: chi legge riscrive per che cosa')
    const fino = ultimoGiorno(visione.al)
    // the day it was granted is not counted
    const why = whyNotExtend(romeDay(visione.dal), fino, al)
    if (why) return refuse('C’è un problema', { al: why })
    await tx
      .update(visioni)
      .set({ al: fineDi(al), updatedAt: at })
      .where(and(eq(visioni.ente, ENTE), eq(visioni.id, id)))
    await avvisa(tx, {
      percorso: paths.personale.visioni,
      chiave: `visione:${id}:fino:${al}`,
      personaId: visione.personaId,
      oggetto: `Puoi vedere ${segnatura} fino al ${formatDay(al)}`,
      testo: `La visione finiva il ${formatDay(fino)}. Motivo: ${motivo}`,
    })
    await record({
      azione: 'archivio.visione_prolungata',
      soggettoTipo: DI,
      soggettoId: id,
      dati: { da: fino, a: al, motivo },
    })
    return success(null)
  })
}
