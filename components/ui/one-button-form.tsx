'use client'
import type { ReactNode } from 'react'
import type { FormState } from '@/lib/core/parse-form'
import { Button, type ButtonKind } from './button'
import { ErrorSummary } from './error-summary'
import { useActionForm } from './use-action-form'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  /** Names the act: 'Revoca l’invito'. */
  children: ReactNode
  kind?: ButtonKind
  small?: boolean
  /** Sent as they are. */
  values?: Record<string, string>
  /** Beside the button: the way back. */
  beside?: ReactNode
}

/** An act that needs no answer: one button, with the refusal above it when there is one. */
export function OneButtonForm({ action, children, kind = 'primary', small, values = {}, beside }: Props) {
  const { errors, formProps, message, pending } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="flex flex-wrap items-center gap-4">
        <Button kind={kind} small={small} pending={pending}>
          {children}
        </Button>
        {beside}
      </div>
    </form>
  )
}
