/** What may be typed about a pratica: one schema for the browser and the server. */
import { z } from 'zod'
import { concessioneCampi } from '@/lib/archivio/accesso/forms'
import { type IsoDate, isIsoDate } from '@/lib/core/date'

export const MAX_GIORNI_SOSPENSIONE = 30 // L. 241/1990, art. 2 c. 7

const testo = (min: number, seCorto: string, max = 4000) =>
  z.string().trim().min(min, seCorto).max(max, `Non più di ${max} caratteri`)
const giornoFacoltativo = z
  .string()
  .trim()
  .transform((value) => (value === '' ? null : value))
  .refine(
    (value): value is IsoDate | null => value === null || isIsoDate(value),
    'Scrivi un giorno che esiste, per esempio 12 marzo 2027',
  )
const versione = z.coerce.number().int().min(0)

export const messaggioInput = z.object({ testo: testo(1, 'Scrivi il messaggio'), chiave: z.uuid() })
export const notaInput = z.object({ testo: testo(1, 'Scrivi la nota') })
export const integrazioneInput = z
  .object({
    versione,
    richieste: z.array(z.string().trim().max(300)).default([]),
    testo: z.string().trim().max(4000).default(''),
    giorni: z.coerce
      .number('Scrivi un numero di giorni')
      .int('Scrivi un numero intero di giorni')
      .min(1, 'Almeno un giorno')
      .max(MAX_GIORNI_SOSPENSIONE, `Non più di ${MAX_GIORNI_SOSPENSIONE} giorni`),
  })
  .refine((value) => value.richieste.length > 0 || value.testo.length >= 20, {
    path: ['testo'],
    message: 'Scegli almeno un documento o spiega che cosa serve in almeno 20 caratteri',
  })
export const preavvisoInput = z.object({
  versione,
  motivi: testo(40, 'Spiega i motivi in almeno 40 caratteri: il richiedente deve poter rispondere', 8000),
})
export const rispostaIntegrazioneInput = z.object({ testo: z.string().trim().max(4000).default('') })
export const osservazioniInput = z.object({
  testo: testo(20, 'Scrivi le tue osservazioni in almeno 20 caratteri', 8000),
})
export const ritiroInput = z.object({ motivo: z.string().trim().max(1000).default('') })
export const restituzioneInput = z.object({
  versione,
  motivo: testo(20, 'Spiega perché restituisci la proposta, in almeno 20 caratteri'),
})
export const decisioneInput = z.object({ versione })
export const statoAttoInput = z.object({
  mossa: z.enum(['suspend', 'revoke', 'restore']),
  motivo: testo(20, 'Spiega il motivo in almeno 20 caratteri: lo legge anche il titolare'),
})

export const propostaInput = z
  .object({
    versione,
    esito: z.enum(
      ['accolta', 'accolta_prescrizioni', 'differita', 'respinta', 'inammissibile'],
      'Scegli come concludere la pratica',
    ),
    validoDal: giornoFacoltativo.default(null),
    validoAl: giornoFacoltativo.default(null),
    prescrizioni: z.array(z.uuid()).default([]),
    prescrizioniLibere: z.string().trim().max(8000).default(''),
    motivazione: z.string().trim().max(8000).default(''),
    rispostaOsservazioni: z.string().trim().max(8000).default(''),
    ...concessioneCampi,
  })
  .superRefine((value, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if ((value.esito === 'respinta' || value.esito === 'inammissibile') && value.motivazione.length < 40)
      issue('motivazione', 'Un diniego va motivato: scrivi almeno 40 caratteri')
    if (value.esito === 'differita' && value.motivazione.length < 40)
      issue('motivazione', 'Un rinvio va motivato: scrivi almeno 40 caratteri')
    if (value.esito === 'differita' && !value.validoAl) issue('validoAl', 'Scrivi fino a quale giorno è rinviato')
    if (value.esito === 'accolta_prescrizioni' && value.prescrizioni.length === 0 && value.prescrizioniLibere === '')
      issue('prescrizioni', 'Scegli almeno una prescrizione o scrivine una')
    if (value.validoDal && value.validoAl && value.validoAl < value.validoDal)
      issue('validoAl', 'La fine della validità non può venire prima dell’inizio')
  })
