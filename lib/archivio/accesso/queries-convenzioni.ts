import 'server-only'
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { convenzioniArchivio as convenzioni, lettoriConvenzione as lettori } from '@/drizzle/schema/archivio-accesso'
import { organizzazioni } from '@/drizzle/schema/soggetti'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { TIPI_ENTE_CONSULTATO } from '@/lib/ruoli/rules'
import { canCurare } from '../lettore'
import { statoConvenzione } from './rules-convenzioni'

/** Public bodies with which an agreement may be made: their names are of everybody. To who works in the archive. */
export async function listEntiConvenzionabili(officer: Funzionario) {
  if (!(await canCurare(officer))) return []
  return dbAs('sistema')
    .select({
      id: organizzazioni.id,
      denominazione: organizzazioni.denominazione,
      comuneIstat: organizzazioni.comuneIstat,
    })
    .from(organizzazioni)
    .where(and(eq(organizzazioni.ente, ENTE), inArray(organizzazioni.tipo, [...TIPI_ENTE_CONSULTATO])))
    .orderBy(sql`${organizzazioni.denominazione} collate "it-x-icu"`)
}

async function withNames(officer: Funzionario, rows: (typeof convenzioni.$inferSelect)[]) {
  const [enti, oggi] = await Promise.all([listEntiConvenzionabili(officer), today()])
  const names = new Map(enti.map((one) => [one.id, one.denominazione]))
  return rows.map((row) => ({
    ...row,
    organizzazione: names.get(row.organizzazioneId) ?? 'Ente non più registrato',
    stato: statoConvenzione(row, oggi),
  }))
}

/** @returns null for who does not work in the archive */
export async function listConvenzioni(officer: Funzionario) {
  if (!(await canCurare(officer))) return null
  const rows = await dbAs(officer)
    .select()
    .from(convenzioni)
    .where(eq(convenzioni.ente, ENTE))
    .orderBy(desc(convenzioni.al))
    .limit(200)
  return withNames(officer, rows)
}
export type Convenzione = NonNullable<Awaited<ReturnType<typeof listConvenzioni>>>[number]

/** @returns null both when it is not there and for who does not work in the archive */
export async function findConvenzione(officer: Funzionario, id: string) {
  if (!isUuid(id) || !(await canCurare(officer))) return null
  const db = dbAs(officer)
  const [rows, people] = await Promise.all([
    db
      .select()
      .from(convenzioni)
      .where(and(eq(convenzioni.ente, ENTE), eq(convenzioni.id, id))),
    db
      .select({ id: lettori.id, nome: lettori.nome, codiceFiscale: lettori.codiceFiscale })
      .from(lettori)
      .where(and(eq(lettori.ente, ENTE), eq(lettori.convenzioneId, id), isNull(lettori.toltoAt)))
      .orderBy(asc(lettori.nome)),
  ])
  const [row] = await withNames(officer, rows)
  return row ? { ...row, lettori: people } : null
}
