/** Blocks that repeat in a form: fields named 'agenti.0.nome', 'agenti.0.ruolo', 'agenti.1.nome' … */
import type { z } from 'zod'
import type { FormState } from './parse-form'
import { type Result, refuse, success } from './result'

type Values = Record<string, string | string[]>
const FIELD = /^([^.]+)\.(\d+)\.(.+)$/
/** More blocks than these are not typed in a form. */
export const MAX_BLOCCHI = 200

/** The blocks of a group in order, gaps closed. */
export function blocchiOf(values: Values, gruppo: string): Record<string, string>[] {
  const blocks = new Map<number, Record<string, string>>()
  for (const [name, value] of Object.entries(values)) {
    const [, group, index, field] = FIELD.exec(name) ?? []
    if (group !== gruppo || field === undefined || Number(index) >= MAX_BLOCCHI) continue
    const block = blocks.get(Number(index)) ?? {}
    block[field] = typeof value === 'string' ? value : (value.at(-1) ?? '')
    blocks.set(Number(index), block)
  }
  return [...blocks].sort(([a], [b]) => a - b).map(([, block]) => block)
}

/** Groups of a form: the field that a new block begins with, and those that say nothing by themselves (a choice, a box). */
export type Gruppi = Record<string, { primo: string; muti: readonly string[] }>

const valuesOf = (form: FormData): Values =>
  Object.fromEntries(
    [...new Set(form.keys())]
      .filter((key) => !key.startsWith('$ACTION'))
      .map((key) => [key, String(form.getAll(key).findLast((value) => typeof value === 'string') ?? '')]),
  )

/**
 * Reads a form with blocks by its schema, in which each group is an array. Blocks left empty are not there.
 * @returns what was read, and what was typed, as the form shows it again
 */
export function parseBlocchi<S extends z.ZodType>(
  schema: S,
  form: FormData,
  gruppi: Gruppi,
): { input: Result<z.output<S>, string>; values: Values } {
  let values = valuesOf(form)
  for (const [gruppo, { muti }] of Object.entries(gruppi))
    values = renumbered(values, gruppo, (block) =>
      Object.entries(block).some(([field, value]) => !muti.includes(field) && value.trim() !== ''),
    )
  const given = { ...values, ...Object.fromEntries(Object.keys(gruppi).map((one) => [one, blocchiOf(values, one)])) }
  const parsed = schema.safeParse(given)
  if (parsed.success) return { input: success(parsed.data), values }
  const errors: Record<string, string> = {}
  for (const issue of parsed.error.issues) errors[issue.path.join('.')] ??= issue.message
  return { input: refuse('C’è un problema: correggi i campi segnati', errors), values }
}

/**
 * What the form holds after its own button 'Aggiungi' (`aggiungi=agenti`) or 'Togli' (`togli=agenti.2`) was pressed, without
 * scripts; null: neither was.
 */
export function changeBlocchi(form: FormData, gruppi: Gruppi): FormState {
  const { aggiungi, togli, ...values } = valuesOf(form) as Record<string, string>
  const added = aggiungi !== undefined && Object.hasOwn(gruppi, aggiungi) ? gruppi[aggiungi] : undefined
  if (added) {
    const next = `${aggiungi}.${blocchiOf(values, aggiungi as string).length}.${added.primo}`
    return { message: null, errors: {}, values: { ...renumbered(values, aggiungi as string), [next]: '' } }
  }
  const [gruppo = '', index] = (togli ?? '').split('.')
  if (!Object.hasOwn(gruppi, gruppo)) return null
  return { message: null, errors: {}, values: renumbered(values, gruppo, (_, i) => i !== Number(index)) }
}

type Keep = (block: Record<string, string>, index: number) => boolean
function renumbered(values: Values, gruppo: string, keep: Keep = () => true): Values {
  const others = Object.entries(values).filter(([name]) => FIELD.exec(name)?.[1] !== gruppo)
  const blocks = blocchiOf(values, gruppo).filter(keep)
  return {
    ...Object.fromEntries(others),
    ...Object.fromEntries(
      blocks.flatMap((block, i) => Object.entries(block).map(([field, value]) => [`${gruppo}.${i}.${field}`, value])),
    ),
  }
}
