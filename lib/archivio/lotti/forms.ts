import { z } from 'zod'
import { MODI_LOTTO, VALORI_COPIA_ATTESTATA } from './rules'

export const nuovoLottoInput = z.object({
  nome: z.string().trim().min(3, 'Scrivi come si chiama il lotto').max(120, 'Non più di 120 caratteri'),
  modo: z.enum(MODI_LOTTO, 'Scegli che cosa fare con le unità che ci sono già'),
})
export type NuovoLottoInput = z.output<typeof nuovoLottoInput>

const MAX_TESTO = 2_000

export const attestazioneInput = z
  .object({
    valore: z.enum(VALORI_COPIA_ATTESTATA, 'Scegli come sono state confrontate le copie'),
    processo: z.string().trim().max(MAX_TESTO, `Non più di ${MAX_TESTO} caratteri`).default(''),
    note: z.string().trim().max(MAX_TESTO, `Non più di ${MAX_TESTO} caratteri`).default(''),
  })
  .refine((input) => input.valore !== 'certificata_processo' || input.processo.length >= 10, {
    path: ['processo'],
    message: 'Scrivi quale processo, e dove ne sono conservate le prove',
  })
export type AttestazioneInput = z.output<typeof attestazioneInput>
