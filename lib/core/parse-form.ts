import type { z } from 'zod'
import { refuse, type Result, success } from './result'

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
export function parseForm<S extends z.ZodType>(schema: S, form: FormData, lists: readonly string[] = []): Result<z.output<S>, string> {
  const parsed = schema.safeParse(toRecord(form, lists))
  if (parsed.success) return success(parsed.data)
  const errors: Record<string, string> = {}
  for (const issue of parsed.error.issues) {
    const path = issue.path.join('.')
    if (!(path in errors)) errors[path] = issue.message
  }
  return refuse('C’è un problema: correggi i campi segnati', errors)
}
