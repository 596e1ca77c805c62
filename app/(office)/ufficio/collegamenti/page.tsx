import type { Metadata } from 'next'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { requireFunzionario } from '@/lib/auth/viewer'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { listCollegamentiInAttesa } from '@/lib/imprese/queries'

export const metadata: Metadata = { title: 'Imprese da collegare — Ufficio' }

type Riga = Awaited<ReturnType<typeof listCollegamentiInAttesa>>[number]
const columns: [Column<Riga>, ...Column<Riga>[]] = [
  {
    key: 'impresa',
    header: 'Impresa',
    cell: (one) => (
      <>
        <a href={paths.ufficio.collegamento(one.id)}>{one.denominazione}</a>
        <small className="code">{one.codiceFiscale}</small>
      </>
    ),
  },
  { key: 'chi', header: 'Chi la dichiara', cell: (one) => `${one.persona}, ${one.carica}` },
  {
    key: 'registro',
    header: 'Registro imprese',
    cell: (one) => (one.registro ? 'non lo conferma' : 'nessuna risposta'),
  },
  { key: 'quando', header: 'Inviata', cell: (one) => (one.inviataAt ? formatInstant(one.inviataAt) : null) },
]

export default async function CollegamentiPage({ searchParams }: PageProps<'/ufficio/collegamenti'>) {
  const officer = await requireFunzionario()
  const [righe, { fatto }] = await Promise.all([listCollegamentiInAttesa(officer), searchParams])
  return (
    <>
      <BackLink href={paths.ufficio.home} label="Pratiche" />
      <PageHeading
        title="Imprese da collegare"
        lead="Persone che dichiarano di rappresentare un’impresa, quando il registro imprese non basta a confermarlo."
      />
      <Fatto
        fatto={fatto}
        parole={{
          accolta: 'Richiesta accolta: la persona è stata avvisata',
          respinta: 'Richiesta respinta: la persona ha ricevuto il motivo',
        }}
      />
      {righe.length === 0 ? (
        <EmptyState title="Nessuna richiesta in attesa">Quando ne arriva una la trovi qui.</EmptyState>
      ) : (
        <DataTable
          caption="Richieste in attesa, dalla più vecchia"
          captionHidden
          columns={columns}
          rows={righe}
          rowKey={(one) => one.id}
        />
      )}
    </>
  )
}
