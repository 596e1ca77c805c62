import { z } from 'zod'
import { LIVELLI_CIMA, LIVELLI_DESCRIZIONE, STATI_TRATTAMENTO, TIPOLOGIE } from './rules'
import { CATEGORIE_ETICHETTA, type CategoriaEtichetta, LIVELLI_ACCESSO } from './rules-consultabilita'
import { parseEstremi } from './rules-date'

const MAX_BREVE = 300
const MAX_LUNGO = 5_000
const ANNO_MIN = 1200
const ANNO_MAX = 2100

export const testo = (max: number) => z.string().trim().max(max, `Non più di ${max} caratteri`)
export const facoltativo = (max = MAX_BREVE) =>
  testo(max)
    .optional()
    .transform((value) => value || null)
const annoFacoltativo = z
  .string()
  .trim()
  .optional()
  .refine(
    (value) => !value || (/^\d{4}$/.test(value) && Number(value) >= ANNO_MIN && Number(value) <= ANNO_MAX),
    'Scrivi un anno di quattro cifre',
  )
  .transform((value) => (value ? Number(value) : null))

export const data = z
  .string()
  .trim()
  .min(1, 'Scrivi la data, oppure s.d.')
  .transform((value, context) => {
    const read = parseEstremi(value)
    if (read) return read
    context.addIssue({ code: 'custom', message: 'Scrivi 1974, ca. 1974, [1974], 1974-1978, 14/03/1968 oppure s.d.' })
    return z.NEVER
  })

export const descrizioneInput = z.object({
  titolo: testo(MAX_BREVE).min(3, 'Scrivi il titolo'),
  titoloOriginale: facoltativo(),
  data,
  tipologia: z
    .enum(['', ...TIPOLOGIE])
    .optional()
    .transform((value) => value || null),
  trattamento: z.enum(STATI_TRATTAMENTO, 'Scegli lo stato'),
  numeroPratica: facoltativo(30),
  annoPratica: annoFacoltativo,
  comuneIstat: z
    .string()
    .regex(/^(\d{6})?$/, 'Scegli un Comune dall’elenco')
    .optional()
    .transform((value) => value || null),
  comuneStorico: facoltativo(),
  localita: facoltativo(),
  consistenza: facoltativo(),
  opera: facoltativo(),
  materiale: facoltativo(),
  esito: facoltativo(),
  ambito: facoltativo(MAX_LUNGO), // contents; `contenuto` is the id of the page's main part
})
export type DescrizioneInput = z.output<typeof descrizioneInput>

const segnatura = testo(120).regex(
  /^[A-Za-z0-9]+(?:[/-][A-Za-z0-9.]+)*$/,
  'Scrivi lettere e cifre divise da barre, per esempio IT-SP-PROV/SIS/1987/b012/f0345',
)
export const nuovaUnitaInput = descrizioneInput.extend({
  livello: z.enum(LIVELLI_DESCRIZIONE, 'Scegli il livello'),
  segnatura,
})
export type NuovaUnitaInput = z.output<typeof nuovaUnitaInput>

export const segnaturaInput = z.object({ segnatura })
export const livelloInput = z.object({ livello: z.enum(LIVELLI_DESCRIZIONE, 'Scegli il livello') })
export const spostaInput = z.object({ dentro: testo(120).min(1, 'Scrivi la segnatura dell’unità in cui va') })

const accesso = z.enum(LIVELLI_ACCESSO, 'Scegli quanto è aperta')
const motivo = testo(500).min(10, 'Spiega il motivo in almeno 10 caratteri')
const spuntato = z
  .string()
  .optional()
  .transform((value) => value === 'si')

/** A fonds has nothing above it from which to take who made its papers and how open it is. */
export const nuovoFondoInput = nuovaUnitaInput.extend({
  livello: z.enum(LIVELLI_CIMA, 'Scegli il livello'),
  accesso,
  produttore: testo(MAX_BREVE).min(3, 'Scrivi chi ha formato le carte'),
})
export type NuovoFondoInput = z.output<typeof nuovoFondoInput>

export const accessoInput = z.object({ accesso, motivoAccesso: motivo, conferma: spuntato })
export type AccessoInput = z.output<typeof accessoInput>

export const etichettaInput = z.object({
  categoria: z.enum(CATEGORIE_ETICHETTA as [CategoriaEtichetta, ...CategoriaEtichetta[]], 'Scegli che cosa contiene'),
  quando: data.refine((value) => value.dal !== null, 'Serve una data: il termine si conta da lì'),
  motivo,
  apriPrima: z
    .string()
    .optional()
    .transform((value) => value === 'si'),
})
export type EtichettaInput = z.output<typeof etichettaInput>
