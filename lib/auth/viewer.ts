import 'server-only'
import { cookies, headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { paths } from '@/lib/core/paths'
import { env } from '@/lib/env'
import { sessionCookie } from './cookies'
import { PATH_HEADER } from './headers'
import { clientIp, withinAddressLimit } from './limits'
import { findSessione, type Guida, type MandatoInUso, type Organizzazione, type RuoloDato } from './queries'
import type { RuoloEnte } from './rules'
import { needsSecondoFattore } from './rules-fattore'
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
  /** when the second factor was last given in this session; null: it was not */
  secondoFattoreAt: Date | null
  ip: string | null
  /** organisation the person is acting for now; null = on own behalf, or by a mandate */
  agiscePer: Organizzazione | null
  /** mandate under which the person is acting now */
  mandato: MandatoInUso | null
  /** organisations the person may act for */
  organizzazioni: Organizzazione[]
  /** mandates in force that the person may use */
  mandati: MandatoInUso[]
  /** companies whose vehicles the person drives: nothing else of them is theirs to see */
  guida: Guida[]
  ruoli: RuoloDato[]
}

type RuoloUfficio = { ruolo: 'istruttore' | 'dirigente'; ufficioId: string; ufficio: string }
export type Funzionario = Viewer & { funzionario: RuoloUfficio[] }

const uffici = (ruoli: RuoloDato[]): RuoloUfficio[] =>
  ruoli.flatMap(({ ruolo, ufficioId, ufficio }) =>
    (ruolo === 'istruttore' || ruolo === 'dirigente') && ufficioId && ufficio ? [{ ruolo, ufficioId, ufficio }] : [],
  )

/**
 * Who is calling; one statement a request, however many ask. Without the second factor an officer is a citizen: what is
 * of the office neither opens nor shows.
 */
export const findViewer = cache(async (): Promise<Viewer | null> => {
  const token = (await cookies()).get(sessionCookie())?.value
  if (!token) return null
  const sessione = await findSessione(tokenHash(token))
  if (!sessione) return null
  const { scadeAt: _, ...person } = sessione
  const viewer: Viewer = { ...person, ip: clientIp(await headers()) }
  const funzionario = uffici(viewer.ruoli)
  return funzionario.length > 0 && viewer.secondoFattoreAt ? Object.assign(viewer, { funzionario }) : viewer
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

/** A session of a lower level signs in again with the one the page needs, and comes back. @param livello SPID level */
export async function requireLivello(viewer: Viewer, livello: number): Promise<void> {
  if (viewer.livello >= livello) return
  redirect(paths.accedi(ownPath((await headers()).get(PATH_HEADER)) ?? undefined, livello))
}

/** Whoever has a role that asks for a second factor, and has not given it in this session, gives it first (S12). */
async function requireSecondoFattore(viewer: Viewer): Promise<void> {
  if (viewer.secondoFattoreAt || !needsSecondoFattore(viewer.ruoli)) return
  redirect(paths.secondoFattore(ownPath((await headers()).get(PATH_HEADER)) ?? undefined))
}

/** An officer of the Province, known by two factors. For anybody else signed in the page does not exist. */
export async function requireFunzionario(): Promise<Funzionario> {
  const viewer = await requireViewer()
  if (uffici(viewer.ruoli).length === 0) return notFound()
  await requireSecondoFattore(viewer)
  return isFunzionario(viewer) ? viewer : notFound()
}

const has = (viewer: Viewer, ...ruoli: RuoloEnte[]) => viewer.ruoli.some(({ ruolo }) => ruoli.includes(ruolo))

/** Who gives rights and suspends, known by two factors. For anybody else signed in the page does not exist. */
export async function requireAmministratore(): Promise<Viewer> {
  const viewer = await requireViewer()
  if (!has(viewer, 'amministratore_sistema')) return notFound()
  await requireSecondoFattore(viewer)
  return viewer
}

/** Who confirms and reviews rights: an administrator or a dirigente, known by two factors. */
export async function requireGestore(): Promise<Viewer> {
  const viewer = await requireViewer()
  if (!has(viewer, 'amministratore_sistema', 'dirigente')) return notFound()
  await requireSecondoFattore(viewer)
  return viewer
}

/** Whoever must, or may, have a second factor: the pages where it is set up and given. */
export async function requireConFattore(): Promise<Viewer> {
  const viewer = await requireViewer()
  return needsSecondoFattore(viewer.ruoli) ? viewer : notFound()
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
