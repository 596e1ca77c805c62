/** What may be typed about a vehicle and its papers. */
import { z } from 'zod'
import { checkTarga } from '@/lib/core/codici'
import { conGiorni, giornoFacoltativo } from '@/lib/mandati/forms'
import { readNumero } from '@/lib/procedimenti/rules-valori'
import { CLASSI_VEICOLO } from '@/lib/trasporti/rules-tipi'
import { CARTE, TIPI_CARTA } from './rules'

const targa = z
  .string('Inserisci la targa')
  .trim()
  .transform((text, context) => {
    const result = checkTarga(text)
    if (result.ok) return result.value
    context.addIssue({ code: 'custom', message: result.message })
    return z.NEVER
  })

/** Tonnes as they are written, kilograms as they are kept. */
const tonnellate = (empty: string, max: number) =>
  z
    .string(empty)
    .trim()
    .min(1, empty)
    .transform((text, context) => {
      const value = readNumero(text)
      const kg = value === null ? Number.NaN : Math.round(value * 1000)
      if (kg >= 100 && kg <= max * 1000) return kg
      context.addIssue({ code: 'custom', message: `Scrivi le tonnellate, da 0,1 a ${max}: per esempio 14,5` })
      return z.NEVER
    })

const intero = (text: string): number => (/^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN)

export const veicoloInput = z
  .object({
    targa,
    classe: z.enum(CLASSI_VEICOLO, 'Scegli il tipo di veicolo'),
    marca: z.string().trim().min(1, 'Inserisci marca e modello').max(80, 'Non più di 80 caratteri'),
    tara: tonnellate('Inserisci la tara', 200),
    massaMax: tonnellate('Inserisci la massa massima della carta di circolazione', 400),
    assi: z
      .string('Inserisci il numero di assi')
      .transform(intero)
      .refine((n) => n >= 1 && n <= 20, 'Scrivi un numero di assi da 1 a 20'),
    interassi: z
      .string()
      .default('')
      .transform((text, context) => {
        const values = text
          .split(/\s*[+;/]\s*|\s+/)
          .filter(Boolean)
          .map((part) => Math.round((readNumero(part) ?? Number.NaN) * 100))
        if (values.every((cm) => cm >= 50 && cm <= 2500)) return values
        context.addIssue({ code: 'custom', message: 'Scrivi i metri separati da +, per esempio 1,36 + 1,36' })
        return z.NEVER
      }),
  })
  .refine((value) => value.tara <= value.massaMax, { path: ['tara'], message: 'La tara supera la massa massima' })
  .refine((value) => value.interassi.length === 0 || value.interassi.length === value.assi - 1, {
    path: ['interassi'],
    message: 'Gli interassi sono uno meno degli assi: contali di nuovo, o lasciali vuoti',
  })
  .transform(({ tara, massaMax, assi, interassi, ...one }) => ({
    ...one,
    taraKg: tara,
    massaMaxKg: massaMax,
    numeroAssi: assi,
    interassiCm: interassi,
  }))
export type VeicoloInput = z.output<typeof veicoloInput>
export type CampoVeicolo = 'targa' | 'classe' | 'marca' | 'tara' | 'massaMax' | 'assi' | 'interassi'

export const cartaInput = z.preprocess(
  conGiorni(['scadeIl']),
  z
    .object({
      tipo: z.enum(TIPI_CARTA, 'Scegli il documento'),
      numero: z
        .string()
        .trim()
        .max(60, 'Non più di 60 caratteri')
        .optional()
        .transform((text) => text || null),
      scadeIl: giornoFacoltativo,
    })
    .refine((value) => !CARTE[value.tipo].scade || value.scadeIl !== null, {
      path: ['scadeIl'],
      message: 'Inserisci l’ultimo giorno in cui vale',
    }),
)
export type CartaInput = z.output<typeof cartaInput>
