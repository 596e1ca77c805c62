/** What may be typed about those who are told of a request of access, and by them. */
import { z } from 'zod'
import { type IsoDate, isIsoDate } from '@/lib/core/date'
import { codiceFiscalePersona } from '@/lib/imprese/forms'
import { CANALI_AVVISO, RISPOSTE_AVVISO } from './rules-controinteressati'

const MAX_TESTO = 8000
const giorno = z
  .string()
  .refine((value): value is IsoDate => isIsoDate(value), 'Scrivi un giorno che esiste, per esempio 12 marzo 2027')
const empty = z.literal('').transform(() => null)

export const avvisoInput = z
  .object({
    versione: z.coerce.number().int().min(0),
    nome: z.string().trim().min(3, 'Scrivi nome e cognome, o la denominazione').max(200, 'Non più di 200 caratteri'),
    codiceFiscale: z
      .union([empty, codiceFiscalePersona()], 'Scrivi un codice fiscale di 16 caratteri, o lascia vuoto')
      .default(null),
    ruolo: z.union([empty, z.string().trim().max(60)]).default(null),
    canale: z.enum(CANALI_AVVISO, 'Scegli come lo avvisi'),
    recapito: z.union([empty, z.string().trim().max(300, 'Non più di 300 caratteri')]).default(null),
  })
  .superRefine(({ canale, recapito, codiceFiscale }, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (canale === 'pec' && !z.email().safeParse(recapito).success)
      issue('recapito', 'Scrivi l’indirizzo PEC, per esempio nome@pec.it')
    if (canale === 'raccomandata' && (recapito?.length ?? 0) < 10)
      issue('recapito', 'Scrivi l’indirizzo: via, numero, CAP e Comune')
    if (canale === 'portale' && !codiceFiscale) issue('codiceFiscale', 'Per avvisare qui serve il codice fiscale')
  })
export type AvvisoInput = z.output<typeof avvisoInput>

export const ricezioneInput = z.object({ ricevutoIl: giorno })

const risposta = z.object({
  risposta: z.enum(RISPOSTE_AVVISO, 'Scegli una risposta'),
  testo: z.string().trim().max(MAX_TESTO, `Non più di ${MAX_TESTO} caratteri`).default(''),
})
const motivata = { path: ['testo'], message: 'Un’opposizione va motivata: scrivi almeno 20 caratteri' }
const isMotivata = (value: { risposta: string; testo: string }) =>
  value.risposta !== 'opposizione' || value.testo.length >= 20

/** Of the person who was told. */
export const miaRispostaInput = risposta.refine(isMotivata, motivata)
export type MiaRispostaInput = z.output<typeof miaRispostaInput>
/** Of the officer who received it on paper, or by PEC. */
export const rispostaAvvisoInput = risposta.extend({ il: giorno }).refine(isMotivata, motivata)
export type RispostaAvvisoInput = z.output<typeof rispostaAvvisoInput>
