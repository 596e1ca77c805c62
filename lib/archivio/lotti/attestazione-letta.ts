import 'server-only'
import { findIntestazione } from '../intestazione'
import { findArchivista } from './archivista'
import { findLotto } from './queries'
import { countAntivirus } from './queries-antivirus'
import { findAttestazione, listFileAttestati } from './queries-attestazione'

/** An attestation with its list and the body that gives it, for whoever works in the archive; null for anybody else. */
export async function readAttestazione(lottoId: string) {
  const officer = await findArchivista()
  const lotto = officer && (await findLotto(officer, lottoId))
  const attestazione = officer && lotto && (await findAttestazione(officer, lotto.id))
  if (!attestazione) return null
  const [ente, file, antivirus] = await Promise.all([
    findIntestazione(),
    listFileAttestati(officer, attestazione.id),
    countAntivirus(lotto.id),
  ])
  return { ente, lotto: lotto.nome, attestazione, file, antivirus }
}
