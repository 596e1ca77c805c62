/** What may be typed about who sees the archive. */
import { z } from 'zod'
import { type IsoDate, isIsoDate } from '@/lib/core/date'
import { motivoLettoDa } from '../forms-motivo'
import { GIORNI_VISIONE, MAX_GIORNI_VISIONE, MIN_GIORNI_VISIONE, MODI_ACCESSO } from './rules-concessione'

const MAX_SEGNATURE = 4000

/** Part of the officer's proposal, where the procedure opens papers of the archive. */
export const concessioneCampi = {
  modo: z
    .enum([...MODI_ACCESSO, 'nessuna', ''])
    .optional()
    .transform((value) => value || undefined),
  unita: z.array(z.uuid()).default([]),
  /** signatures of other units, one a line */
  altre: z.string().trim().max(MAX_SEGNATURE, `Non più di ${MAX_SEGNATURE} caratteri`).default(''),
  giorniVisione: z.coerce
    .number('Scrivi un numero di giorni')
    .int('Scrivi un numero intero di giorni')
    .min(MIN_GIORNI_VISIONE, `Almeno ${MIN_GIORNI_VISIONE} giorni (art. 7 D.P.R. 184/2006)`)
    .max(MAX_GIORNI_VISIONE, `Non più di ${MAX_GIORNI_VISIONE} giorni`)
    .default(GIORNI_VISIONE),
  /** why somebody whom the papers name is not told */
  senzaAvviso: z.string().trim().max(1000, 'Non più di 1000 caratteri').default(''),
  /** why the papers are given although somebody opposed */
  rispostaOpposizioni: z.string().trim().max(4000, 'Non più di 4000 caratteri').default(''),
  copie: z
    .literal('si')
    .optional()
    .transform((value) => value === 'si'),
}
const concessione = z.object(concessioneCampi)
export type ConcessioneInput = z.output<typeof concessione>

const motivo = motivoLettoDa('chi ha la visione')

export const revocaVisioneInput = z.object({ motivo })
export const prorogaVisioneInput = z.object({
  al: z
    .string()
    .refine((value): value is IsoDate => isIsoDate(value), 'Scrivi un giorno che esiste, per esempio 12 marzo 2027'),
  motivo,
})
export type ProrogaVisioneInput = z.output<typeof prorogaVisioneInput>

/** Where a unit is asked for: a request already begun ('bozza:…'), or a new one ('me', or an organisation or a mandate). */
export const richiestaUnitaInput = z.object({
  dove: z
    .string('Scegli in quale richiesta metterla')
    .regex(/^(me|(bozza:)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/, 'Scegli in quale richiesta metterla'),
})

export const richiestaInsiemeInput = richiestaUnitaInput.extend({
  unita: z.array(z.uuid()).min(1, 'Scegli almeno un’unità').max(200),
})
