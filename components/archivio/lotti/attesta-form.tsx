'use client'
import { SecondoFattore } from '@/components/auth/secondo-fattore'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { Disclosure } from '@/components/ui/disclosure'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { attestLottoAction } from '@/lib/archivio/lotti/actions'
import { FATTORE_CODICE } from '@/lib/auth/rules-step-up'

type Props = {
  id: string
  /** pages that are not those of the index: to be explained */
  differenze: boolean
  /** the second factor was given too long ago: it is asked for at once */
  fattore: boolean
}

/** A public officer attests that the copies of the batch are as their originals. */
export function AttestaForm({ id, differenze, fattore }: Props) {
  const { errors, formProps, message, pending, stepUp, value } = useActionForm(bound(attestLottoAction, id))
  return (
    <Disclosure summary="Attesta la conformità delle copie" open={message !== null}>
      <form {...formProps}>
        <ErrorSummary message={message} errors={errors} />
        <Radios
          name="valore"
          label="Come sono state confrontate con gli originali?"
          error={errors.valore}
          defaultValue={value('valore') || undefined}
          options={[
            {
              value: 'attestata_raffronto',
              label: 'Una per una, con il raffronto',
              hint: 'Art. 22 c. 2 e art. 23-ter c. 3 del CAD',
            },
            {
              value: 'certificata_processo',
              label: 'Con un processo certificato',
              hint: 'Art. 22 c. 1-bis e art. 23-ter c. 1-bis del CAD',
            },
          ]}
        />
        <TextArea
          name="processo"
          label="Quale processo"
          hint="Solo per il processo certificato: quale, e dove ne sono conservate le prove"
          optional
          error={errors.processo}
          defaultValue={value('processo')}
          rows={3}
          max={2000}
        />
        <TextArea
          name="note"
          label="Note"
          hint={differenze ? 'Spiega perché le pagine non sono quelle dell’indice' : undefined}
          optional={!differenze}
          error={errors.note}
          defaultValue={value('note')}
          rows={3}
          max={2000}
        />
        <p>L’attestazione non si cambia più. Riporta il tuo nome, il giorno e l’impronta di ogni file.</p>
        {(fattore || stepUp) && <SecondoFattore error={errors[FATTORE_CODICE]} />}
        <Button pending={pending}>Attesta</Button>
      </form>
    </Disclosure>
  )
}
