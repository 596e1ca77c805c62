'use client'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { createLottoAction } from '@/lib/archivio/lotti/actions'

/** Opens a batch: its name, and what to do with units that the archive has already. */
export function NuovoLottoForm() {
  const { errors, formProps, message, pending, value } = useActionForm(createLottoAction)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        name="nome"
        label="Come si chiama il lotto"
        hint="Per ritrovarlo nell’elenco, per esempio: Sismica 1987, consegna 3"
        error={errors.nome}
        defaultValue={value('nome')}
      />
      <Radios
        name="modo"
        label="Se un’unità dell’indice è già nell’archivio"
        error={errors.modo}
        defaultValue={value('modo', 'nuove')}
        options={[
          { value: 'nuove', label: 'La riga resta fuori', hint: 'Il lotto porta unità nuove' },
          {
            value: 'aggiungi',
            label: 'Aggiungi i suoi file',
            hint: 'Le unità sono già descritte e arrivano le scansioni: la descrizione resta com’è',
          },
        ]}
      />
      <Button pending={pending}>Continua</Button>
    </form>
  )
}
