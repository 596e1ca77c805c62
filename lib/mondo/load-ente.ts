import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { impostazioni, prescrizioni } from '@/drizzle/schema/procedimenti'
import { enti, uffici } from '@/drizzle/schema/soggetti'
import { comuni, strade, stradeLimiti, stradeProprieta } from '@/drizzle/schema/strade'
import { COMUNI } from '@/lib/comuni/rules-comuni'
import { ENTE } from '@/lib/core/ente'
import { type Tx, transaction } from '@/lib/db/transaction'
import { LIMITI, PROPRIETA, STRADE } from '@/lib/strade/elenco'
import { PROVINCIA, UFFICI } from './ente'
import { IMPOSTAZIONI } from './impostazioni'
import { PRESCRIZIONI, PRESCRIZIONI_DAL } from './prescrizioni'

/**
 * Loads what is true of the Province in every installation. Only adds what is not there: rows the Province has corrected
 * or ended are never touched, so it may run at every start.
 */
export async function loadEnte(): Promise<void> {
  await transaction(
    async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`mondo:${ENTE}`}, 0))`)
      await tx
        .insert(enti)
        .values({ ente: ENTE, ...PROVINCIA })
        .onConflictDoNothing()
      await tx
        .insert(uffici)
        .values(UFFICI.map((ufficio) => ({ ente: ENTE, ...ufficio })))
        .onConflictDoNothing()
      await tx
        .insert(comuni)
        .values(COMUNI.map((comune) => ({ ...comune, provincia: 'SP' })))
        .onConflictDoNothing()
      await loadStrade(tx)
      await loadImpostazioni(tx)
      await loadPrescrizioni(tx)
    },
    { attore: null, ente: ENTE },
  )
}

async function loadStrade(tx: Tx): Promise<void> {
  await tx
    .insert(strade)
    .values(STRADE.map((strada) => ({ ente: ENTE, ...strada })))
    .onConflictDoNothing()
  const ids = new Map(
    (await tx.select({ id: strade.id, codice: strade.codice }).from(strade).where(eq(strade.ente, ENTE))).map((row) => [
      row.codice,
      row.id,
    ]),
  )
  const idOf = (codice: string): string => {
    const id = ids.get(codice)
    if (!id) throw new Error(`Road ${codice} is not in the list of roads`)
    return id
  }
  const owned = await tx
    .select({ stradaId: stradeProprieta.stradaId })
    .from(stradeProprieta)
    .where(eq(stradeProprieta.ente, ENTE))
  const newOwners = PROPRIETA.filter((row) => !owned.some((one) => one.stradaId === idOf(row.strada)))
  if (newOwners.length > 0) {
    await tx
      .insert(stradeProprieta)
      .values(newOwners.map(({ strada, ...row }) => ({ ente: ENTE, stradaId: idOf(strada), ...row })))
  }
  const limited = await tx
    .select({ stradaId: stradeLimiti.stradaId, luogo: stradeLimiti.luogo })
    .from(stradeLimiti)
    .where(eq(stradeLimiti.ente, ENTE))
  const newLimits = LIMITI.filter(
    (row) => !limited.some((one) => one.stradaId === idOf(row.strada) && one.luogo === row.luogo),
  )
  if (newLimits.length > 0) {
    await tx
      .insert(stradeLimiti)
      .values(newLimits.map(({ strada, ...row }) => ({ ente: ENTE, stradaId: idOf(strada), ...row })))
  }
}

async function loadImpostazioni(tx: Tx): Promise<void> {
  const there = await tx
    .select({ chiave: impostazioni.chiave, validoDal: impostazioni.validoDal })
    .from(impostazioni)
    .where(eq(impostazioni.ente, ENTE))
  const missing = IMPOSTAZIONI.filter(
    (row) => !there.some((one) => one.chiave === row.chiave && one.validoDal === row.validoDal),
  )
  if (missing.length > 0) await tx.insert(impostazioni).values(missing.map((row) => ({ ente: ENTE, ...row })))
}

async function loadPrescrizioni(tx: Tx): Promise<void> {
  const procedimento = 'trasporto-eccezionale'
  const there = await tx
    .select({ codice: prescrizioni.codice })
    .from(prescrizioni)
    .where(and(eq(prescrizioni.ente, ENTE), eq(prescrizioni.procedimento, procedimento)))
  const missing = PRESCRIZIONI.map((row, ordine) => ({ ...row, ordine })).filter(
    (row) => !there.some((one) => one.codice === row.codice),
  )
  if (missing.length > 0) {
    await tx
      .insert(prescrizioni)
      .values(missing.map((row) => ({ ente: ENTE, procedimento, validoDal: PRESCRIZIONI_DAL, ...row })))
  }
}
