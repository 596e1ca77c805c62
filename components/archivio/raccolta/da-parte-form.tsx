'use client'
import type { MouseEvent, ReactNode } from 'react'
import { FieldError } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import { putAsideAction } from '@/lib/archivio/raccolta/actions'

const FATTO: Record<string, string> = { messo: 'Messo nella raccolta', tolto: 'Tolto dalla raccolta' }

/** The second click of a double one: the button says the contrary by then. */
const once = (event: MouseEvent) => {
  if (event.detail > 1 && event.target instanceof Element && event.target.closest('button')) event.preventDefault()
}

/** One form for all the `DaParte` buttons inside it: a list of results has twenty. */
export function DaParteForm({ children }: { children: ReactNode }) {
  const { formProps, message, pending, value } = useActionForm(putAsideAction)
  return (
    <form {...formProps} onClickCapture={once} aria-busy={pending}>
      <span aria-live="polite" className="sr-only">
        {FATTO[value('fatto')]}
      </span>
      {message && (
        <div role="alert" className="da-parte-rifiuto">
          <FieldError id="da-parte-rifiuto">{message}</FieldError>
        </div>
      )}
      {children}
    </form>
  )
}
