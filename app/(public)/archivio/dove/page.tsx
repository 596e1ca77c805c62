import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { domandaInParole } from '@/components/archivio/domanda-in-parole'
import { FogliDelComune } from '@/components/archivio/fogli'
import { StradaRetta } from '@/components/archivio/lungo-strada'
import { cifra } from '@/components/archivio/parole'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { EmptyState } from '@/components/ui/empty-state'
import { withinArchivio } from '@/lib/archivio/accesso/limiti'
import { findFogli, type LungoStrada, listLungoStrade } from '@/lib/archivio/dove'
import { listNomiFondi } from '@/lib/archivio/queries'
import { seRisponde } from '@/lib/archivio/ricerca'
import type { Domanda } from '@/lib/archivio/rules-domanda'
import { domandaToQuery, parseDomanda } from '@/lib/archivio/rules-indirizzo'
import { clientIp } from '@/lib/auth/limits'
import { findViewer, isFunzionario } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = {
  title: 'Dove — Archivio',
  robots: { index: false, follow: false }, // what was looked for is nobody's to list
}

export default async function DovePage({ searchParams }: PageProps<'/archivio/dove'>) {
  const domanda = parseDomanda(await searchParams)
  const [viewer, ip] = [await findViewer(), clientIp(await headers())]
  if (!(await withinArchivio(viewer, ip, viewer !== null && domanda.comune !== undefined)))
    redirect(`${paths.accessoNonRiuscito}?motivo=troppe-richieste`)
  const [found, fondi] = await Promise.all([
    seRisponde(Promise.all([listLungoStrade(viewer, domanda), findFogli(viewer, domanda)])),
    listNomiFondi(viewer, domanda.fondo ? [domanda.fondo] : []),
  ])
  const asked = domandaInParole({ ...domanda, foglio: undefined, mappale: undefined }, fondi) // these are of the page, not of the question
  const [strade, fogli] = found ?? [[], null]
  return (
    <>
      <BackLink href={`${paths.archivio.home}${domandaToQuery(domanda)}`} label={asked ? 'Risultati' : 'Archivio'} />
      <PageHeading
        title="Dove sono i fascicoli"
        lead={asked ? `Ciò che hai cercato: ${asked}` : 'Tutto l’archivio, strada per strada'}
      />
      {found === null ? (
        <EmptyState title="La ricerca ora non risponde">Tra qualche minuto ricarica la pagina.</EmptyState>
      ) : (
        <>
          <Strade domanda={domanda} strade={strade} />
          {fogli ? (
            <FogliDelComune domanda={domanda} fogli={fogli} />
          ) : (
            viewer &&
            isFunzionario(viewer) && (
              <p className="hint mt-12">
                Per vedere i fogli di mappa scegli un Comune tra i filtri dei risultati, poi torna qui.
              </p>
            )
          )}
        </>
      )}
    </>
  )
}

function Strade({ domanda, strade }: { domanda: Domanda; strade: readonly LungoStrada[] }) {
  if (strade.length === 0)
    return <EmptyState title="Nessuna strada">Nessuno dei fascicoli trovati dice su quale strada è.</EmptyState>
  // one scale for all: a longer road is drawn longer, and a taller column is more
  const fine = Math.max(0, ...strade.flatMap((one) => [...one.km.keys()]))
  const massimo = Math.max(1, ...strade.flatMap((one) => [...one.km.values()]))
  return (
    <section aria-labelledby="strade">
      <h2 id="strade">Lungo le strade</h2>
      <p className="hint">
        Ogni strada è tirata dritta, da km 0 a km {fine}: una colonna per chilometro, più alta dove i fascicoli sono di
        più. Scegli una strada per vederne i chilometri uno a uno.
      </p>
      <ul className="strade-rette">
        {strade.map((one) => (
          <li key={one.nome}>
            <span>
              <a href={`${paths.archivio.home}${domandaToQuery({ ...domanda, strada: one.nome, km: undefined })}`}>
                {one.nome}
              </a>
              {one.denominazione && <span className="muted"> {one.denominazione}</span>}
            </span>
            <StradaRetta km={one.km} fine={fine} massimo={massimo} />
            <span className="strade-rette-conto">
              {cifra(one.totale)}
              <span className="sr-only">{one.totale === 1 ? ' fascicolo' : ' fascicoli'}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
