import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Uploader } from '@/components/documenti/uploader'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { FineMandatoForm } from '@/components/mandati/atto-mandato-form'
import { StatoMandatoTag } from '@/components/mandati/mandati-list'
import { LinkButton } from '@/components/ui/button'
import { Alert } from '@/components/ui/callout'
import { DocumentList } from '@/components/ui/document-list'
import { DefinitionList } from '@/components/ui/kv'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { formToken } from '@/lib/auth/token'
import { requireViewer } from '@/lib/auth/viewer'
import { formatDay, formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { listDocumenti } from '@/lib/documenti/queries'
import { LIMITI_PROVA } from '@/lib/documenti/rules-file'
import { changeMandatoAction } from '@/lib/mandati/actions'
import { findMandato, type Mandato } from '@/lib/mandati/queries'
import { canMandato } from '@/lib/mandati/rules'
import { listServizi } from '@/lib/procedimenti/queries'

export const metadata: Metadata = { title: 'Mandato — Area personale' }

/** What happened to it, oldest first. */
const storia = (one: Mandato) =>
  [
    {
      at: one.createdAt,
      testo: one.propostoDa === 'mandante' ? `Dato da ${one.creatoDa}` : `Chiesto da ${one.creatoDa}`,
    },
    { at: one.propostoDa === 'mandatario' ? one.accettatoAt : null, testo: `Accettato da ${one.accettatoDa}` },
    { at: one.rifiutatoAt, testo: 'Rifiutato da chi doveva darlo' },
    { at: one.ritiratoAt, testo: 'Proposta ritirata' },
    { at: one.revocatoAt, testo: `Revocato da ${one.mandante}` },
    { at: one.rinunciatoAt, testo: `Rinuncia di ${one.mandatario}` },
  ].filter((riga): riga is { at: Date; testo: string } => riga.at !== null)

export default async function MandatoPage({ params, searchParams }: PageProps<'/area-personale/mandati/[id]'>) {
  const viewer = await requireViewer()
  const mandato = await findMandato(viewer, (await params).id)
  if (!mandato) notFound()
  const [{ fatto, esito, bozza }, documenti, servizi] = await Promise.all([
    searchParams,
    listDocumenti(viewer, { soggetto: 'mandato', soggettoId: mandato.id }),
    listServizi(),
  ])
  const { stato, daMandante, daMandatario } = mandato
  const action = changeMandatoAction.bind(null, mandato.id)
  const titles = new Map(servizi.map((one) => [one.codice, one.definizione.scheda.titolo]))
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.imprese} label="Imprese e mandati" />
      <PageHeading
        above={<StatoMandatoTag stato={stato} />}
        title={`${mandato.mandatario} per ${mandato.mandante}`}
        lead={
          stato === 'proposto' && daMandante
            ? `${mandato.mandatario} chiede di agire in nome di ${mandato.mandante}. Decidi tu.`
            : undefined
        }
      />
      <Fatto
        fatto={fatto}
        parole={{
          do: 'Mandato registrato: chi lo riceve è stato avvisato',
          chiedo: 'Richiesta registrata: vale quando l’altra parte la accetta con la propria identità',
        }}
      />
      {bozza !== undefined && stato !== 'attivo' && (
        <Alert tone="amber" title="Non puoi più compilare quella domanda" live="status">
          <p>
            Il mandato non è più in vigore. Le risposte già salvate restano a {mandato.mandante}, che può continuare la
            bozza.
          </p>
        </Alert>
      )}
      {stato === 'proposto' && daMandante && (
        <div className="mb-8 flex flex-wrap gap-4">
          <OneButtonForm action={action} values={{ atto: 'accept' }}>
            Accetta e dai il mandato
          </OneButtonForm>
          <OneButtonForm action={action} values={{ atto: 'reject' }} kind="secondary">
            Rifiuta
          </OneButtonForm>
        </div>
      )}
      <DefinitionList
        facts={[
          {
            label: 'Chi lo dà',
            value: (
              <>
                {mandato.mandante} <span className="code">{mandato.mandanteCodiceFiscale}</span>
              </>
            ),
          },
          {
            label: 'Chi lo riceve',
            value: (
              <>
                {mandato.mandatario} <span className="code">{mandato.mandatarioCodiceFiscale}</span>
              </>
            ),
          },
          {
            label: 'Procedure',
            value: mandato.procedimenti?.map((one) => titles.get(one) ?? one).join(', ') ?? 'tutte',
          },
          { label: 'Vale', value: `dal ${formatDay(mandato.dal)} al ${formatDay(mandato.al)}` },
          ...(mandato.motivo ? [{ label: 'Motivo', value: mandato.motivo }] : []),
        ]}
      />
      <h2 className="mt-8">Che cosa è successo</h2>
      <ul className="rows">
        {storia(mandato).map((riga) => (
          <li key={riga.testo}>
            {riga.testo}
            <span className="row-note">{formatInstant(riga.at)}</span>
          </li>
        ))}
      </ul>
      <h2 className="mt-8">Prova</h2>
      {canMandato('attach', stato) && (daMandante || daMandatario) ? (
        <>
          <p>
            L’accettazione con l’identità digitale basta. Se avete una procura scritta potete tenerla qui: la vedono
            solo le due parti.
          </p>
          <Uploader
            etichetta="Aggiungi la procura"
            destinazione={{ soggetto: 'mandato', soggettoId: mandato.id, tipo: 'prova' }}
            limiti={LIMITI_PROVA}
            token={formToken(viewer.sessioneHash)}
            documenti={documenti}
            facoltativo
            esito={typeof esito === 'string' ? esito : undefined}
          />
        </>
      ) : documenti.some((one) => one.stato === 'pronto') ? (
        <DocumentList
          label="Prova del mandato"
          documents={documenti
            .filter((one) => one.stato === 'pronto')
            .map((one) => ({ id: one.id, nome: one.nome, href: paths.api.documento(one.id), bytes: one.byte }))}
        />
      ) : (
        <p className="muted">Nessun documento: vale l’accettazione con l’identità digitale.</p>
      )}
      {stato === 'attivo' && viewer.mandati.some((one) => one.id === mandato.id) && (
        <p className="mt-6">
          <LinkButton href={paths.personale.operaPer}>Opera con questo mandato</LinkButton>
        </p>
      )}
      {stato === 'proposto' && daMandatario && !daMandante && (
        <div className="mt-8">
          <OneButtonForm action={action} values={{ atto: 'withdraw' }} kind="secondary">
            Ritira la proposta
          </OneButtonForm>
        </div>
      )}
      {canMandato('revoke', stato) && daMandante && (
        <section className="mt-10">
          <h2>Revoca</h2>
          <FineMandatoForm action={action} atto="revoke" altra={mandato.mandatario} />
        </section>
      )}
      {canMandato('renounce', stato) && daMandatario && !daMandante && (
        <section className="mt-10">
          <h2>Rinuncia</h2>
          <FineMandatoForm action={action} atto="renounce" altra={mandato.mandante} />
        </section>
      )}
    </div>
  )
}
