import { formatInstant } from '@/lib/core/date'

const shown = (value: unknown) => (value === null || value === undefined || value === '' ? 'vuoto' : String(value))

type Modifica = {
  seq: number
  avvenutoAt: Date
  attoreNome: string
  cosa: string
  modifiche: Record<string, { da: unknown; a: unknown }>
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
          {Object.entries(one.modifiche).map(([campo, { da, a }]) => (
            <p key={campo} className="row-text">
              {campo}: da «{shown(da)}» a «{shown(a)}»
            </p>
          ))}
        </li>
      ))}
    </ul>
  )
}
