/** How open the papers of another archive are, as its finding aid says it. What is not plain is never taken for free. */

import { readVoce } from '../lotti/rules-celle'
import { plainOf } from '../lotti/rules-colonne'
import { NOMI_ACCESSO } from '../lotti/rules-righe'
import { LIVELLI_ACCESSO, type LivelloAccesso } from '../rules-consultabilita'
import { ACCESSO_IN_PAROLE } from '../scambio/rules'

/** Of a fonds that says nothing: its description is open, its papers are asked for (L. 241/1990 art. 22). */
export const ACCESSO_NON_DETTO: LivelloAccesso = 'su_richiesta'

/** Only whole sentences: «libera dopo 40 anni» is not free. */
const DETTO: Record<LivelloAccesso, readonly string[]> = {
  libero: ['accesso libero', 'consultazione libera', 'libera consultazione', 'liberamente consultabile'],
  su_richiesta: ['consultazione su richiesta', 'consultabile su richiesta', 'consultabile previa autorizzazione'],
  riservato: ['accesso riservato', 'consultazione riservata'],
  particolare: ['non consultabile', 'escluso dalla consultazione', 'esclusi dalla consultazione'],
}

/** @returns null when it is not one of the sentences that mean one thing only */
export function readAccesso(text: string): LivelloAccesso | null {
  const given = plainOf(text)
  return (
    readVoce(text, NOMI_ACCESSO) ??
    LIVELLI_ACCESSO.find((one) => plainOf(ACCESSO_IN_PAROLE[one]) === given || DETTO[one].includes(given)) ??
    null
  )
}

const piuChiuso = (a: LivelloAccesso, b: LivelloAccesso): LivelloAccesso =>
  LIVELLI_ACCESSO.indexOf(a) >= LIVELLI_ACCESSO.indexOf(b) ? a : b

/**
 * How open one unit is.
 *
 * @param detto what the finding aid says of it; '': nothing
 * @param sopra how open the unit above is; null: it is in the archive, and not known here
 * @param minimo of the whole finding aid, as a person wrote it: nothing of it is more open
 * @returns null: nothing is said; `capito`: false when something is, and it is not plain what
 */
export function computeAccesso(
  detto: string,
  sopra: LivelloAccesso | null,
  minimo: LivelloAccesso | null,
): { accesso: LivelloAccesso | null; capito: boolean } {
  if (detto === '') return { accesso: null, capito: true }
  const letto = readAccesso(detto)
  const floor: LivelloAccesso = minimo ?? 'libero'
  if (letto) return { accesso: piuChiuso(letto, floor), capito: true }
  return { accesso: piuChiuso(sopra ?? 'riservato', piuChiuso(floor, ACCESSO_NON_DETTO)), capito: false }
}
