import 'server-only'
import { cookies, headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { paths } from '@/lib/core/paths'
import { env } from '@/lib/env'
import { sessionCookie } from './cookies'
import { PATH_HEADER } from './headers'
import { clientIp, withinAddressLimit } from './limits'
import { findSessione, type Organizzazione, type RuoloDato } from './queries'
import { isSameOrigin } from './rules-origine'
import { ownPath } from './rules-ritorno'
import { tokenHash } from './token'

export type Viewer = {
  personaId: string
  codiceFiscale: string
  nome: string
  cognome: string
  sessioneHash: string
  livello: number
  ip: string | null
  /** organisation the person is acting for now; null = on own behalf */
  agiscePer: Organizzazione | null
  /** organisations the person may act for */
  organizzazioni: Organizzazione[]
  ruoli: RuoloDato[]
}

type RuoloUfficio = { ruolo: 'istruttore' | 'dirigente'; ufficioId: string; ufficio: string }
export type Funzionario = Viewer & { funzionario: RuoloUfficio[] }

const uffici = (ruoli: RuoloDato[]): RuoloUfficio[] =>
  ruoli.flatMap(({ ruolo, ufficioId, ufficio }) =>
    (ruolo === 'istruttore' || ruolo === 'dirigente') && ufficioId && ufficio ? [{ ruolo, ufficioId, ufficio }] : [],
  )

/** Who is calling; one statement a request, however many ask. */
export const findViewer = cache(async (): Promise<Viewer | null> => {
  const token = (await cookies()).get(sessionCookie())?.value
  if (!token) return null
  const sessione = await findSessione(tokenHash(token))
  if (!sessione) return null
  const { scadeAt: _, ...person } = sessione
  const viewer: Viewer = { ...person, ip: clientIp(await headers()) }
  const funzionario = uffici(viewer.ruoli)
  return funzionario.length > 0 ? Object.assign(viewer, { funzionario }) : viewer
})

export const isFunzionario = (viewer: Viewer): viewer is Funzionario => 'funzionario' in viewer

/**
 * Someone signed in, or away to the sign-in page and back here after it. In a server action it also refuses what another
 * site's page sent (S30).
 */
export async function requireViewer(): Promise<Viewer> {
  await assertOwnPage()
  return (await findViewer()) ?? redirect(paths.accedi(ownPath((await headers()).get(PATH_HEADER)) ?? undefined))
}

/** An officer of the Province. For anybody else signed in the page does not exist. */
export async function requireFunzionario(): Promise<Funzionario> {
  const viewer = await requireViewer()
  return isFunzionario(viewer) ? viewer : notFound()
}

/** Who runs the portal. For anybody else signed in the page does not exist. */
export async function requireAmministratore(): Promise<Viewer> {
  const viewer = await requireViewer()
  return viewer.ruoli.some(({ ruolo }) => ruolo === 'amministratore_sistema') ? viewer : notFound()
}

/** Someone of a police force (art. 12 CdS). For anybody else signed in the page does not exist. */
export async function requirePolizia(): Promise<Viewer> {
  const viewer = await requireViewer()
  return viewer.ruoli.some(({ ruolo }) => ruolo === 'polizia') ? viewer : notFound()
}

/** First line of actions open to everybody: sent by one of our pages, and not too often. */
export async function openDoor(): Promise<void> {
  await assertOwnPage()
  const ip = clientIp(await headers())
  if (!(await withinAddressLimit('porta', ip))) redirect(`${paths.accessoNonRiuscito}?motivo=troppe-richieste`)
}

/** Pages are read with GET, which has no body and no `Next-Action`: whatever has one may change something. */
async function assertOwnPage(): Promise<void> {
  const told = await headers()
  if (!told.has('next-action') && !told.has('content-type')) return
  const given = { origin: told.get('origin'), secFetchSite: told.get('sec-fetch-site'), host: told.get('host') }
  if (!isSameOrigin(given, env().BASE_URL)) redirect(`${paths.accessoNonRiuscito}?motivo=origine`)
}
