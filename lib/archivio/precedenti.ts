import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { agentiUnita } from '@/drizzle/schema/archivio-nomi'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { type Risultato, searchArchivio } from './ricerca'
import { paroleOf } from './rules-parole'
import { testoDelNome } from './rules-precedenti'

export type Precedenti = { totale: number; unita: Risultato[] }
const MOSTRATI = 5

/**
 * Files in which whoever applies is named, among those that the search gives first for the name. An officer reads the names
 * of the archive (rules-visibilita.ts); of what is closed to them this finds nothing.
 *
 * @param nome as the practice has it
 * @returns totale: what the search finds by the same words, also apart, and on the papers
 */
export async function listDelRichiedente(officer: Funzionario, nome: string): Promise<Precedenti> {
  const testo = testoDelNome(nome)
  if (testo === null) return { totale: 0, unita: [] }
  const { risultati, totale, corrette, ignote } = await searchArchivio(officer, { testo })
  // a name that is not there is nobody: one that is written almost so is somebody else
  if (corrette.length > 0 || ignote.length > 0 || risultati.length === 0) return { totale: 0, unita: [] }
  const rows = await dbAs(officer)
    .select({ unitaId: agentiUnita.unitaId, nome: agentiUnita.nome })
    .from(agentiUnita)
    .where(
      and(
        eq(agentiUnita.ente, ENTE),
        inArray(
          agentiUnita.unitaId,
          risultati.map((one) => one.id),
        ),
      ),
    )
  // the first name of one and the surname of another are nobody either
  const wanted = paroleOf(testo)
  const isNamed = (all: readonly string[]) => wanted.every((word) => all.includes(word))
  const named = new Set(rows.filter((row) => isNamed(paroleOf(row.nome))).map((row) => row.unitaId))
  const unita = risultati.filter((one) => named.has(one.id)).slice(0, MOSTRATI)
  return { totale: unita.length === 0 ? 0 : totale, unita }
}
