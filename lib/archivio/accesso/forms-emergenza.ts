/** What may be typed to open closed papers in an emergency, and to answer. */
import { z } from 'zod'
import { ORE_APERTURA } from './rules-emergenza'

const motivo = (min: number, seCorto: string) =>
  z.string().trim().min(min, seCorto).max(1000, 'Non più di 1000 caratteri')

export const aperturaInput = z.object({
  segnatura: z.string().trim().min(3, 'Scrivi la segnatura').max(120, 'Non più di 120 caratteri'),
  ore: z.coerce
    .number('Scegli per quante ore')
    .refine((value) => (ORE_APERTURA as readonly number[]).includes(value), 'Scegli per quante ore'),
  motivo: motivo(40, 'Spiega perché non si può aspettare, in almeno 40 caratteri'),
})
export type AperturaInput = z.output<typeof aperturaInput>

export const rispostaAperturaInput = z
  .object({
    risposta: z.enum(['apri', 'rifiuta'], 'Scegli se aprire'),
    motivo: z.string().trim().max(1000, 'Non più di 1000 caratteri').default(''),
  })
  .refine(({ risposta, motivo: testo }) => risposta === 'apri' || testo.length >= 10, {
    path: ['motivo'],
    message: 'Spiega perché no, in almeno 10 caratteri',
  })
export type RispostaAperturaInput = z.output<typeof rispostaAperturaInput>
