/** What may be chosen about the reading room. */
import { z } from 'zod'

export const turnoInput = z.object({
  turno: z.string('Scegli un turno').regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, 'Scegli un turno'),
})
export const esitoSalaInput = z.object({ esito: z.enum(['venuto', 'assente'], 'Scegli se è venuto') })
export const revocaSalaInput = z.object({
  motivo: z
    .string()
    .trim()
    .min(20, 'Spiega il motivo in almeno 20 caratteri: lo legge anche chi doveva venire')
    .max(1000, 'Non più di 1000 caratteri'),
})
