import 'server-only'
import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { lottiArchivio as lotti } from '@/drizzle/schema/archivio-lotti'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { caricaLotto } from './commands-carico'
import { discardCaricati } from './commands-ufficio'
import { failVerifica, verificaLotto } from './commands-verifica'
import { Presa, PresaPersa } from './presa'
import { findConto } from './queries'
import { SorgenteError } from './sorgente'
import { apriCaricati } from './sorgente-caricati'

/**
 * Verifies and loads the batches that came from the browser. Safe to run in several workers at once: each has a batch of
 * its own, and a killed one is taken up by the next.
 *
 * @returns how many batches were worked on
 */
export async function workLotti(): Promise<number> {
  const rows = await dbAs('sistema')
    .select({ id: lotti.id, stato: lotti.stato, modo: lotti.modo })
    .from(lotti)
    .where(
      and(
        eq(lotti.ente, ENTE),
        eq(lotti.origine, 'caricati'),
        inArray(lotti.stato, ['in_verifica', 'in_carico']),
        or(isNull(lotti.finoAt), sql`${lotti.finoAt} < clock_timestamp()`),
      ),
    )
    .orderBy(asc(lotti.updatedAt))
  let worked = 0
  for (const { id, stato, modo } of rows) {
    const presa = await Presa.prendi(id)
    if (!presa) continue
    try {
      const sorgente = await apriCaricati(id)
      try {
        if (stato === 'in_verifica') await verificaLotto(presa, sorgente, { modo, indice: null })
        else if ((await caricaLotto(presa, sorgente)) === 'caricato' && (await isAllIn(id)))
          await transaction((tx) => discardCaricati(tx, id), { attore: null, ente: ENTE })
        worked += 1
      } finally {
        await sorgente.chiudi()
      }
    } catch (error) {
      if (error instanceof SorgenteError) await failVerifica(presa, error.message)
      else if (!(error instanceof PresaPersa)) throw error
    } finally {
      await presa.lascia()
    }
  }
  return worked
}

/** What did not go in may be tried again: until then the uploaded copies stay. */
const isAllIn = async (id: string) => (await findConto('sistema', id)).non_riuscita === 0
