'use client'
import { SecondoFattore } from '@/components/auth/secondo-fattore'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { Disclosure } from '@/components/ui/disclosure'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { FATTORE_CODICE } from '@/lib/auth/rules-step-up'
import { changeAttoAction } from '@/lib/pratiche/actions-ufficio'

type Props = {
  id: string
  attoId: string
  sospeso: boolean
  /** the second factor was given too long ago: it is asked for at once */
  fattore: boolean
}

/** Suspends, revokes or restores an issued act, with the reason. */
export function StatoAttoForm({ id, attoId, sospeso, fattore }: Props) {
  const { errors, formProps, message, pending, stepUp, value } = useActionForm(bound(changeAttoAction, id, attoId))
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
        {(fattore || stepUp) && <SecondoFattore error={errors[FATTORE_CODICE]} />}
        <Button kind="danger" pending={pending}>
          Conferma e avvisa il titolare
        </Button>
      </form>
    </Disclosure>
  )
}
