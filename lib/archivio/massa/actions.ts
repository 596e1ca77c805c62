'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario } from '@/lib/auth/viewer'
import { editState, type FormState, previewState, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { changeMassa } from './commands'
import { massaInput } from './forms'

const VALORE = 'valore.'

/** First what would change is shown, then it is done: `_azione` says which. */
export async function changeMassaAction(padreId: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const texts = (name: string) => form.getAll(name).filter((value): value is string => typeof value === 'string')
  const parsed = massaInput.safeParse({
    unita: texts('unita'),
    campo: texts('campo').at(-1),
    valori: Object.fromEntries(
      [...form.keys()]
        .filter((name) => name.startsWith(VALORE))
        .map((name) => [name.slice(VALORE.length), texts(name).at(-1) ?? '']),
    ),
  })
  if (!parsed.success) {
    const errors: Record<string, string> = {}
    for (const issue of parsed.error.issues) {
      const [first = '', second] = issue.path.map(String)
      errors[first === 'valori' && second ? `${VALORE}${second}` : first] ??= issue.message
    }
    return refusalState(refuse('C’è un problema: correggi i campi segnati', errors), form)
  }
  if (form.get('_azione') === 'indietro') return editState(form)
  if (form.get('_azione') !== 'esegui') return previewState(form)
  const result = isUuid(padreId) ? await changeMassa(actor, parsed.data) : refuse('Torna all’albero')
  if (!result.ok) return refusalState(result, form)
  revalidatePath('/', 'layout')
  redirect(`${paths.ufficio.insieme(padreId)}?cambiate=${result.value}#`)
}
