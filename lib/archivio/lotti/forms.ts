import { z } from 'zod'
import { MODI_LOTTO } from './rules'

export const nuovoLottoInput = z.object({
  nome: z.string().trim().min(3, 'Scrivi come si chiama il lotto').max(120, 'Non più di 120 caratteri'),
  modo: z.enum(MODI_LOTTO, 'Scegli che cosa fare con le unità che ci sono già'),
})
export type NuovoLottoInput = z.output<typeof nuovoLottoInput>
