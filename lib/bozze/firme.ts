import 'server-only'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { bozzeFirmatari } from '@/drizzle/schema/condivisioni'
import { persone } from '@/drizzle/schema/soggetti'
import { sha256 } from '@/lib/audit/hash'
import { canonicalJson } from '@/lib/core/canonical'
import { ENTE } from '@/lib/core/ente'
import type { Tx } from '@/lib/db/transaction'

type Contenuto = { procedimento: string; versione: number; organizzazioneId: string | null; titolareId: string | null }

/**
 * SHA-256, hex, of what a signature covers: the answers as they would be filed, the files by their own hashes, the
 * version of the form, for whom it is. Anything of it changes and the signatures no longer hold.
 */
export const improntaDaFirmare = (
  { procedimento, versione, organizzazioneId, titolareId }: Contenuto,
  dati: Record<string, unknown>,
  files: readonly { tipo: string; sha256: string }[],
): string =>
  sha256(
    canonicalJson({
      procedimento,
      versione,
      organizzazioneId,
      titolareId,
      dati,
      files: files.map((file) => `${file.tipo}:${file.sha256}`).sort(),
    }),
  )

/** Those who sign a draft besides whoever files it, in the order in which they were named. */
export async function listFirme(tx: Pick<Tx, 'select'>, bozzaId: string) {
  return tx
    .select({
      id: bozzeFirmatari.id,
      codiceFiscale: bozzeFirmatari.codiceFiscale,
      firmatoAt: bozzeFirmatari.firmatoAt,
      impronta: bozzeFirmatari.impronta,
      nome: persone.nome,
      cognome: persone.cognome,
    })
    .from(bozzeFirmatari)
    .leftJoin(persone, and(eq(persone.ente, bozzeFirmatari.ente), eq(persone.id, bozzeFirmatari.personaId)))
    .where(and(eq(bozzeFirmatari.ente, ENTE), eq(bozzeFirmatari.bozzaId, bozzaId), isNull(bozzeFirmatari.rimossoAt)))
    .orderBy(asc(bozzeFirmatari.createdAt), asc(bozzeFirmatari.id))
}
export type Firma = Awaited<ReturnType<typeof listFirme>>[number]

/** Signatures as the event of the filing and the receipt say them. */
export const firmeOf = (firme: readonly Firma[]) =>
  firme.map(({ nome, cognome, firmatoAt, impronta }) => ({
    nome: `${nome} ${cognome}`,
    at: firmatoAt?.toISOString() ?? '',
    impronta: impronta ?? '',
  }))
