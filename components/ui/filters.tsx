import type { ReactNode } from 'react'
import { Button } from './button'

type FilterPanelProps = {
  /** The same address as the list: filters are a GET form, so the result is a bookmark. */
  action: string
  /** Kept through the search: sort, view. */
  hidden?: Readonly<Record<string, string>>
  children: ReactNode
  resetHref?: string
}

/** Filters applied by a button, never while one is choosing. */
export function FilterPanel({ action, hidden = {}, children, resetHref }: FilterPanelProps) {
  return (
    <form action={action} method="get" aria-label="Filtri">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <div className="chips">
        <Button kind="secondary" small>
          Applica i filtri
        </Button>
        {resetHref && <a href={resetHref}>Togli tutti</a>}
      </div>
    </form>
  )
}

export type ActiveFilter = { label: string; removeHref: string }

/** What is filtered now; each chip takes one filter off. */
export function ActiveFilters({ filters, children }: { filters: readonly ActiveFilter[]; children?: ReactNode }) {
  if (filters.length === 0 && !children) return null
  return (
    <div className="chips">
      {filters.length > 0 && (
        <ul className="chips" aria-label="Filtri attivi">
          {filters.map((filter) => (
            <li key={filter.label}>
              <a href={filter.removeHref} className="chip">
                <span className="sr-only">Togli il filtro: </span>
                {filter.label}
              </a>
            </li>
          ))}
        </ul>
      )}
      {children}
    </div>
  )
}
