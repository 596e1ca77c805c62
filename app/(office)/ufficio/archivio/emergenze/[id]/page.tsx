import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RispostaAperturaForm } from '@/components/archivio/accesso/emergenza-forms'
import { ore, STATO_APERTURA } from '@/components/archivio/accesso/parole'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/kv'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { Tag } from '@/components/ui/tag'
import { closeAperturaAction } from '@/lib/archivio/accesso/actions-diretto'
import { findApertura } from '@/lib/archivio/accesso/queries-emergenza'
import { requireFunzionario } from '@/lib/auth/viewer'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Apertura in emergenza — Archivio — Ufficio' }

export default async function EmergenzaPage({ params, searchParams }: PageProps<'/ufficio/archivio/emergenze/[id]'>) {
  const officer = await requireFunzionario()
  const apertura = await findApertura(officer, (await params).id)
  if (!apertura) notFound()
  const { parola, tono } = STATO_APERTURA[apertura.stato]
  return (
    <div className="max-w-narrow">
      <Fatto
        fatto={(await searchParams).fatto}
        parole={{
          chiesta: 'La richiesta è partita: chi deve rispondere ha ricevuto un avviso',
          decisa: 'Hai risposto',
          chiusa: 'L’unità è di nuovo chiusa',
        }}
      />
      <BackLink href={paths.ufficio.aperture} label="Aperture in emergenza" />
      <h1 className="mb-2">{apertura.segnatura}</h1>
      <p className="mb-6">
        <Tag tone={tono}>{parola}</Tag>
      </p>
      <DefinitionList
        facts={[
          { label: 'Chiesta da', value: apertura.mia ? 'te' : apertura.chiestaDa },
          { label: 'Quando', value: formatInstant(apertura.chiestaAt) },
          { label: 'Per quanto', value: ore(apertura.ore) },
          { label: 'Perché', value: apertura.motivo },
          {
            label: 'Ha risposto',
            value: apertura.decisaAt && `${apertura.decisaDa}, ${formatInstant(apertura.decisaAt)}`,
          },
          { label: 'Aperta fino a', value: apertura.finoAt && formatInstant(apertura.finoAt) },
          { label: 'Perché no', value: apertura.rifiutoMotivo },
        ]}
      />
      {apertura.stato === 'aperta' && apertura.mia && apertura.unitaId && (
        <p className="mt-6">
          <LinkButton href={paths.ufficio.unita(apertura.unitaId)}>Apri l’unità</LinkButton>
        </p>
      )}
      {apertura.stato === 'attesa' && !apertura.mia && (
        <section className="mt-8">
          <h2>Rispondi</h2>
          <RispostaAperturaForm id={apertura.id} />
        </section>
      )}
      {apertura.stato === 'aperta' && !apertura.mia && (
        <section className="mt-8">
          <OneButtonForm action={closeAperturaAction.bind(null, apertura.id)} kind="danger">
            Chiudi adesso
          </OneButtonForm>
        </section>
      )}
    </div>
  )
}
