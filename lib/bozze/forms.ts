/** What may be typed about who works on a draft. */
import { z } from 'zod'
import { codiceFiscaleImpresa, codiceFiscalePersona } from '@/lib/imprese/forms'
import { LIVELLI_CONDIVISIONE } from './rules'

export const condivisioneInput = z.object({
  codiceFiscale: codiceFiscalePersona(),
  livello: z.enum(LIVELLI_CONDIVISIONE, 'Scegli che cosa potrà fare'),
})
export type CondivisioneInput = z.output<typeof condivisioneInput>

export const firmatarioInput = z.object({ codiceFiscale: codiceFiscalePersona() })

export const firmaInput = z.object({
  /** of the content on the page: what changed meanwhile is not signed */
  impronta: z.string().regex(/^[0-9a-f]{64}$/, 'Ricarica la pagina e leggi di nuovo la domanda'),
  letto: z.literal('si', 'Conferma di aver letto la domanda che firmi'),
})

export const trasferimentoInput = z.object({
  destinatario: codiceFiscaleImpresa('Inserisci il codice fiscale di chi la riceve'),
  motivo: z
    .string()
    .trim()
    .min(5, 'Scrivi perché la trasferisci: lo legge chi la riceve')
    .max(500, 'Non più di 500 caratteri'),
})
export type TrasferimentoInput = z.output<typeof trasferimentoInput>
