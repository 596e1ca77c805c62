import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { stringify } from 'yaml'
import { documenti } from '@/drizzle/schema/pratiche'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { storeContent } from '@/lib/documenti/content'
import { findDestinazione } from '@/lib/documenti/destinazioni'
import { documentiIn, lockOwner, NON_DISPONIBILE, putDocumento } from '@/lib/documenti/in-arrivo'
import { mimeOf } from '@/lib/documenti/rules-file'
import type { CimaInput } from './forms'

const NOME = 'mappa.yaml'

/** Writes the mapping of a finding aid among the files of a batch, as if its owner had uploaded it: instead of the one there was. */
export async function writeMappaEad(actor: Funzionario, lottoId: string, cima: CimaInput): Promise<Result<null>> {
  const destinazione = await findDestinazione(actor, { soggetto: 'lotto', soggettoId: lottoId, tipo: 'prova' })
  if (!destinazione) return refuse(NON_DISPONIBILE)
  const given = Object.fromEntries(Object.entries(cima).filter(([, value]) => value !== undefined))
  const stored = await storeContent(Buffer.from(stringify(given)))
  return recorded(attoreOf(actor), async (tx, record) => {
    if (!(await lockOwner(tx, destinazione))) return refuse(NON_DISPONIBILE)
    await tx
      .update(documenti)
      .set({ stato: 'eliminato', chiaveCifrata: null, updatedAt: sql`clock_timestamp()` })
      .where(and(documentiIn(destinazione), eq(documenti.nome, NOME), eq(documenti.stato, 'pronto')))
    await putDocumento(tx, actor, destinazione, { ...stored, nome: NOME, mime: mimeOf('yaml') })
    await record({
      azione: 'documento.caricato',
      soggettoTipo: 'documento',
      soggettoId: stored.id,
      dati: {
        tipo: destinazione.tipo,
        byte: stored.byte,
        sha256: stored.sha256,
        soggettoTipo: 'lotto',
        soggettoId: lottoId,
      },
    })
    return success(null)
  })
}
