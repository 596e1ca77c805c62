'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Checkboxes } from '@/components/ui/choices'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import {
  addConvenzioneAction,
  addLettoreAction,
  endConvenzioneAction,
  openInConvenzioneAction,
} from '@/lib/archivio/accesso/actions-diretto'
import { MAX_ANNI_CONVENZIONE, MAX_SCOPO } from '@/lib/archivio/accesso/rules-convenzioni'

/** An agreement that was signed: with whom, by which act, for which Comuni, from when to when. */
export function ConvenzioneForm({
  enti,
  comuni,
}: {
  enti: readonly { id: string; denominazione: string }[]
  comuni: readonly { istat: string; nome: string }[]
}) {
  const { day, errors, formProps, list, message, pending, value } = useActionForm(addConvenzioneAction)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Select
        name="organizzazioneId"
        label="Ente"
        error={errors.organizzazioneId}
        defaultValue={value('organizzazioneId')}
        options={enti.map(({ id, denominazione }) => ({ value: id, label: denominazione }))}
      />
      <TextField
        name="atto"
        label="Atto"
        hint="Per esempio Delibera n. 12 del 3 marzo 2027"
        width="l"
        error={errors.atto}
        defaultValue={value('atto')}
      />
      <DateField name="dal" label="Dal" error={errors.dal} defaultValue={day('dal')} />
      <DateField
        name="al"
        label="Fino al"
        hint={`Al massimo ${MAX_ANNI_CONVENZIONE} anni (da confermare)`}
        error={errors.al}
        defaultValue={day('al')}
      />
      <Checkboxes
        name="comuni"
        label="Comuni di cui legge le carte"
        error={errors.comuni}
        defaultValue={list('comuni')}
        options={comuni.map(({ istat, nome }) => ({ value: istat, label: nome }))}
      />
      <Button pending={pending}>Registra la convenzione</Button>
    </form>
  )
}

/** One more who reads for the body. */
export function LettoreForm({ id }: { id: string }) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(addLettoreAction, id))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField name="nome" label="Nome e cognome" width="l" error={errors.nome} defaultValue={value('nome')} />
      <TextField
        name="codiceFiscale"
        label="Codice fiscale"
        hint="Con questo entra: deve anche lavorare per l’ente, nel registro dei ruoli"
        width="l"
        error={errors.codiceFiscale}
        defaultValue={value('codiceFiscale')}
      />
      <Button kind="secondary" pending={pending}>
        Aggiungi la persona
      </Button>
    </form>
  )
}

export function CessazioneForm({ id }: { id: string }) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(endConvenzioneAction, id))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextArea
        name="motivo"
        label="Perché finisce prima"
        error={errors.motivo}
        defaultValue={value('motivo')}
        rows={3}
      />
      <Button kind="danger" pending={pending}>
        Fai cessare la convenzione
      </Button>
    </form>
  )
}

/** What the papers are needed for, before the first one of the day. */
export function ScopoForm({ id }: { id: string }) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(openInConvenzioneAction, id))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        name="scopo"
        label="Per che cosa ti servono queste carte?"
        hint={`Per esempio pratica edilizia 12/2026. Si legge su ogni pagina. Non più di ${MAX_SCOPO} caratteri`}
        width="l"
        error={errors.scopo}
        defaultValue={value('scopo')}
      />
      <Button pending={pending}>Apri le carte per oggi</Button>
    </form>
  )
}
