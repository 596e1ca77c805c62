'use client'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { Disclosure } from '@/components/ui/disclosure'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { changeAttoAction } from '@/lib/pratiche/actions-ufficio'

/** Suspends, revokes or restores an issued act, with the reason. */
export function StatoAttoForm({ id, attoId, sospeso }: { id: string; attoId: string; sospeso: boolean }) {
  const { errors, formProps, message, pending, value } = useActionForm(changeAttoAction.bind(null, id, attoId))
  return (
    <Disclosure summary={sospeso ? 'Ripristina o revoca l’atto' : 'Sospendi o revoca l’atto'} open={message !== null}>
      <form {...formProps}>
        <ErrorSummary message={message} errors={errors} />
        <Radios
          name="mossa"
          id={`mossa-${attoId}`}
          label="Che cosa vuoi fare?"
          error={errors.mossa}
          defaultValue={value('mossa') || undefined}
          options={[
            sospeso
              ? { value: 'restore', label: 'Ripristina: torna valido' }
              : { value: 'suspend', label: 'Sospendi: non vale finché non lo ripristini' },
            { value: 'revoke', label: 'Revoca: non vale più' },
          ]}
        />
        <TextArea
          name="motivo"
          id={`motivo-${attoId}`}
          label="Motivo"
          hint="Lo legge anche il titolare"
          error={errors.motivo}
          defaultValue={value('motivo')}
        />
        <Button kind="danger" pending={pending}>
          Conferma e avvisa il titolare
        </Button>
      </form>
    </Disclosure>
  )
}
