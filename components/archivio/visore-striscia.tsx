import { nomePagina } from '@/lib/archivio/iiif/rules-manifesto'
import { misuraDi } from '@/lib/archivio/iiif/rules-misure'
import type { Visore } from '@/lib/archivio/visore/queries-visore'
import { FRANCOBOLLO } from '@/lib/archivio/visore/rules-limiti'
import { paths } from '@/lib/core/paths'

/** The pages around the one that is open. */
export function Striscia({
  visore: { striscia, conImmagine, aperta, ricerca },
  href,
}: {
  visore: Visore
  href: (numero: number) => string
}) {
  const hits = new Map(ricerca?.pagine.map(({ numero, n }) => [numero, n]))
  return (
    <nav aria-label="Pagine vicine" className="visore-striscia">
      <ol className="striscia">
        {striscia.map((one) => {
          const n = hits.get(one.numero)
          return (
            <li key={one.id}>
              <a
                href={href(one.numero)}
                data-gira
                aria-current={one.numero === aperta.numero ? 'page' : undefined}
                aria-label={n ? `${nomePagina(one)}, ${n} parole trovate` : nomePagina(one)}
              >
                {conImmagine.has(one.id) && (
                  <img
                    src={`${paths.api.immagine(one.id)}/full/${misuraDi({ w: one.larghezza, h: one.altezza }, FRANCOBOLLO)}/0/default.jpg`}
                    alt=""
                    loading="lazy"
                    width={Math.max(1, Math.round((88 * one.larghezza) / one.altezza))}
                    height={88}
                  />
                )}
                <span>
                  {one.numero}
                  {n ? <mark>{` ${n}`}</mark> : null}
                </span>
              </a>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
