'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import {
  addContenitoreAction,
  addContenutaAction,
  addLuogoAction,
  describeContenitoreAction,
  moveLuogoAction,
  renameLuogoAction,
  takeOutAction,
} from '@/lib/archivio/deposito/actions'
import { NOMI_CONTENITORE, NOMI_LUOGO, NOMI_MOTIVO } from '@/lib/archivio/deposito/rules'
import type { FormState } from '@/lib/core/parse-form'
import { optionsOf } from './parole'

export type LuogoScelto = { id: string; percorso: string }
const luoghiOf = (luoghi: readonly LuogoScelto[]) => luoghi.map((one) => ({ value: one.id, label: one.percorso }))

function useFields(
  action: (state: FormState, form: FormData) => Promise<FormState>,
  valori: Record<string, string | null | undefined> = {},
) {
  const { errors, formProps, message, pending, typed, value } = useActionForm(action)
  const field = (name: string) => ({ name, error: errors[name], defaultValue: value(name, valori[name] ?? '') })
  /** a list is drawn anew with each answer: it keeps what was chosen */
  const turn = JSON.stringify(typed)
  return { errors, field, formProps, message, pending, turn, value }
}

export function LuogoForm({ luoghi }: { luoghi: readonly LuogoScelto[] }) {
  const { errors, field, formProps, message, pending, turn } = useFields(addLuogoAction)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Select key={`tipo ${turn}`} {...field('tipo')} label="Che cosa è" options={optionsOf(NOMI_LUOGO)} />
      <TextField {...field('nome')} label="Nome" width="l" />
      <Select
        key={`padreId ${turn}`}
        {...field('padreId')}
        label="Dove si trova"
        emptyLabel="È una sede"
        options={luoghiOf(luoghi)}
        optional
      />
      <Button pending={pending}>Aggiungi il luogo</Button>
    </form>
  )
}

export function NomeLuogoForm({ id, versione, nome }: { id: string; versione: number; nome: string }) {
  const { errors, field, formProps, message, pending } = useFields(bound(renameLuogoAction, id, versione), { nome })
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField {...field('nome')} label="Nome" hint="Etichette e movimenti restano legati a questo luogo" width="l" />
      <Button kind="secondary" pending={pending}>
        Cambia il nome
      </Button>
    </form>
  )
}

/** @param luoghi those in which it may stand */
export function SpostaLuogoForm(props: {
  id: string
  versione: number
  padreId: string
  luoghi: readonly LuogoScelto[]
}) {
  const { id, versione, padreId, luoghi } = props
  const action = bound(moveLuogoAction, id, versione)
  const { errors, field, formProps, message, pending, turn } = useFields(action, { padreId })
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Select
        key={`padreId ${turn}`}
        {...field('padreId')}
        label="Dove si trova"
        hint="Vi va con tutto ciò che contiene"
        emptyLabel={null}
        options={luoghiOf(luoghi)}
      />
      <Button kind="secondary" pending={pending}>
        Sposta il luogo
      </Button>
    </form>
  )
}

type ContenitoreProps = { luoghi: readonly LuogoScelto[] } & (
  | { unitaId: string; luogoId?: string }
  | { id: string; versione: number; valori: { tipo: string; luogoId: string; posizione: string | null } }
)
/** A container: new (with a unit in it, when it was asked from a unit), or one to correct. */
export function ContenitoreForm({ luoghi, ...what }: ContenitoreProps) {
  const known = 'id' in what
  const { errors, field, formProps, message, pending, turn } = useFields(
    known ? bound(describeContenitoreAction, what.id, what.versione) : bound(addContenitoreAction, what.unitaId),
    known ? what.valori : { luogoId: what.luogoId },
  )
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Select key={`tipo ${turn}`} {...field('tipo')} label="Tipo" options={optionsOf(NOMI_CONTENITORE)} />
      {!known && <TextField {...field('codice')} label="Codice" hint="Quello dell’etichetta, senza spazi" width="l" />}
      <Select key={`luogoId ${turn}`} {...field('luogoId')} label="Luogo" options={luoghiOf(luoghi)} />
      <TextField
        {...field('posizione')}
        label="Posizione"
        hint="Per esempio: palchetto 2, terza da sinistra"
        optional
      />
      <Button pending={pending}>{known ? 'Salva' : 'Aggiungi il contenitore'}</Button>
    </form>
  )
}

export function ContenutaForm({ unitaId }: { unitaId: string }) {
  const { errors, field, formProps, message, pending } = useFields(bound(addContenutaAction, unitaId))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        {...field('codice')}
        label="Codice del contenitore"
        hint="Scrivilo, o leggilo con il lettore"
        spellCheck={false}
        autoComplete="off"
      />
      <Button pending={pending}>Metti qui</Button>
    </form>
  )
}

export function PrelievoForm({ id, luoghi }: { id: string; luoghi: readonly LuogoScelto[] }) {
  const { errors, field, formProps, message, pending, turn, value } = useFields(bound(takeOutAction, id))
  const parts = { giorno: 'rientroPrevistoIl.giorno', mese: 'rientroPrevistoIl.mese', anno: 'rientroPrevistoIl.anno' }
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Select key={`motivo ${turn}`} {...field('motivo')} label="Motivo" options={optionsOf(NOMI_MOTIVO)} />
      <Select
        key={`aLuogoId ${turn}`}
        {...field('aLuogoId')}
        label="Dove va"
        emptyLabel="Fuori dai depositi"
        options={luoghiOf(luoghi)}
        hint="Serve per i trasferimenti"
        optional
      />
      <DateField
        name="rientroPrevistoIl"
        label="Torna il"
        hint="Non serve per i trasferimenti"
        error={errors.rientroPrevistoIl}
        defaultValue={{ giorno: value(parts.giorno), mese: value(parts.mese), anno: value(parts.anno) }}
      />
      <Button pending={pending}>Registra il prelievo</Button>
    </form>
  )
}
