'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { Disclosure } from '@/components/ui/disclosure'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { writeMappaEadAction } from '@/lib/archivio/conversione/actions'

/** What a finding aid in EAD does not say of itself: written as the mapping of the batch. */
export function MappaEadForm({ id }: { id: string }) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(writeMappaEadAction, id))
  return (
    <Disclosure summary="Ho un inventario in EAD" open={message !== null}>
      <form {...formProps}>
        <ErrorSummary message={message} errors={errors} />
        <TextField
          name="segnatura"
          label="Segnatura che l’inventario prende qui"
          hint="Per esempio IT-SP-PROV/GC. Vuota: quella del file"
          optional
          error={errors.segnatura}
          defaultValue={value('segnatura')}
        />
        <TextField
          name="padre"
          label="Sta in"
          hint="La segnatura dell’unità dell’archivio che lo contiene. Vuota: è un fondo nuovo"
          optional
          error={errors.padre}
          defaultValue={value('padre')}
        />
        <Radios
          name="accesso"
          label="Come si consulta"
          hint="Niente dell’inventario sarà più aperto di così. Dove il file chiude di più, vale il file"
          error={errors.accesso}
          defaultValue={value('accesso', 'su_richiesta')}
          options={[
            { value: 'su_richiesta', label: 'Su richiesta', hint: 'La descrizione è pubblica, le carte si chiedono' },
            { value: 'riservato', label: 'Riservato', hint: 'In pubblico solo che cos’è, di quando e di dove' },
            { value: 'particolare', label: 'Particolare', hint: 'Lo conoscono solo gli abilitati, uno per uno' },
            { value: 'libero', label: 'Libero', hint: 'Descrizione e carte sono di tutti' },
          ]}
        />
        <TextField
          name="produttore"
          label="Soggetto produttore"
          hint="Chi ha formato le carte, se il file non lo dice"
          optional
          error={errors.produttore}
          defaultValue={value('produttore')}
        />
        <p className="hint">
          Diventa <code>mappa.yaml</code> tra i file del lotto, al posto di quella che c’è.
        </p>
        <Button pending={pending}>Scrivi la mappa</Button>
      </form>
    </Disclosure>
  )
}
