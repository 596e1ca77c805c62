/** What may be typed before opening a practice that is not one's own. */
import { z } from 'zod'
import { MAX_TESTO_MOTIVO, MIN_TESTO_MOTIVO, MOTIVI_A_SCELTA } from './rules'

const ritorno = z.string().optional()

export const motivoInput = z.object({
  motivo: z.enum(MOTIVI_A_SCELTA, 'Scegli perché apri la pratica'),
  testo: z
    .string()
    .trim()
    .min(MIN_TESTO_MOTIVO, 'Aggiungi poche parole: le legge anche il richiedente')
    .max(MAX_TESTO_MOTIVO, `Usa meno di ${MAX_TESTO_MOTIVO} caratteri`),
  ritorno,
})
/** The one press that needs no words. */
export const subitoInput = z.object({ subito: z.enum(['decisione', 'presa_in_carico']), ritorno })
