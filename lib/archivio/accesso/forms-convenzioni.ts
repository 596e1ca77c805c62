/** What may be typed about agreements with bodies, and by who reads under one. */
import { z } from 'zod'
import { addMonths, type IsoDate, isIsoDate } from '@/lib/core/date'
import { codiceFiscalePersona } from '@/lib/imprese/forms'
import { MAX_ANNI_CONVENZIONE, MAX_SCOPO, MIN_SCOPO } from './rules-convenzioni'

const giorno = z
  .string()
  .refine((value): value is IsoDate => isIsoDate(value), 'Scrivi un giorno che esiste, per esempio 12 marzo 2027')

export const convenzioneInput = z
  .object({
    organizzazioneId: z.uuid('Scegli l’ente'),
    atto: z.string().trim().min(5, 'Scrivi l’atto: numero e data').max(200, 'Non più di 200 caratteri'),
    comuni: z
      .array(z.string().regex(/^\d{6}$/))
      .min(1, 'Scegli almeno un Comune')
      .max(40),
    dal: giorno,
    al: giorno,
  })
  .superRefine(({ dal, al }, context) => {
    const issue = (message: string) => context.addIssue({ code: 'custom', path: ['al'], message })
    if (al < dal) issue('La fine non può venire prima dell’inizio')
    else if (al > addMonths(dal, 12 * MAX_ANNI_CONVENZIONE)) issue(`Non più di ${MAX_ANNI_CONVENZIONE} anni`)
  })
export type ConvenzioneInput = z.output<typeof convenzioneInput>

export const lettoreInput = z.object({
  codiceFiscale: codiceFiscalePersona(),
  nome: z.string().trim().min(3, 'Scrivi nome e cognome').max(120, 'Non più di 120 caratteri'),
})
export type LettoreInput = z.output<typeof lettoreInput>

export const cessazioneInput = z.object({
  motivo: z.string().trim().min(10, 'Spiega il motivo in almeno 10 caratteri').max(1000, 'Non più di 1000 caratteri'),
})

export const scopoInput = z.object({
  scopo: z
    .string()
    .trim()
    .min(MIN_SCOPO, 'Scrivi per che cosa ti serve, in poche parole')
    .max(MAX_SCOPO, `Non più di ${MAX_SCOPO} caratteri`),
})
