import type { Metadata } from 'next'
import { AmministrazioneNav } from '@/components/amministrazione/amministrazione-nav'
import { Fatto } from '@/components/amministrazione/fatto'
import { SospensioniList } from '@/components/amministrazione/sospensioni-list'
import { EmptyState } from '@/components/ui/empty-state'
import { requireAmministratore } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { today } from '@/lib/db/clock'
import { listSospensioni } from '@/lib/sospensioni/queries'

export const metadata: Metadata = { title: 'Sospensioni — Amministrazione' }

export default async function SospensioniPage({ searchParams }: PageProps<'/amministrazione/sospensioni'>) {
  const viewer = await requireAmministratore()
  const [sospensioni, oggi] = await Promise.all([listSospensioni(viewer), today()])
  return (
    <>
      <h1>Sospensioni</h1>
      <AmministrazioneNav current={paths.amministrazione.sospensioni} amministratore />
      <div className="max-w-narrow">
        <Fatto fatto={(await searchParams).fatto} parole={{ revocata: 'Sospensione revocata.' }} />
        {sospensioni.length === 0 ? (
          <EmptyState title="Nessuna sospensione">
            Si sospende dalla pagina della persona o dell’organizzazione.
          </EmptyState>
        ) : (
          <SospensioniList sospensioni={sospensioni} oggi={oggi} />
        )}
      </div>
    </>
  )
}
