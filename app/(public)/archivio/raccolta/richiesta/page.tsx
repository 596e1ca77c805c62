import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { InsiemeForm } from '@/components/archivio/raccolta/insieme-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Alert } from '@/components/ui/callout'
import { EmptyState } from '@/components/ui/empty-state'
import { MAX_DOCUMENTI } from '@/lib/archivio/accesso/commands-richiesta'
import { findSceltaRichiesta } from '@/lib/archivio/accesso/scelta-richiesta'
import { chiedibiliIn, readRaccolta } from '@/lib/archivio/raccolta/lettura'
import { requireLivello, requireViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = {
  title: 'Chiedi di vederle — La tua raccolta — Archivio',
  robots: { index: false, follow: false },
}

export default async function RichiestaRaccoltaPage() {
  const viewer = await requireViewer()
  const richiesta = await findSceltaRichiesta(viewer)
  if (!richiesta) notFound()
  await requireLivello(viewer, richiesta.livello)
  const units = chiedibiliIn((await readRaccolta()).presenti)
  const already = new Set(richiesta.aperte.flatMap((one) => one.segnature))
  const fresh = units.filter((one) => !already.has(one.segnatura))
  return (
    <>
      <BackLink href={paths.archivio.raccolta} label="La tua raccolta" />
      <PageHeading title="Chiedi di vederle" lead="Le unità della raccolta le cui carte si vedono su richiesta." />
      <div className="max-w-narrow">
        {richiesta.sospeso !== null ? (
          <Alert tone="amber" title="Il servizio è sospeso">
            <p>{richiesta.sospeso}</p>
          </Alert>
        ) : units.length === 0 ? (
          <EmptyState
            title="Nella raccolta non c’è niente da chiedere"
            action={<a href={paths.archivio.raccolta}>Torna alla raccolta</a>}
          >
            <p>Si chiedono i fascicoli e i documenti che non puoi già vedere.</p>
          </EmptyState>
        ) : (
          <InsiemeForm
            unita={units.map((one) => ({
              value: one.id,
              label: `${one.titolo}, ${one.data}`,
              hint: already.has(one.segnatura)
                ? `${one.segnatura}. È già in una richiesta che stai scrivendo`
                : one.segnatura,
            }))}
            scelte={fresh.slice(0, MAX_DOCUMENTI).map((one) => one.id)}
            dove={richiesta.dove}
            doveScelto={richiesta.scelta}
          />
        )}
        {units.length > 0 && (
          <p className="hint mt-4">
            Una richiesta tiene {MAX_DOCUMENTI} documenti. Poi dici con quale diritto chiedi, a che cosa ti serve e come
            vuoi vederli. La risposta arriva in 30 giorni.
          </p>
        )}
      </div>
    </>
  )
}
