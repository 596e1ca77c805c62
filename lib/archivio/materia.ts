import 'server-only'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { haCarte } from './rules'
import {
  type Apposta,
  addUp,
  type CategoriaEtichetta,
  type Consultabilita,
  computeConsultabilita,
  type Etichetta,
} from './rules-consultabilita'

type WithoutNulls<T> = { [K in keyof T]: null extends T[K] ? Exclude<T[K], null> | undefined : T[K] }
/** As a description has it: what is not known is not there. */
export const withoutNulls = <T extends object>(row: T): WithoutNulls<T> =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value ?? undefined])) as WithoutNulls<T>

const A_BLOCCO = 1_000

const APPOSTA = sql`e.categoria, e.il::text as il, e.anno, e.aposta_da_id is not null as "aMano",
  extract(epoch from e.created_at)::float8 as at`
type RigaApposta = {
  categoria: CategoriaEtichetta
  il: IsoDate | null
  anno: number | null
  aMano: boolean
  at: number
}
const appostaOf = ({ categoria, il, anno, aMano, at }: RigaApposta): Apposta => ({
  etichetta: il ? { categoria, il } : { categoria, anno: anno ?? 0 },
  aMano,
  at,
})

/**
 * The tags that close a unit: its own and those above it. As the system. Whoever tags one of these units waits for the
 * transaction, or is waited for: nothing is put under a unit that is being closed without being closed with it.
 */
export async function findEtichette(tx: Tx, unitaId: string): Promise<Apposta[]> {
  const above = sql`with recursive su as (
    select id, padre_id, 0 as passi from unita_archivistiche where ente = ${ENTE} and id = ${unitaId}::uuid
    union all select u.id, u.padre_id, su.passi + 1 from unita_archivistiche u join su on u.ente = ${ENTE} and u.id = su.padre_id)`
  await tx.execute(sql`select id from unita_archivistiche
    where ente = ${ENTE} and id in (${above} select id from su) order by ordine for share`)
  const rows = await tx.execute<RigaApposta & { passi: number }>(sql`${above}
    select su.passi, ${APPOSTA} from su
      join etichette_unita e on e.ente = ${ENTE} and e.unita_id = su.id and e.tolta_at is null
    order by su.passi desc`)
  return [...Map.groupBy(rows, (row) => row.passi).values()].reduce<Apposta[]>(
    (sopra, own) => addUp(sopra, own.map(appostaOf)),
    [],
  )
}

/**
 * The same for a unit and some of those below it, each after the one it stands in.
 *
 * @param ramo its first is the unit; of the others the one above is there too
 */
export async function findEtichetteDi(
  tx: Tx,
  ramo: readonly { id: string; padreId: string | null }[],
): Promise<Map<string, Etichetta[]>> {
  const [top] = ramo
  if (!top) return new Map()
  const sopra = top.padreId ? await findEtichette(tx, top.padreId) : []
  const rows = await tx.execute<RigaApposta & { unitaId: string }>(sql`
    select e.unita_id as "unitaId", ${APPOSTA} from etichette_unita e
    where e.ente = ${ENTE} and e.tolta_at is null and e.unita_id = any (${`{${ramo.map((one) => one.id).join()}}`}::uuid[])`)
  const own = Map.groupBy(rows, (one) => one.unitaId)
  const all = new Map<string, Apposta[]>()
  for (const { id, padreId } of ramo)
    all.set(id, addUp((padreId && all.get(padreId)) || sopra, (own.get(id) ?? []).map(appostaOf)))
  return new Map([...all].map(([id, some]) => [id, some.map((one) => one.etichetta)]))
}

/**
 * How open a unit and what it holds are, after its tags have changed. As the system: whoever tags a unit may lose sight of
 * it by that.
 */
export async function recomputeAccesso(tx: Tx, unitaId: string): Promise<void> {
  await asSistema(tx, async () => {
    const [top] = await tx
      .select({ padreId: unita.padreId })
      .from(unita)
      .where(and(eq(unita.ente, ENTE), eq(unita.id, unitaId)))
    const sopra = top?.padreId ? await findEtichette(tx, top.padreId) : []
    const tags = new Map<string, Apposta[]>()
    const computed: { id: string; access: Consultabilita }[] = []
    for (const row of await listRamo(tx, unitaId)) {
      const effective = addUp((row.padreId && tags.get(row.padreId)) || sopra, row.etichette)
      tags.set(row.id, effective)
      const etichette = effective.map((one) => one.etichetta)
      if (haCarte(row.livello)) computed.push({ id: row.id, access: computeConsultabilita(row.accessoBase, etichette) })
    }
    // thousands of files of a series are closed alike
    for (const alike of Map.groupBy(computed, ({ access }) => JSON.stringify(access)).values())
      for (let at = 0; at < alike.length; at += A_BLOCCO) {
        const ids = alike.slice(at, at + A_BLOCCO).map((one) => one.id)
        await tx
          .update(unita)
          .set(alike[0]?.access ?? {})
          .where(and(eq(unita.ente, ENTE), inArray(unita.id, ids)))
      }
  })
}

/** A unit and those below it, in the order of the tree, with the tags of each. */
async function listRamo(tx: Tx, unitaId: string) {
  const branch = sql`select ordine from unita_archivistiche where ente = ${ENTE} and id = ${unitaId}::uuid`
  const inside = sql`(${unita.ordine} = (${branch}) or (${unita.ordine} > (${branch}) || '.' and ${unita.ordine} < (${branch}) || '/'))`
  const units = await tx
    .select({ id: unita.id, padreId: unita.padreId, livello: unita.livello, accessoBase: unita.accessoBase })
    .from(unita)
    .where(and(eq(unita.ente, ENTE), inside))
    .orderBy(asc(unita.ordine))
  const tags = await tx.execute<RigaApposta & { unitaId: string }>(sql`
    select e.unita_id as "unitaId", ${APPOSTA}
    from ${unita} join etichette_unita e on e.ente = ${unita.ente} and e.unita_id = ${unita.id} and e.tolta_at is null
    where ${unita.ente} = ${ENTE} and ${inside}`)
  const byUnit = Map.groupBy(tags, (one) => one.unitaId)
  return units.map((one) => ({ ...one, etichette: (byUnit.get(one.id) ?? []).map(appostaOf) }))
}
