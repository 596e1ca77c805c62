import type { Metadata } from 'next'
import { AreaTabs } from '@/components/personale/area-tabs'
import { StatoAttoTag } from '@/components/pratica/stato-tag'
import { EmptyState } from '@/components/ui/empty-state'
import { requireViewer } from '@/lib/auth/viewer'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { listAttiOf } from '@/lib/pratiche/queries'
import { formatNumero } from '@/lib/pratiche/rules'

export const metadata: Metadata = { title: 'Documenti — Area personale' }

export default async function DocumentiPage() {
  const viewer = await requireViewer()
  const atti = await listAttiOf(viewer)
  return (
    <>
      <h1>Documenti</h1>
      <AreaTabs current={paths.personale.documenti} />
      <h2>Autorizzazioni e altri provvedimenti</h2>
      {atti.length === 0 ? (
        <EmptyState title="Nessun provvedimento">Quando l’ufficio decide, l’atto da scaricare è qui.</EmptyState>
      ) : (
        <ul className="rows">
          {atti.map((atto) => (
            <li key={atto.id}>
              <a
                className="row-link"
                href={
                  atto.documentoId ? paths.api.documento(atto.documentoId) : paths.personale.pratica(atto.praticaId)
                }
              >
                {atto.titolo} {atto.anno && atto.numero ? `n. ${formatNumero(atto.anno, atto.numero)}` : ''} (PDF)
              </a>
              <StatoAttoTag stato={atto.stato} />
              <span className="row-note">
                {atto.oggetto}
                {atto.validoDal && atto.validoAl
                  ? ` · valida dal ${formatDay(atto.validoDal)} al ${formatDay(atto.validoAl)}`
                  : ''}{' '}
                · <a href={paths.personale.pratica(atto.praticaId)}>vai alla pratica</a>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
