import 'server-only'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { bozze, documenti, pratiche } from '@/drizzle/schema/pratiche'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import type { Tx } from '@/lib/db/transaction'
import type { storeContent } from './content'
import { type Destinazione, destinazioneInputOf, findDestinazione } from './destinazioni'
import { lockSoggetto } from './soggetti'
import { isStoredId } from './storage'

export const NON_DISPONIBILE =
  'Qui non si possono più caricare documenti: ricarica la pagina per vedere a che punto è la domanda'

/** The documents of one destination that are not yet part of what was sent. */
export const documentiIn = ({ bozzaId, praticaId, soggetto, tipo }: Destinazione): SQL | undefined =>
  and(
    eq(documenti.ente, ENTE),
    eq(documenti.tipo, tipo),
    bozzaId
      ? eq(documenti.bozzaId, bozzaId)
      : soggetto
        ? and(eq(documenti.soggettoTipo, soggetto.tipo), eq(documenti.soggettoId, soggetto.id))
        : and(eq(documenti.praticaId, praticaId ?? ''), isNull(documenti.eventoSeq)),
  )

/** Two tabs at once count one after the other. @returns false when the draft was filed or thrown away meanwhile */
export async function lockOwner(tx: Tx, { bozzaId, praticaId, soggetto }: Destinazione): Promise<boolean> {
  if (soggetto) return lockSoggetto(tx, soggetto)
  const rows = bozzaId
    ? await tx
        .select({ id: bozze.id })
        .from(bozze)
        .where(and(eq(bozze.ente, ENTE), eq(bozze.id, bozzaId), isNull(bozze.praticaId), isNull(bozze.eliminataAt)))
        .for('update')
    : await tx
        .select({ id: pratiche.id })
        .from(pratiche)
        .where(and(eq(pratiche.ente, ENTE), eq(pratiche.id, praticaId ?? '')))
        .for('update')
  return rows.length > 0
}

/** What the portal made and stored, to stand where a file would be uploaded. */
export type Fatto = Awaited<ReturnType<typeof storeContent>> & { nome: string; mime: string }

/** Puts it there, as if this person had uploaded it; inside the transaction that holds its owner (`lockOwner`). */
export async function putDocumento(
  tx: Tx,
  viewer: Viewer,
  { bozzaId, praticaId, soggetto, tipo }: Destinazione,
  fatto: Fatto,
) {
  await tx.insert(documenti).values({
    ente: ENTE,
    ...fatto,
    bozzaId,
    praticaId,
    soggettoTipo: soggetto?.tipo,
    soggettoId: soggetto?.id,
    tipo,
    stato: 'pronto',
    prontoAt: sql`clock_timestamp()` as unknown as Date,
    caricatoDaId: viewer.personaId,
  })
}

const rowColumns = {
  id: documenti.id,
  tipo: documenti.tipo,
  nome: documenti.nome,
  byte: documenti.byte,
  stato: documenti.stato,
  sha256: documenti.sha256,
  rifiutoMotivo: documenti.rifiutoMotivo,
  bozzaId: documenti.bozzaId,
  praticaId: documenti.praticaId,
  soggettoTipo: documenti.soggettoTipo,
  soggettoId: documenti.soggettoId,
  deposito: documenti.deposito,
  chiaveCifrata: documenti.chiaveCifrata,
  chiaveMaestra: documenti.chiaveMaestra,
  caricatoDaId: documenti.caricatoDaId,
  eventoSeq: documenti.eventoSeq,
}

/** An uploaded document that is not yet part of what was sent, and its destination, still open to this viewer. */
export async function findModificabile(viewer: Viewer, id: string) {
  if (!isStoredId(id)) return null
  const [row] = await dbAs(viewer)
    .select(rowColumns)
    .from(documenti)
    .where(and(eq(documenti.ente, ENTE), eq(documenti.id, id), isNull(documenti.eventoSeq)))
  const input = row && destinazioneInputOf(row)
  if (!row || !input) return null
  const destinazione = await findDestinazione(viewer, input)
  return destinazione && { ...row, destinazione }
}
export type DocumentoInArrivo = NonNullable<Awaited<ReturnType<typeof findInArrivo>>>

/** The file that this person began to upload. @returns null for anybody else, and once its destination is closed */
export async function findInArrivo(viewer: Viewer, id: string) {
  const row = await findModificabile(viewer, id)
  return row?.caricatoDaId === viewer.personaId ? row : null
}
