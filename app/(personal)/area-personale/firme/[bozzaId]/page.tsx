import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FirmaForm } from '@/components/bozze/firma-form'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Alert } from '@/components/ui/callout'
import { DocumentList } from '@/components/ui/document-list'
import { SummaryList } from '@/components/ui/summary-list'
import { requireLivello, requireViewer } from '@/lib/auth/viewer'
import { signBozzaAction } from '@/lib/bozze/actions'
import { findDaFirmare } from '@/lib/bozze/commands-firme'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { holds } from '@/lib/procedimenti/rules-condizioni'
import { livelloRichiesto } from '@/lib/procedimenti/rules-livello'
import { regoleOf } from '@/lib/procedimenti/rules-registro'
import { riepilogo } from '@/lib/procedimenti/rules-risposte'

export const metadata: Metadata = { title: 'Una domanda da firmare — Area personale' }

export default async function FirmaPage({ params, searchParams }: PageProps<'/area-personale/firme/[bozzaId]'>) {
  const viewer = await requireViewer()
  const [found, { fatto }] = await Promise.all([params.then((one) => findDaFirmare(viewer, one.bozzaId)), searchParams])
  if (!found) notFound()
  const { bozza, def, firmatario, contenuto } = found
  await requireLivello(viewer, livelloRichiesto(def))
  const signed = contenuto !== null && firmatario.impronta === contenuto.impronta
  const voided = firmatario.firmatoAt !== null && contenuto !== null && !signed
  const dichiarazioni = contenuto
    ? def.dichiarazioni.filter((one) => !one.quando || holds(one.quando, contenuto.dati, regoleOf(def).predicati))
    : []
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.home} label="Area personale" />
      <PageHeading
        above={<p className="muted">Per {bozza.organizzazione ?? bozza.titolare ?? bozza.scrittaDa}</p>}
        title={def.titolo}
        lead={`${bozza.scrittaDa} ti chiede di firmarla. Leggi tutto: la firma vale per queste risposte e questi documenti, e per nessun altro.`}
      />
      <Fatto fatto={fatto} parole={{ firmata: 'Firma registrata. Chi prepara la domanda è stato avvisato' }} />
      {bozza.praticaId ? (
        <Alert title="La domanda è stata inviata">
          {firmatario.firmatoAt ? (
            <a href={paths.personale.pratica(bozza.praticaId)}>Segui la pratica</a>
          ) : (
            'Non si firma più.'
          )}
        </Alert>
      ) : !contenuto ? (
        <Alert tone="amber" title="Non si può ancora firmare">
          La domanda non è completa. Quando {bozza.scrittaDa} l’ha finita la trovi qui.
        </Alert>
      ) : (
        <>
          {voided && (
            <Alert tone="amber" title="La domanda è cambiata dopo la tua firma">
              Quella firma non vale più: leggi di nuovo e firma, se sei ancora d’accordo.
            </Alert>
          )}
          {riepilogo(def, contenuto.dati).map((page) => (
            <section key={page.passoId} className="mt-8">
              <h2>{page.titolo}</h2>
              <SummaryList rows={page.righe.map((riga) => ({ label: riga.etichetta, value: riga.valore }))} />
            </section>
          ))}
          {contenuto.files.length > 0 && (
            <section className="mt-8">
              <h2>Documenti</h2>
              <DocumentList
                label="Documenti della domanda"
                documents={contenuto.files.map((file) => ({
                  id: file.id,
                  nome: file.nome,
                  href: paths.api.documento(file.id),
                  bytes: file.byte,
                  tipo: def.allegati.find((one) => one.id === file.tipo)?.titolo,
                  impronta: file.sha256,
                }))}
              />
            </section>
          )}
          <section className="mt-8">
            <h2>Dichiarazioni</h2>
            <ul className="prose list-disc pl-5">
              {dichiarazioni.map((one) => (
                <li key={one.id}>{one.testo}</li>
              ))}
            </ul>
          </section>
          <section className="mt-8">
            <h2>Firma</h2>
            <p className="muted">
              Impronta di ciò che firmi (SHA-256): <span className="code wrap-anywhere">{contenuto.impronta}</span>
            </p>
            {signed && firmatario.firmatoAt ? (
              <Alert tone="green" title={`Hai firmato il ${formatInstant(firmatario.firmatoAt)}`}>
                Se la domanda cambia ti chiederemo di firmarla di nuovo.
              </Alert>
            ) : (
              <FirmaForm
                action={signBozzaAction.bind(null, bozza.id)}
                impronta={contenuto.impronta}
                nome={`${viewer.nome} ${viewer.cognome}`}
              />
            )}
          </section>
        </>
      )}
    </div>
  )
}
