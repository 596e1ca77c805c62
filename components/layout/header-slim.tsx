import { paths } from '@/lib/core/paths'
import type { FrameViewer } from './frame'

/** The body above this one; who is signed in, and the way out. */
export function HeaderSlim({ viewer }: { viewer?: FrameViewer | null }) {
  return (
    <div className="site-slim">
      <div className="wrap">
        <a href="https://www.regione.liguria.it/">Regione Liguria</a>
        {viewer && (
          <a href={paths.esci}>
            Esci<span className="sr-only">, {viewer.nome}</span>
          </a>
        )}
      </div>
    </div>
  )
}
