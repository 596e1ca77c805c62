import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SegnalazioneForm } from '@/components/archivio/accesso/segnalazione-form'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { EmptyState } from '@/components/ui/empty-state'
import { Tag } from '@/components/ui/tag'
import { listSegnalazioni } from '@/lib/archivio/accesso/queries-allarmi'
import { ALLARMI } from '@/lib/archivio/accesso/rules-allarmi'
import { requireFunzionario } from '@/lib/auth/viewer'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Letture insolite — Archivio — Ufficio' }

export default async function SegnalazioniPage({ searchParams }: PageProps<'/ufficio/archivio/segnalazioni'>) {
  const officer = await requireFunzionario()
  const segnalazioni = await listSegnalazioni(officer)
  if (!segnalazioni) notFound()
  return (
    <div className="max-w-narrow">
      <Fatto fatto={(await searchParams).fatto} parole={{ chiusa: 'La segnalazione è chiusa' }} />
      <BackLink href={paths.ufficio.archivio} label="Archivio" />
      <h1>Letture insolite</h1>
      <p className="mb-6">
        Il portale guarda quanto legge ciascuno in un’ora e avvisa quando è molto più del solito. Le misure sono da
        confermare. Una segnalazione non è una colpa: guarda, chiedi, scrivi che cosa hai trovato.
      </p>
      {segnalazioni.length === 0 ? (
        <EmptyState title="Nessuna lettura insolita">Quando ce n’è una ricevi anche un avviso.</EmptyState>
      ) : (
        <ul className="rows">
          {segnalazioni.map((one) => {
            const { titolo, conta, cheFare } = ALLARMI[one.regola]
            return (
              <li key={one.id}>
                <h2 className="mb-1 text-lg">{titolo}</h2>
                <span className="row-note">
                  <Tag tone={one.stato === 'aperta' ? 'amber' : 'grey'}>
                    {one.stato === 'aperta' ? 'Da guardare' : 'Chiusa'}
                  </Tag>
                </span>
                <div className="row-text">
                  <p>
                    <strong>{one.chi}</strong>, {formatDay(one.il)}: {conta(one.quanti)} (se ne aspettano meno di{' '}
                    {one.soglia}).
                  </p>
                  {one.stato === 'aperta' ? (
                    <>
                      <p className="mt-2 mb-4">{cheFare}</p>
                      {one.mia ? (
                        <p className="hint">Riguarda te: la chiude un’altra persona dell’archivio.</p>
                      ) : (
                        <SegnalazioneForm id={one.id} />
                      )}
                    </>
                  ) : (
                    <p className="mt-2">{one.nota}</p>
                  )}
                </div>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
