/** Files of a test's own, delivered to a unit as an import would, and what became of them. */
import { eq, sql } from 'drizzle-orm'
import { fileArchivio, pagineArchivio, testiPagina } from '@/drizzle/schema/archivio-digitale'
import { loadDescrizioni, unitaIdOf } from '@/lib/archivio/carico'
import type { Descrizione } from '@/lib/archivio/rules-descrizione'
import { ENTE } from '@/lib/core/ente'
import { db } from '@/lib/db/testing/padrone'
import { transaction } from '@/lib/db/transaction'
import { storeContent } from '@/lib/documenti/content'
import { generaArchivio } from '@/lib/mondo/archivio/generatore'
import { loadWorld } from '@/lib/pratiche/testing/world'
import { enqueueFile } from '../coda'

/** No papers, no pages, no work. */
export async function emptyCarte(): Promise<void> {
  for (const table of [
    'lavorazioni_archivio',
    'derivati_pagina',
    'testi_letti',
    'testi_pagina',
    'pagine_archivio',
    'file_archivio',
  ])
    await db.execute(sql`delete from ${sql.identifier(table)}`)
}

/** A small archive without papers. @returns one of its units, and what is written of it */
export async function openArchivio(): Promise<{ id: string; descrizione: Descrizione }> {
  await loadWorld()
  const units = [...generaArchivio(40, 5)]
  await loadDescrizioni(units, { storia: true, luogo: 'Deposito di prova' })
  const descrizione = units.find((one) => one.numeroPratica)
  if (!descrizione) throw new Error('No unit with papers')
  return { id: unitaIdOf(descrizione.segnatura), descrizione }
}

/** @returns id of the file, in the queue */
export async function consegna(
  unitaId: string,
  nome: string,
  bytes: Buffer,
  more: { ordine?: number; pagineAttese?: number; lottoId?: string | null } = {},
): Promise<string> {
  const content = await storeContent(bytes)
  const [row] = await db.execute<{ n: number }>(
    sql`select coalesce(max(ordine), 0)::int as n from file_archivio where unita_id = ${unitaId}::uuid`,
  )
  await db.insert(fileArchivio).values({
    ente: ENTE,
    unitaId,
    nome,
    ordine: (row?.n ?? 0) + 1,
    mime: 'application/octet-stream',
    ...content,
    ...more,
  })
  await transaction((tx) => enqueueFile(tx, [content.id]), { attore: null, ente: ENTE })
  return content.id
}

export async function fileOf(id: string) {
  const [row] = await db.select().from(fileArchivio).where(eq(fileArchivio.id, id))
  if (!row) throw new Error(`No file ${id}`)
  return row
}

export const pagineOf = (fileId: string) =>
  db.select().from(pagineArchivio).where(eq(pagineArchivio.fileId, fileId)).orderBy(pagineArchivio.indice)

export async function testoOf(paginaId: string) {
  const [row] = await db.select().from(testiPagina).where(eq(testiPagina.paginaId, paginaId))
  return row ?? null
}
