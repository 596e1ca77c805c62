/** What may be typed about places, containers and their movements. */
import { z } from 'zod'
import { isIsoDate } from '@/lib/core/date'
import { facoltativo, testo } from '../forms'
import { MOTIVI_MOVIMENTO, TIPI_CONTENITORE, TIPI_LUOGO } from '../rules'

const idFacoltativo = z
  .string()
  .optional()
  .transform((value) => value || null)
  .pipe(z.uuid('Scegli dall’elenco').nullable())

export const luogoInput = z.object({
  tipo: z.enum(TIPI_LUOGO, 'Scegli che cosa è'),
  nome: testo(120).min(1, 'Scrivi il nome'),
  padreId: idFacoltativo,
})
export type LuogoInput = z.output<typeof luogoInput>
export const nomeLuogoInput = luogoInput.pick({ nome: true })
export const spostaLuogoInput = z.object({ padreId: z.uuid('Scegli dove va') })

export const contenitoreInput = z.object({
  tipo: z.enum(TIPI_CONTENITORE, 'Scegli il tipo'),
  codice: testo(80).regex(/^[^\s#;]+$/, 'Scrivi il codice come sull’etichetta, senza spazi'),
  luogoId: z.uuid('Scegli il luogo'),
  posizione: facoltativo(80),
})
export type ContenitoreInput = z.output<typeof contenitoreInput>
export const collocazioneInput = contenitoreInput.omit({ codice: true })
export type CollocazioneInput = z.output<typeof collocazioneInput>

export const contenutaInput = z.object({ codice: testo(80).min(1, 'Scrivi o leggi il codice del contenitore') })

export const prelievoInput = z
  .object({
    motivo: z.enum(MOTIVI_MOVIMENTO, 'Scegli il motivo'),
    aLuogoId: idFacoltativo,
    rientroPrevistoIl: z
      .string()
      .optional()
      .transform((value) => value || null)
      .refine((value) => value === null || isIsoDate(value), 'Scrivi un giorno che esiste'),
  })
  .superRefine(({ motivo, aLuogoId, rientroPrevistoIl }, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (motivo === 'trasferimento' && aLuogoId === null) issue('aLuogoId', 'Scegli dove andrà')
    if (motivo !== 'trasferimento' && rientroPrevistoIl === null) issue('rientroPrevistoIl', 'Scrivi quando torna')
  })
export type PrelievoInput = z.output<typeof prelievoInput>

export const lettureInput = z.object({
  codici: testo(20_000).min(1, 'Leggi o scrivi almeno un codice'),
})
