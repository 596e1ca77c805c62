'use client'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Tag } from '@/components/ui/tag'
import { useActionForm } from '@/components/ui/use-action-form'
import { closeOtherSessioniAction, closeSessioneAction } from '@/lib/auth/actions-sessioni'

export type SessioneRow = { id: string; dispositivo: string; nota: string; questa: boolean }

/** Where the person is signed in: each can be closed, and all the others at once. */
export function SessioniList({ sessioni }: { sessioni: readonly SessioneRow[] }) {
  const one = useActionForm(closeSessioneAction)
  const others = useActionForm(closeOtherSessioniAction)
  return (
    <>
      <ErrorSummary message={one.message ?? others.message} errors={{ ...one.errors, ...others.errors }} />
      <ul className="rows" aria-label="Sessioni aperte">
        {sessioni.map(({ id, dispositivo, nota, questa }) => (
          <li key={id}>
            <strong>{dispositivo}</strong> {questa && <Tag tone="green">Questa</Tag>}
            <span className="row-note">{nota}</span>
            {!questa && (
              <form {...one.formProps} className="mt-2">
                <input type="hidden" name="sessione" value={id} />
                <Button kind="secondary" small pending={one.pending}>
                  Chiudi
                  <span className="sr-only">
                    {' '}
                    la sessione su {dispositivo}, {nota}
                  </span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessioni.length > 1 && (
        <form {...others.formProps} className="mt-5">
          <Button kind="danger" pending={others.pending}>
            Chiudi tutte le altre sessioni
          </Button>
        </form>
      )}
    </>
  )
}
