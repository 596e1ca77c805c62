import type { ReactNode } from 'react'
import { Frame, type FrameViewer } from '@/components/layout/frame'
import { PageHeading } from '@/components/layout/page-heading'
import { Tabs } from '@/components/ui/tabs'

const PAGES = [
  { href: '/galleria', label: 'Parti' },
  { href: '/galleria/moduli', label: 'Moduli' },
  { href: '/galleria/pratica', label: 'Pratica' },
  { href: '/galleria/convoglio', label: 'Convoglio' },
  { href: '/galleria/elenchi', label: 'Elenchi e tabelle' },
  { href: '/galleria/home', label: 'Home' },
]

export const CITTADINA: FrameViewer = {
  nome: 'Anna Esempio',
  iniziali: 'AE',
  ruolo: 'cittadino',
  operaPer: 'LUNI TRASPORTI S.R.L.',
}
export const ISTRUTTORE: FrameViewer = { nome: 'Marco Finto', iniziali: 'MF', ruolo: 'funzionario' }

type Props = {
  title: string
  lead: string
  here: string
  viewer?: FrameViewer | null
  dense?: boolean
  children: ReactNode
}

/** A page of the gallery, in the frame of the portal. */
export function GallerySheet({ title, lead, here, viewer = null, dense, children }: Props) {
  return (
    <Frame viewer={viewer} section="servizi" dense={dense}>
      <div className="pt-8">
        <PageHeading title={title} lead={lead} />
        <Tabs label="Galleria" tabs={PAGES.map((page) => ({ ...page, current: page.href === here }))} />
        {children}
      </div>
    </Frame>
  )
}

export function Specimen({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="section border-b border-divider">
      <h2>{title}</h2>
      {children}
    </section>
  )
}
