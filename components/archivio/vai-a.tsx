import { Button } from '@/components/ui/button'
import type { Figli } from '@/lib/archivio/queries-figli'

type Props = {
  /** address of the page, with the place on it where the tree is */
  action: string
  figli: Figli
}

/** Among many units, the one whose signature begins so. Nothing when all of them are in sight. */
export function VaiA({ action, figli: { prima, dopo, nonTrovata } }: Props) {
  if (!prima && !dopo && nonTrovata === null) return null
  return (
    <form action={action} method="get" className="mb-4">
      <label htmlFor="vai" className="label">
        Vai alla segnatura
      </label>
      <p id="vai-hint" className="hint">
        Anche solo l’inizio, per esempio b012
      </p>
      <div className="search">
        <input
          id="vai"
          name="vai"
          type="search"
          defaultValue={nonTrovata ?? undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={120}
          aria-describedby="vai-hint"
        />
        <Button kind="secondary">Vai</Button>
      </div>
      {nonTrovata !== null && (
        <p role="status">Qui nessuna segnatura comincia con «{nonTrovata}»: sono mostrate le prime.</p>
      )}
    </form>
  )
}
