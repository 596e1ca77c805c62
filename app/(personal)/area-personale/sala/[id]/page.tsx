import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { TurnoForm } from '@/components/archivio/accesso/sala-forms'
import { Fatto } from '@/components/imprese/fatto'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Alert } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/kv'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { bookSalaAction, cancelSalaAction } from '@/lib/archivio/sala/actions'
import { findAccessoSala } from '@/lib/archivio/sala/queries'
import { requireViewer } from '@/lib/auth/viewer'
import { formatDay, formatWeekday, isIsoDate } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Appuntamento in sala — Area personale' }

const FATTO = { prenotato: 'L’appuntamento è fissato', disdetto: 'L’appuntamento è disdetto' }

export default async function SalaPage({ params, searchParams }: PageProps<'/area-personale/sala/[id]'>) {
  const viewer = await requireViewer()
  const { id } = await params
  const asked = await searchParams
  const sala = await findAccessoSala(viewer, id, isIsoDate(asked.dal) ? asked.dal : null)
  if (!sala) notFound()
  const { appuntamento, elenco, turni } = sala
  return (
    <div className="max-w-narrow">
      <Breadcrumb
        crumbs={[
          { label: 'Area personale', href: paths.personale.home },
          { label: 'Le mie visioni', href: paths.personale.visioni },
          { label: 'In sala' },
        ]}
      />
      <Fatto fatto={asked.fatto} parole={FATTO} />
      <PageHeading
        title="Vedi i documenti in sala"
        lead={
          sala.stato === 'aperto'
            ? `Puoi venire fino al ${formatDay(sala.al)} compreso. Le carte vanno prese dallo scaffale: il primo giorno utile è ${formatWeekday(sala.primo)}.`
            : undefined
        }
      />
      <DefinitionList
        facts={[
          { label: 'Documenti', value: elenco.map((one) => `${one.titolo} (${one.segnatura})`).join('; ') },
          { label: 'Dove', value: sala.luogo },
          { label: 'Viene con te', value: sala.accompagnatore },
          { label: 'Richiesta', value: <a href={paths.personale.pratica(sala.praticaId)}>La richiesta</a> },
        ]}
      />
      {appuntamento && (
        <section className="mt-8">
          <h2>Il tuo appuntamento</h2>
          <p className="mb-2">
            <strong>
              {formatWeekday(appuntamento.giorno)}, dalle {appuntamento.inizio} alle {appuntamento.fine}
            </strong>
            . Porta un documento d’identità.
          </p>
          <p className="mb-4">
            <a href={paths.api.appuntamento(id)}>Mettilo nel calendario (ICS)</a>
          </p>
          <OneButtonForm action={cancelSalaAction.bind(null, id)} kind="secondary">
            Disdici l’appuntamento
          </OneButtonForm>
        </section>
      )}
      {sala.stato === 'revocato' ? (
        <Alert tone="red" title="La Provincia ha revocato questo accesso">
          Non venire: il posto non è più tuo. Se ti servono ancora questi documenti fai una richiesta nuova. Motivo:{' '}
          {sala.revocatoMotivo}
        </Alert>
      ) : sala.stato === 'finito' ? (
        <Alert tone="amber" title="Il tempo per venire è finito">
          Se ti servono ancora questi documenti, fai una richiesta nuova.
        </Alert>
      ) : (
        <section id="turni" className="mt-8">
          <h2>{appuntamento ? 'Cambia giorno' : 'Scegli quando venire'}</h2>
          {turni.length === 0 ? (
            <p>In questi giorni la sala è chiusa.</p>
          ) : (
            <TurnoForm
              key={`${sala.dal} ${appuntamento?.id}`}
              action={bookSalaAction.bind(null, id)}
              turni={turni}
              cambia={appuntamento !== null}
            />
          )}
          <p className="mt-4">
            {sala.dal > sala.primo && <a href={`${paths.personale.sala(id)}#turni`}>Dal primo giorno</a>}{' '}
            {sala.poi && <a href={`${paths.personale.sala(id)}?dal=${sala.poi}#turni`}>Giorni successivi</a>}
          </p>
        </section>
      )}
    </div>
  )
}
