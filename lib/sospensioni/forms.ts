/** What may be typed about a suspension. */
import { z } from 'zod'
import { type IsoDate, isIsoDate } from '@/lib/core/date'

const ESISTE = 'Scrivi un giorno che esiste, per esempio 12 marzo 2027'
const giorno = z
  .string()
  .trim()
  .refine((value): value is IsoDate => isIsoDate(value), ESISTE)
const giornoFacoltativo = z
  .string()
  .trim()
  .transform((value) => (value === '' ? null : value))
  .refine((value): value is IsoDate | null => value === null || isIsoDate(value), ESISTE)
const motivo = (chi: string) =>
  z
    .string()
    .trim()
    .min(20, `Spiega il motivo in almeno 20 caratteri: lo legge ${chi}`)
    .max(1000, 'Usa meno di 1.000 caratteri')

export const sospendiInput = z
  .object({
    dal: giorno,
    al: giornoFacoltativo.default(null),
    motivo: motivo('anche chi viene sospeso'),
  })
  .refine(({ dal, al }) => al === null || al >= dal, {
    path: ['al'],
    message: 'L’ultimo giorno non può venire prima del primo',
  })
export type SospendiInput = z.output<typeof sospendiInput>

export const revocaSospensioneInput = z.object({
  sospensione: z.uuid('Scegli la sospensione da revocare'),
  motivo: motivo('chi era sospeso'),
})
