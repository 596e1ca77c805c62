import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { ENTE } from '@/lib/core/ente'
import type { Tx } from '@/lib/db/transaction'

/**
 * Numbers the pages of a unit from 1, file after file: a file opened later may come before another. The unit then has as
 * many digitised pages as there are.
 */
export async function renumberPagine(tx: Tx, unitaId: string): Promise<void> {
  await tx
    .select({ id: unita.id })
    .from(unita)
    .where(and(eq(unita.ente, ENTE), eq(unita.id, unitaId)))
    .for('update')
  // in two steps, because no number may be there twice: out of the way, then in place
  await tx.execute(sql`
    with giusti as (
      select p.ente, p.id, p.numero, row_number() over (order by f.ordine, p.indice)::int as giusto
      from pagine_archivio p join file_archivio f on f.ente = p.ente and f.id = p.file_id
      where p.ente = ${ENTE} and p.unita_id = ${unitaId}::uuid
    )
    update pagine_archivio p set numero = -1000000 - giusti.giusto from giusti
    where p.ente = giusti.ente and p.id = giusti.id and giusti.numero <> giusti.giusto`)
  await tx.execute(sql`
    update pagine_archivio set numero = -1000000 - numero
    where ente = ${ENTE} and unita_id = ${unitaId}::uuid and numero < -1000000`)
  await tx
    .update(unita)
    .set({
      pagine: sql`(select count(*)::int from pagine_archivio where ente = ${ENTE} and unita_id = ${unitaId}::uuid)`,
      updatedAt: sql`clock_timestamp()`,
    })
    .where(and(eq(unita.ente, ENTE), eq(unita.id, unitaId)))
  await tx
    .update(unita)
    .set({ trattamento: 'scansionato' })
    .where(
      and(
        eq(unita.ente, ENTE),
        eq(unita.id, unitaId),
        inArray(unita.trattamento, ['non_censito', 'censito', 'schedato', 'in_scansione']),
      ),
    )
}
