import { Disclosure } from '@/components/ui/disclosure'
import { type AsseDisegnato, layoutConvoglio, type SchemaConvoglio } from '@/lib/trasporti/rules-schema'
import type { Forma } from '@/lib/trasporti/rules-schema-forme'
import type { Carico, Convoglio } from '@/lib/trasporti/rules-tipi'

type Groups = readonly (readonly [first: number, last: number])[]

type Props = {
  convoglio: Convoglio
  carico?: Pick<Carico, 'natura' | 'pezzi'>
  /** Groups of neighbouring axles to mark: first and last, from 0. `[1, 2]` is the pair of axles 2 and 3. */
  evidenziati?: Groups
  /** Unique in the page when there are several. */
  titolo?: string
}

const one = new Intl.NumberFormat('it-IT', { minimumFractionDigits: 1, maximumFractionDigits: 2 })
const two = new Intl.NumberFormat('it-IT', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const tonnes = (kg: number | null) => (kg === null ? '?' : one.format(kg / 1000))
const metres = (cm: number) => two.format(cm / 100)

/** Text keeps 14 px at least from 42 rem on: narrower screens scroll the drawing inside itself. */
const WIDTH = 720
const LEFT = 26
const RIGHT = 84
const TOP = 14
const MAX_SCALE = 0.42 // px per cm: a short vehicle does not become a poster

/** The convoy as its figures say, from the side: what is typed is what is seen. Server and browser draw the same. */
export function ConvoglioDrawing({ convoglio, carico, evidenziati = [], titolo = 'Disegno del convoglio' }: Props) {
  const schema = layoutConvoglio(convoglio, carico)
  if (!schema) {
    return <p className="figure muted">Qui vedrai il disegno del convoglio: nasce dagli assi che scrivi.</p>
  }
  const scale = Math.min(MAX_SCALE, (WIDTH - LEFT - RIGHT) / schema.lunghezzaCm)
  const ground = TOP + schema.altezzaCm * scale
  const px = (xCm: number) => Math.round((LEFT + xCm * scale) * 10) / 10
  const py = (yCm: number) => Math.round((ground - yCm * scale) * 10) / 10
  const unitX = px(schema.lunghezzaCm) + RIGHT - 4
  const marked = (i: number) => evidenziati.some(([first, last]) => i >= first && i <= last)
  const crowded = schema.assi.some((a, i) => i > 0 && (a.xCm - (schema.assi[i - 1]?.xCm ?? 0)) * scale < 32)
  const rowDistance = ground + (crowded ? 62 : 46)
  const rowLength = rowDistance + 40

  return (
    <figure className="figure">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll-x" aria-label={titolo} tabIndex={0}>
        <svg
          viewBox={`0 0 ${WIDTH} ${Math.ceil(rowLength + 24)}`}
          width={WIDTH}
          className="drawing w-full min-w-[42rem] max-w-[54rem] text-[15px]"
          role="img"
          aria-label={describeConvoglio(schema)}
        >
          <line x1={px(0) - 12} x2={px(schema.lunghezzaCm) + 12} y1={ground} y2={ground} className="d-ground" />
          {schema.forme.map((forma, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: outlines have no name and keep their order
            <Outline key={i} forma={forma} px={px} py={py} />
          ))}
          {schema.assi.map((asse, i) => (
            <Wheel
              key={asse.xCm}
              asse={asse}
              cx={px(asse.xCm)}
              cy={py(asse.raggioCm)}
              r={asse.raggioCm * scale}
              marked={marked(i)}
            />
          ))}
          <g textAnchor="middle">
            {schema.assi.map((asse, i) => (
              <text
                key={asse.xCm}
                x={px(asse.xCm)}
                y={ground + (crowded && i % 2 === 1 ? 37 : 20)}
                className={marked(i) ? 't-danger' : 't-strong'}
              >
                {tonnes(asse.massaKg)}
              </text>
            ))}
          </g>
          <text x={unitX} y={ground + 20} textAnchor="end" className="t-muted">
            t
          </text>
          <Distances schema={schema} y={rowDistance} px={px} evidenziati={evidenziati} />
          <text x={unitX} y={rowDistance + 5} textAnchor="end" className="t-muted">
            m
          </text>
          <Measure
            x1={px(0)}
            x2={px(schema.lunghezzaCm)}
            y={rowLength}
            text={schema.lunghezzaDichiarataCm === null ? 'lunghezza: ?' : `${metres(schema.lunghezzaDichiarataCm)} m`}
          />
          <Height
            x={px(schema.lunghezzaCm) + 22}
            y1={py(schema.altezzaCm)}
            y2={ground}
            text={schema.altezzaDichiarataCm === null ? '?' : `${metres(schema.altezzaDichiarataCm)} m`}
          />
        </svg>
      </section>
      <figcaption className="mt-2 text-[0.9375rem]">
        {!schema.coerente && (
          <p className="mb-2">
            <strong>Interassi e sbalzi sommano {metres(schema.lunghezzaCm)} m:</strong> non è la lunghezza dichiarata.
            Il disegno segue gli assi.
          </p>
        )}
        <Disclosure summary="Leggi il disegno a parole">
          <ConvoglioInWords schema={schema} evidenziati={evidenziati} />
        </Disclosure>
      </figcaption>
    </figure>
  )
}

const totalKg = (schema: SchemaConvoglio) =>
  schema.assi.every((a) => a.massaKg !== null) ? schema.assi.reduce((sum, a) => sum + (a.massaKg ?? 0), 0) : null

/** One sentence for whoever does not see the drawing. */
export function describeConvoglio(schema: SchemaConvoglio): string {
  const mass = totalKg(schema)
  return [
    `Convoglio visto di lato, ${schema.assi.length} ${schema.assi.length === 1 ? 'asse' : 'assi'}`,
    mass !== null && `${one.format(mass / 1000)} tonnellate in tutto`,
    schema.lunghezzaDichiarataCm !== null && `lungo ${metres(schema.lunghezzaDichiarataCm)} metri`,
    schema.altezzaDichiarataCm !== null && `alto ${metres(schema.altezzaDichiarataCm)} metri`,
  ]
    .filter(Boolean)
    .join(', ')
}

function ConvoglioInWords({ schema, evidenziati }: { schema: SchemaConvoglio; evidenziati: Groups }) {
  return (
    <>
      <p>{describeConvoglio(schema)}.</p>
      <ol className="mt-2 list-decimal pl-6">
        {schema.assi.map((asse, i) => {
          const group = evidenziati.find(([first, last]) => i >= first && i <= last)
          return (
            <li key={asse.xCm}>
              {asse.massaKg === null ? 'massa non indicata' : `${tonnes(asse.massaKg)} t`}
              {i < schema.assi.length - 1 &&
                (asse.interasseCm === null
                  ? ', distanza dal successivo non indicata'
                  : `, a ${metres(asse.interasseCm)} m dal successivo`)}
              {i === schema.assiMotrice - 1 && i < schema.assi.length - 1 && ' (ultimo della motrice)'}
              {group && (
                <strong>
                  {' '}
                  — gruppo evidenziato, assi da {group[0] + 1} a {group[1] + 1}
                </strong>
              )}
            </li>
          )
        })}
      </ol>
    </>
  )
}

type Place = (cm: number) => number

function Outline({ forma, px, py }: { forma: Forma; px: Place; py: Place }) {
  const points = forma.punti.map(([x, y]) => `${px(x)},${py(y)}`).join(' ')
  const className = `d-line ${forma.supposta ? 'd-guess' : ''} ${forma.parte === 'vetro' ? 'd-glass' : forma.parte === 'carico' ? 'd-load' : 'd-part'}`
  return forma.aperta ? (
    <polyline points={points} className="d-line" />
  ) : (
    <polygon points={points} className={className} />
  )
}

function Wheel({
  asse,
  cx,
  cy,
  r,
  marked,
}: {
  asse: AsseDisegnato
  cx: number
  cy: number
  r: number
  marked: boolean
}) {
  return (
    <g>
      <circle
        cx={cx}
        cy={cy}
        r={r}
        className={asse.supposto ? 'd-wheel-guess' : marked ? 'd-danger-solid' : 'd-solid'}
      />
      <circle cx={cx} cy={cy} r={r * (asse.gemellate ? 0.5 : 0.34)} className="d-hub" />
      {asse.gemellate && <circle cx={cx} cy={cy} r={r * 0.22} className={marked ? 'd-danger-solid' : 'd-solid'} />}
    </g>
  )
}

/** Below this width a distance has no room for its figure: the words under the drawing have it. */
const ROOM_PX = 36

/** The chain of axle distances; the marked groups stand over it in red. */
function Distances({
  schema,
  y,
  px,
  evidenziati,
}: {
  schema: SchemaConvoglio
  y: number
  px: Place
  evidenziati: Groups
}) {
  const { assi } = schema
  const x = (i: number) => px(assi[i]?.xCm ?? 0)
  return (
    <g textAnchor="middle">
      {assi.map((asse, i) => (
        <line key={asse.xCm} x1={x(i)} x2={x(i)} y1={y - 5} y2={y + 5} className="d-thin" />
      ))}
      {assi.slice(0, -1).map((asse, i) => {
        const group = evidenziati.find(([first, last]) => i >= first && i < last)
        const known = asse.interasseCm !== null
        return (
          <g key={asse.xCm}>
            <line
              x1={x(i)}
              x2={x(i + 1)}
              y1={y}
              y2={y}
              className={group ? 'd-line d-danger' : `d-thin ${known ? '' : 'd-guess'}`}
            />
            {(x(i + 1) - x(i) >= ROOM_PX || (group && group[1] - group[0] === 1)) && (
              <text x={(x(i) + x(i + 1)) / 2} y={y + 18} className={group && 't-danger'}>
                {known ? metres(asse.interasseCm ?? 0) : '?'}
              </text>
            )}
          </g>
        )
      })}
      {evidenziati
        .filter(([first, last]) => last - first > 1 && x(first + 1) - x(first) < ROOM_PX)
        .map(([first, last]) => (
          <text key={first} x={(x(first) + x(last)) / 2} y={y + 18} className="t-danger">
            {rangeOf(assi.slice(first, last))}
          </text>
        ))}
    </g>
  )
}

/** '13 × 1,50', or from the shortest to the longest. */
function rangeOf(assi: readonly AsseDisegnato[]): string {
  const known = assi.flatMap((a) => a.interasseCm ?? [])
  if (known.length < assi.length) return '?'
  const [min, max] = [Math.min(...known), Math.max(...known)]
  return min === max ? `${known.length} × ${metres(min)}` : `da ${metres(min)} a ${metres(max)}`
}

function Measure({ x1, x2, y, text }: { x1: number; x2: number; y: number; text: string }) {
  return (
    <g>
      <path d={`M${x1} ${y - 6}v12M${x2} ${y - 6}v12M${x1} ${y}H${x2}`} className="d-line d-thin" />
      <text x={(x1 + x2) / 2} y={y + 19} textAnchor="middle" className="t-strong">
        {text}
      </text>
    </g>
  )
}

function Height({ x, y1, y2, text }: { x: number; y1: number; y2: number; text: string }) {
  return (
    <g>
      <path d={`M${x - 6} ${y1}h12M${x - 6} ${y2}h12M${x} ${y1}V${y2}`} className="d-line d-thin" />
      <text x={x + 8} y={(y1 + y2) / 2 + 5} className="t-strong">
        {text}
      </text>
    </g>
  )
}
