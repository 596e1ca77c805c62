import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Alert } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/kv'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { requireViewer } from '@/lib/auth/viewer'
import { answerTrasferimentoAction } from '@/lib/bozze/actions'
import { formatDay, romeDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { findTrasferimento } from '@/lib/pratiche/trasferimenti'

export const metadata: Metadata = { title: 'Qualcuno ti passa una pratica — Area personale' }

const PAROLE = {
  accettato: 'L’hai accettata: la trovi nella tua area personale.',
  rifiutato: 'Non l’hai accettata: è rimasta a chi la offriva.',
  ritirato: 'Chi la offriva ci ha ripensato.',
  scaduto: 'Il tempo per rispondere è finito: chi la offriva può offrirla di nuovo.',
} as const

export default async function TrasferimentoPage({ params }: PageProps<'/area-personale/trasferimenti/[id]'>) {
  const viewer = await requireViewer()
  const one = await findTrasferimento(viewer, (await params).id)
  if (!one) notFound()
  const action = answerTrasferimentoAction.bind(null, one.id)
  const cosa = one.bozzaId ? 'una domanda' : 'una pratica'
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.home} label="Area personale" />
      <PageHeading
        title={`${one.daNome} vuole passarti ${cosa}`}
        lead={one.stato === 'offerto' ? `Puoi rispondere entro il ${formatDay(romeDay(one.scadeAt))}.` : undefined}
      />
      <DefinitionList
        facts={[
          { label: 'Che cosa', value: one.oggetto },
          { label: 'La offre', value: `${one.offertoDa} per ${one.daNome}` },
          { label: 'La riceve', value: one.aOrganizzazione ?? `${viewer.nome} ${viewer.cognome}` },
          { label: 'Perché', value: one.motivo },
        ]}
      />
      {one.stato === 'offerto' ? (
        <>
          <p className="mt-6">
            {one.bozzaId
              ? 'Se accetti le risposte e i documenti già caricati diventano tuoi: li controlli e la invii tu.'
              : 'Se accetti la segui tu: le richieste dell’ufficio arrivano a te, e rispondi tu di quello che è stato dichiarato da qui in avanti.'}
          </p>
          <div className="mt-6 flex flex-wrap gap-4">
            <OneButtonForm action={action} values={{ risposta: 'accetta' }}>
              {one.bozzaId ? 'Accetta la domanda' : 'Accetta la pratica'}
            </OneButtonForm>
            <OneButtonForm action={action} values={{ risposta: 'rifiuta' }} kind="secondary">
              Rifiuta
            </OneButtonForm>
          </div>
        </>
      ) : (
        <Alert title="Non aspetta più una risposta">{PAROLE[one.stato]}</Alert>
      )}
    </div>
  )
}
