import type { Metadata } from 'next'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { requireViewer } from '@/lib/auth/viewer'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { type Lettura, listLetture } from '@/lib/letture/queries'
import { NOMI_MOTIVI } from '@/lib/letture/rules'

export const metadata: Metadata = { title: 'Chi ha visto i miei dati — Area personale' }

const CHE_COSA = { pratica: 'La pratica', documento: 'Un documento', atto: 'L’atto' } as const

const COLONNE: readonly [Column<Lettura>, ...Column<Lettura>[]] = [
  { key: 'il', header: 'Giorno', cell: (riga) => <span className="nowrap">{formatDay(riga.il)}</span> },
  { key: 'ufficio', header: 'Chi', cell: (riga) => riga.ufficio },
  {
    key: 'oggetto',
    header: 'Che cosa',
    cell: (riga) => (
      <>
        {riga.documento ? `Il documento «${riga.documento}»` : CHE_COSA[riga.oggettoTipo]}
        <small>
          <a href={paths.personale.pratica(riga.praticaId)}>
            {riga.codice} · {riga.richiedente}
          </a>
        </small>
      </>
    ),
  },
  {
    key: 'motivo',
    header: 'Perché',
    cell: (riga) => (
      <>
        {NOMI_MOTIVI[riga.motivo]}
        {riga.motivoTesto && <small className="wrap-anywhere">«{riga.motivoTesto}»</small>}
      </>
    ),
  },
]

export default async function ChiHaVistoPage({ searchParams }: PageProps<'/area-personale/chi-ha-visto'>) {
  const viewer = await requireViewer()
  const given = Number((await searchParams).pagina)
  const pagina = Number.isInteger(given) && given >= 1 && given <= 10_000 ? given : 1
  const { righe, totale, pagine } = await listLetture(viewer, { pagina })
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: 'Area personale', href: paths.personale.home },
          { label: 'Profilo', href: paths.personale.profilo },
          { label: 'Chi ha visto i miei dati' },
        ]}
      />
      <PageHeading
        title="Chi ha visto i miei dati"
        lead="Ogni volta che un ufficio della Provincia o un altro ente apre una tua pratica, o un suo documento, resta scritto qui: chi, quando e perché. Una riga al giorno per ogni persona che legge."
      />
      {righe.length === 0 ? (
        <EmptyState title="Nessuno ha ancora aperto le tue pratiche">
          Quando un ufficio le apre lo trovi qui, lo stesso giorno.
        </EmptyState>
      ) : (
        <DataTable
          caption={totale === 1 ? 'Una lettura' : `${totale} letture, le più recenti prima`}
          columns={COLONNE}
          rows={righe}
          rowKey={(riga) => riga.id}
        />
      )}
      <Pagination
        label="Pagine delle letture"
        page={pagina}
        pages={pagine}
        href={(n) => `${paths.personale.chiHaVisto}?pagina=${n}`}
      />
      <p className="muted mt-6">
        Vedi l’ufficio e non il nome di chi ha letto. Se una lettura non ti sembra giusta, chiedi spiegazioni
        all’ufficio o al <a href={paths.privacy}>responsabile della protezione dei dati</a>.
      </p>
    </>
  )
}
