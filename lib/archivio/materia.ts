import 'server-only'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { etichetteUnita } from '@/drizzle/schema/archivio-nomi'
import { ENTE } from '@/lib/core/ente'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { haCarte } from './rules'
import { type CategoriaEtichetta, computeConsultabilita, type Etichetta } from './rules-consultabilita'

type WithoutNulls<T> = { [K in keyof T]: null extends T[K] ? Exclude<T[K], null> | undefined : T[K] }
/** As a description has it: what is not known is not there. */
export const withoutNulls = <T extends object>(row: T): WithoutNulls<T> =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value ?? undefined])) as WithoutNulls<T>

/**
 * How open a unit and what it holds are, after its tags have changed. As the system: whoever tags a unit may lose sight of
 * it by that.
 */
export async function recomputeAccesso(tx: Tx, unitaId: string): Promise<void> {
  const rows = await asSistema(tx, () => listRamo(tx, unitaId))
  const tags = new Map<string, Etichetta[]>()
  for (const row of rows) {
    const own = row.etichette
    const effective = own.length > 0 ? own : (row.padreId && tags.get(row.padreId)) || []
    tags.set(row.id, effective)
    if (!row.delRamo || !haCarte(row.livello)) continue
    const computed = computeConsultabilita(row.accessoBase, effective)
    await asSistema(tx, async () => {
      await tx
        .update(unita)
        .set(computed)
        .where(and(eq(unita.ente, ENTE), eq(unita.id, row.id)))
    })
  }
}

/** The units above one, then it and those below, in the order of the tree, with the tags of each. */
async function listRamo(tx: Tx, unitaId: string) {
  const branch = sql`select ordine from unita_archivistiche where ente = ${ENTE} and id = ${unitaId}::uuid`
  const inside = sql`(${unita.ordine} = (${branch}) or (${unita.ordine} > (${branch}) || '.' and ${unita.ordine} < (${branch}) || '/'))`
  const above = sql`starts_with((${branch}), ${unita.ordine} || '.')`
  const units = await tx
    .select({
      id: unita.id,
      padreId: unita.padreId,
      livello: unita.livello,
      accessoBase: unita.accessoBase,
      delRamo: sql<boolean>`${inside}`,
    })
    .from(unita)
    .where(and(eq(unita.ente, ENTE), sql`(${inside} or ${above})`))
    .orderBy(asc(unita.ordine))
  const tags = await tx
    .select({
      unitaId: etichetteUnita.unitaId,
      categoria: etichetteUnita.categoria,
      il: etichetteUnita.il,
      anno: etichetteUnita.anno,
    })
    .from(etichetteUnita)
    .innerJoin(unita, and(eq(unita.ente, etichetteUnita.ente), eq(unita.id, etichetteUnita.unitaId)))
    .where(and(eq(etichetteUnita.ente, ENTE), isNull(etichetteUnita.toltaAt), sql`(${inside} or ${above})`))
  return units.map((one) => ({
    ...one,
    etichette: tags.flatMap((tag): Etichetta[] => {
      if (tag.unitaId !== one.id) return []
      const categoria = tag.categoria as CategoriaEtichetta
      return [tag.il ? { categoria, il: tag.il } : { categoria, anno: tag.anno ?? 0 }]
    }),
  }))
}
