/** What archivists do to the queue: stop it, let it go on, try again what failed. */
import 'server-only'
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { fileArchivio, lavorazioniArchivio as lavorazioni } from '@/drizzle/schema/archivio-digitale'
import { sospensioniLavorazione as sospensioni } from '@/drizzle/schema/archivio-lavorazione'
import { lottiArchivio as lotti } from '@/drizzle/schema/archivio-lotti'
import { type Accaduto, attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { SOGGETTO_LOTTO } from '../lotti/commands'

const NON_TROVATO = 'Questo lotto non c’è più: torna all’elenco'
const SOLO_ARCHIVIO = 'Può farlo solo chi lavora nell’archivio'

/** Of a batch; null: of everything. */
export type Quale = string | null

const about = (lottoId: Quale): Pick<Accaduto, 'soggettoTipo' | 'soggettoId'> =>
  lottoId ? { soggettoTipo: SOGGETTO_LOTTO, soggettoId: lottoId } : { soggettoTipo: 'coda_archivio', soggettoId: ENTE }

/** Why this person may not touch the queue of this batch; null: they may. Not there, and not theirs, are the same. */
async function refusalOf(tx: Tx, lottoId: Quale): Promise<string | null> {
  const [cura] = await tx.execute<{ si: boolean }>(sql`select cura_archivio() as si`)
  if (!cura?.si) return lottoId ? NON_TROVATO : SOLO_ARCHIVIO
  if (!lottoId) return null
  const [row] = await tx
    .select({ id: lotti.id })
    .from(lotti)
    .where(and(eq(lotti.ente, ENTE), eq(lotti.id, lottoId)))
  return row ? null : NON_TROVATO
}

const aperta = (lottoId: Quale) =>
  and(
    eq(sospensioni.ente, ENTE),
    isNull(sospensioni.ripresaAt),
    lottoId ? eq(sospensioni.lottoId, lottoId) : isNull(sospensioni.lottoId),
  )
const delLotto = (lottoId: Quale): SQL | undefined =>
  lottoId
    ? sql`${lavorazioni.fileId} in (select f.id from file_archivio f where f.ente = ${ENTE} and f.lotto_id = ${lottoId}::uuid)`
    : undefined

/** Nothing more of it is taken; the pages that are in hand end. */
export async function pauseLavorazione(actor: Funzionario, lottoId: Quale): Promise<Result<null>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    const refused = await refusalOf(tx, lottoId)
    if (refused) return refuse(refused)
    const [row] = await tx
      .insert(sospensioni)
      .values({
        ente: ENTE,
        lottoId,
        sospesaDaId: actor.personaId,
        sospesaDa: `${actor.nome} ${actor.cognome}`,
      })
      .onConflictDoNothing()
      .returning({ id: sospensioni.id })
    if (!row) return refuse('La lavorazione è già in pausa')
    await asSistema(tx, () =>
      tx
        .update(lavorazioni)
        .set({ stato: 'sospesa', updatedAt: sql`clock_timestamp()` })
        .where(and(eq(lavorazioni.ente, ENTE), eq(lavorazioni.stato, 'attesa'), delLotto(lottoId))),
    )
    await record({ azione: 'archivio.lavorazione_sospesa', ...about(lottoId) })
    return success(null)
  })
}

/** It goes on from where it was. What is stopped for another reason stays stopped. */
export async function resumeLavorazione(actor: Funzionario, lottoId: Quale): Promise<Result<null>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    const refused = await refusalOf(tx, lottoId)
    if (refused) return refuse(refused)
    const [row] = await tx
      .update(sospensioni)
      .set({ ripresaAt: sql`clock_timestamp()` as unknown as Date, ripresaDaId: actor.personaId })
      .where(aperta(lottoId))
      .returning({ id: sospensioni.id })
    if (!row) return refuse('La lavorazione non è in pausa')
    await asSistema(tx, () =>
      tx
        .update(lavorazioni)
        .set({ stato: 'attesa', updatedAt: sql`clock_timestamp()` }) // of what is still stopped it stays `sospesa`
        .where(and(eq(lavorazioni.ente, ENTE), eq(lavorazioni.stato, 'sospesa'), delLotto(lottoId))),
    )
    await record({ azione: 'archivio.lavorazione_ripresa', ...about(lottoId) })
    return success(null)
  })
}

/** Tries again what could not be done: one work, those of a batch, or all. */
export async function retryMorte(
  actor: Funzionario,
  quali: { id: string } | { lottoId: Quale },
): Promise<Result<{ n: number }>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    const lottoId = 'lottoId' in quali ? quali.lottoId : null
    const refused = await refusalOf(tx, lottoId)
    if (refused) return refuse(refused)
    const rows = await asSistema(tx, () => retry(tx, 'id' in quali ? eq(lavorazioni.id, quali.id) : delLotto(lottoId)))
    if (rows.length === 0) return refuse('Non c’è più niente da ritentare: ricarica la pagina')
    await record({
      azione: 'archivio.lavorazione_ritentata',
      ...('id' in quali ? { soggettoTipo: 'lavorazione_archivio', soggettoId: quali.id } : about(lottoId)),
      dati: { quante: rows.length },
    })
    return success({ n: rows.length })
  })
}

async function retry(tx: Tx, which: SQL | undefined): Promise<{ fileId: string }[]> {
  const rows = await tx
    .update(lavorazioni)
    .set({
      stato: 'attesa',
      tentativi: 0,
      errore: null,
      lavoratore: null,
      finoAt: null,
      nonPrimaAt: sql`clock_timestamp()` as unknown as Date,
      updatedAt: sql`clock_timestamp()` as unknown as Date,
    })
    .where(and(eq(lavorazioni.ente, ENTE), eq(lavorazioni.stato, 'morta'), which))
    .returning({ fileId: lavorazioni.fileId })
  const files = [...new Set(rows.map((row) => row.fileId))].sort()
  if (files.length > 0)
    await tx
      .update(fileArchivio)
      .set({
        stato: sql`case when pagine is null then 'da_lavorare' else 'in_lavorazione' end`,
        errore: null,
        updatedAt: sql`clock_timestamp()` as unknown as Date,
      })
      .where(and(eq(fileArchivio.ente, ENTE), inArray(fileArchivio.id, files)))
  return rows
}
