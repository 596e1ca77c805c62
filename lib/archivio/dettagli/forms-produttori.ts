import { z } from 'zod'
import { facoltativo, testo } from '../forms'
import { TIPI_PRODUTTORE } from '../rules'

export const produttoreInput = z.object({
  tipo: z.enum(TIPI_PRODUTTORE, 'Scegli se è un ente, una persona o una famiglia'),
  denominazione: testo(200).min(3, 'Scrivi la denominazione'),
  /** one a line */
  altreDenominazioni: testo(2_000)
    .optional()
    .transform((value) => [...new Set((value ?? '').split('\n').map((line) => line.trim()))].filter(Boolean)),
  esistenza: facoltativo(120),
  storia: facoltativo(5_000),
})
export type ProduttoreInput = z.output<typeof produttoreInput>
