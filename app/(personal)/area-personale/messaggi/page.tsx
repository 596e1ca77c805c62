import type { Metadata } from 'next'
import { AreaTabs } from '@/components/personale/area-tabs'
import { EmptyState } from '@/components/ui/empty-state'
import { requireViewer } from '@/lib/auth/viewer'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { listAvvisi } from '@/lib/pratiche/queries'

export const metadata: Metadata = { title: 'Messaggi — Area personale' }

export default async function MessaggiPage() {
  const viewer = await requireViewer()
  const avvisi = await listAvvisi(viewer, 100)
  return (
    <>
      <h1>Messaggi</h1>
      <AreaTabs current={paths.personale.messaggi} />
      {avvisi.length === 0 ? (
        <EmptyState title="Nessun messaggio">
          Qui trovi ogni avviso che ti mandiamo, anche quelli arrivati per e-mail.
        </EmptyState>
      ) : (
        <ul className="rows max-w-narrow">
          {avvisi.map((avviso) => (
            <li key={avviso.id}>
              {(avviso.percorso ?? avviso.praticaId) ? (
                <a className="row-link" href={avviso.percorso ?? paths.personale.pratica(avviso.praticaId ?? '')}>
                  {avviso.oggetto}
                </a>
              ) : (
                <strong>{avviso.oggetto}</strong>
              )}
              <span className="row-note">{formatInstant(avviso.at)}</span>
              <p className="row-text">{avviso.testo}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
