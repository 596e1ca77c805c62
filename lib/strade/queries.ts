import 'server-only'
import { and, eq, gte, isNull, lte, or } from 'drizzle-orm'
import { strade, stradeLimiti, stradeProprieta } from '@/drizzle/schema/strade'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import type { TipoProprietario } from '@/lib/trasporti/rules-tipi'
import { compareStrade } from './rules'

export type Strada = {
  id: string
  codice: string
  denominazione: string | null
  luoghi: string
  /** 'ignoto' when the sources disagree. */
  proprietario: TipoProprietario
  proprietarioNome: string
  /** The owner is not certain: the officer checks it on the catasto. */
  daConfermare: boolean
}

const on = (oggi: IsoDate, table: typeof stradeProprieta | typeof stradeLimiti) =>
  and(lte(table.validoDal, oggi), or(isNull(table.validoAl), gte(table.validoAl, oggi)))

/** Roads of the register with the owner in force on a day, in road order: SP 8, SP 9, SP 10. */
export async function listStrade(oggi: IsoDate): Promise<Strada[]> {
  const rows = await dbAs('pubblico')
    .select({
      id: strade.id,
      codice: strade.codice,
      denominazione: strade.denominazione,
      luoghi: strade.luoghi,
      proprietario: stradeProprieta.proprietario,
      proprietarioNome: stradeProprieta.proprietarioNome,
      daConfermare: stradeProprieta.daConfermare,
    })
    .from(strade)
    .leftJoin(
      stradeProprieta,
      and(
        eq(stradeProprieta.ente, strade.ente),
        eq(stradeProprieta.stradaId, strade.id),
        isNull(stradeProprieta.daM),
        on(oggi, stradeProprieta),
      ),
    )
    .where(eq(strade.ente, ENTE))
  const byId = new Map<string, Strada>()
  for (const row of rows) {
    const seen = byId.get(row.id)
    const { proprietario, proprietarioNome, daConfermare, ...strada } = row
    if (!seen) {
      byId.set(row.id, {
        ...strada,
        proprietario: proprietario ?? 'ignoto',
        proprietarioNome: proprietarioNome ?? 'da confermare',
        daConfermare: daConfermare ?? true,
      })
    } else if (seen.proprietario !== proprietario) {
      byId.set(row.id, {
        ...seen,
        proprietario: 'ignoto',
        proprietarioNome: `${seen.proprietarioNome} o ${proprietarioNome}`,
        daConfermare: true,
      })
    }
  }
  return [...byId.values()].sort((a, b) => compareStrade(a.codice, b.codice))
}

export type Limite = {
  id: string
  stradaId: string
  strada: string
  luogo: string
  progressivaM: number | null
  iop: string | null
  massaMaxKg: number | null
  altezzaMaxCm: number | null
  larghezzaMaxCm: number | null
  atto: string
  validoDal: IsoDate
  validoAl: IsoDate | null
  daConfermare: boolean
  fonte: string
}

/** Limits in force on a day, in road order. */
export async function listLimiti(oggi: IsoDate): Promise<Limite[]> {
  const rows = await dbAs('pubblico')
    .select({
      id: stradeLimiti.id,
      stradaId: stradeLimiti.stradaId,
      strada: strade.codice,
      luogo: stradeLimiti.luogo,
      progressivaM: stradeLimiti.progressivaM,
      iop: stradeLimiti.iop,
      massaMaxKg: stradeLimiti.massaMaxKg,
      altezzaMaxCm: stradeLimiti.altezzaMaxCm,
      larghezzaMaxCm: stradeLimiti.larghezzaMaxCm,
      atto: stradeLimiti.atto,
      validoDal: stradeLimiti.validoDal,
      validoAl: stradeLimiti.validoAl,
      daConfermare: stradeLimiti.daConfermare,
      fonte: stradeLimiti.fonte,
    })
    .from(stradeLimiti)
    .innerJoin(strade, and(eq(strade.ente, stradeLimiti.ente), eq(strade.id, stradeLimiti.stradaId)))
    .where(and(eq(stradeLimiti.ente, ENTE), on(oggi, stradeLimiti)))
  return rows.sort((a, b) => compareStrade(a.strada, b.strada) || a.luogo.localeCompare(b.luogo))
}
