import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { fileArchivio, pagineArchivio } from '@/drizzle/schema/archivio-digitale'
import { unitaIdOf } from '@/lib/archivio/carico'
import { enqueueFile } from '@/lib/archivio/lavorazione/coda'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { storeContent } from '@/lib/documenti/content'
import { generaArchivio } from '../generatore'
import { SEME, UNITA_DI_PROVA } from '../load-archivio'
import { type Consegna, casoDelFile, scegliConsegne } from './consegne'
import { disegnaFile } from './forma'

/**
 * Delivers the papers of some units of the sample archive, once: pages, images and text are made by the workers afterwards. A unit that
 * has papers already is left as it is.
 */
export async function loadCarte(): Promise<void> {
  const consegne = scegliConsegne([...generaArchivio(UNITA_DI_PROVA, SEME)])
  const ids = consegne.map(({ unita }) => unitaIdOf(unita.segnatura))
  const there = await dbAs('sistema')
    .selectDistinct({ id: fileArchivio.unitaId })
    .from(fileArchivio)
    .where(and(eq(fileArchivio.ente, ENTE), inArray(fileArchivio.unitaId, ids)))
  const done = new Set(there.map((one) => one.id))
  for (const consegna of consegne) if (!done.has(unitaIdOf(consegna.unita.segnatura))) await deliver(consegna)
}

async function deliver(consegna: Consegna): Promise<void> {
  const unitaId = unitaIdOf(consegna.unita.segnatura)
  const files: (typeof fileArchivio.$inferInsert)[] = []
  for (const [n, file] of consegna.file.entries()) {
    const { bytes, mime, testi } = await disegnaFile(file, consegna.unita, casoDelFile(consegna, n))
    const content = await storeContent(bytes)
    files.push({ ente: ENTE, unitaId, ordine: n + 1, nome: file.nome, mime, pagineAttese: testi.length, ...content })
  }
  await transaction(
    async (tx) => {
      await tx.insert(fileArchivio).values(files)
      // the page that is closed by itself is there, and closed, before anybody can open it
      for (const indice of consegna.riservate)
        await tx.insert(pagineArchivio).values({
          ente: ENTE,
          unitaId,
          fileId: files[0]?.id ?? '',
          indice,
          numero: indice + 1,
          larghezza: 2480,
          altezza: 3508,
          dpi: 300,
          riservata: true,
        })
      await enqueueFile(
        tx,
        files.map((one) => one.id ?? ''),
      )
      await tx.execute(
        sql`update unita_archivistiche set trattamento = 'scansionato', updated_at = now() where ente = ${ENTE} and id = ${unitaId}::uuid`,
      )
    },
    { attore: null, ente: ENTE },
  )
}
