import type { Metadata } from 'next'
import { PageHeading } from '@/components/layout/page-heading'
import { SearchForm } from '@/components/ui/search-form'
import { ServiceList } from '@/components/ui/service-list'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Pagina non trovata' }

/** What is said of a page that is not there: inside the frame of whoever looks for it. */
export function NonTrovata() {
  return (
    <div className="pt-10 lg:pt-14">
      <PageHeading
        title="Questa pagina non c’è"
        lead="L’indirizzo può essere sbagliato, o la pagina può essere stata tolta. Se cerchi una tua pratica, aprila dall’area personale."
      />
      <SearchForm action={paths.servizi} label="Cerca un servizio" labelVisible />
      <h2 className="mt-10">Riparti da qui</h2>
      <div className="max-w-narrow">
        <ServiceList
          services={[
            { href: paths.servizi, titolo: 'Servizi', tempi: 'che cosa puoi chiedere' },
            { href: paths.personale.home, titolo: 'Area personale', tempi: 'le tue pratiche e i messaggi' },
            { href: paths.verificaRicerca, titolo: 'Verifica un’autorizzazione', tempi: 'se è valida, oggi' },
          ]}
        />
      </div>
    </div>
  )
}
