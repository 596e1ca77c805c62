import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { requireLivello, requireViewer } from '@/lib/auth/viewer'
import { findBozzaPersa } from '@/lib/bozze/queries'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'
import { findPraticaOf } from '@/lib/pratiche/queries'
import { type DomandaAperta, openDomanda } from '@/lib/procedimenti/domanda'
import { livelloRichiesto } from '@/lib/procedimenti/rules-livello'

/**
 * The draft of a page, once a request: not there and not one's own look the same; a filed one leads to its receipt, or
 * says that it was filed to those it was only shared with; one written under a mandate that ended leads to the mandate, a session of too low a level to a sign-in of a higher one.
 */
export const requireDomanda = cache(
  async (id: string): Promise<DomandaAperta & { viewer: Awaited<ReturnType<typeof requireViewer>> }> => {
    const viewer = await requireViewer()
    const domanda = await openDomanda(viewer, id)
    if (!domanda) {
      const persa = isUuid(id) ? await findBozzaPersa(viewer, id) : null
      if (persa) redirect(`${paths.personale.mandato(persa.mandatoId)}?bozza=${id}`)
      notFound()
    }
    const { praticaId } = domanda.bozza
    if (praticaId)
      redirect(
        (await findPraticaOf(viewer, praticaId)) ? paths.personale.inviata(praticaId) : paths.personale.domandaInviata,
      )
    await requireLivello(viewer, livelloRichiesto(domanda.def))
    return { viewer, ...domanda }
  },
)

/** For pages that write in it: who may only read is shown the answers. */
export async function requireDomandaAperta(id: string) {
  const domanda = await requireDomanda(id)
  if (domanda.bozza.potere === 'vede') redirect(paths.personale.controlla(id))
  return domanda
}

/** For pages of whoever holds it: shares it, hands it over, throws it away. For the others they do not exist. */
export async function requireDomandaPropria(id: string) {
  const domanda = await requireDomanda(id)
  if (domanda.bozza.potere !== 'gestisce') notFound()
  return domanda
}
