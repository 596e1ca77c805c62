import 'server-only'
import { and, asc, eq } from 'drizzle-orm'
import { praticaEventi } from '@/drizzle/schema/pratiche'
import { ENTE } from '@/lib/core/ente'
import type { Tx } from '@/lib/db/transaction'
import type { TipoEvento } from './rules'

/** Kinds of the events of a pratica, in order: what the rules ask about its past. */
export async function listTipiEvento(tx: Pick<Tx, 'select'>, praticaId: string): Promise<TipoEvento[]> {
  const rows = await tx
    .select({ tipo: praticaEventi.tipo })
    .from(praticaEventi)
    .where(and(eq(praticaEventi.ente, ENTE), eq(praticaEventi.praticaId, praticaId)))
    .orderBy(asc(praticaEventi.seq))
  return rows.map((row) => row.tipo)
}
