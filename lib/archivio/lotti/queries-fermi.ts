import 'server-only'
import { sql } from 'drizzle-orm'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { listImpostazioni } from '@/lib/procedimenti/queries'
import type { Lotto } from './queries'
import { FERMO, giorniFermoOf, isVicino, ultimoGiorno } from './rules-fermi'

export const findGiorniFermo = async (): Promise<number> =>
  giorniFermoOf(await listImpostazioni(FERMO.chiave, await today()))

/** Of a batch `l`: day of Rome on which it, or a file uploaded for it, changed last. */
export const ultimaModifica = sql`(greatest(l.updated_at, (select max(d.updated_at) from documenti d
  where d.ente = l.ente and d.soggetto_tipo = 'lotto' and d.soggetto_id = l.id)) at time zone 'Europe/Rome')::date::text`

export type ScadenzaLotto = {
  /** last day on which a change keeps it */
  ultimo: IsoDate
  vicina: boolean
  /** without a change */
  giorni: number
}

/** @returns null for a batch that is not waiting for files from the browser */
export async function findScadenzaLotto({ id, stato, origine, scadeIl }: Lotto): Promise<ScadenzaLotto | null> {
  if (stato !== 'in_preparazione' || origine !== 'caricati') return null
  const [giorni, oggi, [row]] = await Promise.all([
    findGiorniFermo(),
    today(),
    dbAs('sistema').execute<{ dal: IsoDate }>(
      sql`select ${ultimaModifica} as dal from lotti_archivio l where l.ente = ${ENTE} and l.id = ${id}::uuid`,
    ),
  ])
  if (!row) return null
  const ultimo = ultimoGiorno({ dal: row.dal, scadeIl }, giorni, oggi)
  return { ultimo, vicina: isVicino(ultimo, oggi) && scadeIl !== null, giorni }
}
