import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { type Modifiche, modificheInParole } from './storia-parole'

type Modifica = {
  seq: number
  avvenutoAt: Date
  attoreNome: string
  cosa: string
  modifiche: Modifiche
}
/** What changed in a description, newest first. */
export function Storia({ storia }: { storia: readonly Modifica[] }) {
  return (
    <ul className="rows">
      {storia.map((one) => (
        <li key={one.seq}>
          <span className="row-link">
            {one.cosa}, da {one.attoreNome}
          </span>
          <span className="row-note">{formatInstant(one.avvenutoAt)}</span>
          {modificheInParole(one.modifiche).map((text) => (
            <p key={text} className="row-text">
              {text}
            </p>
          ))}
        </li>
      ))}
    </ul>
  )
}

type Props = {
  unitaId: string
  storia: readonly Modifica[]
  /** from the newest; else some that came before */
  daCapo: boolean
}
/** The history of a unit, some at a time: its first change is number 1. */
export function StoriaUnita({ unitaId, storia, daCapo }: Props) {
  const oldest = storia.at(-1)?.seq ?? 1
  const here = paths.ufficio.unita(unitaId)
  if (storia.length === 0 && daCapo) return null
  return (
    <section className="mt-10" aria-labelledby="storia">
      <h2 id="storia">Storia della descrizione</h2>
      {storia.length === 0 ? <p>Prima di questa non ci sono altre modifiche.</p> : <Storia storia={storia} />}
      <ul className="mt-4">
        {!daCapo && (
          <li>
            <a href={`${here}#storia`}>Torna alle più recenti</a>
          </li>
        )}
        {oldest > 1 && (
          <li>
            <a href={`${here}?storia=${oldest}#storia`}>Mostra le precedenti</a>
          </li>
        )}
      </ul>
    </section>
  )
}
