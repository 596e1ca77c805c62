'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { citeUnitaAction } from '@/lib/archivio/riferimento/actions'
import { paths } from '@/lib/core/paths'

type Props = { dove: { bozzaId: string; allegato: string }; titolo: string }

/** For who knows that the Province has the document: where it is, instead of the document. */
export function RiferimentoForm({ dove, titolo }: Props) {
  const { errors, formProps, message, pending, typed, value } = useActionForm(bound(citeUnitaAction, dove))
  const id = `riferimento-${dove.allegato}`
  return (
    <details className="disclosure mt-4" open={typed !== null}>
      <summary>
        La Provincia ce l’ha già?<span className="sr-only"> {titolo}</span>
      </summary>
      <form {...formProps}>
        <ErrorSummary message={message} errors={errors} ids={{ riferimento: id }} />
        <p className="mb-4">
          Se il documento è nell’archivio non serve caricarlo: indica dov’è e l’ufficio lo prende da lì.{' '}
          <a href={paths.archivio.home}>Cerca nell’archivio</a>
        </p>
        <TextField
          id={id}
          name="riferimento"
          label="Segnatura o indirizzo del fascicolo"
          hint="Li trovi nella sua scheda, per esempio IT-SP-PROV/SIS/1990/b001/f0006"
          error={errors.riferimento}
          defaultValue={value('riferimento')}
          autoComplete="off"
        />
        <Button kind="secondary" pending={pending}>
          Indica questo fascicolo
        </Button>
      </form>
    </details>
  )
}
