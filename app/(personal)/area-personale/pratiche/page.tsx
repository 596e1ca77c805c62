import type { Metadata } from 'next'
import { AreaTabs } from '@/components/personale/area-tabs'
import { PraticheList } from '@/components/personale/pratiche-list'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { requireViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { listPraticheOf } from '@/lib/pratiche/queries'

export const metadata: Metadata = { title: 'Pratiche — Area personale' }
const PER_PAGINA = 25

export default async function PratichePage({ searchParams }: PageProps<'/area-personale/pratiche'>) {
  const viewer = await requireViewer()
  const pagina = Math.max(1, Math.min(1000, Number((await searchParams).pagina) || 1))
  const { righe, totale } = await listPraticheOf(viewer, { pagina: Math.floor(pagina), perPagina: PER_PAGINA })
  return (
    <>
      <h1>Le tue pratiche</h1>
      <AreaTabs current={paths.personale.pratiche} />
      {righe.length === 0 ? (
        <EmptyState
          title="Non hai ancora pratiche"
          action={<LinkButton href={paths.servizi}>Scegli un servizio</LinkButton>}
        />
      ) : (
        <PraticheList righe={righe} />
      )}
      <Pagination
        label="Pagine delle pratiche"
        page={pagina}
        pages={Math.ceil(totale / PER_PAGINA)}
        href={(n) => `${paths.personale.pratiche}?pagina=${n}`}
      />
    </>
  )
}
