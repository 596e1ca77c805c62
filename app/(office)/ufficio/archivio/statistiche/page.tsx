import type { Metadata } from 'next'
import { cifra } from '@/components/archivio/parole'
import { BackLink } from '@/components/layout/breadcrumb'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import type { Classe } from '@/lib/archivio/rules-visibilita'
import { listConsultazioni } from '@/lib/archivio/statistiche/queries'
import { LETTORI, sommaPer } from '@/lib/archivio/statistiche/rules'
import { paths } from '@/lib/core/paths'
import { requireArchivista } from '../reading'

export const metadata: Metadata = { title: 'Statistiche di consultazione — Archivio — Ufficio' }

const meseFormat = new Intl.DateTimeFormat('it-IT', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const TAVOLE = [
  { chiave: 'mese', titolo: 'Per mese', nome: (chi: string) => meseFormat.format(new Date(`${chi}-01T00:00:00Z`)) },
  { chiave: 'fondo', titolo: 'Per fondo', nome: (chi: string) => chi },
  { chiave: 'classe', titolo: 'Per genere di lettore', nome: (chi: string) => LETTORI[chi as Classe] ?? chi },
] as const

export default async function StatistichePage() {
  const officer = await requireArchivista()
  const rows = await listConsultazioni(officer)
  return (
    <>
      <BackLink href={paths.ufficio.archivio} label="Archivio" />
      <h1>Statistiche di consultazione</h1>
      <p>
        Gli ultimi dodici mesi, dal registro delle letture. Chi legge senza aver fatto l’accesso ciò che vede chiunque
        non lascia traccia, e qui non è contato.
      </p>
      {rows.length === 0 ? (
        <EmptyState title="Nessuna consultazione">Le letture si contano dal giorno in cui avvengono.</EmptyState>
      ) : (
        TAVOLE.map(({ chiave, titolo, nome }) => (
          <section key={chiave} className="mt-8">
            <DataTable
              caption={titolo}
              rows={sommaPer(rows, chiave)}
              rowKey={(row) => row.chi}
              columns={[
                { key: 'chi', header: titolo, cell: (row) => nome(row.chi) },
                { key: 'schede', header: 'Schede lette', cell: (row) => cifra(row.schede), numeric: true },
                { key: 'pagine', header: 'Pagine viste', cell: (row) => cifra(row.pagine), numeric: true },
                { key: 'pacchetti', header: 'Pacchetti scaricati', cell: (row) => cifra(row.pacchetti), numeric: true },
              ]}
            />
          </section>
        ))
      )}
    </>
  )
}
