import { z } from 'zod'
import { SOGGETTI_DOCUMENTO, TIPI_RISPOSTA } from './rules-file'

/** Where a file goes: an attachment of a draft, an answer to the office about a pratica, or the proof of something else. */
export const destinazioneInput = z.union([
  z.strictObject({ bozzaId: z.uuid(), allegato: z.string().min(1).max(80) }),
  z.strictObject({ praticaId: z.uuid(), tipo: z.enum(TIPI_RISPOSTA) }),
  z.strictObject({ soggetto: z.enum(SOGGETTI_DOCUMENTO), soggettoId: z.uuid(), tipo: z.literal('prova') }),
])
export type DestinazioneInput = z.output<typeof destinazioneInput>
