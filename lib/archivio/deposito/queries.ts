import 'server-only'
import { and, asc, count, desc, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import {
  inventari,
  luoghiConservazione,
  movimenti,
  unitaConservazione,
  unitaContenute,
} from '@/drizzle/schema/archivio-deposito'
import { persone } from '@/drizzle/schema/soggetti'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { listStoria } from '../dettagli/queries'
import { lettoreActor } from '../lettore'
import type { TipoLuogo } from '../rules'
import { luoghiDentro, openMovement } from './commands-inventario'
import { ETICHETTE_MAX } from './rules'

const CONTENITORI_PER_VOLTA = 100
const MOVIMENTI_MAX = 50

export type Luogo = {
  id: string
  padreId: string | null
  tipo: TipoLuogo
  nome: string
  /** 'Palazzo del Governo › Sala A › Scaffale 3' */
  percorso: string
  profondita: number
  /** containers that belong exactly here */
  contenitori: number
}

/** Every place, in the order of the tree: few hundreds. */
export async function listLuoghi(officer: Funzionario): Promise<Luogo[]> {
  const rows = await dbAs(lettoreActor(officer)).execute<Luogo>(sql`
    with recursive giu as (
      select l.id, l.padre_id, l.tipo, l.nome, l.nome as percorso, 0 as profondita from luoghi_conservazione l
      where l.ente = ${ENTE} and l.padre_id is null
      union all select f.id, f.padre_id, f.tipo, f.nome, giu.percorso || ' › ' || f.nome, giu.profondita + 1
      from giu join luoghi_conservazione f on f.ente = ${ENTE} and f.padre_id = giu.id)
    select giu.id, giu.padre_id as "padreId", giu.tipo, giu.nome, giu.percorso, giu.profondita,
      (select count(*)::int from unita_conservazione c where c.ente = ${ENTE} and c.luogo_id = giu.id) as contenitori
    from giu order by giu.percorso`)
  return [...rows]
}

const CONTENITORE = {
  id: unitaConservazione.id,
  codice: unitaConservazione.codice,
  tipo: unitaConservazione.tipo,
  posizione: unitaConservazione.posizione,
  fuori: movimenti.motivo,
  rientroPrevistoIl: movimenti.rientroPrevistoIl,
}

/** A place, what belongs exactly there (some at a time, by code), and its counts. */
export async function findLuogo(officer: Funzionario, id: string, dopo = '') {
  const db = dbAs(lettoreActor(officer))
  const [[row], contenitori, conti, storia] = await Promise.all([
    db
      .select()
      .from(luoghiConservazione)
      .where(and(eq(luoghiConservazione.ente, ENTE), eq(luoghiConservazione.id, id))),
    db
      .select(CONTENITORE)
      .from(unitaConservazione)
      .leftJoin(movimenti, openMovement)
      .where(
        and(
          eq(unitaConservazione.ente, ENTE),
          eq(unitaConservazione.luogoId, id),
          sql`${unitaConservazione.codice} > ${dopo}`,
        ),
      )
      .orderBy(asc(unitaConservazione.codice))
      .limit(CONTENITORI_PER_VOLTA + 1),
    db
      .select({
        id: inventari.id,
        apertoAt: inventari.apertoAt,
        chiusoAt: inventari.chiusoAt,
        nonLetti: sql<number>`(select count(*)::int from non_letti_inventario n where n.ente = ${inventari.ente} and n.inventario_id = ${inventari.id})`,
      })
      .from(inventari)
      .where(and(eq(inventari.ente, ENTE), eq(inventari.luogoId, id)))
      .orderBy(desc(inventari.apertoAt))
      .limit(MOVIMENTI_MAX),
    listStoria(officer, 'luogo', id),
  ])
  if (!row) return null
  return {
    ...row,
    contenitori: contenitori.slice(0, CONTENITORI_PER_VOLTA),
    altri: contenitori.length > CONTENITORI_PER_VOLTA,
    inventari: conti,
    storia,
  }
}

/** Exactly the code of a label. */
export async function findCodice(officer: Funzionario, codice: string): Promise<string | null> {
  const [row] = await dbAs(lettoreActor(officer))
    .select({ id: unitaConservazione.id })
    .from(unitaConservazione)
    .where(and(eq(unitaConservazione.ente, ENTE), eq(unitaConservazione.codice, codice)))
  return row?.id ?? null
}

const daLuogo = alias(luoghiConservazione, 'da_luogo')
const aLuogo = alias(luoghiConservazione, 'a_luogo')

const listMovimentiWhere = (officer: Funzionario, where: ReturnType<typeof and>) =>
  dbAs(lettoreActor(officer))
    .select({
      id: movimenti.id,
      contenitoreId: movimenti.contenitoreId,
      codice: unitaConservazione.codice,
      tipo: unitaConservazione.tipo,
      motivo: movimenti.motivo,
      daLuogo: daLuogo.nome,
      aLuogo: aLuogo.nome,
      uscitaAt: movimenti.uscitaAt,
      rientroPrevistoIl: movimenti.rientroPrevistoIl,
      rientroAt: movimenti.rientroAt,
      chi: sql<string | null>`${persone.nome} || ' ' || ${persone.cognome}`,
    })
    .from(movimenti)
    .innerJoin(
      unitaConservazione,
      and(eq(unitaConservazione.ente, movimenti.ente), eq(unitaConservazione.id, movimenti.contenitoreId)),
    )
    .innerJoin(daLuogo, and(eq(daLuogo.ente, movimenti.ente), eq(daLuogo.id, movimenti.daLuogoId)))
    .leftJoin(aLuogo, and(eq(aLuogo.ente, movimenti.ente), eq(aLuogo.id, movimenti.aLuogoId)))
    .leftJoin(persone, and(eq(persone.ente, movimenti.ente), eq(persone.id, movimenti.chiestoDaId)))
    .where(and(eq(movimenti.ente, ENTE), where))
export type Movimento = Awaited<ReturnType<typeof listMovimentiWhere>>[number]

/** What is out: those due back first, the latest of them on top. */
export const listFuori = (officer: Funzionario): Promise<Movimento[]> =>
  listMovimentiWhere(officer, and(isNull(movimenti.rientroAt))).orderBy(
    sql`${movimenti.rientroPrevistoIl} asc nulls last`,
    asc(movimenti.uscitaAt),
  )

/** A container: where it belongs, what is in it that the officer may know of, where it has been. */
export async function findContenitore(officer: Funzionario, id: string) {
  const db = dbAs(lettoreActor(officer))
  const held = and(eq(unitaContenute.ente, ENTE), eq(unitaContenute.contenitoreId, id))
  const [[row], dentro, [total], spostamenti, storia] = await Promise.all([
    db
      .select()
      .from(unitaConservazione)
      .where(and(eq(unitaConservazione.ente, ENTE), eq(unitaConservazione.id, id))),
    db
      .select({ id: unita.id, titolo: unita.titolo, segnatura: unita.segnatura, data: unita.dataMostrata })
      .from(unitaContenute)
      .innerJoin(unita, and(eq(unita.ente, unitaContenute.ente), eq(unita.id, unitaContenute.unitaId)))
      .where(held)
      .orderBy(asc(unita.ordine))
      .limit(CONTENITORI_PER_VOLTA),
    db.select({ n: count() }).from(unitaContenute).where(held),
    listMovimentiWhere(officer, eq(movimenti.contenitoreId, id)).orderBy(desc(movimenti.uscitaAt)).limit(MOVIMENTI_MAX),
    listStoria(officer, 'contenitore', id),
  ])
  return row ? { ...row, dentro, unita: total?.n ?? 0, movimenti: spostamenti, storia } : null
}

/** How many labels there are of a place and of all inside it. */
export async function countEtichette(officer: Funzionario, luogoId: string): Promise<number> {
  const [row] = await dbAs(lettoreActor(officer))
    .select({ n: count() })
    .from(unitaConservazione)
    .where(and(eq(unitaConservazione.ente, ENTE), sql`${unitaConservazione.luogoId} in (${luoghiDentro(luogoId)})`))
  return row?.n ?? 0
}

/**
 * Labels to be printed: those of a place and of all inside it, or one.
 * @param parte from 1: so many are in one file
 */
export async function listEtichette(
  officer: Funzionario,
  di: { luogoId: string } | { contenitoreId: string },
  parte = 1,
) {
  const rows = await dbAs(lettoreActor(officer))
    .select({
      codice: unitaConservazione.codice,
      tipo: unitaConservazione.tipo,
      posizione: unitaConservazione.posizione,
      luogo: luoghiConservazione.nome,
    })
    .from(unitaConservazione)
    .innerJoin(
      luoghiConservazione,
      and(
        eq(luoghiConservazione.ente, unitaConservazione.ente),
        eq(luoghiConservazione.id, unitaConservazione.luogoId),
      ),
    )
    .where(
      and(
        eq(unitaConservazione.ente, ENTE),
        'luogoId' in di
          ? sql`${unitaConservazione.luogoId} in (${luoghiDentro(di.luogoId)})`
          : eq(unitaConservazione.id, di.contenitoreId),
      ),
    )
    .orderBy(asc(unitaConservazione.codice))
    .limit(ETICHETTE_MAX)
    .offset((parte - 1) * ETICHETTE_MAX)
  return rows
}
