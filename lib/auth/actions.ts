'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { parseForm } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import type { Result } from '@/lib/core/result'
import { operaPerInput } from './forms'
import { ownPath } from './rules-ritorno'
import { chooseOperaPer } from './sessions'
import { requireViewer } from './viewer'

type State = Result<null> | null

export async function chooseOperaPerAction(_previous: State, form: FormData): Promise<State> {
  const viewer = await requireViewer()
  const input = parseForm(operaPerInput, form)
  if (!input.ok) return input
  const { scelta, ritorno } = input.value
  const result = await chooseOperaPer(viewer, scelta === 'me' ? null : scelta)
  if (!result.ok) return result
  revalidatePath('/', 'layout') // the bar that says for whom one acts is in the frame of every page
  redirect(ownPath(ritorno) ?? paths.personale.home)
}
