'use client'
import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { type Choice, Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { chooseOperaPerAction } from '@/lib/auth/actions'

type Props = { options: readonly Choice[]; current: string; ritorno: string | null }

/** One question with a few answers: it needs no more than the browser's own form. */
export function OperaPerForm({ options, current, ritorno }: Props) {
  const [state, action, pending] = useActionState(chooseOperaPerAction, null)
  const error = state?.ok === false ? (state.errors.scelta ?? state.message) : null
  return (
    <form action={action}>
      <ErrorSummary errors={error ? { scelta: error } : {}} />
      {ritorno && <input type="hidden" name="ritorno" value={ritorno} />}
      <Radios name="scelta" label="Per chi vuoi operare?" options={options} defaultValue={current} error={error} />
      <Button pending={pending}>Continua</Button>
    </form>
  )
}
