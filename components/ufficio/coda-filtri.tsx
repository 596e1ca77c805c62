import { Button } from '@/components/ui/button'
import { ActiveFilters } from '@/components/ui/filters'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { paths } from '@/lib/core/paths'
import type { FiltroCoda } from '@/lib/pratiche/rules-coda'
import { TIPI_DOMANDA } from '@/lib/trasporti/rules-tipi'

type Props = {
  filtro: FiltroCoda
  assegnatari: readonly { id: string; nome: string }[]
  href: (change: Partial<FiltroCoda>) => string
  totale: string
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Filters applied by a button; those in force as chips that take one off. */
export function CodaFiltri({ filtro, assegnatari, href, totale }: Props) {
  const active = [
    filtro.q && { label: `«${filtro.q}»`, removeHref: href({ q: '' }) },
    filtro.tipo && { label: capital(filtro.tipo), removeHref: href({ tipo: null }) },
    filtro.massaMinT && { label: `Massa da ${filtro.massaMinT} t`, removeHref: href({ massaMinT: null }) },
    filtro.assegnatarioId && {
      label: assegnatari.find((one) => one.id === filtro.assegnatarioId)?.nome ?? 'Un’altra persona',
      removeHref: href({ assegnatarioId: null }),
    },
  ].filter((one) => one !== null && one !== '' && one !== 0) as { label: string; removeHref: string }[]
  return (
    <>
      <form action={paths.ufficio.home} method="get" aria-label="Filtri della coda" className="queue-filters">
        <input type="hidden" name="vista" value={filtro.vista} />
        <input type="hidden" name="ordina" value={filtro.ordina} />
        <input type="hidden" name="verso" value={filtro.verso} />
        <TextField
          name="q"
          label="Cerca"
          hint="Numero, targa, richiedente o oggetto"
          defaultValue={filtro.q}
          type="search"
          maxLength={200}
          data-shortcut="/"
        />
        <Select
          name="tipo"
          label="Tipo"
          width="m"
          emptyLabel="Tutti"
          defaultValue={filtro.tipo ?? ''}
          options={TIPI_DOMANDA.map((tipo) => ({ value: tipo, label: capital(tipo) }))}
        />
        <TextField
          name="massa"
          label="Massa minima (t)"
          width="s"
          inputMode="numeric"
          defaultValue={filtro.massaMinT ?? ''}
        />
        <Select
          name="assegnatario"
          label="In carico a"
          width="m"
          emptyLabel="Chiunque"
          defaultValue={filtro.assegnatarioId ?? ''}
          options={assegnatari.map((one) => ({ value: one.id, label: one.nome }))}
        />
        <Button kind="secondary" small>
          Applica
        </Button>
      </form>
      <ActiveFilters filters={active}>
        <span className="muted queue-total" role="status">
          {totale}
        </span>
      </ActiveFilters>
    </>
  )
}
