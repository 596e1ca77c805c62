'use client'
import { SecondoFattore } from '@/components/auth/secondo-fattore'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { certifyConformeAction } from '@/lib/archivio/conformi/actions'
import { FATTORE_CODICE } from '@/lib/auth/rules-step-up'

type Props = {
  visioneId: string
  /** new at each page: pressed twice, the form makes one copy */
  chiave: string
  /** '1–12' */
  tutte: string
  /** all the scans were attested when they came */
  attestate: boolean
  /** the second factor was given too long ago: it is asked for at once */
  fattore: boolean
}

/** Which pages are certified, and what the officer relies on. */
export function ConformeForm({ visioneId, chiave, tutte, attestate, fattore }: Props) {
  const { errors, formProps, message, pending, stepUp, value } = useActionForm(bound(certifyConformeAction, visioneId))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <input type="hidden" name="chiave" value={chiave} />
      <TextField
        name="pagine"
        label="Pagine"
        hint={`Per esempio 1-3, 5. Si possono dare: ${tutte}`}
        error={errors.pagine}
        defaultValue={value('pagine', tutte.replaceAll('–', '-'))}
      />
      <Radios
        name="base"
        label="Su che cosa si fonda la conformità?"
        error={errors.base}
        defaultValue={value('base') || undefined}
        options={[
          {
            value: 'raffronto',
            label: 'Ho confrontato queste pagine con gli originali',
            hint: 'Art. 18 D.P.R. 445/2000',
          },
          {
            value: 'attestate',
            label: 'Le scansioni sono già attestate conformi',
            hint: attestate
              ? 'Con l’attestazione del lotto con cui sono arrivate (art. 22 del CAD)'
              : 'Non tutte queste scansioni lo sono',
            disabled: !attestate,
          },
        ]}
      />
      <p className="mb-4">
        La copia porta il tuo nome, il giorno, un numero del registro e il sigillo della Provincia. Non si cambia più:
        se è sbagliata si revoca.
      </p>
      {(fattore || stepUp) && <SecondoFattore error={errors[FATTORE_CODICE]} />}
      <Button pending={pending}>Certifica e rilascia</Button>
    </form>
  )
}
