import { Frame } from '@/components/layout/frame'
import { frameViewer } from '@/components/layout/frame-viewer'
import { Hero } from '@/components/layout/hero'
import { anchorOf, groupByBisogno, servizioRows } from '@/components/servizi/servizio-rows'
import { StradeOggi } from '@/components/servizi/strade-oggi'
import { ServiceList } from '@/components/ui/service-list'
import { findViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { today } from '@/lib/db/clock'
import { listServizi, listTempiMediani } from '@/lib/procedimenti/queries'
import { listLimiti } from '@/lib/strade/queries'

/** Words people use for what is here. */
const cercati = (servizi: Awaited<ReturnType<typeof listServizi>>) =>
  servizi
    .flatMap(({ definizione: { scheda } }) => scheda.parole.slice(0, 2))
    .map((parola) => ({
      label: parola,
      href: `${paths.servizi}?q=${encodeURIComponent(parola)}`,
    }))

export default async function HomePage() {
  const [viewer, servizi, tempi, limiti] = await Promise.all([
    findViewer(),
    listServizi(),
    listTempiMediani(),
    today().then(listLimiti),
  ])
  const groups = groupByBisogno(servizi)
  return (
    <Frame viewer={viewer ? frameViewer(viewer) : null} measured={false}>
      <Hero
        title="Che cosa devi fare?"
        lead="Presenta una richiesta alla Provincia, segui la tua pratica, verifica un’autorizzazione. Ogni passo ha una data."
        searchAction={paths.servizi}
        searchLabel="Cerca un servizio"
        suggestions={cercati(servizi)}
        highlighted={{ strong: ['011015'] }}
      />
      <div className="wrap section split">
        <div className="grid gap-10">
          {groups.map(({ bisogno, servizi: own }) => (
            <section key={bisogno} aria-labelledby={anchorOf(bisogno)}>
              <h2 id={anchorOf(bisogno)}>{bisogno}</h2>
              <ServiceList services={servizioRows(own, tempi)} />
            </section>
          ))}
        </div>
        <section aria-labelledby="strade-oggi">
          <h2 id="strade-oggi">Strade, oggi</h2>
          <StradeOggi limiti={limiti} />
        </section>
      </div>
    </Frame>
  )
}
