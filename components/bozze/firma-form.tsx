'use client'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormState } from '@/lib/core/parse-form'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  impronta: string
  nome: string
}

/** Signs what is on this page, and nothing else: its fingerprint goes with the form. */
export function FirmaForm({ action, impronta, nome }: Props) {
  const { errors, formProps, message, pending } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <input type="hidden" name="impronta" value={impronta} />
      <Checkbox
        name="letto"
        value="si"
        label={`Io, ${nome}, ho letto la domanda e le dichiarazioni qui sopra e le faccio mie`}
        hint="Chi dichiara il falso risponde penalmente: artt. 46, 47 e 76 D.P.R. 445/2000"
        error={errors.letto}
      />
      <Button pending={pending}>Firma la domanda</Button>
    </form>
  )
}
