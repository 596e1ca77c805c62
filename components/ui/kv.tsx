import type { ReactNode } from 'react'
import { Missing } from './data-table'

export type Fact = { label: string; value: ReactNode }

/** Facts at hand: label and value, divided by rules. */
export function DefinitionList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="kv">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value ?? <Missing />}</dd>
        </div>
      ))}
    </dl>
  )
}
