import 'server-only'
import { headers } from 'next/headers'
import { clientIp, withinAddressLimit } from '@/lib/auth/limits'
import { findViewer } from '@/lib/auth/viewer'
import { nonTrovata, troppe } from '../iiif/http'
import type { Chi } from '../lettore'
import { alPasso } from '../passo'
import { type Carte, findCarte } from './queries'

/** For a route that answers about the papers of a unit: who asks, and which papers; or the answer that refuses. */
export async function carteRichieste(unitaId: string): Promise<{ chi: Chi; carte: Carte } | Response> {
  if (!(await withinAddressLimit('porta', clientIp(await headers())))) return troppe()
  const chi = await findViewer()
  const carte = await alPasso(() => findCarte(chi, unitaId))
  return carte ? { chi, carte } : nonTrovata()
}
