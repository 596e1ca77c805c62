import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { StatoAttoTag } from '@/components/pratica/stato-tag'
import { EmptyState } from '@/components/ui/empty-state'
import { requireViewer } from '@/lib/auth/viewer'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { listAttiGuidati, listTargheGuidate } from '@/lib/flotta/queries'

export const metadata: Metadata = { title: 'I veicoli che guidi — Area personale' }

export default async function GuidaPage() {
  const viewer = await requireViewer()
  if (viewer.guida.length === 0) notFound()
  const [atti, targhe] = await Promise.all([listAttiGuidati(viewer), listTargheGuidate(viewer)])
  return (
    <>
      <BackLink href={paths.personale.imprese} label="Imprese e mandati" />
      <PageHeading
        title="I veicoli che guidi"
        lead={
          targhe.length > 0
            ? `${targhe.join(', ')}. L’autorizzazione deve essere a bordo durante il viaggio.`
            : 'L’impresa non ti ha ancora indicato un veicolo.'
        }
      />
      {atti.length === 0 ? (
        <EmptyState title="Nessuna autorizzazione">
          Quando la Provincia autorizza un trasporto con i tuoi veicoli lo trovi qui.
        </EmptyState>
      ) : (
        <ul className="rows max-w-narrow">
          {atti.map((atto) => (
            <li key={atto.id}>
              {atto.documentoId ? (
                <a className="row-link" href={paths.api.documento(atto.documentoId)}>
                  {atto.titolo} n. {atto.codice} (PDF)
                </a>
              ) : (
                <strong>
                  {atto.titolo} n. {atto.codice}
                </strong>
              )}
              <StatoAttoTag stato={atto.stato} />
              <span className="row-note">
                {atto.organizzazione} · {atto.targhe.join(', ')}
                {atto.validoDal && atto.validoAl
                  ? ` · valida dal ${formatDay(atto.validoDal)} al ${formatDay(atto.validoAl)}`
                  : ''}
                {atto.codiceVerifica && (
                  <>
                    {' '}
                    · <a href={paths.verifica(atto.codiceVerifica)}>controlla la validità</a>
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
