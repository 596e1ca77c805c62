/** What may be typed about a mandate. */
import { z } from 'zod'
import { type IsoDate, isIsoDate } from '@/lib/core/date'
import { codiceFiscaleImpresa } from '@/lib/imprese/forms'

const parte = (record: unknown, name: string) => String((record as Record<string, unknown>)[name] ?? '').trim()

/** A day sent in three boxes, `name.giorno`, `name.mese`, `name.anno`, as one. */
const withDays = (names: readonly string[]) => (record: unknown) => ({
  ...(record as Record<string, unknown>),
  ...Object.fromEntries(
    names.map((name) => {
      const [g, m, a] = ['giorno', 'mese', 'anno'].map((one) => parte(record, `${name}.${one}`))
      return [name, g || m || a ? `${a}-${m?.padStart(2, '0')}-${g?.padStart(2, '0')}` : '']
    }),
  ),
})
export const giorno = (empty: string) =>
  z
    .string(empty)
    .min(1, empty)
    .refine((text): text is IsoDate => isIsoDate(text), 'Questa data non esiste: controlla giorno, mese e anno')
export const giornoFacoltativo = z
  .string()
  .refine(
    (text): text is IsoDate | '' => text === '' || isIsoDate(text),
    'Questa data non esiste: controlla giorno, mese e anno',
  )
  .transform((text) => (text === '' ? null : text))
export const conGiorni = withDays

export const mandatoInput = z.preprocess(
  withDays(['dal', 'al']),
  z
    .object({
      /** which side of it the writer is on */
      verso: z.enum(['do', 'chiedo'], 'Scegli se dai o chiedi il mandato'),
      /** 'me', or one of the writer's organisations */
      parte: z.union([z.literal('me'), z.uuid()], 'Scegli per chi'),
      /** the other side, a person or a company */
      controparte: codiceFiscaleImpresa('Inserisci il codice fiscale dell’altra parte'),
      ambito: z.enum(['tutti', 'alcuni'], 'Scegli per quali procedure vale'),
      procedimenti: z.array(z.string().max(80)).default([]),
      dal: giorno('Inserisci il primo giorno'),
      al: giorno('Inserisci l’ultimo giorno'),
    })
    .refine((value) => value.ambito === 'tutti' || value.procedimenti.length > 0, {
      path: ['procedimenti'],
      message: 'Scegli almeno una procedura',
    }),
)
export type MandatoInput = z.output<typeof mandatoInput>
export type CampoMandato = 'verso' | 'parte' | 'controparte' | 'ambito' | 'procedimenti' | 'dal' | 'al'

export const motivoInput = z.object({ motivo: z.string().trim().max(500, 'Non più di 500 caratteri').default('') })
