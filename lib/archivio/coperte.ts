import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { derivatiPagina as derivati } from '@/drizzle/schema/archivio-digitale'
import { copertureArchivio as coperture, testiOscurati as oscurati } from '@/drizzle/schema/archivio-visore'
import { ENTE } from '@/lib/core/ente'
import type { Tx } from '@/lib/db/transaction'
import { togliCoperte } from './rules-copertura'
import type { ParolaPagina } from './rules-digitale'

/** Of a page with covered parts, what is left to be read without them. The page is held. */
export async function coverAgain(tx: Tx, paginaId: string, parole: readonly ParolaPagina[]): Promise<void> {
  const [covered] = await tx
    .select({ id: derivati.id })
    .from(derivati)
    .where(and(eq(derivati.ente, ENTE), eq(derivati.paginaId, paginaId), eq(derivati.tipo, 'oscurata')))
  if (!covered) return
  const [last] = await tx
    .select({ regioni: coperture.regioni })
    .from(coperture)
    .where(and(eq(coperture.ente, ENTE), eq(coperture.paginaId, paginaId), eq(coperture.atto, 'oscurata')))
    .orderBy(desc(coperture.versione))
    .limit(1)
  await tx
    .update(oscurati)
    .set(togliCoperte(parole, last?.regioni ?? []))
    .where(and(eq(oscurati.ente, ENTE), eq(oscurati.paginaId, paginaId)))
}

/** Takes away the covered image and its text. @returns where its bytes are: removed once all is kept, or swept */
export async function dropCoperta(tx: Tx, paginaId: string) {
  const rows = await tx
    .delete(derivati)
    .where(and(eq(derivati.ente, ENTE), eq(derivati.paginaId, paginaId), eq(derivati.tipo, 'oscurata')))
    .returning({ id: derivati.id, deposito: derivati.deposito })
  await tx.delete(oscurati).where(and(eq(oscurati.ente, ENTE), eq(oscurati.paginaId, paginaId)))
  return rows
}
