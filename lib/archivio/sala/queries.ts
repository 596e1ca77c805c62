import 'server-only'
import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { accessiSala as accessi, appuntamentiSala as appuntamenti } from '@/drizzle/schema/archivio-sala'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { addDays, type IsoDate, maxDay, minDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { listImpostazioni } from '@/lib/procedimenti/queries'
import { listNomi } from '../accesso/queries'
import { canCurare } from '../lettore'
import { chiaveTurno, listTurni, primoGiorno, type Sala, salaOf, type TurnoLibero } from './rules'

/** Days of slots shown at once. */
export const GIORNI_MOSTRATI = 14

/** The room as it is on a day. */
export const findSala = async (il: IsoDate): Promise<Sala> => salaOf(await listImpostazioni('archivio.sala.', il))

const listUnita = (viewer: Viewer, ids: readonly string[]) =>
  dbAs(viewer)
    .select({ id: unita.id, segnatura: unita.segnatura, titolo: unita.titolo })
    .from(unita)
    .where(and(eq(unita.ente, ENTE), inArray(unita.id, [...ids])))
    .orderBy(asc(unita.segnatura))

/** Papers this person may see in the room, those that end last first, each with its appointment. */
export async function listAccessiSala(viewer: Viewer) {
  const [oggi, rows] = await Promise.all([
    today(),
    dbAs(viewer)
      .select({
        id: accessi.id,
        praticaId: accessi.praticaId,
        unitaIds: accessi.unitaIds,
        scopo: accessi.scopo,
        al: accessi.al,
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
      .where(and(eq(accessi.ente, ENTE), eq(accessi.personaId, viewer.personaId)))
      .orderBy(desc(accessi.al))
      .limit(50),
  ])
  return rows.map((row) => ({ ...row, aperto: row.al >= oggi }))
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
  const turni: TurnoLibero[] = dal > row.al ? [] : listTurni(dal, al, sala, await countOccupati(dal, al))
  return {
    ...row,
    elenco,
    appuntamento: appuntamento ?? null,
    aperto: row.al >= oggi,
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

export type Prelievo = {
  id: string
  codice: string
  tipo: string
  /** 'Palazzo › Sala A › Scaffale 3' */
  percorso: string
  posizione: string | null
  /** the open movement: why it is out */
  fuori: string | null
  segnature: string[]
}

/**
 * A day in the room (today, when none is asked for): who comes, and what is to be fetched, in the order in which one walks along the shelves.
 * @returns null for who does not work in the archive
 */
export async function findGiornoSala(officer: Funzionario, asked: IsoDate | null) {
  if (!(await canCurare(officer))) return null
  const oggi = await today()
  const giorno = asked ?? oggi
  const db = dbAs(officer)
  const rows = await db
    .select({
      id: appuntamenti.id,
      inizio: appuntamenti.inizio,
      fine: appuntamenti.fine,
      posto: appuntamenti.posto,
      stato: appuntamenti.stato,
      personaId: accessi.personaId,
      praticaId: accessi.praticaId,
      accompagnatore: accessi.accompagnatore,
      scopo: accessi.scopo,
      unitaIds: accessi.unitaIds,
    })
    .from(appuntamenti)
    .innerJoin(accessi, and(eq(accessi.ente, appuntamenti.ente), eq(accessi.id, appuntamenti.accessoId)))
    .where(and(eq(appuntamenti.ente, ENTE), eq(appuntamenti.giorno, giorno), ne(appuntamenti.stato, 'disdetto')))
    .orderBy(asc(appuntamenti.inizio), asc(appuntamenti.posto))
  const ids = [...new Set(rows.flatMap((row) => row.unitaIds))]
  const [nomi, elenco, prelievi] = await Promise.all([
    listNomi(rows.map((row) => row.personaId)),
    ids.length === 0 ? [] : listUnita(officer, ids),
    ids.length === 0 ? [] : listPrelievi(officer, ids),
  ])
  const of = new Map(elenco.map((one) => [one.id, one]))
  return {
    oggi,
    giorno,
    giorni: await listGiorni(officer, oggi),
    appuntamenti: rows.map((row) => ({
      ...row,
      nome: nomi.get(row.personaId) ?? '',
      unita: row.unitaIds.flatMap((id) => of.get(id) ?? []),
    })),
    prelievi,
    /** units of which nobody knows where they stand */
    senzaPosto: elenco.filter((one) => !prelievi.some((box) => box.segnature.includes(one.segnatura))),
  }
}

async function listPrelievi(officer: Funzionario, ids: readonly string[]): Promise<Prelievo[]> {
  const rows = await dbAs(officer).execute<Prelievo>(sql`
    with recursive giu as (
      select l.id, l.nome as percorso from luoghi_conservazione l where l.ente = ${ENTE} and l.padre_id is null
      union all select f.id, giu.percorso || ' › ' || f.nome
      from giu join luoghi_conservazione f on f.ente = ${ENTE} and f.padre_id = giu.id)
    select c.id, c.codice, c.tipo, giu.percorso, c.posizione, m.motivo as fuori, array_agg(distinct u.segnatura) as segnature
    from unita_contenute x join unita_archivistiche u on u.ente = x.ente and u.id = x.unita_id
      join unita_conservazione c on c.ente = x.ente and c.id = x.contenitore_id
      join giu on giu.id = c.luogo_id
      left join movimenti m on m.ente = c.ente and m.contenitore_id = c.id and m.rientro_at is null
    where x.ente = ${ENTE} and x.unita_id in ${[...ids]}
    group by c.id, c.codice, c.tipo, giu.percorso, c.posizione, m.motivo
    order by giu.percorso, c.posizione nulls last, c.codice`)
  return [...rows]
}

/** Days on which somebody comes, from a day on. */
async function listGiorni(officer: Funzionario, dal: IsoDate) {
  return dbAs(officer)
    .select({ giorno: appuntamenti.giorno, n: sql<number>`count(*)::int` })
    .from(appuntamenti)
    .where(
      and(eq(appuntamenti.ente, ENTE), ne(appuntamenti.stato, 'disdetto'), sql`${appuntamenti.giorno} >= ${dal}::date`),
    )
    .groupBy(appuntamenti.giorno)
    .orderBy(asc(appuntamenti.giorno))
    .limit(30)
}
