import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MiaRispostaForm } from '@/components/archivio/accesso/avviso-forms'
import { Fatto } from '@/components/imprese/fatto'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Alert } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/kv'
import { replyAvvisoAction } from '@/lib/archivio/accesso/actions-controinteressati'
import { receiveAvviso } from '@/lib/archivio/accesso/commands-risposta'
import { findMioAvviso } from '@/lib/archivio/accesso/queries-controinteressati'
import { nomeDirittoAvviso } from '@/lib/archivio/accesso/rules-controinteressati'
import { requireViewer } from '@/lib/auth/viewer'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Richiesta che ti riguarda — Area personale' }

/** Whoever opens it has received it: the days to oppose begin. */
export default async function OpposizionePage({ params, searchParams }: PageProps<'/area-personale/opposizioni/[id]'>) {
  const viewer = await requireViewer()
  const { id } = await params
  if (!(await receiveAvviso(viewer, id)).ok) notFound()
  const avviso = await findMioAvviso(viewer, id)
  if (!avviso) notFound()
  const { contenuto, risposta, entroIl, stato } = avviso
  return (
    <div className="max-w-narrow">
      <Breadcrumb
        crumbs={[{ label: 'Area personale', href: paths.personale.home }, { label: 'Richiesta che ti riguarda' }]}
      />
      <Fatto fatto={(await searchParams).fatto} parole={{ risposto: 'La tua risposta è arrivata all’ufficio' }} />
      <PageHeading
        title="Qualcuno ha chiesto di vedere documenti che ti riguardano"
        lead="La legge ti fa sapere chi chiede e perché. Se pensi che la tua riservatezza ne abbia un danno puoi opporti."
      />
      <DefinitionList
        facts={[
          { label: 'Chi chiede', value: contenuto.richiedente },
          { label: 'Con quale diritto', value: nomeDirittoAvviso(contenuto.diritto) },
          { label: 'Perché', value: contenuto.motivo },
          { label: 'Documenti', value: contenuto.documenti.join('; ') },
          { label: 'Avviso', value: `Protocollo ${avviso.protocollo}, ${formatDay(avviso.avvisatoIl)}` },
        ]}
      />
      {risposta ? (
        <section className="mt-8">
          <h2>La tua risposta</h2>
          <p className="mb-2">
            {risposta === 'opposizione' ? 'Ti sei opposto' : 'Non hai niente in contrario'}
            {avviso.rispostaIl && `, il ${formatDay(avviso.rispostaIl)}`}.
          </p>
          {avviso.testo && <p className="pre-line">{avviso.testo}</p>}
        </section>
      ) : (
        <section className="mt-8">
          <h2>Rispondi</h2>
          {stato === 'silenzio' ? (
            <Alert tone="amber" title="I 10 giorni sono passati">
              Puoi ancora scrivere: l’ufficio ne tiene conto se non ha già deciso.
            </Alert>
          ) : (
            entroIl && (
              <p className="mb-4">
                Hai tempo fino al <strong>{formatDay(entroIl)}</strong>. Se non rispondi la Provincia decide con quello
                che sa.
              </p>
            )
          )}
          <MiaRispostaForm action={replyAvvisoAction.bind(null, id)} />
        </section>
      )}
    </div>
  )
}
