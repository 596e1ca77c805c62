/** What an archivist writes of a unit beside its description: who, where, on which road, about what. */
import { z } from 'zod'
import type { Gruppi } from '@/lib/core/blocchi'
import { checkCodiceFiscale } from '@/lib/core/codici'
import { facoltativo, testo } from '../forms'
import { CATASTI, LATI_STRADA, RUOLI_AGENTE } from '../rules'
import { parseEstremi } from '../rules-date'
import { parseKm, stradaOf } from './rules'

export const GRUPPI_DETTAGLI: Gruppi = {
  agenti: { primo: 'nome', muti: ['ruolo'] },
  ubicazioni: { primo: 'foglio', muti: ['catasto', 'attuale', 'verificata'] },
  tratte: { primo: 'strada', muti: ['lato'] },
  voci: { primo: 'termine', muti: [] },
  tappe: { primo: 'che', muti: [] },
}

const spunta = z
  .string()
  .optional()
  .transform((value) => value === 'si')
const corto = facoltativo(40)

const codiceFiscale = z
  .string()
  .trim()
  .optional()
  .transform((value, context) => {
    if (!value) return null
    const checked = checkCodiceFiscale(value)
    if (checked.ok) return checked.value
    context.addIssue({ code: 'custom', message: checked.message })
    return z.NEVER
  })

const agente = z.object({
  ruolo: z.enum(RUOLI_AGENTE, 'Scegli il ruolo'),
  nome: testo(200).min(2, 'Scrivi il nome'),
  codiceFiscale,
  albo: facoltativo(120),
  targa: corto,
})

const ubicazione = z
  .object({
    via: facoltativo(200),
    catasto: z
      .enum(['', ...CATASTI])
      .optional()
      .transform((value) => value || null),
    sezione: corto,
    foglio: corto,
    mappale: corto,
    sub: corto,
    attuale: spunta,
    verificata: spunta,
  })
  .superRefine(({ via, catasto, foglio, mappale }, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (foglio && !mappale) issue('mappale', 'Scrivi anche il mappale')
    if (mappale && !foglio) issue('foglio', 'Scrivi anche il foglio')
    if (!via && !foglio && !mappale) issue('foglio', 'Scrivi una via, oppure foglio e mappale')
    if (foglio && !catasto) issue('catasto', 'Scegli il catasto')
  })

const km = z
  .string()
  .trim()
  .optional()
  .transform((value, context) => {
    if (!value) return null
    const metri = parseKm(value)
    if (metri !== null) return metri
    context.addIssue({ code: 'custom', message: 'Scrivi il chilometro così: 3+200' })
    return z.NEVER
  })

const tratta = z
  .object({
    strada: testo(80).min(1, 'Scrivi la strada, per esempio SP 370').transform(stradaOf),
    da: km,
    a: km,
    lato: z
      .enum(['', ...LATI_STRADA])
      .optional()
      .transform((value) => value || null),
  })
  .superRefine(({ da, a }, context) => {
    if (da === null && a !== null)
      context.addIssue({ code: 'custom', path: ['da'], message: 'Scrivi anche il chilometro di inizio' })
    if (da !== null && a !== null && a < da)
      context.addIssue({ code: 'custom', path: ['a'], message: 'La fine viene dopo l’inizio' })
  })
  .transform(({ strada, da, a, lato }) => ({ strada, daM: da, aM: da === null ? null : (a ?? da), lato }))

const tappa = z.object({
  che: testo(120).min(2, 'Scrivi che cosa è successo'),
  il: z
    .string()
    .trim()
    .optional()
    .transform((value, context) => {
      const read = parseEstremi(value ?? '')
      if (read?.dal && read.dal === read.al) return read.dal
      context.addIssue({ code: 'custom', message: 'Scrivi il giorno così: 14/03/1968' })
      return z.NEVER
    }),
})

const MAX = 100
const blocchi = <S extends z.ZodType>(uno: S) => z.array(uno).max(MAX, `Non più di ${MAX}`)

export const dettagliInput = z.object({
  produttoreId: z
    .string()
    .optional()
    .transform((value) => value || null)
    .pipe(z.uuid('Scegli il produttore dall’elenco').nullable()),
  detentore: facoltativo(),
  registro: facoltativo(),
  protocolloStorico: facoltativo(),
  classificazione: facoltativo(120),
  normativa: facoltativo(),
  lingua: testo(80).transform((value) => value || 'italiano'),
  supporto: facoltativo(),
  conservazione: facoltativo(),
  lacune: facoltativo(2_000),
  riproduzione: facoltativo(),
  agenti: blocchi(agente),
  ubicazioni: blocchi(ubicazione),
  tratte: blocchi(tratta),
  voci: blocchi(z.object({ termine: testo(120).min(2, 'Scrivi l’argomento') })),
  tappe: blocchi(tappa),
})
export type DettagliInput = z.output<typeof dettagliInput>
