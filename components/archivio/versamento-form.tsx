'use client'
import { useId } from 'react'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { versaPraticaAction } from '@/lib/archivio/versamento/actions'

type Props = {
  id: string
  /** signature proposed; '' when none is */
  serie: string
  riceventi: readonly { segnatura: string; titolo: string }[]
}

/** Where in the archive a concluded practice goes. */
export function VersamentoForm({ id, serie, riceventi }: Props) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(versaPraticaAction, id))
  const list = useId()
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        name="serie"
        label="Serie o fondo che la riceve"
        hint="La segnatura, per esempio IT-SP-PROV/STR. Se non la conosci chiedi all’archivio"
        error={errors.serie}
        defaultValue={value('serie', serie)}
        list={list}
        autoComplete="off"
      />
      <datalist id={list}>
        {riceventi.map(({ segnatura, titolo }) => (
          <option key={segnatura} value={segnatura}>
            {titolo}
          </option>
        ))}
      </datalist>
      <Button kind="secondary" pending={pending} pendingText="Copio i documenti…">
        Versa in archivio
      </Button>
    </form>
  )
}
