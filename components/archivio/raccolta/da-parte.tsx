'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import { putAsideAction } from '@/lib/archivio/raccolta/actions'

type Props = {
  /** '<unit>' or '<unit>.<page>' */
  chiave: string
  /** it is in the basket already */
  dentro: boolean
  /** for who does not see what it stands beside */
  nome: string
}

const FATTO: Record<string, string> = { messo: 'Messo nella raccolta', tolto: 'Tolto dalla raccolta' }

/** Puts what it stands beside in the basket, or takes it away. */
export function DaParte({ chiave, dentro, nome }: Props) {
  const { formProps, message, pending, value } = useActionForm(bound(putAsideAction, chiave))
  return (
    <form {...formProps} className="da-parte no-print">
      <input type="hidden" name="fai" value={dentro ? 'togli' : 'metti'} />
      <Button
        kind="tertiary"
        small
        pending={pending}
        // the second click of a double one: the button says the contrary by then
        onClick={(event) => event.detail > 1 && event.preventDefault()}
      >
        {dentro ? 'Togli dalla raccolta' : 'Metti da parte'}
        <span className="sr-only">: {nome}</span>
      </Button>
      <span aria-live="polite" className="sr-only">
        {FATTO[value('fatto')]}
      </span>
      {message && (
        <div role="alert">
          <FieldError id={`da-parte-${chiave}`}>{message}</FieldError>
        </div>
      )}
    </form>
  )
}
