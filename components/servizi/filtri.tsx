import { FilterPanel } from '@/components/ui/filters'
import { Select } from '@/components/ui/select'
import { paths } from '@/lib/core/paths'
import type { FiltroServizi, listScelte } from '@/lib/procedimenti/queries'

export const NOMI_PUBBLICO: Record<string, string> = {
  cittadini: 'Cittadini',
  imprese: 'Imprese',
  tecnici: 'Tecnici',
  enti: 'Enti pubblici',
}

type Props = { filtro: FiltroServizi; scelte: ReturnType<typeof listScelte> }

/** For whom, about what, which office: applied by a button, kept in the address. */
export function FiltriServizi({ filtro, scelte }: Props) {
  const active = Boolean(filtro.pubblico || filtro.argomento || filtro.ufficio || filtro.bisogno)
  const search: Record<string, string> = filtro.q ? { q: filtro.q } : {}
  return (
    <FilterPanel
      action={paths.servizi}
      hidden={{ ...search, ...(filtro.bisogno ? { bisogno: filtro.bisogno } : {}) }}
      resetHref={active ? serviziHref(search) : undefined}
    >
      <Select
        name="pubblico"
        label="A chi serve"
        emptyLabel="Tutti"
        width="xl"
        defaultValue={filtro.pubblico ?? ''}
        options={scelte.pubblico.map((value) => ({ value, label: NOMI_PUBBLICO[value] ?? value }))}
      />
      <Select
        name="argomento"
        label="Argomento"
        emptyLabel="Tutti"
        width="xl"
        defaultValue={filtro.argomento ?? ''}
        options={scelte.argomenti.map((value) => ({ value, label: value }))}
      />
      <Select
        name="ufficio"
        label="Ufficio"
        emptyLabel="Tutti"
        width="xl"
        defaultValue={filtro.ufficio ?? ''}
        options={scelte.uffici.map(({ codice, denominazione }) => ({ value: codice, label: denominazione }))}
      />
    </FilterPanel>
  )
}

/** Address of the catalogue with these words and filters. */
export function serviziHref(filtro: FiltroServizi): string {
  const query = new URLSearchParams(
    Object.entries(filtro).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
  return query.size > 0 ? `${paths.servizi}?${query}` : paths.servizi
}
