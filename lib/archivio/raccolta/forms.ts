import { z } from 'zod'
import { testo } from '../forms'
import { MAX_NOTA } from './rules'

/** As a text area sends it and as it is kept. */
const righe = (text: string) => text.replace(/\r\n?/g, '\n')

export const notaInput = z.object({
  nota: z.string().transform(righe).pipe(testo(MAX_NOTA)),
  prima: z
    .string()
    .max(MAX_NOTA * 2)
    .default('')
    .transform(righe),
})
export type NotaInput = z.output<typeof notaInput>

const chiave = z.string().max(80).optional()

/** The button that was pressed: what it puts in the basket, or takes away. */
export const daParteInput = z.object({ metti: chiave, togli: chiave })
