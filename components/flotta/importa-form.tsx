'use client'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormState } from '@/lib/core/parse-form'

/** The table of vehicles, to be read and checked: nothing changes yet. */
export function ImportaForm({ action }: { action: (state: FormState, form: FormData) => Promise<FormState> }) {
  const { errors, formProps, message, pending } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={errors.file ? null : message} errors={errors} />
      <Field
        id="file"
        label="File dei veicoli"
        hint="CSV o XLSX, fino a 900 kB e 2000 veicoli. Si legge il primo foglio"
        error={errors.file}
      >
        <input
          id="file"
          type="file"
          name="file"
          className="input"
          accept=".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          aria-describedby={`file-hint${errors.file ? ' file-error' : ''}`}
          aria-invalid={errors.file ? true : undefined}
        />
      </Field>
      <Button pending={pending} pendingText="Leggiamo il file…">
        Controlla il file
      </Button>
    </form>
  )
}
