import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { copieArchivio as copie } from '@/drizzle/schema/archivio-copie'
import {
  derivatiPagina as derivati,
  pagineArchivio as pagine,
  visioniArchivio as visioni,
} from '@/drizzle/schema/archivio-digitale'
import { pratiche } from '@/drizzle/schema/pratiche'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { formatNumero } from '@/lib/pratiche/rules'
import { chiusaOggi } from '../chiuse'
import { canCurare } from '../lettore'
import { findCarte } from '../visore/queries'
import { statoVisione, ultimoGiorno } from './rules-concessione'
import { statoPagamento } from './rules-copie'

const ordineDi = (viewer: Viewer, visioneId: string) =>
  dbAs(viewer)
    .select({
      id: copie.id,
      conforme: copie.conforme,
      voci: copie.voci,
      importoCents: copie.importoCents,
      pagamento: copie.pagamento,
      pagatoIl: copie.pagatoIl,
      dichiaratoAt: copie.dichiaratoAt,
      confermatoAt: copie.confermatoAt,
      unitaId: visioni.unitaId,
      personaId: visioni.personaId,
      scopo: visioni.scopo,
      dal: visioni.dal,
      al: visioni.al,
      revocataAt: visioni.revocataAt,
      segnatura: unita.segnatura,
      titolo: unita.titolo,
      praticaId: copie.praticaId,
    })
    .from(visioni)
    .innerJoin(copie, and(eq(copie.ente, visioni.ente), eq(copie.praticaId, visioni.praticaId)))
    .innerJoin(unita, and(eq(unita.ente, visioni.ente), eq(unita.id, visioni.unitaId)))
    .where(and(eq(visioni.ente, ENTE), eq(visioni.id, visioneId), eq(visioni.copie, true)))

/**
 * Pages of some units that one who was let in receives: with an image, and covered where they are closed one by one. What
 * the walls do not show to who asks is not counted.
 */
export async function countRicevibili(db: Pick<Tx, 'select'>, unitaIds: readonly string[]): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(pagine)
    .innerJoin(
      derivati,
      and(
        eq(derivati.ente, pagine.ente),
        eq(derivati.paginaId, pagine.id),
        sql`${derivati.tipo} = case when ${chiusaOggi} then 'oscurata' else 'intera' end`,
      ),
    )
    .where(and(eq(pagine.ente, ENTE), inArray(pagine.unitaId, [...unitaIds])))
  return row?.n ?? 0
}

/** Copies granted to this person of one unit. @returns null both when it is not there and when it is somebody else's */
export async function findCopie(viewer: Viewer, visioneId: string) {
  if (!isUuid(visioneId)) return null
  const [at, [row]] = await Promise.all([databaseNow(), ordineDi(viewer, visioneId)])
  if (!row || row.personaId !== viewer.personaId) return null
  const inCorso = statoVisione(row, at) === 'in_corso'
  const [carte, comprese, [pratica]] = await Promise.all([
    inCorso ? findCarte(viewer, row.unitaId) : null,
    inCorso ? countRicevibili(dbAs(viewer), [row.unitaId]) : 0,
    dbAs(viewer)
      .select({ anno: pratiche.anno, numero: pratiche.numero })
      .from(pratiche)
      .where(and(eq(pratiche.ente, ENTE), eq(pratiche.id, row.praticaId))),
  ])
  return {
    ...row,
    visioneId,
    codice: pratica ? formatNumero(pratica.anno, pratica.numero) : '',
    oggi: romeDay(at),
    fino: ultimoGiorno(row.al),
    stato: statoPagamento(row),
    inCorso,
    pagineUnita: carte?.pagine ?? 0,
    /** pages of the unit that the copy has: the others are closed, or have no image yet */
    comprese,
    /** there are papers, and the view lasts */
    scaricabile: carte !== null,
  }
}
export type CopieMie = NonNullable<Awaited<ReturnType<typeof findCopie>>>

/** What is due for the copies of a view, for who works in the archive. */
export async function findOrdine(officer: Funzionario, visioneId: string) {
  if (!isUuid(visioneId) || !(await canCurare(officer))) return null
  const [row] = await ordineDi(officer, visioneId)
  return row ? { ...row, stato: statoPagamento(row) } : null
}
