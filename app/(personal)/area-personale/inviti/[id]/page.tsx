import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Alert } from '@/components/ui/callout'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { requireViewer } from '@/lib/auth/viewer'
import { formatDay, romeDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { answerInvitoAction } from '@/lib/imprese/actions'
import { findInvito } from '@/lib/imprese/queries'
import { NOMI_RUOLO, SPIEGAZIONI_RUOLO } from '@/lib/imprese/rules'

export const metadata: Metadata = { title: 'Un invito per te — Area personale' }

const PAROLE = {
  accettato: 'Hai accettato questo invito.',
  rifiutato: 'Hai rifiutato questo invito.',
  revocato: 'L’impresa ha revocato questo invito. Se ti serve, chiedine un altro.',
  scaduto: 'Questo invito è scaduto. Chiedine un altro all’impresa.',
} as const

export default async function InvitoPage({ params }: PageProps<'/area-personale/inviti/[id]'>) {
  const viewer = await requireViewer()
  const invito = await findInvito(viewer, (await params).id)
  if (!invito) notFound()
  const action = answerInvitoAction.bind(null, invito.id)
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.imprese} label="Imprese e mandati" />
      <PageHeading
        title={`${invito.organizzazione} ti invita a operare per lei`}
        lead={
          invito.stato === 'aperto'
            ? `Ti invita ${invito.invitatoDa}. Puoi rispondere entro il ${formatDay(romeDay(invito.scadeAt))}.`
            : undefined
        }
      />
      {invito.stato === 'aperto' ? (
        <>
          <h2>{NOMI_RUOLO[invito.ruolo]}</h2>
          <p>{SPIEGAZIONI_RUOLO[invito.ruolo]}. Quello che fai per l’impresa resta registrato con il tuo nome.</p>
          <div className="mt-6 flex flex-wrap gap-4">
            <OneButtonForm action={action} values={{ risposta: 'accetta' }}>
              Accetta l’invito
            </OneButtonForm>
            <OneButtonForm action={action} values={{ risposta: 'rifiuta' }} kind="secondary">
              Rifiuta
            </OneButtonForm>
          </div>
        </>
      ) : (
        <Alert title="L’invito non aspetta più una risposta">{PAROLE[invito.stato]}</Alert>
      )}
    </div>
  )
}
