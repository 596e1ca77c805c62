import type { Metadata } from 'next'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { FiltriServizi, NOMI_PUBBLICO, serviziHref } from '@/components/servizi/filtri'
import { anchorOf, groupByBisogno, servizioRows } from '@/components/servizi/servizio-rows'
import { EmptyState } from '@/components/ui/empty-state'
import { type ActiveFilter, ActiveFilters } from '@/components/ui/filters'
import { SearchForm } from '@/components/ui/search-form'
import { ServiceList } from '@/components/ui/service-list'
import { paths } from '@/lib/core/paths'
import { type FiltroServizi, listScelte, listServizi, listTempiMediani } from '@/lib/procedimenti/queries'

type Query = Record<string, string | string[] | undefined>
const KEYS = ['q', 'pubblico', 'argomento', 'ufficio', 'bisogno'] as const

/** What the address asks, whatever was typed into it: one text a key, not too long. */
const readFiltro = (query: Query): FiltroServizi =>
  Object.fromEntries(
    KEYS.flatMap((key) => {
      const value = [query[key]].flat()[0]?.trim().slice(0, 200)
      return value ? [[key, value]] : []
    }),
  )

export async function generateMetadata({ searchParams }: { searchParams: Promise<Query> }): Promise<Metadata> {
  const { q } = readFiltro(await searchParams)
  return {
    title: q ? `«${q}» — Servizi` : 'Servizi',
    description: 'Tutto quello che puoi chiedere alla Provincia, con tempi e costi.',
  }
}

export default async function ServiziPage({ searchParams }: { searchParams: Promise<Query> }) {
  const filtro = readFiltro(await searchParams)
  const [trovati, tutti, tempi] = await Promise.all([listServizi(filtro), listServizi(), listTempiMediani()])
  const scelte = listScelte(tutti)
  const active = activeFilters(filtro, scelte)
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Sportello', href: paths.home }, { label: 'Servizi' }]} />
      <PageHeading
        title="Che cosa puoi chiedere"
        lead="Ogni servizio dice a chi serve, quanto costa e in quanti giorni ti rispondiamo."
      />
      <div className="split">
        <div>
          <SearchForm action={paths.servizi} label="Cerca un servizio" labelVisible defaultValue={filtro.q} />
          <ActiveFilters filters={active} />
          <p role="status" className="mt-6 mb-3 text-ink-soft">
            {found(trovati.length, filtro.q)}
          </p>
          {trovati.length === 0 ? (
            <NoResults filtro={filtro} active={active} />
          ) : filtro.q ? (
            <>
              <h2 className="sr-only">Servizi trovati</h2>
              <ServiceList services={servizioRows(trovati, tempi, true)} />
            </>
          ) : (
            groupByBisogno(trovati).map(({ bisogno, servizi }) => (
              <section key={bisogno} aria-labelledby={anchorOf(bisogno)} className="mb-10">
                <h2 id={anchorOf(bisogno)}>{bisogno}</h2>
                <ServiceList services={servizioRows(servizi, tempi, true)} />
              </section>
            ))
          )}
        </div>
        <aside aria-labelledby="filtri">
          <h2 id="filtri">Filtra</h2>
          <FiltriServizi filtro={filtro} scelte={scelte} />
        </aside>
      </div>
    </>
  )
}

const found = (count: number, q: string | undefined): string =>
  `${count === 0 ? 'Nessun servizio' : count === 1 ? 'Un servizio' : `${count} servizi`}${q ? ` per «${q}»` : ''}`

function activeFilters(filtro: FiltroServizi, scelte: ReturnType<typeof listScelte>): ActiveFilter[] {
  const labels: Partial<Record<keyof FiltroServizi, string>> = {
    pubblico: filtro.pubblico && (NOMI_PUBBLICO[filtro.pubblico] ?? filtro.pubblico),
    argomento: filtro.argomento,
    ufficio:
      filtro.ufficio && (scelte.uffici.find((one) => one.codice === filtro.ufficio)?.denominazione ?? filtro.ufficio),
    bisogno: filtro.bisogno,
  }
  return Object.entries(labels).flatMap(([key, label]) =>
    label ? [{ label, removeHref: serviziHref({ ...filtro, [key]: undefined }) }] : [],
  )
}

function NoResults({ filtro, active }: { filtro: FiltroServizi; active: ActiveFilter[] }) {
  return (
    <EmptyState title="Non abbiamo trovato niente" action={<a href={paths.servizi}>Vedi tutti i servizi</a>}>
      {active.length > 0 ? (
        <p>
          Prova a togliere un filtro:{' '}
          {active.map((one, i) => (
            <span key={one.label}>
              {i > 0 && ', '}
              <a href={one.removeHref}>{one.label}</a>
            </span>
          ))}
          .
        </p>
      ) : (
        <p>Controlla come hai scritto{filtro.q ? ` «${filtro.q}»` : ''} oppure prova con una parola sola.</p>
      )}
    </EmptyState>
  )
}
