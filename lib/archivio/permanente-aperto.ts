/** What opens a permanent address, in a page. */
import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { clientIp } from '@/lib/auth/limits'
import { findViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { withinArchivio } from './accesso/limiti'
import { alPasso } from './passo'
import { findPosto } from './permanente'
import { recordRifiuto } from './queries'
import { uuidOf } from './rules-permanente'

/** Leads to where it is now: it may be elsewhere tomorrow, and for somebody else today, so no browser keeps the answer. */
export async function openPermanente(posto: string, carta: string | null): Promise<never> {
  const viewer = await findViewer()
  if (!(await withinArchivio(viewer, clientIp(await headers()))))
    redirect(`${paths.accessoNonRiuscito}?motivo=troppe-richieste`)
  const unitaId = uuidOf(posto)
  if (unitaId === null) notFound()
  const place = await alPasso(() => findPosto(viewer, unitaId, carta === null ? null : uuidOf(carta)))
  if (place === null) {
    await recordRifiuto(viewer, unitaId)
    notFound()
  }
  redirect(place)
}
