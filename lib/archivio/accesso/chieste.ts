import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { segnatureChieste } from './rules-concessione'

export const COLONNE_UNITA = {
  id: unita.id,
  segnatura: unita.segnatura,
  titolo: unita.titolo,
  livello: unita.livello,
  accesso: unita.accesso,
  accessoDopo: unita.accessoDopo,
  consultabileDal: unita.consultabileDal,
}

/** Units named in the answers of a request, among those that the officer sees. */
export async function listUnitaChieste(officer: Funzionario, dati: Record<string, unknown>) {
  const segnature = segnatureChieste(dati)
  const rows =
    segnature.length === 0
      ? []
      : await dbAs(officer)
          .select(COLONNE_UNITA)
          .from(unita)
          .where(and(eq(unita.ente, ENTE), inArray(unita.segnatura, segnature)))
  const known = new Set(rows.map((row) => row.segnatura))
  return { trovate: rows, nonTrovate: segnature.filter((one) => !known.has(one)) }
}
