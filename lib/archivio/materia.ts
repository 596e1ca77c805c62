import 'server-only'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { tratteUnita, unitaArchivistiche as unita, voci, vociUnita } from '@/drizzle/schema/archivio'
import { agentiUnita, etichetteUnita, ubicazioniUnita, unitaRiservate } from '@/drizzle/schema/archivio-nomi'
import { nomeComune } from '@/lib/comuni/elenco'
import { ENTE } from '@/lib/core/ente'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { ContoParole, type RigaIndice, writeIndice } from './indice'
import { haCarte } from './rules'
import { type CategoriaEtichetta, computeConsultabilita, type Etichetta } from './rules-consultabilita'
import { computeVoceIndice } from './rules-indice'

/**
 * Changes a unit and what the search knows of it, together. The index is the portal's own: it is read and written as the
 * system, and nothing of it goes back to who changes the unit.
 */
export async function withIndice(tx: Tx, unitaId: string, change: () => Promise<void>): Promise<void> {
  const before = await asSistema(tx, () => rigaIndiceOf(tx, unitaId))
  await change()
  await asSistema(tx, async () => {
    const after = await rigaIndiceOf(tx, unitaId)
    if (!after) throw new Error('A unit was lost while it was being described')
    await writeIndice(tx, [after])
    const words = new ContoParole()
    if (before) words.add(before, -1)
    words.add(after)
    await words.write(tx)
  })
}

/** A unit as the index should hold it; null: it is not there yet. */
async function rigaIndiceOf(tx: Tx, id: string): Promise<RigaIndice | null> {
  const [row] = await tx
    .select()
    .from(unita)
    .where(and(eq(unita.ente, ENTE), eq(unita.id, id)))
  if (!row) return null
  const originali = await tx
    .select()
    .from(unitaRiservate)
    .where(and(eq(unitaRiservate.ente, ENTE), eq(unitaRiservate.unitaId, id)))
  const agenti = await tx
    .select()
    .from(agentiUnita)
    .where(and(eq(agentiUnita.ente, ENTE), eq(agentiUnita.unitaId, id)))
  const ubicazioni = await tx
    .select()
    .from(ubicazioniUnita)
    .where(and(eq(ubicazioniUnita.ente, ENTE), eq(ubicazioniUnita.unitaId, id)))
  const tratte = await tx
    .select()
    .from(tratteUnita)
    .where(and(eq(tratteUnita.ente, ENTE), eq(tratteUnita.unitaId, id)))
  const soggetti = await tx
    .select({ termine: voci.termine })
    .from(vociUnita)
    .innerJoin(voci, and(eq(voci.ente, vociUnita.ente), eq(voci.id, vociUnita.voceId)))
    .where(and(eq(vociUnita.ente, ENTE), eq(vociUnita.unitaId, id)))
  const consultabilita = { accesso: row.accesso, consultabileDal: row.consultabileDal, accessoDopo: row.accessoDopo }
  const materia = {
    ...withoutNulls(row),
    dal: row.dal,
    al: row.al,
    titoloOriginale: originali[0]?.titoloOriginale,
    agenti: agenti.map(withoutNulls),
    ubicazioni: ubicazioni.map(withoutNulls),
    tratte: tratte.map(withoutNulls),
    voci: soggetti.map((one) => one.termine),
  }
  return {
    unitaId: id,
    fondoId: row.fondoId,
    comuneIstat: row.comuneIstat,
    tipologia: row.tipologia,
    dal: row.dal,
    consultabilita,
    voce: computeVoceIndice(materia, consultabilita, row.comuneIstat && nomeComune(row.comuneIstat)),
  }
}

type WithoutNulls<T> = { [K in keyof T]: null extends T[K] ? Exclude<T[K], null> | undefined : T[K] }
const withoutNulls = <T extends object>(row: T): WithoutNulls<T> =>
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
    await withIndice(tx, row.id, () =>
      asSistema(tx, async () => {
        await tx
          .update(unita)
          .set(computed)
          .where(and(eq(unita.ente, ENTE), eq(unita.id, row.id)))
      }),
    )
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
