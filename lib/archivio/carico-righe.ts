import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { unitaArchivistiche } from '@/drizzle/schema/archivio'
import { luoghiConservazione } from '@/drizzle/schema/archivio-deposito'
import { ENTE } from '@/lib/core/ente'
import type { Tx } from '@/lib/db/transaction'
import { haCarte } from './rules'
import { computeConsultabilita, type Etichetta } from './rules-consultabilita'
import { formatEstremi } from './rules-date'
import type { Descrizione } from './rules-descrizione'

/** Where a unit stands, for itself and for those that come under it. */
export type Posto = {
  id: string
  padreId: string | null
  fondoId: string
  posizione: number
  ordine: string
  profondita: number
  figli: number
  /** that close it: its own and those above. Those of an import only add up (`addUp`) */
  etichette: Etichetta[]
}

/** Place of the next unit at the top. */
export async function nextCima(tx: Tx): Promise<number> {
  const [row] = await tx
    .select({ next: sql<number>`coalesce(max(posizione) + 1, 0)::int` })
    .from(unitaArchivistiche)
    .where(and(eq(unitaArchivistiche.ente, ENTE), isNull(unitaArchivistiche.padreId)))
  return row?.next ?? 0
}

/** Where new containers belong: it is there already, or it is written. */
export async function luogoIdOf(tx: Tx, nome: string): Promise<string> {
  const [row] = await tx
    .insert(luoghiConservazione)
    .values({ ente: ENTE, padreId: null, tipo: 'sede', nome })
    .onConflictDoUpdate({
      target: [luoghiConservazione.ente, luoghiConservazione.padreId, luoghiConservazione.nome],
      set: { nome },
    })
    .returning({ id: luoghiConservazione.id })
  if (!row) throw new Error('A place of the archive was neither there nor written')
  return row.id
}

const consultabilitaOf = (one: Descrizione, posto: Posto) =>
  computeConsultabilita(one.accessoBase, haCarte(one.livello) ? posto.etichette : [])

/** A described unit as its row, at its place. */
export function unitaRow(one: Descrizione, posto: Posto, produttoreId: string | null) {
  const {
    padre: _,
    etichette,
    agenti,
    ubicazioni,
    tratte,
    voci: terms,
    contenitore,
    titoloOriginale,
    produttore,
    ...unita
  } = one
  return {
    ente: ENTE,
    ...unita,
    ...consultabilitaOf(one, posto),
    id: posto.id,
    padreId: posto.padreId,
    fondoId: posto.fondoId,
    posizione: posto.posizione,
    ordine: posto.ordine,
    profondita: posto.profondita,
    dataMostrata: formatEstremi(one),
    produttoreId,
    trattamento: one.pagine ? ('scansionato' as const) : ('schedato' as const),
    fonte: 'Indice caricato',
  }
}
