import type { Precedenti as Trovati } from '@/lib/archivio/precedenti'
import type { Risultato } from '@/lib/archivio/ricerca'
import type { Domanda } from '@/lib/archivio/rules-domanda'
import { domandaToQuery } from '@/lib/archivio/rules-indirizzo'
import { paths } from '@/lib/core/paths'
import { Brano } from './brano'
import { cifra, nomeTipologia } from './parole'

type Props = {
  /** about its places; null: the search does not answer */
  luoghi: Promise<Trovati | null>
  /** about whoever applies */
  richiedente: Promise<Trovati | null>
  /** to go on with: each place by itself */
  ricerche: readonly { nome: string; domanda: Domanda }[]
  /** words of the name of whoever applies; null: too few */
  nome: string | null
}

/** What the archive has about a practice. Nothing, when there is none: a practice need not have a past. */
export async function Precedenti({ luoghi, richiedente, ricerche, nome }: Props) {
  const [places, person] = await Promise.all([luoghi, richiedente])
  if (places === null || person === null)
    return (
      <p className="hint mt-7">La ricerca nell’archivio non risponde: ricarica la pagina per vedere i precedenti.</p>
    )
  if (places.unita.length === 0 && person.unita.length === 0) return null
  return (
    <section className="mt-7" aria-labelledby="precedenti">
      <h2 id="precedenti">Precedenti in archivio</h2>
      {places.unita.length > 0 && <Elenco unita={places.unita} />}
      {places.totale > places.unita.length && (
        <p className="muted">
          I più vicini di {cifra(places.totale)} sulle stesse strade o particelle. Cerca gli altri:{' '}
          {ricerche.map(({ nome: place, domanda }, i) => (
            <span key={place}>
              {i > 0 && '; '}
              <a href={`${paths.archivio.home}${domandaToQuery(domanda)}`}>{place}</a>
            </span>
          ))}
          .
        </p>
      )}
      {person.unita.length > 0 && nome && (
        <>
          <h3 className="mt-5">Dove compare il richiedente</h3>
          <Elenco unita={person.unita} />
          {person.totale > person.unita.length && (
            <p className="muted">
              <a href={`${paths.archivio.home}${domandaToQuery({ testo: nome })}`}>Cerca il nome nell’archivio</a>,
              anche nelle carte
            </p>
          )}
        </>
      )}
    </section>
  )
}

function Elenco({ unita }: { unita: readonly Risultato[] }) {
  return (
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
  )
}
