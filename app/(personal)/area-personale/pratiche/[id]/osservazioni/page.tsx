import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { RispostaForm } from '@/components/personale/risposta-form'
import { RispostaPage } from '@/components/personale/risposta-page'
import { formatDay, type IsoDate } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { sendOsservazioniAction } from '@/lib/pratiche/actions-richiedente'
import { listEventi } from '@/lib/pratiche/queries'
import { canPratica } from '@/lib/pratiche/rules'
import { readPratica } from '../../reading'

export const metadata: Metadata = { title: 'Presenta osservazioni — Area personale' }

export default async function OsservazioniPage({
  params,
  searchParams,
}: PageProps<'/area-personale/pratiche/[id]/osservazioni'>) {
  const { id } = await params
  const found = await readPratica(id)
  if (!found) notFound()
  const { viewer, pratica } = found
  if (!canPratica('sendOsservazioni', pratica.stato)) redirect(paths.personale.pratica(id))
  const notice = (await listEventi(pratica, 'richiedente')).find((one) => one.tipo === 'preavviso_inviato')
  const entroIl = notice?.dati.entroIl as IsoDate | undefined
  const { esito } = await searchParams
  return (
    <RispostaPage
      viewer={viewer}
      praticaId={id}
      tipo="osservazioni"
      title="Presenta le tue osservazioni"
      esito={typeof esito === 'string' ? esito : undefined}
      lead={`${entroIl ? `Hai tempo fino al ${formatDay(entroIl)}. ` : ''}L’ufficio deve tenerne conto prima di decidere (art. 10-bis L. 241/1990).`}
      richiesta={
        <>
          <h2>Perché la domanda, per ora, non si può accogliere</h2>
          <p className="pre-line">{notice?.testo}</p>
        </>
      }
    >
      <RispostaForm
        action={sendOsservazioniAction.bind(null, id)}
        label="Le tue osservazioni"
        hint="Spiega perché, secondo te, la domanda si può accogliere, o che cosa cambi"
        button="Invia le osservazioni"
      />
    </RispostaPage>
  )
}
