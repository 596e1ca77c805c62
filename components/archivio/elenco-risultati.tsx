'use client'
import { Tag, type Tone } from '@/components/ui/tag'
import type { Brano as Pezzi } from '@/lib/archivio/rules-brani'
import { Brano } from './brano'
import { DaParte } from './raccolta/da-parte'

/** A unit found, in the words and with the addresses it is shown with. */
export type RigaRisultato = {
  id: string
  href: string
  segnatura: string
  titolo: Pezzi
  fatti: string
  brano: { pezzi: Pezzi; pagina: { numero: number; href: string } | null } | null
  /** what is instead of a description */
  ridotta: string | null
  stato: { parola: string; tono: Tone }
  /** why this reader sees what not everybody does */
  perche: string | null
  /** how to come to see it */
  accesso: { parola: string; href: string } | null
  dentro: boolean
}

/**
 * The list is made once, here: as a component of the server each of its elements would be made, written out, read and made
 * again, and twenty results are most of the page.
 */
export function ElencoRisultati({ righe }: { righe: readonly RigaRisultato[] }) {
  return (
    <ol className="risultati">
      {righe.map((one) => (
        <li key={one.id}>
          <div>
            <p className="code">{one.segnatura}</p>
            <h3>
              <a href={one.href}>
                <Brano pezzi={one.titolo} />
              </a>
            </h3>
            <p className="muted">{one.fatti}</p>
            {one.brano && (
              <p className="brano">
                {one.brano.pagina && (
                  <>
                    <a href={one.brano.pagina.href}>
                      Pagina {one.brano.pagina.numero}
                      <span className="sr-only"> di {one.segnatura}</span>
                    </a>
                    {': '}
                  </>
                )}
                <Brano pezzi={one.brano.pezzi} />
              </p>
            )}
            {one.ridotta && <p className="brano">{one.ridotta}</p>}
          </div>
          <div className="risultato-accesso">
            <Tag tone={one.stato.tono}>{one.stato.parola}</Tag>
            {one.perche && <p className="muted">{one.perche}</p>}
            {one.accesso && (
              <p>
                <a href={one.accesso.href}>
                  {one.accesso.parola}
                  <span className="sr-only">: {one.segnatura}</span>
                </a>
              </p>
            )}
            <DaParte chiave={one.id} dentro={one.dentro} nome={one.segnatura} />
          </div>
        </li>
      ))}
    </ol>
  )
}
