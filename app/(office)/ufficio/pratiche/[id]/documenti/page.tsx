import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { documentRows } from '@/components/pratica/document-rows'
import { DocumentList } from '@/components/ui/document-list'
import { EmptyState } from '@/components/ui/empty-state'
import { listDocumentiOf } from '@/lib/pratiche/queries'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { readPraticaUfficio } from '../../reading'

export const metadata: Metadata = { title: 'Documenti — Ufficio' }

export default async function DocumentiPage({ params }: PageProps<'/ufficio/pratiche/[id]/documenti'>) {
  const found = await readPraticaUfficio((await params).id)
  if (!found) notFound()
  const { pratica } = found
  const [documents, def] = await Promise.all([
    listDocumentiOf(pratica, 'ufficio'),
    findDefinizione(pratica.procedimento, pratica.versione),
  ])
  if (documents.length === 0)
    return <EmptyState title="Nessun documento">La domanda è arrivata senza allegati.</EmptyState>
  const incoming = documents.filter((one) => one.caricatoDaId !== null)
  const ours = documents.filter((one) => one.caricatoDaId === null)
  return (
    <>
      <h2>Dal richiedente</h2>
      {incoming.length > 0 ? (
        <DocumentList label="Documenti del richiedente" documents={documentRows(incoming, def)} />
      ) : (
        <p className="muted">Nessun documento.</p>
      )}
      {ours.length > 0 && (
        <>
          <h2 className="mt-7">Dall’ufficio</h2>
          <DocumentList label="Documenti dell’ufficio" documents={documentRows(ours, def)} />
        </>
      )}
    </>
  )
}
