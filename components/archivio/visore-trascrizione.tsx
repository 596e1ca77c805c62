import { isIncerta, righeOf } from '@/lib/archivio/rules-righe'
import type { PaginaAperta } from '@/lib/archivio/visore/queries-visore'

/** What is written on the page: the words found marked, those that were hard to read underlined. */
export function Trascrizione({
  aperta: { numero, testo, parole, trovate, bianca, coperta, senza },
  corrente,
  posto,
}: {
  aperta: PaginaAperta
  /** place in `trovate` of the word that is looked at */
  corrente: number | null
  /** of two pages that are compared */
  posto?: 'prima' | 'seconda'
}) {
  const id = posto ? `trascrizione-${posto}` : 'trascrizione'
  const nome = posto ? `Testo di pagina ${numero}` : 'Testo della pagina'
  const found = new Set(trovate)
  const current = corrente === null ? null : trovate[corrente]
  const unsure = parole.some(isIncerta)
  if (senza === 'chiusa' || senza === 'troppe') return posto ? <div /> : null // the other stays under its page
  return (
    <section className="trascrizione" aria-labelledby={id}>
      <h2 id={id}>Trascrizione{posto && ` di pagina ${numero}`}</h2>
      {coperta && <p className="hint">Alcune parti della pagina sono coperte e non sono trascritte.</p>}
      {unsure && <p className="hint">Le parole sottolineate a puntini sono state lette con incertezza.</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section className="trascrizione-testo" tabIndex={0} aria-label={nome}>
        {!testo && <p className="muted">{bianca ? 'Pagina bianca.' : 'Di questa pagina non c’è ancora il testo.'}</p>}
        {coperta || parole.length === 0 ? (
          <p className="pre-line">{testo}</p>
        ) : (
          <p>
            {righeOf(parole).map((riga) => (
              <span key={riga[0]}>
                {riga.map((i) => (
                  <Parola
                    key={i}
                    testo={parole[i]?.[0] ?? ''}
                    trovata={found.has(i)}
                    corrente={i === current}
                    incerta={parole[i] !== undefined && isIncerta(parole[i])}
                  />
                ))}
                <br />
              </span>
            ))}
          </p>
        )}
      </section>
    </section>
  )
}

function Parola({
  testo,
  trovata,
  corrente,
  incerta,
}: {
  testo: string
  trovata: boolean
  corrente: boolean
  incerta: boolean
}) {
  const word = incerta ? <span className="incerta">{testo}</span> : testo
  return <>{trovata ? <mark className={corrente ? 'corrente' : undefined}>{word}</mark> : word} </>
}
