import type { Metadata } from 'next'
import { Albero } from '@/components/archivio/albero'
import { Fatto } from '@/components/imprese/fatto'
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
      <h1>Archivio</h1>
      <SearchForm action={paths.archivio.home} label="Cerca nell’archivio" labelVisible />
      <ul className="mt-4">
        {cura && (
          <li>
            <a href={paths.ufficio.lotti}>Lotti: unità e scansioni da caricare</a>
          </li>
        )}
        {cura && (
          <li>
            <a href={paths.ufficio.lavorazioni}>Lavorazione delle carte: a che punto è, pause e guasti</a>
          </li>
        )}
        {cura && (
          <li>
            <a href={paths.ufficio.visioni}>Visioni concesse</a>
          </li>
        )}
        {cura && (
          <li>
            <a href={paths.ufficio.sala()}>Sala di studio: chi viene e che cosa prendere</a>
          </li>
        )}
        {cura && (
          <li>
            <a href={paths.ufficio.convenzioni}>Convenzioni con gli enti</a>
          </li>
        )}
        {cura && (
          <li>
            <a href={paths.ufficio.segnalazioni}>Letture insolite</a>
          </li>
        )}
        <li>
          <a href={paths.ufficio.aperture}>Aperture in emergenza</a>
        </li>
        <li>
          <a href={paths.ufficio.deposito}>Deposito: luoghi, contenitori e movimenti</a>
        </li>
        <li>
          <a href={paths.ufficio.produttori}>Soggetti produttori</a>
        </li>
        <li>
          <a href={paths.ufficio.scarti}>Scarto e termini di conservazione</a>
        </li>
        {cura && (
          <>
            <li>
              <a href={paths.ufficio.doppioni}>Doppioni</a>
            </li>
            <li>
              <a href={paths.ufficio.statistiche}>Statistiche di consultazione</a>
            </li>
          </>
        )}
        {dirige && (
          <li>
            <a href={paths.ufficio.abilitazioni}>Persone abilitate alle carte chiuse</a>
          </li>
        )}
      </ul>
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
