/** What may be typed about the second factor. */
import { z } from 'zod'

export const codiceInput = z.object({
  codice: z.string().trim().min(1, 'Scrivi il codice che vedi nell’app').max(40, 'Il codice è più corto'),
  ritorno: z.string().optional(),
})
const nome = z
  .string()
  .trim()
  .min(2, 'Dai un nome al dispositivo, per esempio «Telefono di servizio»')
  .max(60, 'Usa meno di 60 caratteri')
export const nuovaAppInput = codiceInput.extend({ nome })
export const nuovaChiaveInput = z.object({ nome, ritorno: z.string().optional() })
export const togliFattoreInput = z.object({ fattore: z.uuid('Scegli il dispositivo da togliere') })

/** An answer of the browser's own interface, as JSON text; what is in it is for the library to judge. */
export const rispostaChiaveInput = z
  .string()
  .max(20_000)
  .transform((text, context): { id: string } => {
    try {
      const value: unknown = JSON.parse(text)
      if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string')
        return value as { id: string }
    } catch {
      // not JSON: told below, like JSON that is something else
    }
    context.addIssue({ code: 'custom', message: 'La chiave di sicurezza non ha risposto: riprova' })
    return z.NEVER
  })
