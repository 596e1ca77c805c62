'use client'
import { Button } from '@/components/ui/button'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { IsoDate } from '@/lib/core/date'
import type { FormState } from '@/lib/core/parse-form'

type Props = { action: (state: FormState, form: FormData) => Promise<FormState>; oggi: IsoDate }

/** How and when the copies were paid. */
export function PagamentoForm({ action, oggi }: Props) {
  const { day, errors, formProps, message, pending, value } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        name="pagamento"
        label="Codice del pagamento"
        hint="Il codice IUV della ricevuta pagoPA, o il numero della marca da bollo"
        error={errors.pagamento}
        defaultValue={value('pagamento')}
      />
      <DateField
        name="pagatoIl"
        label="Quando hai pagato"
        error={errors.pagatoIl}
        defaultValue={day('pagatoIl', oggi)}
      />
      <Button pending={pending}>Ho pagato</Button>
    </form>
  )
}
