import { z } from 'zod'
import { LIVELLI_ACCESSO } from '../rules-consultabilita'

const MAX = 120
const breve = z
  .string()
  .trim()
  .max(MAX, `Non più di ${MAX} caratteri`)
  .default('')
  .transform((text) => text || undefined)

/** What a finding aid does not say of itself (ead.ts, CimaEad). */
export const cimaInput = z.object({
  segnatura: breve,
  padre: breve,
  accesso: z.enum(LIVELLI_ACCESSO, 'Scegli come si consulta'),
  produttore: breve,
})
export type CimaInput = z.output<typeof cimaInput>
