import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { STATO_CONVENZIONE } from '@/components/archivio/accesso/parole'
import { BackLink } from '@/components/layout/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Tag } from '@/components/ui/tag'
import { type Convenzione, listConvenzioni } from '@/lib/archivio/accesso/queries-convenzioni'
import { requireFunzionario } from '@/lib/auth/viewer'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Convenzioni — Archivio — Ufficio' }

const COLONNE: readonly [Column<Convenzione>, ...Column<Convenzione>[]] = [
  {
    key: 'ente',
    header: 'Ente',
    cell: (one) => (
      <>
        <a href={paths.ufficio.convenzione(one.id)}>{one.organizzazione}</a>
        <small className="wrap-anywhere">{one.atto}</small>
      </>
    ),
  },
  { key: 'dal', header: 'Dal', cell: (one) => <span className="nowrap">{formatDay(one.dal)}</span> },
  { key: 'al', header: 'Fino al', cell: (one) => <span className="nowrap">{formatDay(one.al)}</span> },
  {
    key: 'stato',
    header: 'Stato',
    cell: ({ stato }) => <Tag tone={STATO_CONVENZIONE[stato].tono}>{STATO_CONVENZIONE[stato].parola}</Tag>,
  },
]

export default async function ConvenzioniPage() {
  const officer = await requireFunzionario()
  const convenzioni = await listConvenzioni(officer)
  if (!convenzioni) notFound()
  return (
    <>
      <BackLink href={paths.ufficio.archivio} label="Archivio" />
      <h1>Convenzioni con gli enti</h1>
      <p className="mb-6">
        Con una convenzione in vigore le persone indicate dall’ente aprono da sole le carte su richiesta dei Comuni
        scelti, un giorno alla volta, dopo aver scritto per che cosa. Le carte riservate restano chiuse.
      </p>
      <p className="mb-6">
        <LinkButton href={paths.ufficio.nuovaConvenzione}>Registra una convenzione</LinkButton>
      </p>
      {convenzioni.length === 0 ? (
        <EmptyState title="Non c’è ancora nessuna convenzione">
          Finché non c’è, i Comuni chiedono le carte come tutti.
        </EmptyState>
      ) : (
        <DataTable
          caption="Convenzioni, da quella che finisce più tardi"
          columns={COLONNE}
          rows={convenzioni}
          rowKey={(one) => one.id}
        />
      )}
    </>
  )
}
