/** What may be typed about certified copies. */
import { z } from 'zod'
import { motivoLettoDa } from '../forms-motivo'
import { BASI_CONFORMITA } from './rules'

export const conformeInput = z.object({
  /** made with the form: pressed twice, it is one copy */
  chiave: z.uuid(),
  pagine: z.string().trim().min(1, 'Scrivi quali pagine, per esempio 1-3, 5').max(500, 'Non più di 500 caratteri'),
  base: z.enum(BASI_CONFORMITA, 'Scegli su che cosa si fonda la conformità'),
})
export type ConformeInput = z.output<typeof conformeInput>

export const revocaConformeInput = z.object({
  motivo: motivoLettoDa('chi ha la copia'),
})
