import { Disclosure } from '@/components/ui/disclosure'
import { formatDay, formatDayShort, formatWeekday, type IsoDate } from '@/lib/core/date'

/** One day of the legal clock, as the termini rules give it. */
export type GiornoTermine = {
  il: IsoDate
  tipo: 'trascorso' | 'sospeso' | 'futuro' | 'ultimo'
  /** Place in the count; null when the day does not count. */
  n: number | null
  nota: string | null
}

type Props = {
  giorni: readonly GiornoTermine[]
  oggi: IsoDate
  scadeIl: IsoDate
  /** Both unique in the page when there are several. */
  id?: string
  titolo?: string
}

const FILL = { trascorso: 'day-passed', sospeso: 'day-suspended', futuro: 'day-future', ultimo: 'day-last' } as const
/** A day is never narrower than a finger can follow: longer terms scroll. */
const MIN_WIDTHS = [
  [150, 'min-w-[80rem]'],
  [90, 'min-w-[56rem]'],
  [50, 'min-w-[40rem]'],
  [30, 'min-w-[30rem]'],
] as const
const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/** What the colours say, in words and figures. */
export function countGiorni(giorni: readonly GiornoTermine[], oggi: IsoDate) {
  const counted = giorni.filter((g) => g.n !== null && g.tipo !== 'sospeso')
  const sospesi = giorni.filter((g) => g.tipo === 'sospeso')
  return {
    trascorsi: counted.filter((g) => g.tipo === 'trascorso' || (g.tipo === 'ultimo' && g.il <= oggi)).length,
    sospesi: sospesi.length,
    note: [...new Set(sospesi.flatMap((g) => g.nota ?? []))],
    restano: counted.filter((g) => g.tipo === 'futuro' || (g.tipo === 'ultimo' && g.il > oggi)).length,
    totale: counted.length,
  }
}

/**
 * The ribbon of days: running full, suspended hatched, to come pale, today outlined, last day red. The legend and the
 * table "giorno per giorno" say the same in words. Positions are percentages: the text never shrinks.
 */
export function GiorniRibbon({ giorni, oggi, scadeIl, id = 'giorni', titolo = 'Il conto dei giorni' }: Props) {
  const first = giorni[0]
  if (!first) return null
  const step = 100 / giorni.length
  const todayAt = giorni.findIndex((g) => g.il === oggi)
  const counts = countGiorni(giorni, oggi)
  const minWidth = MIN_WIDTHS.find(([days]) => giorni.length > days)?.[1] ?? ''
  const todayX = (todayAt + 0.5) * step
  const anchor = todayX < 8 ? 'start' : todayX > 92 ? 'end' : 'middle'

  return (
    <section aria-label={titolo} className="my-6">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll-x" aria-label={`${titolo}, nastro`} tabIndex={0}>
        <svg
          className={`drawing w-full text-[0.9375rem] ${minWidth}`}
          height="6.4em"
          width="100%"
          role="img"
          aria-label={sentence(counts, scadeIl)}
        >
          <defs>
            <pattern
              id={`${id}-hatch`}
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="6" height="6" className="day-hatch-bg" />
              <line x1="1" y1="0" x2="1" y2="6" className="day-hatch" />
            </pattern>
          </defs>
          {todayAt >= 0 && (
            <text
              x={`${anchor === 'middle' ? todayX : anchor === 'start' ? 0 : 100}%`}
              y="1em"
              textAnchor={anchor}
              className="t-strong"
            >
              oggi
            </text>
          )}
          <g strokeWidth="2" stroke="white">
            {giorni.map((giorno, i) => (
              <rect
                key={giorno.il}
                x={`${round(i * step)}%`}
                y="1.6em"
                width={`${round(step)}%`}
                height="2.8em"
                className={giorno.tipo === 'sospeso' ? undefined : FILL[giorno.tipo]}
                fill={giorno.tipo === 'sospeso' ? `url(#${id}-hatch)` : undefined}
              />
            ))}
          </g>
          <rect y="4.4em" width="100%" height="2" className="d-solid" />
          {todayAt >= 0 && (
            <rect
              x={`${round(todayAt * step)}%`}
              y="1.5em"
              width={`${round(step)}%`}
              height="3em"
              className="day-today"
            />
          )}
          <text x="0" y="5.8em" className="t-muted">
            {formatDayShort(first.il)}
          </text>
          <text x="100%" y="5.8em" textAnchor="end" className="t-danger">
            {formatDayShort(giorni.at(-1)?.il ?? scadeIl)}
          </text>
        </svg>
      </section>
      <ul className="ribbon-legend mt-2">
        <LegendItem fill="day-passed">{plural(counts.trascorsi, 'giorno trascorso', 'giorni trascorsi')}</LegendItem>
        {counts.sospesi > 0 && (
          <LegendItem pattern={`url(#${id}-hatch)`}>
            {plural(counts.sospesi, 'sospeso', 'sospesi')}
            {counts.note.length > 0 && `: ${counts.note.join('; ')}`}
          </LegendItem>
        )}
        {counts.restano > 0 && (
          <LegendItem fill="day-future">
            {counts.restano === 1 ? 'ne resta 1' : `ne restano ${counts.restano}`} su {counts.totale}
          </LegendItem>
        )}
        <LegendItem fill="day-last">ultimo giorno: {formatWeekday(scadeIl)}</LegendItem>
      </ul>
      <Disclosure summary="Vedi giorno per giorno">
        <GiorniTable giorni={giorni} oggi={oggi} />
      </Disclosure>
    </section>
  )
}

