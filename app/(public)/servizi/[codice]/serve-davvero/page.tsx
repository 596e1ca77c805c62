import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { VerificaEsito } from '@/components/servizi/verifica-esito'
import { VerificaForm } from '@/components/servizi/verifica-form'
import { ErrorSummary } from '@/components/ui/error-summary'
import { paths } from '@/lib/core/paths'
import { findServizio } from '@/lib/procedimenti/queries'
import { addressOf, type Query, readVerifica } from '@/lib/trasporti/forms-verifica'

type Props = { params: Promise<{ codice: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { inviata, errors } = readVerifica(await searchParams)
  const wrong = inviata && Object.keys(errors).length > 0
  return {
    title: `${wrong ? 'Errore: ' : ''}Ti serve l’autorizzazione? — Servizi`,
    robots: inviata ? { index: false } : undefined,
  }
}

/** The pre-check of artt. 61 and 62 CdS: no sign-in, nothing kept. */
export default async function ServeDavveroPage({ params, searchParams }: Props) {
  const { codice } = await params
  const servizio = await findServizio(codice)
  if (!servizio?.definizione.verificaPreliminare) notFound()
  const query = await searchParams
  const verifica = readVerifica(query)
  const wrong = Object.keys(verifica.errors).length > 0
  return (
    <>
      <BackLink href={paths.servizio(codice)} label={servizio.definizione.scheda.titolo} />
      {verifica.inviata && wrong && <ErrorSummary errors={verifica.errors} />}
      <PageHeading
        title="Ti serve davvero l’autorizzazione?"
        lead="Scrivi le misure e le masse del veicolo con il carico: ti diciamo quali limiti superi. Non serve accedere e non salviamo niente."
      />
      <div className="max-w-narrow">
        {verifica.inviata && !wrong && (
          <VerificaEsito codice={codice} domanda={verifica.domanda} figure={addressOf(query)} />
        )}
        {verifica.inviata && !wrong && <h2>Cambia i dati e verifica di nuovo</h2>}
        <VerificaForm action={paths.verificaPreliminare(codice)} verifica={verifica} />
      </div>
    </>
  )
}
