/** What may be typed about certified copies. */
import { z } from 'zod'
import { BASI_CONFORMITA } from './rules'

export const conformeInput = z.object({
  /** made with the form: pressed twice, it is one copy */
  chiave: z.uuid(),
  pagine: z.string().trim().min(1, 'Scrivi quali pagine, per esempio 1-3, 5').max(500, 'Non più di 500 caratteri'),
  base: z.enum(BASI_CONFORMITA, 'Scegli su che cosa si fonda la conformità'),
})
export type ConformeInput = z.output<typeof conformeInput>

export const revocaConformeInput = z.object({
  motivo: z
    .string()
    .trim()
    .min(20, 'Spiega il motivo in almeno 20 caratteri: lo legge anche chi ha la copia')
    .max(1000, 'Non più di 1000 caratteri'),
})
