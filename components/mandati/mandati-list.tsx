import { Tag, type Tone } from '@/components/ui/tag'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import type { Mandato } from '@/lib/mandati/queries'
import { NOMI_STATO_MANDATO, type StatoMandato } from '@/lib/mandati/rules'

const TONI: Record<StatoMandato, Tone> = {
  proposto: 'amber',
  attivo: 'green',
  futuro: 'blue',
  scaduto: 'grey',
  revocato: 'red',
  rinunciato: 'grey',
  rifiutato: 'red',
  ritirato: 'grey',
  decaduto: 'grey',
}

export const StatoMandatoTag = ({ stato }: { stato: StatoMandato }) => (
  <Tag tone={TONI[stato]}>{NOMI_STATO_MANDATO[stato]}</Tag>
)

/** Mandates as rows: who, for whom, until when, and how they stand. */
export function MandatiList({ mandati }: { mandati: readonly Mandato[] }) {
  if (mandati.length === 0) return <p className="muted">Nessun mandato, dato o ricevuto.</p>
  return (
    <ul className="rows">
      {mandati.map((one) => (
        <li key={one.id}>
          <a className="row-link" href={paths.personale.mandato(one.id)}>
            {one.mandatario} per {one.mandante}
          </a>
          <StatoMandatoTag stato={one.stato} />
          <span className="row-note">
            dal {formatDay(one.dal)} al {formatDay(one.al)}
          </span>
        </li>
      ))}
    </ul>
  )
}
