/** What may be typed to close a page or to cover parts of it. */
import { z } from 'zod'
import { CATEGORIE_ETICHETTA, etichettaDi } from '../rules-consultabilita'
import { REGIONI_MAX, type RegioneCoperta } from '../rules-copertura'
import { parseEstremi } from '../rules-date'

const motivo = z
  .string()
  .trim()
  .min(10, 'Spiega il motivo in almeno 10 caratteri')
  .max(500, 'Usa meno di 500 caratteri')

export const motivoInput = z.object({ motivo })

/** What closes a page, and from which day its term counts: of what only the offices see there is neither. */
export const chiusuraInput = z
  .object({
    motivo,
    categoria: z.enum(['', ...CATEGORIE_ETICHETTA], 'Scegli che cosa la chiude').default(''),
    quando: z.string().trim().default(''),
  })
  .transform(({ motivo, categoria, quando }, context) => {
    if (categoria === '') return { motivo, etichetta: null }
    const read = quando ? parseEstremi(quando) : null
    if (read?.al) return { motivo, etichetta: etichettaDi(categoria, read) }
    context.addIssue({
      code: 'custom',
      path: ['quando'],
      message: quando
        ? 'Scrivi 14/03/1968, oppure il solo anno'
        : 'Scrivi la data della carta: il termine si conta da lì',
    })
    return z.NEVER
  })
export type ChiusuraInput = z.output<typeof chiusuraInput>

/** Four numbers, divided by what one likes. */
function parseRiga(riga: string): RegioneCoperta | null {
  const numbers = riga
    .split(/[^\d]+/)
    .filter(Boolean)
    .map(Number)
  const [x = 0, y = 0, w = 0, h = 0] = numbers
  return numbers.length === 4 && w > 0 && h > 0 && numbers.every((n) => n < 1e6) ? [x, y, w, h] : null
}

/** One region a line: from the left, from the top, width, height; in pixels of the whole image. */
export const regioniInput = z
  .string()
  .default('')
  .transform((text, context): RegioneCoperta[] => {
    const lines = text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    const regions = lines.map(parseRiga)
    const wrong = regions.indexOf(null)
    if (wrong >= 0)
      context.addIssue({
        code: 'custom',
        message: `Riga ${wrong + 1}: scrivi quattro numeri, per esempio 120 340 400 60`,
      })
    return regions.filter((one) => one !== null)
  })

export const coperturaInput = z
  .object({ regioni: regioniInput, proposte: z.array(regioniInput).default([]), motivo })
  .transform(({ regioni, proposte, motivo }) => ({ regioni: [...regioni, ...proposte.flat()], motivo }))
  .refine(({ regioni }) => regioni.length > 0, {
    path: ['regioni'],
    message: 'Scegli almeno una parte da coprire: disegnala, scrivila o prendine una tra quelle proposte',
  })
  .refine(({ regioni }) => regioni.length <= REGIONI_MAX, {
    path: ['regioni'],
    message: `Non più di ${REGIONI_MAX} parti: per coprire quasi tutto, chiudi la pagina`,
  })
export type CoperturaInput = z.output<typeof coperturaInput>

export const rigaDi = ([x, y, w, h]: RegioneCoperta): string => `${x} ${y} ${w} ${h}`
