import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Uploader } from '@/components/documenti/uploader'
import { InviaCollegamentoForm } from '@/components/imprese/collegamento-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { LinkButton } from '@/components/ui/button'
import { Alert } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/kv'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { formToken } from '@/lib/auth/token'
import { requireViewer } from '@/lib/auth/viewer'
import { formatDay, romeDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { listDocumenti } from '@/lib/documenti/queries'
import { LIMITI_PROVA } from '@/lib/documenti/rules-file'
import { sendCollegamentoAction, withdrawCollegamentoAction } from '@/lib/imprese/actions'
import { findCollegamento } from '@/lib/imprese/queries'

type Props = PageProps<'/area-personale/imprese/collega/[id]'>
export const metadata: Metadata = { title: 'Richiesta di collegamento — Area personale' }

const TITOLI = {
  da_inviare: 'Aggiungi i documenti e invia',
  in_attesa: 'L’ufficio sta controllando',
  accolta: 'Richiesta accolta',
  respinta: 'Richiesta non accolta',
  ritirata: 'Richiesta ritirata',
} as const

export default async function CollegamentoPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const richiesta = await findCollegamento(viewer, (await params).id)
  if (!richiesta) notFound()
  const { esito } = await searchParams
  const documenti = await listDocumenti(viewer, { soggetto: 'collegamento', soggettoId: richiesta.id })
  const aperta = richiesta.stato === 'da_inviare'
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.imprese} label="Imprese e mandati" />
      <PageHeading above={<p className="muted">{richiesta.denominazione}</p>} title={TITOLI[richiesta.stato]} />
      {richiesta.stato === 'in_attesa' && (
        <p>
          Inviata il {formatDay(romeDay(richiesta.inviataAt ?? richiesta.createdAt))}. Un funzionario confronta i
          documenti con i registri; la risposta arriva qui e nei tuoi avvisi.
        </p>
      )}
      {richiesta.stato === 'respinta' && (
        <Alert tone="red" title="Il motivo">
          <p>{richiesta.motivo}</p>
          <p>Puoi fare una nuova richiesta quando vuoi.</p>
        </Alert>
      )}
      <DefinitionList
        facts={[
          { label: 'Impresa', value: richiesta.denominazione },
          { label: 'Codice fiscale', value: <span className="code">{richiesta.codiceFiscale}</span> },
          { label: 'Sede', value: richiesta.sede },
          { label: 'La tua carica', value: richiesta.carica },
        ]}
      />
      {aperta && (
        <p>
          <a href={paths.personale.collegamenti}>Correggi i dati</a>
        </p>
      )}
      <h2 className="mt-8">Documenti</h2>
      {aperta ? (
        <>
          <p>
            La visura camerale, o l’atto di nomina. Servono se il registro imprese non risponde o non dice che
            rappresenti l’impresa.
          </p>
          <Uploader
            etichetta="Scegli il file"
            destinazione={{ soggetto: 'collegamento', soggettoId: richiesta.id, tipo: 'prova' }}
            limiti={LIMITI_PROVA}
            token={formToken(viewer.sessioneHash)}
            documenti={documenti}
            facoltativo
            esito={typeof esito === 'string' ? esito : undefined}
          />
          <h2 className="mt-8">Dichiarazione</h2>
          <InviaCollegamentoForm
            action={sendCollegamentoAction.bind(null, richiesta.id)}
            impresa={richiesta.denominazione}
            carica={richiesta.carica}
          />
        </>
      ) : (
        <ul className="rows">
          {documenti
            .filter((one) => one.stato === 'pronto')
            .map((one) => (
              <li key={one.id}>
                <a className="row-link" href={paths.api.documento(one.id)}>
                  {one.nome}
                </a>
              </li>
            ))}
        </ul>
      )}
      {(aperta || richiesta.stato === 'in_attesa') && (
        <div className="mt-8">
          <OneButtonForm action={withdrawCollegamentoAction.bind(null, richiesta.id)} kind="tertiary" small>
            Ritira la richiesta
          </OneButtonForm>
        </div>
      )}
      {richiesta.stato === 'accolta' && (
        <p className="mt-6">
          <LinkButton href={paths.personale.imprese}>Vai alle tue imprese</LinkButton>
        </p>
      )}
    </div>
  )
}
