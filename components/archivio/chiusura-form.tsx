'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { CategoriaEtichetta } from '@/lib/archivio/rules-consultabilita'
import { closePaginaAction } from '@/lib/archivio/visore/actions'
import { CATEGORIE } from './parole'

type Props = {
  dove: { unitaId: string; paginaId: string; numero: number }
  /** what its text makes one think of */
  proposta: CategoriaEtichetta | null
  /** it is closed, and may be closed otherwise */
  chiusa: boolean
}

/** Why a page is closed: it decides who sees it, and for how long. */
export function ChiusuraForm({ dove, proposta, chiusa }: Props) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(closePaginaAction, dove))
  return (
    <form {...formProps} className="mb-6">
      <ErrorSummary message={message} errors={errors} ids={{ motivo: 'motivo-chiudi' }} />
      <Select
        name="categoria"
        label="Che cosa la chiude"
        hint={
          proposta && !chiusa
            ? `Il testo fa pensare a «${CATEGORIE[proposta]}»: controlla sull’immagine`
            : 'Salute, reati e simili: poi la vede solo chi è abilitato all’unità. Se non lo sei, nemmeno tu'
        }
        error={errors.categoria}
        defaultValue={value('categoria', chiusa ? '' : (proposta ?? ''))}
        emptyLabel="Altro: la vedono tutti gli uffici"
        options={Object.entries(CATEGORIE).map(([value, label]) => ({ value, label }))}
      />
      <TextField
        name="quando"
        label="Data della carta (non serve per «Altro»)"
        hint="14/03/1968, oppure il solo anno: il termine si conta da lì, poi la pagina si apre da sé"
        error={errors.quando}
        defaultValue={value('quando')}
        width="m"
      />
      <TextField
        id="motivo-chiudi"
        name="motivo"
        label="Motivo"
        hint="Resta nella storia della pagina"
        error={errors.motivo}
        defaultValue={value('motivo')}
      />
      <Button kind="danger" pending={pending}>
        {chiusa ? 'Cambia chi la vede' : 'Chiudi la pagina'}
      </Button>
    </form>
  )
}
