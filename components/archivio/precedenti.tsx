import type { Risultato } from '@/lib/archivio/ricerca'
import { paths } from '@/lib/core/paths'
import { Brano } from './brano'
import { cifra, nomeTipologia } from './parole'

type Trovati = { totale: number; unita: Risultato[] }

/** What the archive has about the places of a practice. Nothing, when there is none: a practice need not have a past. */
export async function Precedenti({ precedenti }: { precedenti: Promise<Trovati | null> }) {
  const found = await precedenti
  if (found === null)
    return (
      <p className="hint mt-7">La ricerca nell’archivio non risponde: ricarica la pagina per vedere i precedenti.</p>
    )
  const { totale, unita } = found
  if (unita.length === 0) return null
  return (
    <section className="mt-7" aria-labelledby="precedenti">
      <h2 id="precedenti">Precedenti in archivio</h2>
      <ul className="rows">
        {unita.map((one) => (
          <li key={one.id}>
            <a className="row-link" href={paths.archivio.unita(one.id)}>
              <Brano pezzi={one.titolo} />
            </a>
            <span className="row-note">
              {[one.data, nomeTipologia(one.tipologia)].filter(Boolean).join(', ')}{' '}
              <span className="code">{one.segnatura}</span>
            </span>
          </li>
        ))}
      </ul>
      {totale > unita.length && (
        <p className="muted">
          I più vicini di {cifra(totale)} sulle stesse strade o particelle: cerca gli altri{' '}
          <a href={paths.archivio.home}>nell’archivio</a>.
        </p>
      )}
    </section>
  )
}
