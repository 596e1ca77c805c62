import type { Domanda } from '@/lib/archivio/rules-domanda'
import { domandaToQuery } from '@/lib/archivio/rules-indirizzo'
import { MAPPA_FONTE, MAPPA_VIEWBOX } from '@/lib/comuni/geometria'
import { COMUNI } from '@/lib/comuni/rules-comuni'
import { paths } from '@/lib/core/paths'
import disegno from './comuni.svg'
import { ElencoMappa } from './elenco-mappa'
import { cifra } from './parole'

const TINTE = 4

/**
 * Where the units that were found are: each Comune darker the more it has, and a link that keeps only its own. The list
 * beside says the same in words and is the one for keyboards and screen readers.
 */
export function MappaRisultati({ domanda, conti }: { domanda: Domanda; conti: Record<string, number> }) {
  const most = Math.max(0, ...Object.values(conti))
  if (most === 0) return null
  const comuni = COMUNI.map(({ istat, nome }) => {
    const count = conti[istat] ?? 0
    const chosen = domanda.comune === istat
    const shade = count === 0 ? 0 : Math.max(1, Math.ceil((TINTE * Math.sqrt(count)) / Math.sqrt(most)))
    const href = `${paths.archivio.home}${domandaToQuery({ ...domanda, comune: chosen ? undefined : istat })}`
    return {
      istat,
      tinta: chosen ? 'mappa-scelto' : `mappa-${shade}`,
      meta: count === 0 ? null : { href, nome: `${nome}: ${cifra(count)}` },
    }
  })
  return (
    <figure className="faccetta mappa-risultati" aria-hidden="true">
      <ElencoMappa comuni={comuni} viewBox={MAPPA_VIEWBOX} disegno={disegno.src} />
      <figcaption className="muted mt-2 text-sm">{MAPPA_FONTE}</figcaption>
    </figure>
  )
}
