import type { z } from 'zod'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import type { Result } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'

type Refused = Extract<Result<never>, { ok: false }>

/**
 * A change of one thing of the archive as a form asks for it, at the version that the form was opened at. An address that was
 * tampered with finds nothing.
 *
 * @param cosa what is changed, and what is said when it is not there
 * @returns what the change answers, or the form again with all that was typed
 */
export async function changeVersione<S extends z.ZodType, T>(
  { id, versione, assente }: { id: string; versione: number; assente: Refused },
  schema: S,
  form: FormData,
  change: (input: z.output<S>) => Promise<Result<T>>,
): Promise<{ ok: true; value: T } | { ok: false; state: FormState }> {
  const input = parseForm(schema, form)
  if (!input.ok) return { ok: false, state: refusalState(input, form) }
  const result = isUuid(id) && Number.isInteger(versione) ? await change(input.value) : assente
  return result.ok ? result : { ok: false, state: refusalState(result, form) }
}
