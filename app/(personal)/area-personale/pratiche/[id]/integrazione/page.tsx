import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { RispostaForm } from '@/components/personale/risposta-form'
import { RispostaPage } from '@/components/personale/risposta-page'
import { formatDay, type IsoDate } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { answerIntegrazioneAction } from '@/lib/pratiche/actions-richiedente'
import { listEventi } from '@/lib/pratiche/queries'
import { hasOpenIntegrazione } from '@/lib/pratiche/rules-eventi'
import { readPratica } from '../../reading'

export const metadata: Metadata = { title: 'Rispondi alla richiesta — Area personale' }

export default async function IntegrazionePage({
  params,
  searchParams,
}: PageProps<'/area-personale/pratiche/[id]/integrazione'>) {
  const { id } = await params
  const found = await readPratica(id)
  if (!found) notFound()
  const { viewer, pratica } = found
  const eventi = await listEventi(pratica, 'richiedente')
  if (pratica.stato === 'conclusa' || !hasOpenIntegrazione([...eventi].reverse().map((one) => one.tipo)))
    redirect(paths.personale.pratica(id))
  const asked = eventi.find((one) => one.tipo === 'integrazione_chiesta')
  const richieste = (asked?.dati.richieste as string[] | undefined) ?? []
  const entroIl = asked?.dati.entroIl as IsoDate | undefined
  const { esito } = await searchParams
  return (
    <RispostaPage
      viewer={viewer}
      praticaId={id}
      tipo="integrazione"
      title="Rispondi alla richiesta dell’ufficio"
      esito={typeof esito === 'string' ? esito : undefined}
      lead={
        pratica.stato === 'sospesa' && entroIl
          ? `Il termine è fermo fino al ${formatDay(entroIl)} e riparte appena rispondi.`
          : 'Il termine è già ripartito, ma puoi ancora mandare quello che manca.'
      }
      richiesta={
        <>
          {richieste.length > 0 && (
            <ul>
              {richieste.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          )}
          {asked?.testo && <p className="pre-line">{asked.testo}</p>}
        </>
      }
    >
      <RispostaForm
        action={answerIntegrazioneAction.bind(null, id)}
        label="Vuoi aggiungere qualcosa?"
        hint="Se hai caricato i documenti puoi anche non scrivere nulla"
        optional
        button="Invia la risposta"
      />
    </RispostaPage>
  )
}
