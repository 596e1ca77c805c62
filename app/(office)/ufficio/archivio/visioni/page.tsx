import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { STATO_ACCESSO_SALA, STATO_VISIONE } from '@/components/archivio/accesso/parole'
import { BackLink } from '@/components/layout/breadcrumb'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Tag } from '@/components/ui/tag'
import { listVisioni, type Visione } from '@/lib/archivio/accesso/queries'
import { type AccessoConcessoSala, listAccessiUfficio } from '@/lib/archivio/sala/queries-ufficio'
import { requireFunzionario } from '@/lib/auth/viewer'
import { formatDay, formatWeekday } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Visioni concesse — Archivio — Ufficio' }

const COLONNE: readonly [Column<Visione>, ...Column<Visione>[]] = [
  {
    key: 'unita',
    header: 'Unità',
    cell: (one) => (
      <>
        <a href={paths.ufficio.visione(one.id)}>{one.segnatura}</a>
        <small>{one.titolo}</small>
      </>
    ),
  },
  {
    key: 'lettore',
    header: 'Chi',
    cell: (one) => (
      <>
        {one.lettore}
        <small className="wrap-anywhere">{one.scopo}</small>
      </>
    ),
  },
  { key: 'fino', header: 'Fino al', cell: (one) => <span className="nowrap">{formatDay(one.fino)}</span> },
  {
    key: 'stato',
    header: 'Stato',
    cell: ({ stato }) => <Tag tone={STATO_VISIONE[stato].tono}>{STATO_VISIONE[stato].parola}</Tag>,
  },
]

const COLONNE_SALA: readonly [Column<AccessoConcessoSala>, ...Column<AccessoConcessoSala>[]] = [
  {
    key: 'lettore',
    header: 'Chi',
    cell: (one) => (
      <>
        <a href={paths.ufficio.accessoSala(one.id)}>{one.lettore}</a>
        <small className="wrap-anywhere">{one.scopo}</small>
      </>
    ),
  },
  {
    key: 'giorno',
    header: 'Appuntamento',
    cell: (one) => (one.giorno ? `${formatWeekday(one.giorno)}, ore ${one.inizio}` : 'Nessuno'),
  },
  { key: 'fino', header: 'Fino al', cell: (one) => <span className="nowrap">{formatDay(one.al)}</span> },
  {
    key: 'stato',
    header: 'Stato',
    cell: ({ stato }) => <Tag tone={STATO_ACCESSO_SALA[stato].tono}>{STATO_ACCESSO_SALA[stato].parola}</Tag>,
  },
]

export default async function VisioniUfficioPage({ searchParams }: PageProps<'/ufficio/archivio/visioni'>) {
  const officer = await requireFunzionario()
  const tutte = (await searchParams).tutte === 'si'
  const [visioni, sala] = await Promise.all([listVisioni(officer, tutte), listAccessiUfficio(officer, tutte)])
  if (!visioni) notFound()
  return (
    <>
      <BackLink href={paths.ufficio.archivio} label="Archivio" />
      <h1>Visioni concesse</h1>
      <p className="mb-6">
        {tutte ? (
          <a href={paths.ufficio.visioni}>Solo quelle in corso</a>
        ) : (
          <a href={`${paths.ufficio.visioni}?tutte=si`}>Anche quelle finite</a>
        )}
      </p>
      {visioni.length === 0 ? (
        <EmptyState title="Nessuno ha una visione in corso">
          Una visione nasce quando il dirigente accoglie una richiesta di accesso agli atti.
        </EmptyState>
      ) : (
        <DataTable
          caption={tutte ? 'Visioni, dall’ultima' : 'Visioni in corso, prima quelle che finiscono prima'}
          columns={COLONNE}
          rows={visioni}
          rowKey={(one) => one.id}
        />
      )}
      {sala.length > 0 && (
        <section className="mt-10">
          <h2>In sala di studio</h2>
          <DataTable
            caption={tutte ? 'Accessi in sala, dall’ultimo' : 'Accessi in sala, prima quelli che finiscono prima'}
            columns={COLONNE_SALA}
            rows={sala}
            rowKey={(one) => one.id}
          />
        </section>
      )}
    </>
  )
}
