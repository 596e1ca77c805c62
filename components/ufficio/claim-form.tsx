'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { useActionForm } from '@/components/ui/use-action-form'
import { claimPraticaAction } from '@/lib/pratiche/actions-ufficio'

/** Takes the practice in charge. */
export function ClaimForm({ id, versione, reassign }: { id: string; versione: number; reassign: boolean }) {
  const { formProps, message, pending } = useActionForm(bound(claimPraticaAction, id, versione))
  return (
    <form {...formProps}>
      {message && (
        <p role="alert" className="error-text">
          {message}
        </p>
      )}
      <Button kind={reassign ? 'secondary' : 'primary'} pending={pending}>
        {reassign ? 'Passa a me' : 'Prendi in carico'}
      </Button>
    </form>
  )
}
