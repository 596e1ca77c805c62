import 'server-only'
import { and, asc, desc, eq, gt, gte, lt, type SQL, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { ENTE } from '@/lib/core/ente'
import { type Db, dbAs } from '@/lib/db/client'
import { type Chi, lettoreActor } from './lettore'
import { NODO, type Nodo } from './queries'
import { FIGLI_PER_VOLTA, type Punto } from './rules-figli'

export type Figli = {
  nodi: Nodo[]
  /** there are some before these, or after */
  prima: boolean
  dopo: boolean
  /** beginning of a signature that none of them has */
  nonTrovata: string | null
}

/** Units that stand in one, some at a time, from a point among them and both ways. */
export async function listFigli(chi: Chi, padreId: string, punto: Punto = null): Promise<Figli> {
  const db = dbAs(lettoreActor(chi))
  if (punto && 'prima' in punto) {
    const rows = await readFigli(db, padreId, { where: lt(unita.posizione, punto.prima), order: desc(unita.posizione) })
    const nodi = rows.slice(0, FIGLI_PER_VOLTA).reverse()
    const last = nodi.at(-1)?.posizione ?? -1
    const after = await readFigli(db, padreId, { where: gt(unita.posizione, last), order: asc(unita.posizione) }, 1)
    return { nodi, prima: rows.length > FIGLI_PER_VOLTA, dopo: after.length > 0, nonTrovata: null }
  }
  const from = punto && 'vai' in punto ? await findPosizione(db, padreId, punto.vai) : punto ? punto.dopo + 1 : null
  const rows = await readFigli(db, padreId, { where: gte(unita.posizione, from ?? 0), order: asc(unita.posizione) })
  const before =
    from === null
      ? []
      : await readFigli(db, padreId, { where: lt(unita.posizione, from), order: desc(unita.posizione) }, 1)
  return {
    nodi: rows.slice(0, FIGLI_PER_VOLTA),
    prima: before.length > 0,
    dopo: rows.length > FIGLI_PER_VOLTA,
    nonTrovata: from === null && punto && 'vai' in punto ? punto.vai : null,
  }
}

const readFigli = (db: Db, padreId: string, part: { where: SQL; order: SQL }, atMost = FIGLI_PER_VOLTA + 1) =>
  db
    .select(NODO)
    .from(unita)
    .where(and(eq(unita.ente, ENTE), eq(unita.padreId, padreId), part.where))
    .orderBy(part.order)
    .limit(atMost)

/** Of the one with this signature, else of the first that begins so: whole, or without that of the unit above. */
async function findPosizione(db: Db, padreId: string, inizio: string): Promise<number | null> {
  const above = sql`(select p.segnatura || '/' from unita_archivistiche p where p.ente = ${ENTE} and p.id = ${padreId}::uuid)`
  const [row] = await db.execute<{ posizione: number }>(sql`
    with detta as (select lower(${inizio}) as intera, lower(${above} || ${inizio}) as parte)
    select u.posizione from unita_archivistiche u, detta d
    where u.ente = ${ENTE} and u.padre_id = ${padreId}::uuid
      and (starts_with(lower(u.segnatura), d.intera) or starts_with(lower(u.segnatura), d.parte))
    order by lower(u.segnatura) not in (d.intera, coalesce(d.parte, d.intera)), u.posizione limit 1`)
  return row?.posizione ?? null
}
