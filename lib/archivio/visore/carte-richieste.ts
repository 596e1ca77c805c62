import 'server-only'
import { headers } from 'next/headers'
import { clientIp } from '@/lib/auth/limits'
import { findViewer } from '@/lib/auth/viewer'
import { nonTrovata, troppe } from '../iiif/http'
import type { Chi } from '../lettore'
import { askCarte } from '../risposta'
import type { Carte } from './queries'

/** For a route that answers about the papers of a unit: who asks, and which papers; or the answer that refuses. */
export async function carteRichieste(unitaId: string): Promise<{ chi: Chi; carte: Carte } | Response> {
  const chi = await findViewer()
  const carte = await askCarte(chi, clientIp(await headers()), unitaId)
  if (carte === 'troppe') return troppe()
  return carte ? { chi, carte } : nonTrovata()
}
