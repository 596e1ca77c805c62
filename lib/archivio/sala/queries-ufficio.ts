/** The reading room as who works in the archive sees it. */
import 'server-only'
import { and, asc, desc, eq, ne, sql } from 'drizzle-orm'
import { accessiSala as accessi, appuntamentiSala as appuntamenti } from '@/drizzle/schema/archivio-sala'
import type { Funzionario } from '@/lib/auth/viewer'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { listNomi } from '../accesso/queries'
import { canCurare } from '../lettore'
import { listUnita, readAccessi } from './queries'
import { statoAccesso } from './rules'

const MAX_RIGHE = 200

/**
 * Grants to read in the room, those that end first; to another officer none.
 * @param tutti also those that are over
 */
export async function listAccessiUfficio(officer: Funzionario, tutti = false) {
  if (!(await canCurare(officer))) return []
  const oggi = await today()
  const rows = await readAccessi(officer)
    .where(
      and(
        eq(accessi.ente, ENTE),
        tutti ? undefined : sql`${accessi.al} >= ${oggi}::date and ${accessi.revocatoAt} is null`,
      ),
    )
    .orderBy(tutti ? desc(accessi.al) : accessi.al)
    .limit(MAX_RIGHE)
  const nomi = await listNomi(rows.map((row) => row.personaId))
  return rows.map((row) => ({ ...row, stato: statoAccesso(row, oggi), lettore: nomi.get(row.personaId) ?? '' }))
}
export type AccessoConcessoSala = Awaited<ReturnType<typeof listAccessiUfficio>>[number]

/** @returns null both when it is not there and for who does not work in the archive */
export async function findAccessoUfficio(officer: Funzionario, id: string) {
  if (!isUuid(id) || !(await canCurare(officer))) return null
  const [row] = await readAccessi(officer).where(and(eq(accessi.ente, ENTE), eq(accessi.id, id)))
  if (!row) return null
  const [oggi, nomi, elenco] = await Promise.all([today(), listNomi([row.personaId]), listUnita(officer, row.unitaIds)])
  return { ...row, stato: statoAccesso(row, oggi), lettore: nomi.get(row.personaId) ?? '', elenco }
}

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
      accessoId: accessi.id,
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
