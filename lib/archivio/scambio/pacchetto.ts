/** The papers of a unit as a package: the files as they were delivered, a METS that describes them, the list of hashes. */
import 'server-only'
import { Readable } from 'node:stream'
import { and, asc, eq, sql } from 'drizzle-orm'
import yazl from 'yazl'
import { fileArchivio } from '@/drizzle/schema/archivio-digitale'
import { attoreOf, recordRead } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { type Collocazione, readContent } from '@/lib/documenti/content'
import { lettoreActor } from '../lettore'
import type { Scheda } from '../queries'
import { NOMI_RUOLO_AGENTE, type RuoloAgente } from '../rules'
import { type Descritto, type FileDelPacchetto, manifestoOf, metsOf, percorsoOf } from './mets'
import { corniceEad } from './portale'
import { ACCESSO_IN_PAROLE } from './rules'

/** Files of a unit that this officer may see whole. @property esclusi how many have pages that are closed also to them */
export async function listFileDelPacchetto(
  officer: Funzionario,
  unitaId: string,
): Promise<{ files: (FileDelPacchetto & Collocazione)[]; esclusi: number }> {
  const rows = await dbAs(lettoreActor(officer))
    .select({
      file: fileArchivio,
      intero: sql<boolean>`not exists (select from pagine_archivio p where p.ente = file_archivio.ente
        and p.file_id = file_archivio.id and not vede_pagina(p.ente, p.id))`,
    })
    .from(fileArchivio)
    .where(and(eq(fileArchivio.ente, ENTE), eq(fileArchivio.unitaId, unitaId)))
    .orderBy(asc(fileArchivio.ordine))
  const files = rows
    .filter(({ intero }) => intero)
    .map(({ file }) => ({ ...file, percorso: percorsoOf(file.ordine, file.nome) }))
  return { files, esclusi: rows.length - files.length }
}

/** Who opens a package that is not whole reads it in its description. */
const PARZIALE = 'Il pacchetto non è completo: mancano i file con pagine che vede solo chi è abilitato'

const descrittoOf = (scheda: Scheda, esclusi: number): Descritto => ({
  ...scheda,
  data: scheda.dataMostrata,
  contenuto: scheda.descrizione?.contenuto ?? null,
  nomi: (scheda.agenti ?? []).map((one) => `${NOMI_RUOLO_AGENTE[one.ruolo as RuoloAgente]}: ${one.nome}`),
  luoghi: (scheda.ubicazioni ?? []).map((one) => one.via ?? `foglio ${one.foglio}, mappale ${one.mappale}`),
  diritti: [ACCESSO_IN_PAROLE[scheda.accesso], esclusi > 0 && `${PARZIALE} (${esclusi}).`].filter(Boolean).join(' '),
})

/**
 * Who takes the papers out leaves a trace before the first byte. Files are packed as they are read: none is in memory whole.
 * What cannot be read breaks the download off, and no half package looks whole.
 */
export async function openPacchetto(officer: Funzionario, scheda: Scheda): Promise<ReadableStream<Uint8Array>> {
  const { files, esclusi } = await listFileDelPacchetto(officer, scheda.id)
  await recordRead(attoreOf(officer), {
    azione: 'archivio.pacchetto_scaricato',
    soggettoTipo: 'unita_archivistica',
    soggettoId: scheda.id,
    dati: { file: files.length, esclusi, byte: files.reduce((sum, one) => sum + one.byte, 0), classe: scheda.classe },
  })
  const cornice = await corniceEad()
  const zip = new yazl.ZipFile()
  const mtime = cornice.adesso
  const text = (content: string, name: string) => zip.addBuffer(Buffer.from(content), name, { mtime })
  text(metsOf(descrittoOf(scheda, esclusi), files, cornice), 'mets.xml')
  text(manifestoOf(files), 'manifesto-sha256.txt')
  const out = zip.outputStream as Readable
  for (const file of files)
    zip.addReadStreamLazy(file.percorso, { mtime, size: file.byte, compress: false }, (give) => {
      const bytes = Readable.from(readContent(file))
      // the one breaks the other off: a file that cannot be read, a reader who has gone
      bytes.on('error', (error) => out.destroy(error))
      out.on('close', () => bytes.destroy())
      give(null, bytes)
    })
  zip.on('error', (error) => out.destroy(error instanceof Error ? error : new Error(String(error))))
  zip.end()
  return Readable.toWeb(out) as ReadableStream<Uint8Array>
}
