/** What may be typed about a company and its people. */
import { z } from 'zod'
import { checkCodiceFiscale, checkPartitaIva } from '@/lib/core/codici'
import { RUOLI_INVITABILI } from './rules'

const checked = (
  check: (text: string) => { ok: true; value: string } | { ok: false; message: string },
  empty: string,
) =>
  z
    .string(empty)
    .trim()
    .min(1, empty)
    .transform((text, context) => {
      const result = check(text)
      if (result.ok) return result.value
      context.addIssue({ code: 'custom', message: result.message })
      return z.NEVER
    })
export const codiceFiscalePersona = (empty = 'Inserisci il codice fiscale della persona') =>
  checked(checkCodiceFiscale, empty)
export const codiceFiscaleImpresa = (empty = 'Inserisci il codice fiscale dell’impresa') =>
  checked(
    (text) =>
      /^[a-z]/i.test(text.trim()) && !/^it/i.test(text.trim()) ? checkCodiceFiscale(text) : checkPartitaIva(text),
    empty,
  )

const text = (empty: string, max: number) =>
  z.string(empty).trim().min(1, empty).max(max, `Non più di ${max} caratteri`)
const optional = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `Non più di ${max} caratteri`)
    .optional()
    .transform((value) => value || null)

export const invitoInput = z.object({
  codiceFiscale: codiceFiscalePersona(),
  ruolo: z.enum(RUOLI_INVITABILI, 'Scegli che cosa potrà fare'),
})
export type InvitoInput = z.output<typeof invitoInput>

export const ruoloInput = z.object({ ruolo: z.enum(RUOLI_INVITABILI, 'Scegli che cosa potrà fare') })

export const collegamentoInput = z.object({
  tipo: z.enum(['impresa', 'agenzia'], 'Scegli se è un’impresa o un’agenzia'),
  codiceFiscale: codiceFiscaleImpresa(),
  denominazione: text('Inserisci il nome dell’impresa, come è nel registro imprese', 160),
  sede: text('Inserisci la sede: via, numero e Comune', 200),
  pec: z
    .union([z.literal(''), z.email('Scrivi la PEC per intero, per esempio impresa@pec.it')])
    .optional()
    .transform((value) => value || null),
  alboAutotrasporto: optional(40),
  carica: text('Scrivi la tua carica, per esempio amministratore unico', 80),
})
export type CollegamentoInput = z.output<typeof collegamentoInput>

export const dichiarazioneInput = z.object({
  dichiara: z.literal('si', 'Conferma la dichiarazione per inviare la richiesta'),
})

export const decisioneCollegamentoInput = z
  .object({
    esito: z.enum(['accolta', 'respinta'], 'Scegli se accogli o respingi la richiesta'),
    motivo: z.string().trim().max(1000, 'Non più di 1000 caratteri').default(''),
  })
  .refine((value) => value.esito === 'accolta' || value.motivo.length >= 20, {
    path: ['motivo'],
    message: 'Spiega il motivo in almeno 20 caratteri: chi ha chiesto deve poter rimediare',
  })
export type DecisioneCollegamento = z.output<typeof decisioneCollegamentoInput>
