import type { Metadata } from 'next'
import { Albero } from '@/components/archivio/albero'
import { Stanze } from '@/components/archivio/stanze'
import { Fatto } from '@/components/imprese/fatto'
import { PageHeading } from '@/components/layout/page-heading'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { SearchForm } from '@/components/ui/search-form'
import { canDirigere } from '@/lib/archivio/abilitazioni/queries'
import { canCurare } from '@/lib/archivio/lettore'
import { listFondi } from '@/lib/archivio/queries'
import { requireFunzionario } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Archivio — Ufficio' }

export default async function ArchivioUfficioPage({ searchParams }: PageProps<'/ufficio/archivio'>) {
  const officer = await requireFunzionario()
  const [fondi, cura, dirige] = await Promise.all([listFondi(officer), canCurare(officer), canDirigere(officer)])
  return (
    <>
      <Fatto
        fatto={(await searchParams).fatto}
        parole={{
          etichetta: 'L’unità è chiusa. La vedono solo le persone abilitate, fino al termine di legge.',
          fondo: 'Il fondo è aggiunto. Lo vedono solo le persone abilitate: le indica chi dirige l’archivio.',
        }}
      />
      <PageHeading title="Archivio" />
      <SearchForm action={paths.archivio.home} label="Cerca nell’archivio" labelVisible />
      <Stanze cura={cura} dirige={dirige} />
      <h2 className="mt-8">Fondi</h2>
      {fondi.length === 0 ? (
        <EmptyState title="Non c’è ancora nessun fondo">
          Un fondo si aggiunge qui, o arriva con il caricamento di un indice.
        </EmptyState>
      ) : (
        <Albero antenati={[]} qui={null} figli={fondi} href={paths.ufficio.unita} />
      )}
      {cura && (
        <p className="mt-4">
          <LinkButton href={paths.ufficio.nuovoFondo} kind="secondary">
            Aggiungi un fondo
          </LinkButton>
        </p>
      )}
    </>
  )
}
