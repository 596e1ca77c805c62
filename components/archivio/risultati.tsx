import { Tag } from '@/components/ui/tag'
import type { Risultato } from '@/lib/archivio/ricerca'
import { PERCHE } from '@/lib/archivio/rules-visibilita'
import { nomeComune } from '@/lib/comuni/elenco'
import { paths } from '@/lib/core/paths'
import { Brano } from './brano'
import { ACCESSO, nomeTipologia, pagine } from './parole'
import { DaParte } from './raccolta/da-parte'
import { DaParteForm } from './raccolta/da-parte-form'

/** Units found, and what the reader can do with each. */
export function Risultati({
  risultati,
  parole,
  daParte,
}: {
  risultati: readonly Risultato[]
  parole: readonly string[]
  /** keys of what this reader has put aside */
  daParte: ReadonlySet<string>
}) {
  return (
    <DaParteForm>
      <ol className="risultati">
        {risultati.map((one) => (
          <li key={one.id}>
            <div>
              <p className="code">{one.segnatura}</p>
              <h3>
                <a href={paths.archivio.unita(one.id)}>
                  <Brano pezzi={one.titolo} />
                </a>
              </h3>
              <p className="muted">{factsOf(one).join(' · ')}</p>
              {one.brano ? (
                <p className="brano">
                  {one.pagina !== null && (
                    <>
                      <a href={paths.archivio.carte(one.id, one.pagina, parole.join(' '))}>
                        Pagina {one.pagina}
                        <span className="sr-only"> di {one.segnatura}</span>
                      </a>
                      {': '}
                    </>
                  )}
                  <Brano pezzi={one.brano} />
                </p>
              ) : (
                one.accesso === 'riservato' &&
                !one.carte && <p className="brano">Descrizione ridotta: contiene dati che non si pubblicano.</p>
              )}
            </div>
            <div className="risultato-accesso">
              <Accesso risultato={one} />
              <DaParte chiave={one.id} dentro={daParte.has(one.id)} nome={one.segnatura} />
            </div>
          </li>
        ))}
      </ol>
    </DaParteForm>
  )
}

const factsOf = (one: Risultato): string[] =>
  [
    one.data,
    one.comuneIstat && nomeComune(one.comuneIstat),
    nomeTipologia(one.tipologia),
    one.pagine && pagine(one.pagine),
  ].filter((fact): fact is string => Boolean(fact))

function Accesso({ risultato: { id, accesso, carte, classe, segnatura } }: { risultato: Risultato }) {
  const { parola, tono } = ACCESSO[accesso]
  const why = PERCHE[classe]
  if (carte && accesso !== 'libero')
    return (
      <>
        <Tag tone="green">Puoi vederlo</Tag>
        {why && <p className="muted">{why}</p>}
      </>
    )
  return (
    <>
      <Tag tone={tono}>{parola}</Tag>
      {!carte && (
        <p>
          <a href={`${paths.archivio.unita(id)}#accesso`}>
            {accesso === 'su_richiesta' ? 'Chiedi di vederlo' : 'Chi può vederlo'}
            <span className="sr-only">: {segnatura}</span>
          </a>
        </p>
      )}
    </>
  )
}
