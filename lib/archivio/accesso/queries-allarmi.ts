import 'server-only'
import { asc, desc, eq } from 'drizzle-orm'
import { segnalazioniArchivio as segnalazioni } from '@/drizzle/schema/archivio-accesso'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { canCurare } from '../lettore'
import { listNomi } from './queries'

/** Readings found unusual, those still to look at first. @returns null for who does not work in the archive */
export async function listSegnalazioni(officer: Funzionario) {
  if (!(await canCurare(officer))) return null
  const rows = await dbAs(officer)
    .select()
    .from(segnalazioni)
    .where(eq(segnalazioni.ente, ENTE))
    .orderBy(asc(segnalazioni.stato), desc(segnalazioni.createdAt)) // aperta, chiusa
    .limit(100)
  const nomi = await listNomi(rows.flatMap(({ personaId }) => personaId ?? []))
  return rows.map((row) => ({
    ...row,
    chi: row.personaId ? (nomi.get(row.personaId) ?? 'Persona') : `Indirizzo di rete ${row.indirizzo}`,
    mia: row.personaId === officer.personaId,
  }))
}
