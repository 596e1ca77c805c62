/** What may be typed about the payment of copies. */
import { z } from 'zod'
import { type IsoDate, isIsoDate } from '@/lib/core/date'

export const pagamentoInput = z.object({
  pagamento: z
    .string()
    .trim()
    .min(10, 'Scrivi il codice della ricevuta (IUV) o il numero della marca da bollo')
    .max(60, 'Non più di 60 caratteri'),
  pagatoIl: z
    .string()
    .refine((value): value is IsoDate => isIsoDate(value), 'Scrivi un giorno che esiste, per esempio 12 marzo 2027'),
})
export type PagamentoInput = z.output<typeof pagamentoInput>
