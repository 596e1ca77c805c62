import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { ElementoRaccolta } from '@/components/archivio/raccolta/elemento'
import { Fatto } from '@/components/imprese/fatto'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { PrintHeader } from '@/components/layout/print-header'
import { LinkButton } from '@/components/ui/button'
import { Alert } from '@/components/ui/callout'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { PrintButton } from '@/components/ui/print-button'
import { withinArchivio } from '@/lib/archivio/accesso/limiti'
import { citabiliOf } from '@/lib/archivio/citazione/queries'
import { FORMATI, type NomeFormato } from '@/lib/archivio/citazione/rules-formati'
import { emptyRaccoltaAction, joinRaccoltaAction, putBackAction } from '@/lib/archivio/raccolta/actions'
import { chiedibiliIn, type Raccolta, readRaccolta } from '@/lib/archivio/raccolta/lettura'
import { clientIp } from '@/lib/auth/limits'
import { findViewer } from '@/lib/auth/viewer'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { today } from '@/lib/db/clock'

export const metadata: Metadata = { title: 'La tua raccolta — Archivio', robots: { index: false, follow: false } }

const FATTO = {
  tolto: 'Tolto dalla raccolta',
  svuotata: 'La raccolta è vuota',
  rimesso: 'Quello che avevi tolto è di nuovo nella raccolta',
  annotato: 'La nota è salvata',
  unita: 'La tua raccolta è una sola',
}

export default async function RaccoltaPage({ searchParams }: PageProps<'/archivio/raccolta'>) {
  const viewer = await findViewer()
  if (!(await withinArchivio(viewer, clientIp(await headers()))))
    redirect(`${paths.accessoNonRiuscito}?motivo=troppe-richieste`)
  const raccolta = await readRaccolta()
  const { presenti, tolti } = raccolta
  const citabili = await citabiliOf(presenti)
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Archivio', href: paths.archivio.home }, { label: 'La tua raccolta' }]} />
      <Fatto fatto={(await searchParams).fatto} parole={FATTO} />
      <PrintHeader printedAt={formatDay(await today())} url="Archivio: la tua raccolta" />
      <PageHeading title="La tua raccolta" lead="Le unità e le pagine dell’archivio che hai messo da parte." />
      {tolti > 0 && (
        <div className="raccolta-rimetti no-print">
          <p>
            {tolti === 1
              ? 'Hai tolto un elemento: per un’ora lo puoi rimettere.'
              : `Hai tolto ${tolti} elementi: per un’ora li puoi rimettere.`}
          </p>
          <OneButtonForm action={putBackAction} kind="secondary" small>
            Rimetti
          </OneButtonForm>
        </div>
      )}
      {raccolta.dellOspite > 0 && <DellOspite quanti={raccolta.dellOspite} />}
      {presenti.length === 0 ? (
        <EmptyState title="La raccolta è vuota" action={<a href={paths.archivio.home}>Cerca nell’archivio</a>}>
          <p>Accanto ai risultati, alle unità e alle pagine trovi «Metti da parte».</p>
        </EmptyState>
      ) : (
        <div className="split">
          <div>
            <h2 className="sr-only">Che cosa c’è</h2>
            <ol className="risultati">
              {presenti.map((one, i) => (
                <ElementoRaccolta
                  key={one.chiave}
                  elemento={one}
                  citabile={citabili[i]}
                  primaDi={presenti[i - 1]?.chiave}
                  dopoDi={i === presenti.length - 1 ? undefined : (presenti[i + 2]?.chiave ?? null)}
                  annotabile={viewer !== null}
                />
              ))}
            </ol>
          </div>
          <aside className="no-print">
            <Comandi raccolta={raccolta} entrato={viewer !== null} />
          </aside>
        </div>
      )}
    </>
  )
}

function DellOspite({ quanti }: { quanti: number }) {
  return (
    <Alert
      tone="blue"
      title={
        quanti === 1
          ? 'Una cosa messa da parte prima di accedere non è ancora qui'
          : `${quanti} cose messe da parte prima di accedere non sono ancora qui`
      }
    >
      <OneButtonForm action={joinRaccoltaAction} kind="secondary" small>
        Aggiungi alla raccolta
      </OneButtonForm>
    </Alert>
  )
}

function Comandi({ raccolta: { presenti }, entrato }: { raccolta: Raccolta; entrato: boolean }) {
  const daChiedere = chiedibiliIn(presenti).length
  return (
    <>
      {daChiedere > 0 && (
        <section aria-labelledby="chiedi">
          <h2 id="chiedi">Chiedi di vederle</h2>
          <p className="mb-3">
            {daChiedere === 1
              ? 'Le carte di un’unità si vedono su richiesta.'
              : `Le carte di ${daChiedere} unità si vedono su richiesta: le chiedi insieme.`}
          </p>
          <LinkButton href={paths.archivio.chiediRaccolta}>Chiedi di vederle</LinkButton>
        </section>
      )}
      <section className="mt-8" aria-labelledby="porta-via">
        <h2 id="porta-via">Porta via l’elenco</h2>
        <p>
          Scarica l’elenco: <a href={paths.api.raccolta('pdf')}>PDF</a>, <a href={paths.api.raccolta('csv')}>CSV</a>
        </p>
        <p>
          Scarica le citazioni:{' '}
          {(Object.keys(FORMATI) as NomeFormato[]).map((one, i) => (
            <span key={one}>
              {i > 0 && ', '}
              <a href={paths.api.raccolta(one)}>{FORMATI[one].nome}</a>
            </span>
          ))}
        </p>
        <div className="mt-4">
          <PrintButton>Stampa</PrintButton>
        </div>
      </section>
      {!entrato && (
        <p className="hint mt-8">
          La raccolta resta in questo browser per 30 giorni. <a href={paths.accedi(paths.archivio.raccolta)}>Accedi</a>{' '}
          per ritrovarla ovunque e scriverci le tue note.
        </p>
      )}
      <div className="mt-8">
        <Disclosure summary="Svuota la raccolta">
          <p className="mb-3">Togli tutto. Per un’ora puoi rimettere quello che c’era.</p>
          <OneButtonForm action={emptyRaccoltaAction} kind="danger" small>
            Svuota la raccolta
          </OneButtonForm>
        </Disclosure>
      </div>
    </>
  )
}
