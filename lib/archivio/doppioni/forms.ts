import { z } from 'zod'
import { testo } from '../forms'
import { ESITI_DOPPIONE } from './rules'

export const doppioneInput = z
  .object({
    esito: z.enum(ESITI_DOPPIONE, 'Scegli se sono la stessa unità'),
    tieniId: z
      .string()
      .optional()
      .transform((value) => value || null)
      .pipe(z.uuid('Scegli quale resta').nullable()),
    motivo: testo(500).min(10, 'Spiega perché in almeno 10 caratteri'),
  })
  .superRefine(({ esito, tieniId }, context) => {
    if (esito === 'da_unire' && tieniId === null)
      context.addIssue({ code: 'custom', path: ['tieniId'], message: 'Scegli quale resta' })
  })
export type DoppioneInput = z.output<typeof doppioneInput>
