import type { ReactNode } from 'react'
import { paths } from '@/lib/core/paths'
import { ActingAs } from './acting-as'
import { Footer } from './footer'
import { HeaderMain, type Section } from './header-main'
import { HeaderSlim } from './header-slim'

/** What the frame says about whoever is signed in. */
export type FrameViewer = {
  nome: string
  iniziali: string
  /** 'funzionario' sees the office in the menu. */
  ruolo: 'cittadino' | 'funzionario' | 'polizia' | 'tecnico_comunale'
  /** Confirms and reviews rights: sees the administration in the menu. */
  amministra?: boolean
  /** Name of the organisation the person is acting for. */
  operaPer?: string | null
  /** By mandate: which, and of which agency. */
  conMandato?: { id: string; agenzia: string | null } | null
}

type Props = {
  /** `null`: nobody is signed in. Left out: the page does not know (an error page), and offers the personal area. */
  viewer?: FrameViewer | null
  section?: Section
  /** Officers' pages: more rows, smaller margins. */
  dense?: boolean
  /** False for pages whose first band runs edge to edge (the home): they bring their own `wrap`. */
  measured?: boolean
  children: ReactNode
}

/** Everything around a page. Used by the layout of each group of pages. */
export function Frame({ viewer, section, dense = false, measured = true, children }: Props) {
  return (
    <>
      <div className="skip-links">
        <a href="#contenuto">Vai al contenuto</a>
      </div>
      <header>
        <HeaderSlim viewer={viewer} />
        <HeaderMain viewer={viewer} section={section} />
        {viewer?.operaPer && (
          <ActingAs organizzazione={viewer.operaPer} mandato={viewer.conMandato} href={paths.personale.operaPer} />
        )}
      </header>
      <main id="contenuto" tabIndex={-1} className={`page ${dense ? 'dense' : ''}`}>
        {measured ? <div className="wrap">{children}</div> : children}
      </main>
      <Footer />
    </>
  )
}
