import type { ReactNode } from 'react'

export type SummaryRow = {
  label: string
  /** Empty: 'Non indicato'. */
  value: ReactNode
  /** Where this answer is changed. */
  href?: string
  /** What is wrong with this answer, if anything. */
  error?: string
}

/** Answers to check: every one with its `Modifica`, whose hidden words name the answer. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl className="kv summary-list">
      {rows.map((row) => (
        <div key={row.label}>
          <dt>{row.label}</dt>
          <dd>
            {row.value === null || row.value === undefined || row.value === '' ? (
              <span className="muted">Non indicato</span>
            ) : (
              row.value
            )}
            {row.error && <span className="error-text mt-1 block">{row.error}</span>}
          </dd>
          {row.href && (
            <dd className="kv-action">
              <a href={row.href}>
                Modifica<span className="sr-only">: {row.label}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
