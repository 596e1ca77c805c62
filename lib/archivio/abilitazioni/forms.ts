import { z } from 'zod'
import { isIsoDate } from '@/lib/core/date'
import { testo } from '../forms'

/** Longest naming: nobody keeps one that was forgotten. Proposal of the project: da confermare. */
export const MAX_GIORNI_ABILITAZIONE = 1_095

const giorno = (empty: string) => z.string(empty).refine(isIsoDate, empty)

export const abilitazioneInput = z.object({
  personaId: z.uuid('Scegli la persona'),
  segnatura: testo(120).min(3, 'Scrivi la segnatura del fondo o dell’unità'),
  motivo: testo(500).min(10, 'Spiega il motivo in almeno 10 caratteri'),
  dal: giorno('Scrivi il primo giorno'),
  al: giorno('Scrivi l’ultimo giorno'),
})
export type AbilitazioneInput = z.output<typeof abilitazioneInput>
