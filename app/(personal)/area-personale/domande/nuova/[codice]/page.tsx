import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { NuovaForm } from '@/components/procedimenti/nuova-form'
import { Alert } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/kv'
import { requireLivello, requireViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { beginDomandaAction } from '@/lib/procedimenti/actions'
import { sceltePerChi } from '@/lib/procedimenti/per-chi'
import { findServizio } from '@/lib/procedimenti/queries'
import { livelloRichiesto } from '@/lib/procedimenti/rules-livello'
import { addressOf } from '@/lib/trasporti/forms-verifica'

export const metadata: Metadata = { title: 'Prima di iniziare — Nuova domanda' }

export default async function NuovaDomandaPage({
  params,
  searchParams,
}: PageProps<'/area-personale/domande/nuova/[codice]'>) {
  const viewer = await requireViewer()
  const { codice } = await params
  const figure = addressOf(await searchParams)
  const servizio = await findServizio(codice)
  if (!servizio) notFound()
  await requireLivello(viewer, livelloRichiesto(servizio.definizione))
  const { scheda, titolo, trattamento } = servizio.definizione
  const { scelte, scelta } = sceltePerChi(viewer, servizio.definizione)
  return (
    <>
      <BackLink href={paths.servizio(codice)} label={scheda.titolo} />
      <PageHeading above={<p className="muted">{titolo}</p>} title="Prima di iniziare" lead={scheda.destinatari} />
      {servizio.attivo ? null : (
        <Alert tone="amber" title="Il servizio è sospeso">
          <p>{servizio.sospesoMotivo ?? 'Per ora non si possono presentare domande.'}</p>
        </Alert>
      )}
      <div className="split">
        <div>
          <h2>Tieni pronto</h2>
          <ul className="prose mb-8 list-disc pl-5">
            {scheda.cosaServe.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
          {servizio.attivo && scelte.length > 0 && (
            <NuovaForm action={beginDomandaAction.bind(null, codice, figure)} scelte={scelte} scelta={scelta} />
          )}
          {servizio.attivo && scelte.length === 0 ? (
            <Alert tone="amber" title="Questa domanda si presenta per un’impresa o un ente">
              <p>
                Nessuna delle organizzazioni per cui operi ti permette di presentare domande. Chiedi al legale
                rappresentante di abilitarti, o{' '}
                <a href={paths.personale.imprese}>collega un’impresa o chiedi un mandato</a>.
              </p>
            </Alert>
          ) : null}
        </div>
        <aside>
          <h2>In breve</h2>
          <DefinitionList
            facts={[
              { label: 'Per compilarla', value: `circa ${scheda.tempoCompilazioneMinuti} minuti` },
              { label: 'La risposta', value: scheda.tempi },
              { label: 'Il costo', value: scheda.costi },
            ]}
          />
          <p className="muted mt-4">
            Le risposte si salvano mentre scrivi: puoi fermarti e riprendere da un altro dispositivo.
          </p>
          <h2 className="mt-8">I tuoi dati</h2>
          <DefinitionList
            facts={[
              { label: 'A che cosa servono', value: trattamento.finalita },
              { label: 'Perché possiamo usarli', value: trattamento.base },
              { label: 'Per quanto li teniamo', value: trattamento.conservazione },
            ]}
          />
        </aside>
      </div>
    </>
  )
}
