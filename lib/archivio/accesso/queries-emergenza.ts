import 'server-only'
import { and, desc, eq, sql } from 'drizzle-orm'
import { apertureEmergenza as aperture } from '@/drizzle/schema/archivio-accesso'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import { statoApertura } from './rules-emergenza'

const nameOf = (column: typeof aperture.chiestaDaId | typeof aperture.decisaDaId) =>
  sql<
    string | null
  >`(select p.nome || ' ' || p.cognome from persone p where p.ente = ${aperture.ente} and p.id = ${column})`

const read = (officer: Funzionario) =>
  dbAs(officer)
    .select({
      id: aperture.id,
      segnatura: aperture.segnatura,
      motivo: aperture.motivo,
      ore: aperture.ore,
      unitaId: aperture.unitaId,
      chiestaAt: aperture.chiestaAt,
      decisaAt: aperture.decisaAt,
      finoAt: aperture.finoAt,
      chiusaAt: aperture.chiusaAt,
      rifiutoMotivo: aperture.rifiutoMotivo,
      mia: sql<boolean>`${aperture.chiestaDaId} = ${officer.personaId}::uuid`,
      chiestaDa: nameOf(aperture.chiestaDaId),
      decisaDa: nameOf(aperture.decisaDaId),
    })
    .from(aperture)

/** Openings this officer asked for, and those they answer for, the latest first. */
export async function listAperture(officer: Funzionario) {
  const [at, rows] = await Promise.all([
    databaseNow(),
    read(officer).where(eq(aperture.ente, ENTE)).orderBy(desc(aperture.chiestaAt)).limit(100),
  ])
  return rows.map((row) => ({ ...row, stato: statoApertura(row, at) }))
}
export type Apertura = Awaited<ReturnType<typeof listAperture>>[number]

/** @returns null both when it is not there and when it is neither theirs nor theirs to answer */
export async function findApertura(officer: Funzionario, id: string): Promise<Apertura | null> {
  if (!isUuid(id)) return null
  const at = await databaseNow()
  const [row] = await read(officer).where(and(eq(aperture.ente, ENTE), eq(aperture.id, id)))
  return row ? { ...row, stato: statoApertura(row, at) } : null
}
