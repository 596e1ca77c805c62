import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { IntegrazioneForm } from '@/components/ufficio/integrazione-form'
import { Alert } from '@/components/ui/callout'
import { regolaOf } from '@/lib/pratiche/journal'
import { canPratica } from '@/lib/pratiche/rules'
import { canSuspend } from '@/lib/pratiche/rules-termini'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { readPraticaUfficio } from '../../reading'

export const metadata: Metadata = { title: 'Chiedi un’integrazione — Ufficio' }

export default async function IntegrazionePage({ params }: PageProps<'/ufficio/pratiche/[id]/integrazione'>) {
  const { id } = await params
  const found = await readPraticaUfficio(id)
  if (!found) notFound()
  const { pratica } = found
  const def = await findDefinizione(pratica.procedimento, pratica.versione)
  const allowed = canSuspend(regolaOf(pratica), pratica.clock, pratica.oggi)
  const stato = canPratica('askIntegrazione', pratica.stato)
  return (
    <div className="max-w-narrow">
      <h2>Chiedi un’integrazione</h2>
      {!allowed.ok || !stato ? (
        <Alert tone="amber" title="Ora non si può">
          {allowed.ok ? 'La pratica deve essere in istruttoria.' : allowed.message}
        </Alert>
      ) : (
        <IntegrazioneForm
          id={id}
          versione={pratica.versioneRiga}
          richiedente={pratica.richiedente}
          allegati={def?.allegati.map((one) => one.titolo) ?? []}
          avviso={allowed.value.avviso}
        />
      )}
    </div>
  )
}
