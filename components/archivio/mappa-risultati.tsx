import type { Domanda } from '@/lib/archivio/rules-domanda'
import { domandaToQuery } from '@/lib/archivio/rules-indirizzo'
import { nomeComune } from '@/lib/comuni/elenco'
import { COMUNI_DISEGNATI, MAPPA_FONTE, MAPPA_VIEWBOX } from '@/lib/comuni/geometria'
import { paths } from '@/lib/core/paths'
import { cifra } from './parole'

const TINTE = 4

/**
 * Where the units that were found are: each Comune darker the more it has, and a link that keeps only its own. The list
 * beside says the same in words and is the one for keyboards and screen readers.
 */
export function MappaRisultati({ domanda, conti }: { domanda: Domanda; conti: Record<string, number> }) {
  const most = Math.max(0, ...Object.values(conti))
  if (most === 0) return null
  return (
    <figure className="faccetta mappa-risultati" aria-hidden="true">
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: hidden from who cannot see it, with the list beside it */}
      <svg viewBox={MAPPA_VIEWBOX} className="map drawing">
        {COMUNI_DISEGNATI.map(({ istat, d }) => {
          const count = conti[istat] ?? 0
          const chosen = domanda.comune === istat
          const shade = count === 0 ? 0 : Math.max(1, Math.ceil((TINTE * Math.sqrt(count)) / Math.sqrt(most)))
          const path = <path d={d} className={chosen ? 'mappa-scelto' : `mappa-${shade}`} />
          if (count === 0) return <g key={istat}>{path}</g>
          return (
            <a
              key={istat}
              tabIndex={-1}
              href={`${paths.archivio.home}${domandaToQuery({ ...domanda, comune: chosen ? undefined : istat })}`}
            >
              <title>{`${nomeComune(istat)}: ${cifra(count)}`}</title>
              {path}
            </a>
          )
        })}
      </svg>
      <figcaption className="muted mt-2 text-sm">{MAPPA_FONTE}</figcaption>
    </figure>
  )
}
