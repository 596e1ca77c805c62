'use client'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { giveFattoreAction } from '@/lib/auth/actions-fattori'
import { ChiaveButton } from './chiave-button'

/** The second factor after the sign-in: a code, or a passkey where there is one. */
export function FattoreForm({ ritorno, chiavi }: { ritorno: string | null; chiavi: boolean }) {
  const { errors, formProps, message, pending } = useActionForm(giveFattoreAction)
  return (
    <form {...formProps} className="max-w-narrow">
      <ErrorSummary message={errors.codice ? null : message} errors={errors} />
      {ritorno && <input type="hidden" name="ritorno" value={ritorno} />}
      <TextField
        name="codice"
        label="Codice"
        hint="Le 6 cifre che vedi nell’app, oppure uno dei tuoi codici di recupero"
        error={errors.codice}
        width="m"
        autoComplete="one-time-code"
        spellCheck={false}
      />
      <div className="actions">
        <Button pending={pending}>Continua</Button>
        {chiavi && <ChiaveButton per="verificare">Usa la chiave di sicurezza</ChiaveButton>}
      </div>
    </form>
  )
}
