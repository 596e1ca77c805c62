import { z } from 'zod'
import { STATI_TRATTAMENTO, TIPOLOGIE } from '../rules'
import { CAMPI_MASSA, type CampoMassa, MAX_MASSA } from './rules'

const CAMPI = Object.keys(CAMPI_MASSA) as [CampoMassa, ...CampoMassa[]]
const MAX = 300
/** 'id:versione' */
const SCELTA = /^([0-9a-f-]{36}):(\d{1,9})$/

/** What is wrong with a value for a field; null: nothing. */
function faultOf(campo: CampoMassa, valore: string | null): string | null {
  if (campo === 'trattamento')
    return (STATI_TRATTAMENTO as readonly (string | null)[]).includes(valore) ? null : 'Scegli lo stato'
  if (valore === null) return null
  if (campo === 'tipologia') return (TIPOLOGIE as readonly string[]).includes(valore) ? null : 'Scegli il tipo'
  if (campo === 'comuneIstat') return /^\d{6}$/.test(valore) ? null : 'Scegli un Comune dall’elenco'
  return null
}

export const massaInput = z
  .object({
    unita: z
      .array(z.string().regex(SCELTA))
      .min(1, 'Scegli almeno un’unità')
      .max(MAX_MASSA, `Non più di ${MAX_MASSA} alla volta`)
      .transform((list) =>
        [...new Set(list)].map((one) => ({ id: one.slice(0, 36), versione: Number(one.slice(37)) })),
      ),
    campo: z.enum(CAMPI, 'Scegli che cosa cambiare'),
    /** one box a field: the one of the field chosen counts */
    valori: z.record(z.string(), z.string().trim().max(MAX, `Non più di ${MAX} caratteri`)),
  })
  .transform(({ unita, campo, valori }, context) => {
    const valore = valori[campo] || null
    const fault = faultOf(campo, valore)
    if (fault) context.addIssue({ code: 'custom', path: [`valore.${campo}`], message: fault })
    return { unita, campo, valore }
  })
export type MassaInput = z.output<typeof massaInput>
