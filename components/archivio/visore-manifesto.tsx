import { CopyButton } from '@/components/ui/copy-button'
import { Disclosure } from '@/components/ui/disclosure'

/** The address by which other viewers open these papers. */
export function Manifesto({ indirizzo, libere }: { indirizzo: string; libere: boolean }) {
  return (
    <div className="visore-misure">
      <Disclosure summary="Apri queste carte in un altro visore">
        <p>
          <a href={indirizzo}>Manifesto IIIF</a>: un visore come Mirador apre tutte le pagine da questo indirizzo.
        </p>
        <p className="citazione code">{indirizzo}</p>
        <CopyButton text={indirizzo} fatto="Copiato.">
          Copia l’indirizzo
        </CopyButton>
        {!libere && (
          <p className="hint">
            Queste carte non sono libere: il manifesto risponde solo in questo browser, finché hai accesso.
          </p>
        )}
      </Disclosure>
    </div>
  )
}
