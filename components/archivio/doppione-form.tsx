'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { decideDoppioneAction } from '@/lib/archivio/doppioni/actions'
import type { Coppia } from '@/lib/archivio/doppioni/queries'
import { NOMI_DOPPIONE } from '@/lib/archivio/doppioni/rules'
import { optionsOf } from './parole'

/** What an archivist thinks of two units that look like one. */
export function DoppioneForm({ fondoId, coppia }: { fondoId: string; coppia: Coppia }) {
  const { una, altra } = coppia
  const { errors, formProps, message, pending, value } = useActionForm(
    bound(decideDoppioneAction, fondoId, una.id, altra.id),
  )
  const idOf = (name: string) => `${name}-${una.id}-${altra.id}`
  return (
    <form {...formProps}>
      <ErrorSummary message={message} />
      <Radios
        name="esito"
        id={idOf('esito')}
        label="Che cosa sono"
        error={errors.esito}
        defaultValue={value('esito', coppia.esito ?? '') || undefined}
        options={optionsOf(NOMI_DOPPIONE)}
      />
      <Radios
        name="tieniId"
        id={idOf('tieniId')}
        label="Se sono la stessa, quale resta"
        error={errors.tieniId}
        defaultValue={value('tieniId', coppia.tieniId ?? '') || undefined}
        options={[una, altra].map((one) => ({ value: one.id, label: one.segnatura }))}
        optional
      />
      <TextField
        name="motivo"
        id={idOf('motivo')}
        label="Perché"
        width="xl"
        error={errors.motivo}
        defaultValue={value('motivo', coppia.motivo ?? '')}
      />
      <Button kind="secondary" small pending={pending}>
        Scrivi la decisione
      </Button>
    </form>
  )
}
