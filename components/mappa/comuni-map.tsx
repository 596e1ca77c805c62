import { COMUNI_DISEGNATI, MAPPA_FONTE, MAPPA_VIEWBOX } from '@/lib/comuni/geometria'

export type ToneMappa = 'strong' | 'light' | 'amber' | 'red'

type Props = {
  /** What the map says, in words: 'Comuni attraversati: Luni, Sarzana, La Spezia'. Without it the map is decoration. */
  title?: string
  /** ISTAT codes by tone: { strong: ['011015'], light: ['011020'] }. Say the same in words nearby. */
  highlighted?: Partial<Record<ToneMappa, readonly string[]>>
  /** The licence asks for the source wherever the boundaries are shown: leave it out only when the page says it elsewhere. */
  showSource?: boolean
  className?: string
}

/** The 32 Comuni as the map of the Province: drawn by the server, no script, no tiles. */
export function ComuniMap({ title, highlighted = {}, showSource = true, className = '' }: Props) {
  const toneOf = new Map(
    Object.entries(highlighted).flatMap(([tone, codes]) => codes.map((code) => [code, `m-${tone}`] as const)),
  )
  const map = (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or decoration
    <svg
      viewBox={MAPPA_VIEWBOX}
      className="map drawing"
      {...(title ? { role: 'img', 'aria-label': title } : { 'aria-hidden': true })}
    >
      {COMUNI_DISEGNATI.map((comune) => (
        <path key={comune.istat} d={comune.d} className={toneOf.get(comune.istat)} />
      ))}
    </svg>
  )
  return (
    <figure className={className}>
      {map}
      {showSource && <figcaption className="muted mt-2 text-sm">{MAPPA_FONTE}</figcaption>}
    </figure>
  )
}
