import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { STATO_ACCESSO_SALA } from '@/components/archivio/accesso/parole'
import { MotivoForm } from '@/components/archivio/motivo-form'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { DefinitionList } from '@/components/ui/kv'
import { Tag } from '@/components/ui/tag'
import { MAX_MOTIVO } from '@/lib/archivio/forms-motivo'
import { revokeSalaAction } from '@/lib/archivio/sala/actions'
import { findAccessoUfficio } from '@/lib/archivio/sala/queries-ufficio'
import { requireFunzionario } from '@/lib/auth/viewer'
import { formatDay, formatInstant, formatWeekday } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Accesso in sala — Archivio — Ufficio' }

export default async function AccessoSalaPage({ params, searchParams }: PageProps<'/ufficio/archivio/sala/[id]'>) {
  const officer = await requireFunzionario()
  const accesso = await findAccessoUfficio(officer, (await params).id)
  if (!accesso) notFound()
  const { parola, tono } = STATO_ACCESSO_SALA[accesso.stato]
  return (
    <div className="max-w-narrow">
      <Fatto
        fatto={(await searchParams).fatto}
        parole={{ revocato: 'L’accesso è revocato e il posto è libero. Chi doveva venire è avvisato' }}
      />
      <BackLink href={paths.ufficio.visioni} label="Visioni concesse" />
      <h1 className="mb-2">Accesso in sala: {accesso.lettore}</h1>
      <p className="mb-6">
        <Tag tone={tono}>{parola}</Tag>
      </p>
      <DefinitionList
        facts={[
          {
            label: 'Documenti',
            value: accesso.elenco.map((one, i) => (
              <span key={one.id}>
                {i > 0 && ', '}
                <a href={paths.ufficio.unita(one.id)}>{one.segnatura}</a>
              </span>
            )),
          },
          { label: 'Scopo dichiarato', value: accesso.scopo },
          { label: 'Viene con', value: accesso.accompagnatore },
          { label: 'Fino al', value: `${formatDay(accesso.al)} compreso` },
          {
            label: 'Appuntamento',
            value: accesso.giorno && (
              <a
                href={paths.ufficio.sala(accesso.giorno)}
              >{`${formatWeekday(accesso.giorno)}, ore ${accesso.inizio}`}</a>
            ),
          },
          { label: 'Richiesta', value: <a href={paths.ufficio.pratica(accesso.praticaId)}>La richiesta</a> },
          ...(accesso.revocatoAt
            ? [
                { label: 'Revocato il', value: formatInstant(accesso.revocatoAt) },
                { label: 'Motivo della revoca', value: accesso.revocatoMotivo },
              ]
            : []),
        ]}
      />
      {accesso.stato === 'aperto' && (
        <section className="mt-8">
          <h2>Revoca</h2>
          <p className="mb-4">
            Chi doveva venire riceve un avviso con il motivo
            {accesso.giorno ? ', e il suo posto va ad altri.' : ' e non può più prenotare.'}
          </p>
          <MotivoForm
            action={revokeSalaAction.bind(null, accesso.id)}
            label="Motivo della revoca"
            hint="Lo legge anche chi doveva venire"
            max={MAX_MOTIVO}
            kind="danger"
          >
            Revoca l’accesso
          </MotivoForm>
        </section>
      )}
    </div>
  )
}
