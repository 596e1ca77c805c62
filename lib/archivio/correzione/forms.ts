/** What may be typed to correct the text of a page. */
import { z } from 'zod'
import { RIGA_MAX } from './rules-correzione'

const TESTO_MAX = 20_000
/** Name of the field of a line; `n` from 0. */
export const campoRiga = (n: number): string => `riga.${n}`

export const correzioneInput = z
  .looseObject({
    versione: z.coerce.number().int().min(-1),
    nuove: z
      .string()
      .max(TESTO_MAX, `Non più di ${TESTO_MAX.toLocaleString('it-IT')} caratteri`)
      .default(''),
    controllata: z.string().optional(),
  })
  .transform(({ versione, nuove, controllata, ...fields }, context) => {
    const righe: string[] = []
    for (let n = 0; typeof fields[campoRiga(n)] === 'string'; n += 1) righe.push(fields[campoRiga(n)] as string)
    for (const [n, riga] of righe.entries())
      if (riga.length > RIGA_MAX)
        context.addIssue({ code: 'custom', path: [campoRiga(n)], message: `Non più di ${RIGA_MAX} caratteri` })
    return { versione, righe, nuove: nuove.split(/\r?\n/), controllata: controllata !== undefined }
  })
export type CorrezioneInput = z.output<typeof correzioneInput>