const round = (n: number) => Math.round(n * 1000) / 1000

function sentence(counts: ReturnType<typeof countGiorni>, scadeIl: IsoDate): string {
  const suspended = counts.sospesi > 0 ? `, ${plural(counts.sospesi, 'giorno sospeso', 'giorni sospesi')}` : ''
  const left = counts.restano === 1 ? 'ne resta 1' : `ne restano ${counts.restano}`
  return `${plural(counts.trascorsi, 'giorno trascorso', 'giorni trascorsi')} su ${counts.totale}${suspended}, ${left}. L’ultimo giorno è il ${formatDay(scadeIl)}.`
}

function LegendItem({ fill, pattern, children }: { fill?: string; pattern?: string; children: React.ReactNode }) {
  return (
    <li>
      <svg className="drawing" aria-hidden="true">
        <rect width="100%" height="100%" className={fill ?? 'day-suspended'} fill={pattern} />
      </svg>
      <span>{children}</span>
    </li>
  )
}

const TIPI = { trascorso: 'conta', sospeso: 'sospeso', futuro: 'da venire', ultimo: 'ultimo giorno' } as const

function GiorniTable({ giorni, oggi }: { giorni: readonly GiornoTermine[]; oggi: IsoDate }) {
  return (
    <table className="table max-w-narrow">
      <caption className="sr-only">Il conto giorno per giorno</caption>
      <thead>
        <tr>
          <th scope="col">Giorno</th>
          <th scope="col" className="num">
            Conto
          </th>
          <th scope="col">Che cosa vale</th>
        </tr>
      </thead>
      <tbody>
        {giorni.map((giorno) => (
          <tr key={giorno.il} className={giorno.il === oggi ? 'selected' : undefined}>
            <th scope="row" className="font-normal">
              <time dateTime={giorno.il}>{formatWeekday(giorno.il)}</time>
            </th>
            <td className="num">{giorno.n ?? '—'}</td>
            <td>
              {giorno.il === oggi && <strong>oggi, </strong>}
              {giorno.n === null && giorno.tipo !== 'sospeso' ? 'non conta' : TIPI[giorno.tipo]}
              {giorno.nota && <small>{giorno.nota}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
