import { z } from 'zod'
import { checkCodiceFiscale } from '@/lib/core/codici'
import { addDays, isIsoDate } from '@/lib/core/date'

const empty = z.literal('').transform(() => undefined)
const day = z.union([
  z.string().trim().refine(isIsoDate, 'Scrivi il giorno come anno-mese-giorno, per esempio 2027-03-12'),
  empty,
])

/** Whom, when, or which access is looked for in the register; and why. */
export const registroInput = z
  .object({
    codiceFiscale: z
      .string()
      .trim()
      .toUpperCase()
      .refine((text) => text === '' || checkCodiceFiscale(text).ok, 'Controlla il codice fiscale: 16 caratteri')
      .transform((text) => text || undefined),
    riferimento: z
      .string()
      .trim()
      .max(200)
      .transform((text) => text || undefined),
    dal: day,
    al: day,
    motivo: z.string().trim().min(10, 'Scrivi perché consulti il registro, in almeno 10 caratteri').max(500),
  })
  .refine(
    ({ codiceFiscale, riferimento, dal, al }) => codiceFiscale || riferimento || (dal && al),
    'Indica un codice fiscale, un riferimento, oppure il primo e l’ultimo giorno',
  )
  .transform(({ dal, al, motivo, ...who }) => ({
    motivo,
    ricerca: {
      ...who,
      ...(dal && { dal: new Date(`${dal}T00:00:00Z`) }),
      ...(al && { al: new Date(`${addDays(al, 1)}T00:00:00Z`) }),
    },
  }))
