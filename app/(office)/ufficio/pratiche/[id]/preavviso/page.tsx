import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PreavvisoForm } from '@/components/ufficio/preavviso-form'
import { Alert } from '@/components/ui/callout'
import { formatDay } from '@/lib/core/date'
import { canPratica } from '@/lib/pratiche/rules'
import { limiteOsservazioni } from '@/lib/pratiche/rules-termini-registro'
import { readPraticaUfficio } from '../../reading'

export const metadata: Metadata = { title: 'Preavviso di diniego — Ufficio' }

export default async function PreavvisoPage({ params }: PageProps<'/ufficio/pratiche/[id]/preavviso'>) {
  const { id } = await params
  const found = await readPraticaUfficio(id)
  if (!found) notFound()
  const { pratica } = found
  const sent = pratica.clock.some((one) => one.tipo === 'preavviso')
  return (
    <div className="max-w-narrow">
      <h2>Preavviso di diniego</h2>
      {sent || !canPratica('noticeRefusal', pratica.stato) ? (
        <Alert tone="amber" title="Ora non si può">
          {sent ? 'Il preavviso è già stato inviato.' : 'La pratica deve essere in istruttoria.'}
        </Alert>
      ) : (
        <PreavvisoForm
          id={id}
          versione={pratica.versioneRiga}
          richiedente={pratica.richiedente}
          entro={formatDay(limiteOsservazioni(pratica.oggi))}
        />
      )}
    </div>
  )
}
