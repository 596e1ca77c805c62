import 'server-only'
import { eq } from 'drizzle-orm'
import { enti } from '@/drizzle/schema/soggetti'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { findArchivista } from './archivista'
import { findLotto } from './queries'
import { findAttestazione, listFileAttestati } from './queries-attestazione'

/** An attestation with its list and the body that gives it, for whoever works in the archive; null for anybody else. */
export async function readAttestazione(lottoId: string) {
  const officer = await findArchivista()
  const lotto = officer && (await findLotto(officer, lottoId))
  const attestazione = officer && lotto && (await findAttestazione(officer, lotto.id))
  if (!attestazione) return null
  const [[ente], file] = await Promise.all([
    dbAs('pubblico')
      .select({
        denominazione: enti.denominazione,
        codiceFiscale: enti.codiceFiscale,
        indirizzo: enti.indirizzo,
        pec: enti.pec,
      })
      .from(enti)
      .where(eq(enti.ente, ENTE)),
    listFileAttestati(officer, attestazione.id),
  ])
  if (!ente) throw new Error('The body has no row')
  return { ente, lotto: lotto.nome, attestazione, file }
}
