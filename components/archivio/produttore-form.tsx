'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { addProduttoreAction, describeProduttoreAction } from '@/lib/archivio/dettagli/actions'
import { optionsOf } from './parole'

type Props = {
  id?: string
  versione?: number
  valori?: {
    tipo: string
    denominazione: string
    altreDenominazioni: string
    esistenza: string | null
    storia: string | null
  }
}

/** An authority record: new, or one to correct. */
export function ProduttoreForm({ id, versione = 0, valori }: Props) {
  const { errors, formProps, message, pending, value } = useActionForm(
    id ? bound(describeProduttoreAction, id, versione) : addProduttoreAction,
  )
  const field = (name: keyof NonNullable<typeof valori>) => ({
    name,
    error: errors[name],
    defaultValue: value(name, valori?.[name] ?? ''),
  })
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Radios
        {...field('tipo')}
        label="Che cosa è"
        options={optionsOf({ ente: 'Un ente', persona: 'Una persona', famiglia: 'Una famiglia' })}
      />
      <TextField {...field('denominazione')} label="Denominazione" width="xl" />
      <TextArea
        {...field('altreDenominazioni')}
        label="Altre denominazioni"
        hint="Una per riga: nomi precedenti, sigle"
        rows={3}
        max={2000}
        optional
      />
      <TextField
        {...field('esistenza')}
        label="Esistenza"
        hint="Per esempio: dal 1971, oppure 1865–1927"
        width="m"
        optional
      />
      <TextArea {...field('storia')} label="Storia" hint="Pubblica" rows={6} max={5000} optional />
      <Button pending={pending}>{id ? 'Salva' : 'Aggiungi il soggetto'}</Button>
    </form>
  )
}
