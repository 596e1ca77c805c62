import 'server-only'
import { and, desc, eq, inArray } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { versamentiPratica as versamenti } from '@/drizzle/schema/archivio-versamenti'
import { pratiche } from '@/drizzle/schema/pratiche'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import type { Actor } from '@/lib/db/actor'
import { dbAs } from '@/lib/db/client'
import { LIVELLI_CHE_RICEVONO } from './rules'

const colonne = {
  praticaId: versamenti.praticaId,
  unitaId: versamenti.unitaId,
  codice: versamenti.codice,
  file: versamenti.file,
  nome: versamenti.nome,
  quando: versamenti.createdAt,
  segnatura: unita.segnatura,
  titolo: unita.titolo,
  trattamento: unita.trattamento,
}
const join = and(eq(unita.ente, versamenti.ente), eq(unita.id, versamenti.unitaId))

/** What became of a practice that the reader may read. @returns null: it is not in the archive, or its unit is closed to them */
export async function findVersamento(actor: Actor, praticaId: string) {
  const [row] = await dbAs(actor)
    .select(colonne)
    .from(versamenti)
    .innerJoin(unita, join)
    .where(and(eq(versamenti.ente, ENTE), eq(versamenti.praticaId, praticaId)))
  return row ?? null
}

/** The practice a unit was. @property mia the officer may open it */
export async function findProvenienza(officer: Funzionario, unitaId: string) {
  if (!isUuid(unitaId)) return null
  const [row] = await dbAs(officer)
    .select({ codice: versamenti.codice, praticaId: versamenti.praticaId, mia: pratiche.id })
    .from(versamenti)
    .leftJoin(pratiche, and(eq(pratiche.ente, versamenti.ente), eq(pratiche.id, versamenti.praticaId)))
    .where(and(eq(versamenti.ente, ENTE), eq(versamenti.unitaId, unitaId)))
  return row ? { codice: row.codice, praticaId: row.mia } : null
}

const MOSTRATI = 100
/** What came from the offices, the last first: who works in the archive completes its description. */
export const listVersamenti = (officer: Funzionario) =>
  dbAs(officer)
    .select(colonne)
    .from(versamenti)
    .innerJoin(unita, join)
    .where(eq(versamenti.ente, ENTE))
    .orderBy(desc(versamenti.createdAt), desc(versamenti.praticaId))
    .limit(MOSTRATI)

const PROPOSTE = 60
/** Sets of files that may receive a practice, the newest first: to choose from while typing. */
export const listRiceventi = (officer: Funzionario) =>
  dbAs(officer)
    .select({ segnatura: unita.segnatura, titolo: unita.titolo })
    .from(unita)
    .where(and(eq(unita.ente, ENTE), inArray(unita.livello, [...LIVELLI_CHE_RICEVONO])))
    .orderBy(desc(unita.al), desc(unita.ordine))
    .limit(PROPOSTE)

/** Where the last practice of the same procedure went: most go there. */
export async function findUltimaSerie(officer: Funzionario, procedimento: string): Promise<string | null> {
  const padre = dbAs(officer)
    .select({ padreId: unita.padreId })
    .from(versamenti)
    .innerJoin(pratiche, and(eq(pratiche.ente, versamenti.ente), eq(pratiche.id, versamenti.praticaId)))
    .innerJoin(unita, join)
    .where(and(eq(versamenti.ente, ENTE), eq(pratiche.procedimento, procedimento)))
    .orderBy(desc(versamenti.createdAt))
    .limit(1)
  const [row] = await dbAs(officer)
    .select({ segnatura: unita.segnatura })
    .from(unita)
    .where(and(eq(unita.ente, ENTE), inArray(unita.id, padre)))
  return row?.segnatura ?? null
}
