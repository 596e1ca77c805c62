import { DA_CONFERMARE } from '@/lib/core/confermato'

/**
 * The body this installation serves and its offices: real, loaded everywhere. What the founders' notes do not tell is
 * written 'da confermare', never invented; the Province corrects it in its own rows, which no later load touches.
 */
export const PROVINCIA = {
  denominazione: 'Provincia della Spezia',
  codiceFiscale: DA_CONFERMARE,
  indirizzo: 'Via Vittorio Veneto 2, La Spezia',
  pec: DA_CONFERMARE,
  telefono: DA_CONFERMARE,
}

/** Names of the first from sis.provincia.sp.it/transiti-eccezionali; the others name the subject until confirmed. */
export const UFFICI = [
  { codice: 'trasporti-eccezionali', denominazione: 'Ufficio trasporti eccezionali, Servizio Concessioni' },
  { codice: 'archivio', denominazione: 'Archivio tecnico' },
  { codice: 'viabilita', denominazione: 'Viabilità' },
].map((ufficio) => ({ ...ufficio, email: DA_CONFERMARE, telefono: DA_CONFERMARE, orari: DA_CONFERMARE }))
