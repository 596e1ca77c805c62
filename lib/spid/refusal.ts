import 'server-only'
import { refusalPage } from '@/lib/auth/refusal-page'
import { anomaliaOf, anomaliaPerMotivo } from './rules-anomalie'

export type Rifiuto = {
  /** reason of the check that did not hold, or 'anomalia' when the provider itself refused */
  motivo: string
  /** number in the provider's `ErrorCode nrNN` */
  codice?: number | null
  /** id of the row in the register of accesses */
  riferimento?: string
  /** for the person alone: why their access is suspended, and until when */
  dettaglio?: string
}

/** The page of an access that did not succeed: 403, in Italian, says what to do. */
export function accessoRifiutato({ motivo, codice = null, riferimento, dettaglio }: Rifiuto): Response {
  const anomalia = motivo === 'anomalia' ? anomaliaOf(codice) : anomaliaPerMotivo(motivo)
  return refusalPage({ ...anomalia, ...(dettaglio && { testo: dettaglio }), status: 403, riferimento })
}
