'use client'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormState } from '@/lib/core/parse-form'

type Props = { action: (state: FormState, form: FormData) => Promise<FormState>; children: ReactNode }

/** A small act on one of a list. The second click of a double one would fall on what has come in its place. */
export function Comando({ action, children }: Props) {
  const { formProps, pending } = useActionForm(action)
  return (
    <form {...formProps}>
      <Button kind="tertiary" small pending={pending} onClick={(event) => event.detail > 1 && event.preventDefault()}>
        {children}
      </Button>
    </form>
  )
}
