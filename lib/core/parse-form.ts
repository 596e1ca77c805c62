import type { z } from 'zod'
import { type Result, refuse, success } from './result'

/** Names that may repeat in a form (`name="prescrizioni"` many times) become arrays when the schema wants one. */
function toRecord(form: FormData, lists: readonly string[]): Record<string, unknown> {
  const record: Record<string, unknown> = {}
  for (const key of new Set(form.keys())) {
    if (key.startsWith('$ACTION')) continue
    const values = form.getAll(key).filter((value): value is string => typeof value === 'string')
    record[key] = lists.includes(key) ? values.filter((value) => value !== '') : values.at(-1)
  }
  return record
}

/**
 * Reads a form with its schema. Errors are by field, in Italian, first one of each.
 * @param lists names that are arrays in the schema
 */
export function parseForm<S extends z.ZodType>(
  schema: S,
  form: FormData,
  lists: readonly string[] = [],
): Result<z.output<S>, string> {
  const parsed = schema.safeParse(toRecord(form, lists))
  if (parsed.success) return success(parsed.data)
  const errors: Record<string, string> = {}
  for (const issue of parsed.error.issues) {
    const path = issue.path.join('.')
    if (!(path in errors)) errors[path] = issue.message
  }
  return refuse('C’è un problema: correggi i campi segnati', errors)
}

/** What a server action gives back to its form: nothing yet, or a refusal (or a preview) with all that was typed. */
export type FormState = {
  message: string | null
  errors: Partial<Record<string, string>>
  values: Record<string, string | string[]>
  preview?: boolean
  /** the second factor is asked for again, in this form */
  stepUp?: boolean
} | null

function echo(form: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {}
  for (const key of new Set(form.keys())) {
    if (key.startsWith('$ACTION')) continue
    const texts = form.getAll(key).filter((value): value is string => typeof value === 'string')
    values[key] = texts.length > 1 ? texts : (texts[0] ?? '')
  }
  return values
}

/** A refusal as the form shows it: the words, and everything typed. */
export const refusalState = (
  result: { message: string; errors: Partial<Record<string, string>> },
  form: FormData,
): FormState => ({
  message: result.message,
  errors: result.errors,
  values: echo(form),
})

/** All is in order: show what is about to happen, and ask. */
export const previewState = (form: FormData): FormState => ({
  message: null,
  errors: {},
  values: echo(form),
  preview: true,
})

/** Back from the preview to the form, with everything typed. */
export const editState = (form: FormData): FormState => ({ message: null, errors: {}, values: echo(form) })

/** Days come in three boxes (`validoDal.giorno` …): joins them, so that one empty day is empty and a wrong one is told. */
export function joinDays(form: FormData, names: readonly string[]): FormData {
  const joined = new FormData()
  for (const [key, value] of form) joined.append(key, value)
  for (const name of names) {
    const [giorno, mese, anno] = ['giorno', 'mese', 'anno'].map((part) =>
      String(form.get(`${name}.${part}`) ?? '').trim(),
    )
    joined.set(
      name,
      giorno || mese || anno ? `${anno?.padStart(4, '0')}-${mese?.padStart(2, '0')}-${giorno?.padStart(2, '0')}` : '',
    )
  }
  return joined
}
