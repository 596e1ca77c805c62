type Props = {
  /** Days left; negative when the term has passed. */
  rimasti: number
  /** Days of the whole term. */
  totale: number
  /** The clock is stopped: no bar runs. */
  sospeso?: boolean
}

/** Red only from the last day on; amber when two fifths of the term are left. */
export function toneOfDays(rimasti: number, totale: number): 'bar-red' | 'bar-amber' | 'bar-blue' {
  if (rimasti <= 1) return 'bar-red'
  return rimasti / totale <= 0.4 ? 'bar-amber' : 'bar-blue'
}

/** Days left beside how much of the term has run, for a row of the queue. */
export function DaysBar({ rimasti, totale, sospeso = false }: Props) {
  const used = Math.min(100, Math.max(0, Math.round(((totale - rimasti) / totale) * 100)))
  return (
    <span className="days-bar">
      {rimasti < 0 ? (
        <strong className="text-danger-ink">
          scaduta da {-rimasti} {rimasti === -1 ? 'giorno' : 'giorni'}
        </strong>
      ) : (
        <span>
          {sospeso && <span className="muted">sospesa, </span>}
          {rimasti}
          <span className="sr-only"> {rimasti === 1 ? 'giorno rimasto' : 'giorni rimasti'}</span>
        </span>
      )}
      {rimasti >= 0 && (
        <svg className="drawing" width="88" height="8" aria-hidden="true">
          <rect className="bar-track" width="100%" height="100%" />
          {!sospeso && <rect className={toneOfDays(rimasti, totale)} width={`${used}%`} height="100%" />}
        </svg>
      )}
    </span>
  )
}
