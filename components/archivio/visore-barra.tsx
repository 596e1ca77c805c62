import type { Ricerca, Visore } from '@/lib/archivio/visore/queries-visore'
import type { Vie } from './visore'

type Props = {
  visore: Visore
  vie: Vie
  /** of the page itself, without a question */
  action: string
}

/** One step, or the sign that there is none. */
function Passo({ href, nome, children }: { href: string | null; nome: string; children: string }) {
  return href ? (
    <a href={href} data-gira className="visore-tasto" aria-label={nome}>
      {children}
    </a>
  ) : (
    <span className="visore-tasto visore-spento" aria-hidden="true">
      {children}
    </span>
  )
}

/** Pages, words found, comparison: links and forms, with scripts and without. */
export function Barra({ visore: { carte, aperta, seconda, ricerca }, vie, action }: Props) {
  const q = ricerca?.q && <input type="hidden" name="q" value={ricerca.q} />
  return (
    <>
      <div className="visore-gruppo">
        <Passo href={vie.precedente} nome="Pagina precedente">
          ‹
        </Passo>
        <form action={action} method="get">
          <label htmlFor="pagina">Pagina</label>
          <input
            id="pagina"
            name="pagina"
            type="text"
            inputMode="numeric"
            defaultValue={aperta.numero}
            key={aperta.numero}
          />
          {q}
          {seconda && <input type="hidden" name="con" value={seconda.numero} />}
          <span>di {carte.pagine}</span>
          <button type="submit" className="visore-tasto">
            Vai
          </button>
        </form>
        <Passo href={vie.successiva} nome="Pagina successiva">
          ›
        </Passo>
      </div>
      {ricerca && ricerca.totale > 0 && <Parole ricerca={ricerca} vie={vie} />}
    </>
  )
}

function Parole({ ricerca, vie }: { ricerca: Ricerca; vie: Vie }) {
  return (
    <div className="visore-gruppo">
      <Passo href={vie.parolaPrima} nome="Parola precedente">
        ‹
      </Passo>
      <span>
        {ricerca.corrente === null ? 'Parole trovate: ' : `Parola ${ricerca.corrente + 1} di `}
        {ricerca.totale}
      </span>
      <Passo href={vie.parolaDopo} nome="Parola successiva">
        ›
      </Passo>
    </div>
  )
}

/** Another page beside the one that is open. */
export function Confronto({ visore: { carte, aperta, seconda, ricerca }, action }: Omit<Props, 'vie'>) {
  const q = ricerca?.q && <input type="hidden" name="q" value={ricerca.q} />
  if (carte.pagine < 2) return null
  return (
    <div className="visore-confronto visore-barra">
      {seconda ? (
        <p>
          <a
            className="visore-tasto"
            href={`${action}?pagina=${aperta.numero}${ricerca ? `&q=${encodeURIComponent(ricerca.q)}` : ''}`}
            data-gira
          >
            Chiudi il confronto
          </a>
        </p>
      ) : (
        <form action={action} method="get">
          <label htmlFor="con">Confronta con la pagina</label>
          <input id="con" name="con" type="text" inputMode="numeric" required />
          <input type="hidden" name="pagina" value={aperta.numero} />
          {q}
          <button type="submit" className="visore-tasto">
            Confronta
          </button>
        </form>
      )}
    </div>
  )
}
