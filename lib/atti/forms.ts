import { z } from 'zod'
import { checkTarga } from '@/lib/core/codici'
import { parseNumero } from './rules-verifica'

/** Look-up by a police force: number of the act and one plate of it. */
export const ricercaAtto = z.object({
  numero: z
    .string('Scrivi il numero dell’atto')
    .max(40, 'Il numero dell’atto ha la forma 2026/0000042')
    .transform((text, context) => {
      const numero = parseNumero(text)
      if (numero) return numero
      const message = text.trim()
        ? 'Il numero dell’atto ha la forma 2026/0000042'
        : 'Scrivi il numero dell’atto, per esempio 2026/0000042'
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    }),
  targa: z
    .string('Scrivi la targa')
    .max(40, 'La targa è troppo lunga')
    .transform((text, context) => {
      const targa = checkTarga(text)
      if (targa.ok) return targa.value
      context.addIssue({ code: 'custom', message: targa.message })
      return z.NEVER
    }),
})
export type RicercaAtto = z.output<typeof ricercaAtto>
