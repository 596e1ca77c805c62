import 'server-only'
import { and, count, eq, type SQL, sql } from 'drizzle-orm'
import {
  inventari,
  lettureInventario,
  luoghiConservazione,
  nonLettiInventario,
} from '@/drizzle/schema/archivio-deposito'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Db, dbAs } from '@/lib/db/client'
import { lettoreActor } from '../lettore'
import { conta, dentroPercorso, nonLettiOggi } from './commands-inventario'
import type { EsitoLettura } from './rules'
import { type FiltroInventario, isEsito, RIGHE_INVENTARIO, RIGHE_MAX } from './rules-inventario'

export type Inventario = {
  id: string
  luogoId: string
  luogo: string
  apertoAt: Date
  chiusoAt: Date | null
  /** containers of the place and of those inside it */
  attesi: number
  lette: Record<EsitoLettura, number>
  nonLetti: { mancanti: number; fuori: number }
  /** places inside the one that is counted, with itself: 'Sala A › Scaffale 3' */
  luoghi: { id: string; nome: string }[]
}

/** A count in figures; what was not read, as it is now or as it was when the count was closed. */
export async function findInventario(officer: Funzionario, id: string): Promise<Inventario | null> {
  const db = dbAs(lettoreActor(officer))
  const [row] = await db
    .select({ inventario: inventari, luogo: luoghiConservazione.nome })
    .from(inventari)
    .innerJoin(
      luoghiConservazione,
      and(eq(luoghiConservazione.ente, inventari.ente), eq(luoghiConservazione.id, inventari.luogoId)),
    )
    .where(and(eq(inventari.ente, ENTE), eq(inventari.id, id)))
  if (!row) return null
  const { luogoId, apertoAt, chiusoAt } = row.inventario
  const [read, unread, luoghi] = await Promise.all([
    db
      .select({ esito: lettureInventario.esito, n: count() })
      .from(lettureInventario)
      .where(and(eq(lettureInventario.ente, ENTE), eq(lettureInventario.inventarioId, id)))
      .groupBy(lettureInventario.esito),
    chiusoAt ? countKept(db, id) : conta(db, { id, luogoId }),
    db.execute<{ id: string; nome: string }>(
      sql`${dentroPercorso(luogoId)} select id, percorso as nome from dentro order by percorso`,
    ),
  ])
  const lette = { al_posto: 0, fuori_posto: 0, risulta_fuori: 0, sconosciuto: 0 }
  for (const { esito, n } of read) lette[esito] = n
  const attesi = lette.al_posto + lette.risulta_fuori + unread.mancanti + unread.fuori
  return { id, luogoId, luogo: row.luogo, apertoAt, chiusoAt, attesi, lette, nonLetti: unread, luoghi: [...luoghi] }
}

async function countKept(db: Db, id: string): Promise<{ mancanti: number; fuori: number }> {
  const [row] = await db
    .select({
      mancanti: sql<number>`(count(*) filter (where ${nonLettiInventario.fuori} is null))::int`,
      fuori: sql<number>`count(${nonLettiInventario.fuori})::int`,
    })
    .from(nonLettiInventario)
    .where(and(eq(nonLettiInventario.ente, ENTE), eq(nonLettiInventario.inventarioId, id)))
  return row ?? { mancanti: 0, fuori: 0 }
}

export type RigaInventario = {
  codice: string
  contenitoreId: string | null
  /** where it belongs; null: nobody knows the code */
  luogo: string | null
  /** it is out for this */
  fuori: string | null
}

/**
 * Lines of one list of a count, by place and code, that the filter leaves.
 * @param pagina of the filter; null: all, up to RIGHE_MAX
 */
export async function listRighe(
  officer: Funzionario,
  inventario: Pick<Inventario, 'id' | 'luogoId' | 'chiusoAt'>,
  { vista, stato, luogoId, q, pagina }: FiltroInventario,
): Promise<{ righe: RigaInventario[]; totale: number }> {
  const from = isEsito(vista)
    ? lettiOf(inventario.id, vista)
    : inventario.chiusoAt
      ? sql`select codice, contenitore_id, luogo_id, luogo, fuori from non_letti_inventario
          where ente = ${ENTE} and inventario_id = ${inventario.id}::uuid`
      : nonLettiOggi(inventario)
  const within: SQL[] = [
    sql`true`,
    ...(stato && vista === 'non_letti' ? [stato === 'fuori' ? sql`fuori is not null` : sql`fuori is null`] : []),
    ...(luogoId ? [sql`luogo_id in (${sql`${dentroPercorso(luogoId)} select id from dentro`})`] : []),
    ...(q ? [sql`position(lower(${q}::text) in lower(codice)) > 0`] : []),
  ]
  const [limit, offset] = pagina === null ? [RIGHE_MAX, 0] : [RIGHE_INVENTARIO, (pagina - 1) * RIGHE_INVENTARIO]
  const rows = await dbAs(lettoreActor(officer)).execute<RigaInventario & { totale: number }>(sql`
    with righe as materialized (select * from (${from}) r where ${sql.join(within, sql` and `)})
    select codice, contenitore_id as "contenitoreId", luogo, fuori, (select count(*)::int from righe) as totale
    from righe order by luogo nulls first, codice limit ${limit} offset ${offset}`)
  return {
    righe: rows.map(({ codice, contenitoreId, luogo, fuori }) => ({ codice, contenitoreId, luogo, fuori })),
    totale: rows[0]?.totale ?? 0,
  }
}

const lettiOf = (id: string, esito: EsitoLettura): SQL => sql`
  select r.codice, c.id as contenitore_id, c.luogo_id, l.nome as luogo, null::text as fuori from letture_inventario r
  left join unita_conservazione c on c.ente = r.ente and c.codice = r.codice
  left join luoghi_conservazione l on l.ente = c.ente and l.id = c.luogo_id
  where r.ente = ${ENTE} and r.inventario_id = ${id}::uuid and r.esito = ${esito}`

/** Those read last, to tell what each turned out to be. */
export const listUltime = (officer: Funzionario, id: string, quante: number) =>
  quante === 0
    ? Promise.resolve([])
    : dbAs(lettoreActor(officer))
        .select({ codice: lettureInventario.codice, esito: lettureInventario.esito })
        .from(lettureInventario)
        .where(and(eq(lettureInventario.ente, ENTE), eq(lettureInventario.inventarioId, id)))
        .orderBy(sql`${lettureInventario.lettoAt} desc`, lettureInventario.codice)
        .limit(quante)
