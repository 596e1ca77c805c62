import 'server-only'
import { documenti } from '@/drizzle/schema/pratiche'
import { ENTE } from '@/lib/core/ente'
import type { Tx } from '@/lib/db/transaction'
import { storeContent } from './content'

export type NuovoDocumento = {
  praticaId: string
  /** 'ricevuta', 'atto', or the kind of communication */
  tipo: string
  nome: string
  mime: string
  bytes: Buffer
  /** the event it comes with */
  eventoSeq: number
  /** only for the office */
  interno?: boolean
}

/**
 * Keeps a document that the portal has made. Its bytes are durable before the row that names them is written (R01); when
 * the transaction is rolled back they are an orphan, which the sweeper removes.
 *
 * @returns id, and SHA-256 in hex of the bytes given
 */
export async function storeDocumento(
  tx: Tx,
  { bytes, interno = false, ...documento }: NuovoDocumento,
): Promise<{ id: string; sha256: string }> {
  const stored = await storeContent(bytes)
  await tx
    .insert(documenti)
    .values({ ente: ENTE, ...documento, ...stored, interno, stato: 'pronto', prontoAt: new Date() })
  return { id: stored.id, sha256: stored.sha256 }
}
