import type { Metadata } from 'next'
import { ImportaForm } from '@/components/flotta/importa-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Tag } from '@/components/ui/tag'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { readImportazioneAction } from '@/lib/flotta/actions'
import { listImportazioni } from '@/lib/flotta/queries'
import { requireFlotta } from '../reading'

type Props = PageProps<'/area-personale/imprese/[id]/flotta/importa'>
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { impresa } = await requireFlotta((await params).id)
  return { title: `Importa i veicoli — ${impresa.denominazione}` }
}

export default async function ImportaPage({ params }: Props) {
  const { viewer, impresa } = await requireFlotta((await params).id)
  const importazioni = await listImportazioni(viewer, impresa.id)
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.flotta(impresa.id)} label="Veicoli" />
      <PageHeading
        title="Importa i veicoli da una tabella"
        lead="Prima leggiamo il file e ti mostriamo riga per riga che cosa cambia. Non cambia nulla finché non lo confermi."
      />
      <ImportaForm action={readImportazioneAction.bind(null, impresa.id)} />
      <h2 className="mt-10">Come preparare il file</h2>
      <ul className="prose list-disc pl-5">
        <li>
          Parti dal <a href={paths.api.modelloFlotta}>modello da riempire (CSV)</a>, o usa la tua tabella: la prima riga
          dice il nome delle colonne.
        </li>
        <li>Servono targa, tipo, marca e modello, tara, massa massima e assi. Le masse sono in tonnellate.</li>
        <li>Gli interassi si separano con +, le date si scrivono come 31/12/2027.</li>
        <li>Una targa che c’è già viene aggiornata; quelle che non sono nel file restano come sono.</li>
      </ul>
      {importazioni.length > 0 && (
        <>
          <h2 className="mt-8">File già letti</h2>
          <ul className="rows">
            {importazioni.map((one) => (
              <li key={one.id}>
                <a className="row-link" href={paths.personale.importazione(impresa.id, one.id)}>
                  {one.nome}
                </a>
                <Tag tone={one.applicataAt ? 'green' : 'amber'}>{one.applicataAt ? 'Importato' : 'Da confermare'}</Tag>
                <span className="row-note">{formatInstant(one.createdAt)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
