import { z } from 'zod'
import { isIsoDate } from '@/lib/core/date'
import { testo } from '../forms'

const giorno = z.string('Scrivi il giorno').refine(isIsoDate, 'Scrivi un giorno che esiste')

export const termineInput = z.object({
  /** signature of the series or of the fonds */
  segnatura: testo(120).min(3, 'Scrivi la segnatura della serie o del fondo'),
  anni: z
    .string()
    .trim()
    .optional()
    .refine((value) => !value || (/^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= 100), 'Da 1 a 100')
    .transform((value) => (value ? Number(value) : null)),
  fonte: testo(300).min(5, 'Scrivi da dove viene il termine, per esempio il piano di conservazione'),
  confermato: z
    .string()
    .optional()
    .transform((value) => value === 'si'),
})
export type TermineInput = z.output<typeof termineInput>

export const propostaInput = z.object({
  oggetto: testo(200).min(5, 'Scrivi di che carte si tratta'),
  motivazione: testo(2_000).min(20, 'Spiega il motivo in almeno 20 caratteri'),
  unita: z.array(z.uuid()).min(1, 'Scegli almeno un’unità').max(500, 'Non più di 500 unità per proposta'),
})
export type PropostaInput = z.output<typeof propostaInput>

export const nullaOstaInput = z.object({
  esito: z.enum(['authorise', 'deny'], 'Scegli che cosa ha deciso la Soprintendenza'),
  numero: testo(80).min(1, 'Scrivi il numero dell’atto'),
  il: giorno,
})
export type NullaOstaInput = z.output<typeof nullaOstaInput>
export const verbaleInput = nullaOstaInput.omit({ esito: true })
export type VerbaleInput = z.output<typeof verbaleInput>
