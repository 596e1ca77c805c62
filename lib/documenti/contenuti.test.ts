import { randomBytes, randomUUID } from 'node:crypto'
import { appendFile, utimes } from 'node:fs/promises'
import path from 'node:path'
import { eq, type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { derivatiPagina, fileArchivio } from '@/drizzle/schema/archivio-digitale'
import { openArchivio } from '@/lib/archivio/lavorazione/testing/consegna'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { env } from '@/lib/env'
import { wrapKey } from './cipher'
import { sweepUploads } from './commands-pulizia'
import { keyColumns, keyOf, readContent, storeContent } from './content'
import { storageOf } from './stores'
import { listMissingFiles, listOrphanFiles } from './verify'

const oldMaster = { id: 'vecchia', key: randomBytes(32) }
process.env.FILES_MASTER_KEYS_OLD = `vecchia=${oldMaster.key.toString('base64')}`
const pathOf = (id: string) => path.join(env().FILES_DIR, id.slice(0, 2), id.slice(2, 4), id)
const HOURS_AGO = new Date(Date.now() - 2 * 3_600_000)

let file: string
let image: string
beforeAll(async () => {
  const { id: unitaId } = await openArchivio()
  const content = await storeContent(randomBytes(200_000))
  file = content.id
  const mime = 'application/pdf'
  await db.insert(fileArchivio).values({ ente: ENTE, unitaId, ordine: 1, nome: 'a.pdf', mime, ...content })
  const paginaId = randomUUID()
  await db.execute(sql`insert into pagine_archivio (ente, id, unita_id, file_id, indice, numero, larghezza, altezza)
    values (${ENTE}, ${paginaId}::uuid, ${unitaId}::uuid, ${file}::uuid, 0, 1, 100, 100)`)
  const tiles = await storeContent(randomBytes(70_000))
  image = tiles.id
  await db.insert(derivatiPagina).values({ ente: ENTE, unitaId, paginaId, tipo: 'intera', ...tiles })
})
afterAll(closeDatabase)

const TABELLE = { file_archivio: fileArchivio, derivati_pagina: derivatiPagina }
const rowOf = async (name: keyof typeof TABELLE, id: string) => {
  const table = TABELLE[name]
  const [row] = await db.select().from(table).where(eq(table.id, id))
  if (!row) throw new Error(`No row ${id}`)
  return row
}

test('papers of the archive and images of their pages are nobody’s orphans, and what nobody names is', async () => {
  const orphan = await storeContent(Buffer.from('di nessuno'))
  for (const id of [file, image, orphan.id]) await utimes(pathOf(id), HOURS_AGO, HOURS_AGO)
  expect(await listOrphanFiles()).toEqual([orphan.id])
  await sweepUploads()
  expect(await storageOf('disco').size(orphan.id)).toBeNull()
  for (const id of [file, image]) expect(await storageOf('disco').size(id)).not.toBeNull()
})

test('after a change of master key theirs are wrapped anew, and still open', async () => {
  for (const [name, id] of [
    ['file_archivio', file],
    ['derivati_pagina', image],
  ] as const) {
    const before = await rowOf(name, id)
    const old: SQL = sql`${JSON.stringify(keyColumns(wrapKey(id, keyOf(before), oldMaster)))}::text::jsonb`
    await db.execute(
      sql`update ${sql.identifier(name)} set chiave_cifrata = (${old})->>'chiaveCifrata', chiave_maestra = 'vecchia' where id = ${id}::uuid`,
    )
    await sweepUploads()
    const after = await rowOf(name, id)
    expect(after.chiaveMaestra).toBe(before.chiaveMaestra)
    expect(keyOf(after).equals(keyOf(before))).toBe(true)
    expect(Buffer.concat(await Array.fromAsync(readContent(after)))).toHaveLength(after.byte)
  }
})

test('an original or an image that is gone, or is not as it was stored, is told', async () => {
  expect(await listMissingFiles()).toEqual([])
  await storageOf('disco').delete(image)
  expect(await listMissingFiles()).toEqual([image])
  await appendFile(pathOf(file), 'x')
  expect((await listMissingFiles()).toSorted()).toEqual([file, image].toSorted())
})
