'use client'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { type FormAction, useServerForm } from '@/components/ui/use-server-form'

type Props = { action: FormAction; scelte: { value: string; label: string }[]; scelta: string | null }
const MANCA = 'Scegli per chi presenti la domanda'

/** On whose behalf, then the draft begins. */
export function NuovaForm({ action, scelte, scelta }: Props) {
  const { errors, form, formProps, message, pending } = useServerForm(
    (data): Record<string, string> => (data.get('per') ? {} : { per: MANCA }),
    action,
  )
  const [only] = scelte
  return (
    <form {...formProps}>
      <ErrorSummary message={errors.per ? null : message} errors={errors} />
      {scelte.length === 1 && only ? (
        <p className="mb-4">
          Presenti la domanda: <strong>{only.label}</strong>
          <input type="hidden" name="per" value={only.value} />
        </p>
      ) : (
        <Radios
          label="Per chi presenti la domanda?"
          error={errors.per}
          options={scelte}
          defaultValue={scelta}
          {...form.register('per')}
        />
      )}
      <Button pending={pending}>Inizia la domanda</Button>
    </form>
  )
}
