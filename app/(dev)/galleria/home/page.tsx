import type { Metadata } from 'next'
import { Frame } from '@/components/layout/frame'
import { Hero } from '@/components/layout/hero'
import { ServiceList } from '@/components/ui/service-list'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Home' }

export default function HomePage() {
  return (
    <Frame viewer={null} measured={false}>
      <Hero
        title="Che cosa devi fare?"
        lead="Presenta una richiesta alla Provincia, segui la tua pratica, verifica un’autorizzazione. Ogni passo ha una data."
        searchAction={paths.servizi}
        searchLabel="Cerca un servizio"
        suggestions={[
          { label: 'trasporto eccezionale', href: `${paths.servizi}?q=trasporto+eccezionale` },
          { label: 'accesso agli atti', href: `${paths.servizi}?q=accesso+agli+atti` },
        ]}
        highlighted={{ strong: ['011015'], light: ['011003', '011027'] }}
      />
      <div className="wrap section split">
        <section aria-labelledby="strade">
          <h2 id="strade">Per chi trasporta e lavora sulle strade</h2>
          <ServiceList
            services={[
              {
                href: '#1',
                titolo: 'Autorizzazione al trasporto eccezionale',
                tempi: '15 giorni · di solito 9',
                descrizione: 'Per veicoli o carichi che superano i limiti di massa o di misura.',
              },
              { href: '#2', titolo: 'Rinnovo o proroga', tempi: '15 giorni' },
            ]}
          />
        </section>
        <section aria-labelledby="atti">
          <h2 id="atti">Per chi cerca un documento</h2>
          <ServiceList services={[{ href: '#3', titolo: 'Accesso agli atti', tempi: '30 giorni' }]} />
        </section>
      </div>
    </Frame>
  )
}
