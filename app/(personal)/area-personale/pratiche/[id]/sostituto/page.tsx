import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { SostitutoForm } from '@/components/personale/sostituto-form'
import { Alert } from '@/components/ui/callout'
import { daysBetween, formatDay } from '@/lib/core/date'
import { formatCents } from '@/lib/core/money'
import { paths } from '@/lib/core/paths'
import { listEventi } from '@/lib/pratiche/queries'
import { canPratica } from '@/lib/pratiche/rules'
import {
  canAskSostituto,
  computeIndennizzoRitardo,
  computeScadenzaSostituto,
  limiteIndennizzoRitardo,
} from '@/lib/pratiche/rules-ritardo'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { silenzioOf } from '@/lib/procedimenti/rules-registro'
import { readPratica } from '../../reading'

export const metadata: Metadata = { title: 'Chiedi l’intervento del sostituto — Area personale' }

export default async function SostitutoPage({ params }: PageProps<'/area-personale/pratiche/[id]/sostituto'>) {
  const { id } = await params
  const found = await readPratica(id)
  if (!found) notFound()
  const { pratica } = found
  const [def, eventi] = await Promise.all([
    findDefinizione(pratica.procedimento, pratica.versione),
    listEventi(pratica, 'richiedente'),
  ])
  if (!def) notFound()
  const asked = eventi.find((evento) => evento.tipo === 'sostituto_chiesto')
  const { scadeIl } = pratica.termine
  const may =
    canPratica('askSostituto', pratica.stato) && canAskSostituto(pratica.termine, silenzioOf(def, pratica.dati))
  const entroIl = computeScadenzaSostituto({ giorni: pratica.termineGiorni, unita: pratica.termineUnita }, pratica.oggi)
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.pratica(id)} />
      <PageHeading
        title="Chiedi l’intervento del sostituto"
        lead="Se l’ufficio non decide in tempo, la legge ti dà il diritto che decida un’altra persona (art. 2 commi 9-bis e 9-ter L. 241/1990)."
      />
      {asked ? (
        <Alert tone="blue" title="L’hai già chiesto">
          Il sostituto decide entro il {formatDay(String(asked.dati.entroIl) as typeof scadeIl)}.
        </Alert>
      ) : may ? (
        <>
          <p className="mb-4">
            Il termine della pratica {pratica.codice} è passato il {formatDay(scadeIl)}. Chi ha il potere sostitutivo
            deve concludere entro la metà del termine originario: se lo chiedi oggi, entro il {formatDay(entroIl)}.
          </p>
          {pratica.organizzazione && (
            <p className="mb-5">
              Per le pratiche d’impresa puoi chiedere anche l’indennizzo da ritardo:{' '}
              {formatCents(computeIndennizzoRitardo(1))} al giorno, finora{' '}
              {formatCents(computeIndennizzoRitardo(daysBetween(scadeIl, pratica.oggi)))}, entro il{' '}
              {formatDay(limiteIndennizzoRitardo(scadeIl))} (art. 28 D.L. 69/2013; se vale per questo procedimento è da
              confermare).
            </p>
          )}
          <SostitutoForm id={id} codice={pratica.codice} />
        </>
      ) : (
        <Alert tone="amber" title="Per ora non si può chiedere">
          {pratica.stato === 'conclusa'
            ? 'La pratica è già conclusa.'
            : `Si può dal giorno dopo la fine del termine. L’ufficio risponde entro il ${formatDay(scadeIl)}.`}
        </Alert>
      )}
    </div>
  )
}
