import { LinkButton } from '@/components/ui/button'
import { paths } from '@/lib/core/paths'
import type { FrameViewer } from './frame'

export const SECTIONS = ['servizi', 'archivio', 'verifica', 'personale', 'ufficio', 'amministrazione'] as const
export type Section = (typeof SECTIONS)[number]

const LINKS: Record<Section, { href: string; label: string }> = {
  servizi: { href: paths.servizi, label: 'Servizi' },
  archivio: { href: paths.archivio.home, label: 'Archivio' },
  verifica: { href: paths.verificaRicerca, label: 'Verifica un atto' },
  personale: { href: paths.personale.home, label: 'Area personale' },
  ufficio: { href: paths.ufficio.home, label: 'Ufficio' },
  amministrazione: { href: paths.amministrazione.home, label: 'Amministrazione' },
}

/** The office and the administration are in the menu only of those who work there. */
export const listSections = (viewer: FrameViewer | null | undefined): Section[] =>
  SECTIONS.filter((section) => {
    if (section === 'ufficio') return viewer?.ruolo === 'funzionario'
    return section !== 'amministrazione' || viewer?.amministra === true
  })

type Props = { viewer?: FrameViewer | null; section?: Section }

/** Name, first-level menu, and the door: sign in, or one's own area. On small screens the menu is a `details`. */
export function HeaderMain({ viewer, section }: Props) {
  const links = listSections(viewer).map((key) => (
    <li key={key}>
      <a href={LINKS[key].href} className="nav-link" aria-current={key === section ? 'true' : undefined}>
        {LINKS[key].label}
      </a>
    </li>
  ))
  return (
    <>
      <div className="site-main">
        <div className="wrap">
          <a href={paths.home} className="brand">
            Provincia della Spezia
            <small>Sportello telematico</small>
          </a>
          <nav aria-label="Menu principale" className="site-nav">
            <ul>{links}</ul>
          </nav>
          <Door viewer={viewer} />
        </div>
      </div>
      <div className="site-menu">
        <nav aria-label="Menu" className="wrap">
          <details>
            <summary>Menu</summary>
            <ul>{links}</ul>
          </details>
        </nav>
      </div>
    </>
  )
}

function Door({ viewer }: { viewer?: FrameViewer | null }) {
  if (viewer === null) return <LinkButton href={paths.accedi()}>Accedi</LinkButton>
  if (!viewer) {
    return (
      <LinkButton href={paths.personale.home} kind="secondary" className="max-sm:hidden">
        Area personale
      </LinkButton>
    )
  }
  const office = viewer.ruolo === 'funzionario'
  return (
    <LinkButton
      href={office ? paths.ufficio.home : paths.personale.home}
      kind="secondary"
      className="whitespace-nowrap"
    >
      <span className="sr-only">{office ? 'Ufficio' : 'Area personale'} di </span>
      <span className="max-sm:sr-only">{viewer.nome}</span>
      <span className="sm:hidden" aria-hidden="true">
        {viewer.iniziali}
      </span>
    </LinkButton>
  )
}
