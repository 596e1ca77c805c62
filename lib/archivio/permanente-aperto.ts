/** What opens a permanent address, in a page. */
import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { clientIp } from '@/lib/auth/limits'
import { findViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { askPosto } from './risposta'
import { uuidOf } from './rules-permanente'

/** Leads to where it is now: it may be elsewhere tomorrow, and for somebody else today, so no browser keeps the answer. */
export async function openPermanente(posto: string, carta: string | null): Promise<never> {
  const pagina = carta === null ? null : uuidOf(carta)
  const place = await askPosto(await findViewer(), clientIp(await headers()), uuidOf(posto) ?? '', pagina)
  if (place === 'troppe') redirect(`${paths.accessoNonRiuscito}?motivo=troppe-richieste`)
  if (place === null) notFound()
  redirect(place)
}
