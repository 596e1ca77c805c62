import type { ReactNode } from 'react'

export type ThreadEntry = {
  id: string
  /** '9 dicembre, 10:12', or 'entro il 18 dicembre' for what comes next */
  quando: string
  quandoIso?: string
  titolo: ReactNode
  testo?: ReactNode
  /** `next` is still to come, `halt` is what stopped the clock. */
  kind?: 'done' | 'next' | 'halt'
}

type Props = { entries: readonly ThreadEntry[]; label?: string; titleLevel?: 'h3' | 'h4' }

/** The thread: one line that joins what happened to what comes next. */
export function Thread({ entries, label, titleLevel: Title = 'h3' }: Props) {
  return (
    <ol className="thread" aria-label={label}>
      {entries.map((entry, i) => {
        const beforeNext = entry.kind !== 'next' && entries[i + 1]?.kind === 'next'
        const className = [entry.kind, beforeNext && 'before-next'].filter(Boolean).join(' ')
        return (
          <li key={entry.id} className={className || undefined}>
            {entry.quandoIso ? (
              <time dateTime={entry.quandoIso}>{entry.quando}</time>
            ) : (
              <span className="when">{entry.quando}</span>
            )}
            <Title>{entry.titolo}</Title>
            {entry.testo && <div>{entry.testo}</div>}
          </li>
        )
      })}
    </ol>
  )
}
