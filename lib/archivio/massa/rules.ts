/** Fields that may be changed in many units at once: those that are the same for many. Titles and dates are of each. */
import type { unitaArchivistiche } from '@/drizzle/schema/archivio'

export const CAMPI_MASSA = {
  trattamento: 'Stato del trattamento',
  tipologia: 'Tipo',
  comuneIstat: 'Comune',
  localita: 'Località',
  opera: 'Opera',
  materiale: 'Materiale',
  normativa: 'Norma tecnica',
  esito: 'Esito',
  classificazione: 'Classificazione',
  supporto: 'Supporto',
  conservazione: 'Stato di conservazione',
  riproduzione: 'Condizioni di riproduzione',
} as const satisfies Partial<Record<keyof typeof unitaArchivistiche.$inferSelect, string>>
export type CampoMassa = keyof typeof CAMPI_MASSA

/** Units changed at once. */
export const MAX_MASSA = 200

export type DaCambiare = { id: string; versione: number }
