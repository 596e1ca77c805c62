'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { addModelloAction } from '@/lib/archivio/modelli/actions'

/** Keeps a unit as the draft of the next ones in its series. */
export function ModelloForm({ unitaId }: { unitaId: string }) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(addModelloAction, unitaId))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        name="nome"
        label="Nome del modello"
        hint="Tipo, Comune, opera e contenuto di questa unità saranno già scritti nelle prossime della stessa serie"
        error={errors.nome}
        defaultValue={value('nome')}
      />
      <Button kind="secondary" pending={pending}>
        Usa come modello
      </Button>
    </form>
  )
}
