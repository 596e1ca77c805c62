'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { changeRicercaAction, saveRicercaAction } from '@/lib/archivio/ricerche/actions'
import { type Avviso, NOMI_AVVISO } from '@/lib/archivio/ricerche/rules'
import { optionsOf } from './parole'

type Props = { nome: string; avviso: Avviso } & ({ id: string } | { query: string })

/** Name of a search, and how often its owner is told what is new: a new one, by its query, or one that is kept. */
export function RicercaForm({ nome, avviso, ...which }: Props) {
  const action = 'id' in which ? bound(changeRicercaAction, which.id) : bound(saveRicercaAction, which.query)
  const { errors, formProps, message, pending, value } = useActionForm(action)
  const own = 'id' in which ? `-${which.id}` : ''
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        id={`nome${own}`}
        name="nome"
        label="Nome della ricerca"
        error={errors.nome}
        defaultValue={value('nome', nome)}
      />
      <Radios
        id={`avviso${own}`}
        name="avviso"
        label="Vuoi essere avvisato?"
        hint="L’avviso arriva al mattino tra i tuoi messaggi e per e-mail, solo se ci sono unità nuove o con carte nuove"
        error={errors.avviso}
        defaultValue={value('avviso', avviso)}
        options={optionsOf(NOMI_AVVISO)}
      />
      <Button pending={pending}>{'id' in which ? 'Salva le modifiche' : 'Salva la ricerca'}</Button>
    </form>
  )
}
