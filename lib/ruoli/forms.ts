/** What may be typed about rights, people and bodies. */
import { z } from 'zod'
import { RUOLI_ENTE } from '@/lib/auth/rules'
import { checkCodiceFiscale, checkPartitaIva } from '@/lib/core/codici'
import { type IsoDate, isIsoDate } from '@/lib/core/date'
import { TIPI_ENTE_CONSULTATO } from './rules'
import { ESITI_REVISIONE, type EsitoRevisione } from './rules-revisione'

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
  .default(null)
const motivo = z
  .string()
  .trim()
  .min(20, 'Spiega il motivo in almeno 20 caratteri: lo legge chi deve confermare')
  .max(1000, 'Usa meno di 1.000 caratteri')
const nome = (chi: string) => z.string().trim().min(1, `Scrivi ${chi}`).max(100, 'Usa meno di 100 caratteri')

/** `sede`: id of an office or of an organisation; empty for a right on the portal itself. */
export const ruoloInput = z
  .object({
    ruolo: z.enum(RUOLI_ENTE, 'Scegli il ruolo'),
    sede: z.union([z.uuid(), z.literal('')], 'Scegli l’ufficio o l’ente').default(''),
    validoDal: giorno,
    validoAl: giornoFacoltativo,
    motivo,
  })
  .refine(({ validoDal, validoAl }) => validoAl === null || validoAl >= validoDal, {
    path: ['validoAl'],
    message: 'L’ultimo giorno non può venire prima del primo',
  })
export type RuoloInput = z.output<typeof ruoloInput>

export const fineRuoloInput = z.object({ validoAl: giornoFacoltativo, motivo })
export type FineRuoloInput = z.output<typeof fineRuoloInput>

export const decisioneRichiestaInput = z
  .object({
    esito: z.enum(['confermata', 'respinta'], 'Scegli se confermare o respingere'),
    motivo: z.string().trim().max(1000, 'Usa meno di 1.000 caratteri').default(''),
  })
  .refine(({ esito, motivo: perche }) => esito === 'confermata' || perche.length >= 20, {
    path: ['motivo'],
    message: 'Spiega perché respingi, in almeno 20 caratteri',
  })

const checked = (check: typeof checkCodiceFiscale) =>
  z.string().transform((text, context) => {
    const result = check(text)
    if (result.ok) return result.value
    context.addIssue({ code: 'custom', message: result.message })
    return z.NEVER
  })

export const personaInput = z.object({
  codiceFiscale: checked(checkCodiceFiscale),
  nome: nome('il nome'),
  cognome: nome('il cognome'),
})
export type PersonaInput = z.output<typeof personaInput>

export const enteInput = z.object({
  tipo: z.enum(TIPI_ENTE_CONSULTATO, 'Scegli che cos’è'),
  denominazione: nome('la denominazione'),
  codiceFiscale: checked(checkPartitaIva),
  sede: nome('la sede'),
  pec: z
    .union([z.literal(''), z.email('Scrivi un indirizzo PEC completo, per esempio protocollo@pec.example.it')])
    .default(''),
})
export type EnteInput = z.output<typeof enteInput>

export const resetFattoriInput = z.object({
  motivo: z
    .string()
    .trim()
    .min(20, 'Scrivi come hai riconosciuto la persona, in almeno 20 caratteri')
    .max(1000, 'Usa meno di 1.000 caratteri'),
})

/** Each right's radio is called `esito.<id of the right>`; those left empty wait. */
export const revisioneInput = z.record(z.string(), z.unknown()).transform((form) => ({
  esiti: Object.fromEntries(
    Object.entries(form).flatMap(([name, value]): [string, EsitoRevisione][] => {
      const id = name.startsWith('esito.') ? name.slice('esito.'.length) : ''
      const esito = ESITI_REVISIONE.find((one) => one === value)
      return z.uuid().safeParse(id).success && esito ? [[id, esito]] : []
    }),
  ),
  motivo: String(form.motivo ?? '')
    .trim()
    .slice(0, 1000),
}))
