/** What may be chosen about the reading room. */
import { z } from 'zod'
import { motivoLettoDa } from '../forms-motivo'

export const turnoInput = z.object({
  turno: z.string('Scegli un turno').regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, 'Scegli un turno'),
})
export const esitoSalaInput = z.object({ esito: z.enum(['venuto', 'assente'], 'Scegli se è venuto') })
export const revocaSalaInput = z.object({
  motivo: motivoLettoDa('chi doveva venire'),
})
