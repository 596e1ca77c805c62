import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { requireViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { type DomandaAperta, openDomanda } from '@/lib/procedimenti/domanda'

/** The draft of a page, once a request: not there and not one's own look the same; a filed one leads to its receipt. */
export const requireDomanda = cache(
  async (id: string): Promise<DomandaAperta & { viewer: Awaited<ReturnType<typeof requireViewer>> }> => {
    const viewer = await requireViewer()
    const domanda = await openDomanda(viewer, id)
    if (!domanda) notFound()
    if (domanda.bozza.praticaId) redirect(paths.personale.inviata(domanda.bozza.praticaId))
    return { viewer, ...domanda }
  },
)
