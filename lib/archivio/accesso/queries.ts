import 'server-only'
import { and, desc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { convenzioniArchivio as convenzioni } from '@/drizzle/schema/archivio-accesso'
import { visioniArchivio as visioni } from '@/drizzle/schema/archivio-digitale'
import { pratiche } from '@/drizzle/schema/pratiche'
import { persone } from '@/drizzle/schema/soggetti'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import { formatNumero } from '@/lib/pratiche/rules'
import { canCurare } from '../lettore'
import { type StatoVisione, statoVisione, ultimoGiorno } from './rules-concessione'

const MAX_RIGHE = 200

const COLONNE = {
  id: visioni.id,
  unitaId: visioni.unitaId,
  segnatura: unita.segnatura,
  titolo: unita.titolo,
  scopo: visioni.scopo,
  dal: visioni.dal,
  al: visioni.al,
  copie: visioni.copie,
  proprio: visioni.proprio,
  praticaId: visioni.praticaId,
  revocataAt: visioni.revocataAt,
  revocataMotivo: visioni.revocataMotivo,
  preclusa: visioni.preclusa,
  riammessoAt: visioni.riammessoAt,
  riammessoMotivo: visioni.riammessoMotivo,
}
type Riga = { dal: Date; al: Date; revocataAt: Date | null }
const complete = <T extends Riga>(
  row: T,
  at: Date,
): T & { stato: StatoVisione; fino: ReturnType<typeof ultimoGiorno> } => ({
  ...row,
  stato: statoVisione(row, at),
  fino: ultimoGiorno(row.al),
})

/** Papers this person may see, or could: those that end first are first, then the latest that are over. */
export async function listMieVisioni(viewer: Viewer) {
  const [at, rows] = await Promise.all([
    databaseNow(),
    dbAs(viewer)
      .select({
        ...COLONNE,
        /** there are pages to leaf through */
        sfogliabile: sql<boolean>`exists (select from pagine_archivio p where p.ente = ${visioni.ente} and p.unita_id = ${visioni.unitaId})`,
      })
      .from(visioni)
      .innerJoin(unita, and(eq(unita.ente, visioni.ente), eq(unita.id, visioni.unitaId)))
      .where(and(eq(visioni.ente, ENTE), eq(visioni.personaId, viewer.personaId)))
      .orderBy(desc(visioni.al))
      .limit(MAX_RIGHE),
  ])
  const all = rows.map((row) => complete(row, at))
  return {
    inCorso: all.filter((one) => one.stato === 'in_corso' || one.stato === 'futura').reverse(),
    finite: all.filter((one) => one.stato === 'scaduta' || one.stato === 'revocata'),
  }
}
export type MiaVisione = Awaited<ReturnType<typeof listMieVisioni>>['finite'][number]

const readVisioni = (officer: Funzionario) =>
  dbAs(officer)
    .select({
      ...COLONNE,
      personaId: visioni.personaId,
      convenzioneId: visioni.convenzioneId,
      convenzione: convenzioni.atto,
      anno: pratiche.anno,
      numero: pratiche.numero,
    })
    .from(visioni)
    .innerJoin(unita, and(eq(unita.ente, visioni.ente), eq(unita.id, visioni.unitaId)))
    .leftJoin(convenzioni, and(eq(convenzioni.ente, visioni.ente), eq(convenzioni.id, visioni.convenzioneId)))
    .leftJoin(pratiche, and(eq(pratiche.ente, visioni.ente), eq(pratiche.id, visioni.praticaId)))

/** Who reads, by name: the archive knows whom it lets in, also when nothing else is shared with them. */
export async function listNomi(ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await dbAs('sistema')
    .select({ id: persone.id, nome: sql<string>`${persone.nome} || ' ' || ${persone.cognome}` })
    .from(persone)
    .where(and(eq(persone.ente, ENTE), inArray(persone.id, [...new Set(ids)])))
  return new Map(rows.map((row) => [row.id, row.nome]))
}

const codiceOf = ({ anno, numero }: { anno: number | null; numero: number | null }) =>
  anno === null || numero === null ? null : formatNumero(anno, numero)

/**
 * Views granted, for who works in the archive; to another officer none.
 * @param tutte also those that are over
 */
export async function listVisioni(officer: Funzionario, tutte = false) {
  if (!(await canCurare(officer))) return null
  const at = await databaseNow()
  const rows = await readVisioni(officer)
    .where(and(eq(visioni.ente, ENTE), tutte ? undefined : and(isNull(visioni.revocataAt), gt(visioni.al, at))))
    .orderBy(tutte ? desc(visioni.al) : visioni.al)
    .limit(MAX_RIGHE)
  const nomi = await listNomi(rows.map((row) => row.personaId))
  return rows.map((row) => ({ ...complete(row, at), codice: codiceOf(row), lettore: nomi.get(row.personaId) ?? '' }))
}
export type Visione = NonNullable<Awaited<ReturnType<typeof listVisioni>>>[number]

/** @returns null both when it is not there and for who does not work in the archive */
export async function findVisione(officer: Funzionario, id: string): Promise<Visione | null> {
  if (!isUuid(id) || !(await canCurare(officer))) return null
  const at = await databaseNow()
  const [row] = await readVisioni(officer).where(and(eq(visioni.ente, ENTE), eq(visioni.id, id)))
  if (!row) return null
  const nomi = await listNomi([row.personaId])
  return { ...complete(row, at), codice: codiceOf(row), lettore: nomi.get(row.personaId) ?? '' }
}

/** The view that lets this person see a unit today, the one that ends last. */
export async function findVisioneDi(viewer: Viewer, unitaId: string) {
  const at = await databaseNow()
  const [row] = await dbAs(viewer)
    .select({ al: visioni.al, scopo: visioni.scopo, copie: visioni.copie, proprio: visioni.proprio })
    .from(visioni)
    .where(
      and(
        eq(visioni.ente, ENTE),
        eq(visioni.personaId, viewer.personaId),
        eq(visioni.unitaId, unitaId),
        isNull(visioni.revocataAt),
        lte(visioni.dal, at),
        gt(visioni.al, at),
      ),
    )
    .orderBy(desc(visioni.al))
    .limit(1)
  return row ? { ...row, fino: ultimoGiorno(row.al) } : null
}

/** The view of a unit that the office revoked, for as long as this person may not open it again by themselves. */
export async function findPreclusione(viewer: Viewer, unitaId: string) {
  const [row] = await dbAs(viewer)
    .select({ revocataAt: visioni.revocataAt, motivo: visioni.revocataMotivo })
    .from(visioni)
    .where(
      and(
        eq(visioni.ente, ENTE),
        eq(visioni.personaId, viewer.personaId),
        eq(visioni.unitaId, unitaId),
        visioni.preclusa,
        isNull(visioni.riammessoAt),
      ),
    )
    .orderBy(desc(visioni.revocataAt))
    .limit(1)
  return row?.revocataAt ? { il: romeDay(row.revocataAt), motivo: row.motivo } : null
}
