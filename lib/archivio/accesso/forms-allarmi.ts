/** What is written when a reading found unusual has been looked at. */
import { z } from 'zod'

export const segnalazioneInput = z.object({
  nota: z
    .string()
    .trim()
    .min(10, 'Scrivi che cosa hai trovato, in almeno 10 caratteri')
    .max(1000, 'Non più di 1000 caratteri'),
})
