import 'server-only'
import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { accessiSala as accessi, appuntamentiSala as appuntamenti } from '@/drizzle/schema/archivio-sala'
import type { Viewer } from '@/lib/auth/viewer'
import { addDays, type IsoDate, maxDay, minDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { listImpostazioni } from '@/lib/procedimenti/queries'
import { chiaveTurno, listTurni, primoGiorno, type Sala, salaOf, statoAccesso, type TurnoLibero } from './rules'

/** Days of slots shown at once. */
export const GIORNI_MOSTRATI = 14

/** The room as it is on a day. */
export const findSala = async (il: IsoDate): Promise<Sala> => salaOf(await listImpostazioni('archivio.sala.', il))

export const listUnita = (viewer: Viewer, ids: readonly string[]) =>
  dbAs(viewer)
    .select({ id: unita.id, segnatura: unita.segnatura, titolo: unita.titolo })
    .from(unita)
    .where(and(eq(unita.ente, ENTE), inArray(unita.id, [...ids])))
    .orderBy(asc(unita.segnatura))

/** Grants to see papers in the room, each with the appointment that stands. */
export const readAccessi = (viewer: Viewer) =>
  dbAs(viewer)
    .select({
      id: accessi.id,
      personaId: accessi.personaId,
      praticaId: accessi.praticaId,
      unitaIds: accessi.unitaIds,
      scopo: accessi.scopo,
      accompagnatore: accessi.accompagnatore,
      dal: accessi.dal,
      al: accessi.al,
      revocatoAt: accessi.revocatoAt,
      revocatoMotivo: accessi.revocatoMotivo,
      giorno: appuntamenti.giorno,
      inizio: appuntamenti.inizio,
    })
    .from(accessi)
    .leftJoin(
      appuntamenti,
      and(
        eq(appuntamenti.ente, accessi.ente),
        eq(appuntamenti.accessoId, accessi.id),
        eq(appuntamenti.stato, 'prenotato'),
      ),
    )

/** Papers this person may see in the room, those that end last first. */
export async function listAccessiSala(viewer: Viewer) {
  const [oggi, rows] = await Promise.all([
    today(),
    readAccessi(viewer)
      .where(and(eq(accessi.ente, ENTE), eq(accessi.personaId, viewer.personaId)))
      .orderBy(desc(accessi.al))
      .limit(50),
  ])
  return rows.map((row) => ({ ...row, stato: statoAccesso(row, oggi) }))
}

/** Seats taken in the slots of some days. The room is asked, not who sits in it. */
export async function countOccupati(dal: IsoDate, al: IsoDate): Promise<ReadonlyMap<string, number>> {
  const rows = await dbAs('sistema')
    .select({ giorno: appuntamenti.giorno, inizio: appuntamenti.inizio, n: sql<number>`count(*)::int` })
    .from(appuntamenti)
    .where(
      and(
        eq(appuntamenti.ente, ENTE),
        ne(appuntamenti.stato, 'disdetto'),
        sql`${appuntamenti.giorno} between ${dal}::date and ${al}::date`,
      ),
    )
    .groupBy(appuntamenti.giorno, appuntamenti.inizio)
  return new Map(rows.map((row) => [chiaveTurno(row), row.n]))
}

/**
 * One grant to see papers in the room, with its appointment and the slots that are free from a day on.
 * @returns null both when it is not there and when it is somebody else's
 */
export async function findAccessoSala(viewer: Viewer, id: string, daGiorno: IsoDate | null = null) {
  if (!isUuid(id)) return null
  const [oggi, [row]] = await Promise.all([
    today(),
    dbAs(viewer)
      .select()
      .from(accessi)
      .where(and(eq(accessi.ente, ENTE), eq(accessi.id, id), eq(accessi.personaId, viewer.personaId))),
  ])
  if (!row) return null
  const [sala, elenco, [appuntamento]] = await Promise.all([
    findSala(oggi),
    listUnita(viewer, row.unitaIds),
    dbAs(viewer)
      .select()
      .from(appuntamenti)
      .where(and(eq(appuntamenti.ente, ENTE), eq(appuntamenti.accessoId, id), eq(appuntamenti.stato, 'prenotato'))),
  ])
  const primo = primoGiorno(oggi, sala.preavviso)
  const dal = maxDay(primo, daGiorno ?? primo)
  const al = minDay(row.al, addDays(dal, GIORNI_MOSTRATI - 1))
  const stato = statoAccesso(row, oggi)
  const turni: TurnoLibero[] =
    stato !== 'aperto' || dal > row.al ? [] : listTurni(dal, al, sala, await countOccupati(dal, al))
  return {
    ...row,
    elenco,
    appuntamento: appuntamento ?? null,
    stato,
    oggi,
    luogo: sala.luogo,
    turni,
    primo,
    dal,
    /** where the days that follow begin */
    poi: al < row.al ? addDays(al, 1) : null,
  }
}
export type AccessoSala = NonNullable<Awaited<ReturnType<typeof findAccessoSala>>>
