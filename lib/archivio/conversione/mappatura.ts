/** A table of somebody else's database as rows of an index, by a mapping that a person writes (YAML or JSON). */
import { parse } from 'yaml'
import { z } from 'zod'
import { type Result, refuse, success } from '@/lib/core/result'
import { many } from '../lotti/rules'
import { type Cella, readVoce, textOf } from '../lotti/rules-celle'
import { type Colonna, NOMI_COLONNA, plainOf } from '../lotti/rules-colonne'
import { NOMI_ACCESSO } from '../lotti/rules-righe'
import type { Conversione, RigaConvertita } from './rules'
import { DIALETTI } from './rules-sql'

/**
 * Where a column of the index comes from: the name of a column of theirs; a pattern with their names in braces; a constant;
 * or a column whose values are translated.
 */
const fonte = z.union([
  z.string().min(1),
  z.strictObject({ costante: z.string() }),
  z.strictObject({
    da: z.string().min(1),
    /** their value → ours */
    valori: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).optional(),
    /** for values that are not in the list; without it they are told and left out */
    altrimenti: z.string().optional(),
  }),
])
type Fonte = z.output<typeof fonte>

const mappatura = z.strictObject({
  /** of a finding aid in EAD, what it does not say (ead.ts, CimaEad) */
  segnatura: z.string().min(1).optional(),
  padre: z.string().min(1).optional(),
  produttore: z.string().min(1).optional(),
  accesso: z
    .string()
    .transform((text, context) => {
      const found = readVoce(text, NOMI_ACCESSO)
      if (found) return found
      context.addIssue(`scrivi ${Object.values(NOMI_ACCESSO).join(', ')}`)
      return z.NEVER
    })
    .optional(),
  /** of a dump with several tables, the one to read */
  tabella: z.string().optional(),
  /** of a dump: the program that wrote it; without, it is guessed */
  dialetto: z.enum(DIALETTI, `scrivi ${DIALETTI.join(', ')}`).optional(),
  /** of a dump or a table */
  colonne: z
    .partialRecord(z.enum(NOMI_COLONNA as [Colonna, ...Colonna[]]), fonte)
    .refine((all) => all.segnatura !== undefined && all.titolo !== undefined, 'Servono almeno segnatura e titolo')
    .optional(),
})
export type Mappatura = z.output<typeof mappatura>

/** @returns the mapping, or what is wrong in it and where */
export function readMappatura(testo: string): Result<Mappatura> {
  let given: unknown
  try {
    given = parse(testo)
  } catch (error) {
    return refuse(`La mappa non è un file YAML: ${(error as Error).message.split('\n')[0]}`)
  }
  const parsed = mappatura.safeParse(given)
  if (parsed.success) return success(parsed.data)
  const [issue] = parsed.error.issues
  return refuse(
    `Nella mappa${issue?.path.length ? `, in «${issue.path.join('.')}»` : ''}: ${
      issue?.code === 'unrecognized_keys' ? `«${issue.keys.join('», «')}» non è previsto` : (issue?.message ?? '')
    }`,
  )
}

const NOMI = /\{([^{}]+)\}/g
const namesOf = (one: Fonte): string[] =>
  typeof one === 'string'
    ? one.includes('{')
      ? [...one.matchAll(NOMI)].map((match) => match[1] ?? '')
      : [one]
    : 'da' in one
      ? [one.da]
      : []

const AVVISI_MAX = 20
/** Left aside it would be thought to hold: a fonds said to be reserved would go in open. */
const DI_UN_EAD = ['segnatura', 'padre', 'accesso', 'produttore'] as const satisfies readonly (keyof Mappatura)[]

/** @param tabella first row: their names */
export function convertTabella(tabella: readonly (readonly Cella[])[], mappa: Mappatura): Result<Conversione> {
  const { colonne } = mappa
  if (!colonne) return refuse('Nella mappa mancano le «colonne»: servono almeno segnatura e titolo')
  const [ofEad] = DI_UN_EAD.filter((one) => mappa[one] !== undefined)
  if (ofEad)
    return refuse(
      `Nella mappa «${ofEad}» da solo vale per un inventario in EAD: per una tabella scrivilo tra le colonne, per esempio «${ofEad}: { costante: … }»`,
    )
  const [heads = [], ...rows] = tabella
  const places = new Map(heads.map((head, at) => [plainOf(textOf(head)), at]))
  const missing = Object.values(colonne)
    .flatMap((one) => (one ? namesOf(one) : []))
    .filter((name) => !places.has(plainOf(name)))
  if (missing.length > 0)
    return refuse(
      `Nella tabella non ci sono le colonne «${[...new Set(missing)].join('», «')}». Ci sono: ${heads.map(textOf).join(', ')}`,
    )
  const unknown = new Map<string, number>()
  const cellFor = (colonna: Colonna, one: Fonte, row: readonly Cella[]): string => {
    const at = (name: string) => textOf(row[places.get(plainOf(name)) ?? -1])
    if (typeof one === 'string') return one.includes('{') ? one.replace(NOMI, (_, name: string) => at(name)) : at(one)
    if ('costante' in one) return one.costante
    const given = at(one.da)
    if (!one.valori || given === '') return given
    const found = Object.hasOwn(one.valori, given) ? one.valori[given] : one.altrimenti
    if (found === undefined) {
      const key = `${colonna}: «${given}»`
      unknown.set(key, (unknown.get(key) ?? 0) + 1)
    }
    return found ?? ''
  }
  const righe = rows
    .filter((row) => row.some((cell) => textOf(cell) !== ''))
    .map(
      (row): RigaConvertita =>
        Object.fromEntries(
          Object.entries(colonne).map(([colonna, one]) => [colonna, one ? cellFor(colonna as Colonna, one, row) : '']),
        ),
    )
  const used = new Set(Object.values(colonne).flatMap((one) => (one ? namesOf(one).map(plainOf) : [])))
  const unused = heads.map(textOf).filter((head) => head && !used.has(plainOf(head)))
  return success({
    righe,
    avvisi: [
      ...[...unknown].slice(0, AVVISI_MAX).map(([key, n]) => `${key} non è nella mappa (${many(n, 'riga', 'righe')})`),
      ...(unused.length > 0 ? [`Colonne non usate: ${unused.join(', ')}`] : []),
    ],
  })
}
