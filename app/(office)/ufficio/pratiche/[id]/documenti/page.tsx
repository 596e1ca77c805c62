import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Versamento } from '@/components/archivio/versamento'
import { documentRows } from '@/components/pratica/document-rows'
import { DocumentList } from '@/components/ui/document-list'
import { EmptyState } from '@/components/ui/empty-state'
import { listDocumentiOf } from '@/lib/pratiche/queries'
import { canPratica } from '@/lib/pratiche/rules'
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
  const incoming = documents.filter((one) => one.caricatoDaId !== null)
  const ours = documents.filter((one) => one.caricatoDaId === null)
  return (
    <>
      {documents.length === 0 ? (
        <EmptyState title="Nessun documento">La domanda è arrivata senza allegati.</EmptyState>
      ) : (
        <>
          <h2>Dal richiedente</h2>
          {incoming.length > 0 ? (
            <DocumentList label="Documenti del richiedente" documents={documentRows(incoming, def)} />
          ) : (
            <p className="muted">Nessun documento.</p>
          )}
        </>
      )}
      {ours.length > 0 && (
        <>
          <h2 className="mt-7">Dall’ufficio</h2>
          <DocumentList label="Documenti dell’ufficio" documents={documentRows(ours, def)} />
        </>
      )}
      {canPratica('archive', pratica.stato) && (
        <section className="mt-10 max-w-narrow" aria-labelledby="archivio">
          <h2 id="archivio">Archivio</h2>
          <Versamento officer={found.officer} pratica={pratica} documenti={documents.length} />
        </section>
      )}
    </>
  )
}
