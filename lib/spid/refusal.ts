import 'server-only'
import { refusalPage } from '@/lib/auth/refusal-page'
import { anomaliaOf, anomaliaPerMotivo } from './rules-anomalie'
import type { Federazione } from './rules-federazioni'

export type Rifiuto = {
  /** whose access did not succeed: a few messages differ */
  federazione?: Federazione
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
export function accessoRifiutato({ motivo, codice = null, riferimento, dettaglio, federazione }: Rifiuto): Response {
  const anomalia = motivo === 'anomalia' ? anomaliaOf(codice, federazione) : anomaliaPerMotivo(motivo)
  return refusalPage({ ...anomalia, ...(dettaglio && { testo: dettaglio }), status: 403, riferimento })
}
