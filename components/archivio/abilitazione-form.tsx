'use client'
import { SecondoFattore } from '@/components/auth/secondo-fattore'
import { Button } from '@/components/ui/button'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { nameAbilitatoAction } from '@/lib/archivio/abilitazioni/actions'
import { FATTORE_CODICE } from '@/lib/auth/rules-step-up'

type Props = { funzionari: readonly { id: string; nome: string; ufficio: string }[]; fattore: boolean }

/** Names an officer for papers that are closed, for a time and a reason. */
export function AbilitazioneForm({ funzionari, fattore }: Props) {
  const { errors, formProps, message, pending, stepUp, typed, value } = useActionForm(nameAbilitatoAction)
  const day = (name: string) => ({
    giorno: value(`${name}.giorno`),
    mese: value(`${name}.mese`),
    anno: value(`${name}.anno`),
  })
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Select
        key={JSON.stringify(typed)}
        name="personaId"
        label="Persona"
        error={errors.personaId}
        defaultValue={value('personaId')}
        options={funzionari.map((one) => ({ value: one.id, label: `${one.nome} (${one.ufficio})` }))}
      />
      <TextField
        name="segnatura"
        label="Segnatura del fondo o dell’unità"
        hint="Per intero, per esempio IT-SP-PROV/ASS"
        error={errors.segnatura}
        defaultValue={value('segnatura')}
        spellCheck={false}
      />
      <DateField name="dal" label="Dal" error={errors.dal} defaultValue={day('dal')} />
      <DateField
        name="al"
        label="Al"
        hint="Ultimo giorno compreso, al massimo tre anni"
        error={errors.al}
        defaultValue={day('al')}
      />
      <TextArea
        name="motivo"
        label="Motivo"
        hint="Per esempio: riordino del fondo"
        rows={3}
        max={500}
        error={errors.motivo}
        defaultValue={value('motivo')}
      />
      {(fattore || stepUp) && <SecondoFattore error={errors[FATTORE_CODICE]} />}
      <Button pending={pending}>Abilita</Button>
    </form>
  )
}
