import { z } from 'zod'
import { TIPI_RISPOSTA } from './rules-file'

/** Where a file goes: an attachment of a draft, or an answer to the office about a pratica. */
export const destinazioneInput = z.union([
  z.strictObject({ bozzaId: z.uuid(), allegato: z.string().min(1).max(80) }),
  z.strictObject({ praticaId: z.uuid(), tipo: z.enum(TIPI_RISPOSTA) }),
])
export type DestinazioneInput = z.output<typeof destinazioneInput>
