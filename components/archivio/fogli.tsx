import type { Fogli } from '@/lib/archivio/dove'
import type { Domanda } from '@/lib/archivio/rules-domanda'
import { domandaToQuery } from '@/lib/archivio/rules-indirizzo'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { paths } from '@/lib/core/paths'
import { cifra } from './parole'

const TINTE = 4
const inOrdine = (conti: Record<string, number>) =>
  Object.entries(conti).sort(([a], [b]) => a.localeCompare(b, 'it', { numeric: true }))

/** The sheets of a Comune on which something was found, darker the more there is; then the parcels of the one that is open. */
export function FogliDelComune({
  domanda,
  fogli: { comune, fogli, foglio, mappali },
}: {
  domanda: Domanda
  fogli: Fogli
}) {
  const dove = (more: Domanda) => `${paths.archivio.dove}${domandaToQuery({ ...domanda, ...more })}#fogli`
  const parcels = (mappale: string) =>
    `${paths.archivio.home}${domandaToQuery({ ...domanda, comune, foglio: foglio ?? undefined, mappale })}`
  return (
    <section className="mt-12" aria-labelledby="fogli">
      <h2 id="fogli">Fogli di mappa: {nomeComune(comune)}</h2>
      {Object.keys(fogli).length === 0 ? (
        <p>Nessuno dei fascicoli trovati dice il suo foglio.</p>
      ) : (
        <Griglia
          conti={fogli}
          nome="foglio"
          scelto={foglio}
          href={(one) => dove({ foglio: one === foglio ? undefined : one })}
        />
      )}
      {foglio !== null && (
        <>
          <h3 className="mt-8">Mappali del foglio {foglio}</h3>
          {Object.keys(mappali).length === 0 ? (
            <p>Su questo foglio non c’è niente di ciò che hai cercato.</p>
          ) : (
            <Griglia conti={mappali} nome="mappale" scelto={null} href={parcels} />
          )}
        </>
      )}
    </section>
  )
}

type GrigliaProps = {
  conti: Record<string, number>
  nome: string
  scelto: string | null
  href: (chiave: string) => string
}

function Griglia({ conti, nome, scelto, href }: GrigliaProps) {
  const most = Math.max(...Object.values(conti))
  return (
    <ul className="griglia-mappa">
      {inOrdine(conti).map(([chiave, n]) => (
        <li key={chiave}>
          <a
            href={href(chiave)}
            className={`tinta-${Math.max(1, Math.ceil((TINTE * Math.sqrt(n)) / Math.sqrt(most)))}`}
            aria-current={chiave === scelto ? 'true' : undefined}
          >
            <span className="sr-only">{nome} </span>
            <strong>{chiave}</strong>
            <span className="sr-only">: </span>
            <span>{cifra(n)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
