'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { changeLivelloAction, changeSegnaturaAction, moveUnitaAction } from '@/lib/archivio/actions'
import { type LivelloDescrizione, NOMI_LIVELLO } from '@/lib/archivio/rules'

type Props = { id: string; versione: number }

export function SegnaturaForm({ id, versione, segnatura }: Props & { segnatura: string }) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(changeSegnaturaAction, id, versione))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        name="segnatura"
        label="Segnatura"
        hint="Unica in tutto l’archivio. L’indirizzo dell’unità non cambia"
        width="l"
        spellCheck={false}
        error={errors.segnatura}
        defaultValue={value('segnatura', segnatura)}
      />
      <Button kind="secondary" pending={pending}>
        Cambia la segnatura
      </Button>
    </form>
  )
}

/** @param livelli those that it may have instead of its own */
export function LivelloForm({ id, versione, livelli }: Props & { livelli: readonly LivelloDescrizione[] }) {
  const { errors, formProps, message, pending, typed, value } = useActionForm(bound(changeLivelloAction, id, versione))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Select
        key={JSON.stringify(typed)}
        name="livello"
        label="Nuovo livello"
        error={errors.livello}
        defaultValue={value('livello')}
        options={livelli.map((one) => ({ value: one, label: NOMI_LIVELLO[one] }))}
      />
      <Button kind="secondary" pending={pending}>
        Cambia il livello
      </Button>
    </form>
  )
}

export function SpostaForm({ id, versione }: Props) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(moveUnitaAction, id, versione))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        name="dentro"
        label="Dentro l’unità"
        hint="La segnatura di una serie o di un’unità dello stesso fondo"
        width="l"
        spellCheck={false}
        error={errors.dentro}
        defaultValue={value('dentro')}
      />
      <Button kind="secondary" pending={pending}>
        Sposta
      </Button>
    </form>
  )
}
