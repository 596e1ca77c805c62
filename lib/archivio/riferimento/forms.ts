import { z } from 'zod'
import { MAX_RIFERIMENTO, parseRiferimento } from './rules'

export const riferimentoInput = z.object({
  riferimento: z
    .string()
    .trim()
    .min(1, 'Scrivi la segnatura, o incolla l’indirizzo dell’unità')
    .max(MAX_RIFERIMENTO, `Non più di ${MAX_RIFERIMENTO} caratteri`)
    .transform((text, context) => {
      const read = parseRiferimento(text)
      if (read) return read
      context.addIssue({
        code: 'custom',
        message:
          'Scrivi la segnatura com’è nella scheda, per esempio IT-SP-PROV/SIS/1990/b001/f0006, o incolla l’indirizzo',
      })
      return z.NEVER
    }),
})
export type RiferimentoInput = z.output<typeof riferimentoInput>
