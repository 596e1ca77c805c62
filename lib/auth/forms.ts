import { z } from 'zod'

/** 'me', or the id of one of the person's organisations. */
export const operaPerInput = z.object({
  scelta: z.union([z.literal('me'), z.uuid()], 'Scegli per chi vuoi operare'),
  ritorno: z.string().optional(),
})

export const chiudiSessioneInput = z.object({ sessione: z.uuid('Scegli la sessione da chiudere') })
