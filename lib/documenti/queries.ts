import 'server-only'
import { and, asc, eq, inArray, isNotNull, isNull, or, type SQL } from 'drizzle-orm'
import { bozze, documenti, pratiche } from '@/drizzle/schema/pratiche'
import { type Funzionario, isFunzionario, type Viewer } from '@/lib/auth/viewer'
import { bozzeOf } from '@/lib/bozze/queries'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { recordLettura } from '@/lib/letture/commands'
import { applicantOf, officerOf } from '@/lib/pratiche/visibility'
import { otherDocumenti } from './altri'
import { STORED_CHUNK, wholeChunks } from './cipher'
import type { SoggettoDocumento } from './rules-file'

import { isStoredId } from './storage'
import { storageOf } from './stores'

const joinBozza = and(eq(bozze.ente, documenti.ente), eq(bozze.id, documenti.bozzaId))
const joinPratica = and(eq(pratiche.ente, documenti.ente), eq(pratiche.id, documenti.praticaId))

/**
 * The documents a viewer may see: of their drafts, of their practices but for what is internal to the office, what
 * `otherDocumenti` lists, and for an officer what has been sent to or produced by their office.
 */
function visibleTo(viewer: Viewer): SQL | undefined {
  const own = ownOf(viewer)
  return isFunzionario(viewer) ? or(own, officeOf(viewer)) : own
}

const ownOf = (viewer: Viewer): SQL | undefined =>
  and(
    eq(documenti.ente, ENTE),
    or(
      and(isNull(documenti.praticaId), bozzeOf(viewer)),
      and(isNotNull(documenti.praticaId), applicantOf(viewer), eq(documenti.interno, false)),
      otherDocumenti(viewer),
    ),
  )
const officeOf = (officer: Funzionario): SQL | undefined =>
  and(eq(documenti.ente, ENTE), isNotNull(documenti.eventoSeq), officerOf(officer))

const fileColumns = {
  id: documenti.id,
  tipo: documenti.tipo,
  nome: documenti.nome,
  mime: documenti.mime,
  byte: documenti.byte,
  sha256: documenti.sha256,
  praticaId: documenti.praticaId,
  bozzaId: documenti.bozzaId,
  deposito: documenti.deposito,
  chiaveCifrata: documenti.chiaveCifrata,
  chiaveMaestra: documenti.chiaveMaestra,
}

async function findPronto(viewer: Viewer, where: SQL | undefined, id: string) {
  const [row] = await dbAs(viewer)
    .select({ ...fileColumns, ufficioId: pratiche.ufficioId, assegnatarioId: pratiche.assegnatarioId })
    .from(documenti)
    .leftJoin(bozze, joinBozza)
    .leftJoin(pratiche, joinPratica)
    .where(and(where, eq(documenti.id, id), eq(documenti.stato, 'pronto')))
  return row ?? null
}

/**
 * A document that may be downloaded. An officer's download is written down for the person whose paper it is.
 *
 * @returns null both when it is not there and when the viewer may not know that it is, or has not said why (`lib/letture`)
 */
export async function findDocumento(viewer: Viewer, id: string) {
  if (!isStoredId(id)) return null
  const own = await findPronto(viewer, ownOf(viewer), id)
  if (own || !isFunzionario(viewer)) return own
  const office = await findPronto(viewer, officeOf(viewer), id)
  if (!office?.praticaId || !office.ufficioId) return null
  const { praticaId, ufficioId, assegnatarioId } = office
  const pratica = { id: praticaId, ufficioId, assegnatarioId }
  return (await recordLettura(viewer, pratica, { tipo: 'documento', id })) ? office : null
}

/** Of a document that an officer may open once they have said why: its practice. */
export async function findPraticaDaAprire(viewer: Viewer, documentoId: string): Promise<string | null> {
  if (!isFunzionario(viewer) || !isStoredId(documentoId)) return null
  return (await findPronto(viewer, officeOf(viewer), documentoId))?.praticaId ?? null
}
export type DocumentoPronto = NonNullable<Awaited<ReturnType<typeof findDocumento>>>

/** A document as the upload page shows it; `byte` is 0 while a file of unknown size arrives. */
export type DocumentoCaricato = {
  id: string
  tipo: string
  nome: string
  byte: number
  stato: 'in_arrivo' | 'pronto' | 'rifiutato' | 'eliminato'
  rifiutoMotivo: string | null
  sha256: string | null
  /** bytes already here of a file that is arriving */
  arrivati?: number
}

/** Documents of a draft, or of a practice (also those of an answer not yet sent), oldest first. */
export async function listDocumenti(
  viewer: Viewer,
  of: { bozzaId: string } | { praticaId: string } | { soggetto: SoggettoDocumento; soggettoId: string },
): Promise<DocumentoCaricato[]> {
  const owner =
    'bozzaId' in of
      ? eq(documenti.bozzaId, of.bozzaId)
      : 'soggetto' in of
        ? and(eq(documenti.soggettoTipo, of.soggetto), eq(documenti.soggettoId, of.soggettoId))
        : eq(documenti.praticaId, of.praticaId)
  const rows = await dbAs(viewer)
    .select({
      id: documenti.id,
      tipo: documenti.tipo,
      nome: documenti.nome,
      byte: documenti.byte,
      stato: documenti.stato,
      rifiutoMotivo: documenti.rifiutoMotivo,
      sha256: documenti.sha256,
      deposito: documenti.deposito,
    })
    .from(documenti)
    .leftJoin(bozze, joinBozza)
    .leftJoin(pratiche, joinPratica)
    .where(and(visibleTo(viewer), owner, inArray(documenti.stato, ['in_arrivo', 'pronto', 'rifiutato'])))
    .orderBy(asc(documenti.createdAt), asc(documenti.id))
  return Promise.all(
    rows.map(async ({ deposito, ...row }) =>
      row.stato === 'in_arrivo' ? { ...row, arrivati: await findArrivati(row.id, deposito) } : row,
    ),
  )
}

const findArrivati = async (id: string, deposito: string) =>
  wholeChunks(await storageOf(deposito).partialSize(id, STORED_CHUNK)).content
