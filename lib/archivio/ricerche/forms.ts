import { z } from 'zod'
import { testo } from '../forms'
import { AVVISI } from './rules'

export const ricercaInput = z.object({
  nome: testo(120).min(3, 'Scrivi un nome di almeno 3 caratteri'),
  avviso: z.enum(AVVISI, 'Scegli se vuoi essere avvisato'),
})
export type RicercaInput = z.output<typeof ricercaInput>
