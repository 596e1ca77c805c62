import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { lottiArchivio as lotti } from '@/drizzle/schema/archivio-lotti'
import { recordIn, SISTEMA } from '@/lib/audit/record'
import { formatDay, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { dbAs } from '@/lib/db/client'
import { databaseNow, today } from '@/lib/db/clock'
import { type Tx, transaction } from '@/lib/db/transaction'
import { avvisa } from '@/lib/posta/avvisi'
import { SOGGETTO_LOTTO } from './commands'
import { discardCaricati } from './commands-ufficio'
import { findGiorniFermo, ultimaModifica } from './queries-fermi'
import { isNotte, passoFermo, ultimoGiorno } from './rules-fermi'

/** Scheduled at any hour: works at night only, when nobody is at the desk. */
export const releaseFermiDiNotte = async (): Promise<number> => (isNotte(await databaseNow()) ? releaseFermi() : 0)

/**
 * Batches in preparation that nobody touches: their owners are told, a week later the uploaded files go and the batch is
 * given up. Safe to repeat and to run twice at once; a batch to which a file is arriving is left for another night.
 *
 * @returns how many were told or given up
 */
export async function releaseFermi(): Promise<number> {
  const [giorni, oggi] = await Promise.all([findGiorniFermo(), today()])
  const rows = await dbAs('sistema')
    .select({ id: lotti.id })
    .from(lotti)
    .where(and(eq(lotti.ente, ENTE), eq(lotti.origine, 'caricati'), eq(lotti.stato, 'in_preparazione')))
  let done = 0
  for (const { id } of rows)
    if (await transaction((tx) => releaseFermo(tx, id, giorni, oggi), { attore: null, ente: ENTE })) done += 1
  return done
}

async function releaseFermo(tx: Tx, id: string, giorni: number, oggi: IsoDate): Promise<boolean> {
  const lotto = and(eq(lotti.ente, ENTE), eq(lotti.id, id))
  const [row] = await tx
    .select({ nome: lotti.nome, creatoDaId: lotti.creatoDaId, scadeIl: lotti.scadeIl })
    .from(lotti)
    .where(and(lotto, eq(lotti.stato, 'in_preparazione')))
    .for('update', { skipLocked: true })
  if (!row) return false
  // whoever begins or goes on with an upload waits for this, and finds the batch as it leaves it
  await tx.execute(
    sql`select from documenti where ente = ${ENTE} and soggetto_tipo = 'lotto' and soggetto_id = ${id}::uuid for update`,
  )
  const [now] = await tx.execute<{ dal: IsoDate; file: number }>(sql`
    select ${ultimaModifica} as dal, (select count(*)::int from documenti d where d.ente = l.ente and d.soggetto_tipo = 'lotto'
      and d.soggetto_id = l.id and d.stato in ('in_arrivo', 'pronto')) as file
    from lotti_archivio l where l.ente = ${ENTE} and l.id = ${id}::uuid`)
  if (!now) return false
  const fermo = { dal: now.dal, scadeIl: row.scadeIl }
  const passo = passoFermo(fermo, giorni, oggi)
  const record = recordIn(tx, SISTEMA)
  const fatto = { soggettoTipo: SOGGETTO_LOTTO, soggettoId: id }
  switch (passo) {
    case 'dimentica':
      await tx.update(lotti).set({ scadeIl: null }).where(lotto)
      return false
    case 'avvisa': {
      const scadeIl = ultimoGiorno(fermo, giorni, oggi)
      await tx.update(lotti).set({ scadeIl }).where(lotto)
      await record({ ...fatto, azione: 'archivio.lotto_avvisato', dati: { scadeIl } })
      if (row.creatoDaId)
        await avvisa(tx, {
          chiave: `lotto-fermo:${id}:${scadeIl}`,
          personaId: row.creatoDaId,
          oggetto: 'Archivio: un lotto in preparazione sta per essere annullato',
          testo: `Nessuno tocca il lotto «${row.nome}» dal ${formatDay(now.dal)}. Per tenerlo aggiungi un file o verificalo entro il ${formatDay(scadeIl)}: dopo, il portale lo annulla ed elimina i file caricati.`,
          percorso: paths.ufficio.lotto(id),
        })
      return true
    }
    case 'libera':
      await tx.update(lotti).set({ stato: 'annullato', updatedAt: sql`now()` }).where(lotto)
      await discardCaricati(tx, id)
      await record({ ...fatto, azione: 'archivio.lotto_scaduto', dati: { file: now.file } })
      return true
    case null:
      return false
  }
}
