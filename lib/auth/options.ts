import 'server-only'
import type { NextAuthOptions, Session } from 'next-auth'
import type { Adapter, AdapterUser } from 'next-auth/adapters'
import { paths } from '@/lib/core/paths'
import { env } from '@/lib/env'
import { type Accesso, consumeCodice } from '@/lib/spid/commands'
import { authCookies } from './cookies'
import { findSessione, type Sessione } from './queries'
import { ORE_SESSIONE } from './rules'
import { deleteSessione, openSessione } from './sessions'
import { PROVIDER } from './state'
import { newToken, tokenHash } from './token'

/** What one request to next-auth brings, and what it learns on the way. */
export type Handover = {
  ip: string | null
  dispositivo: string | null
  /** token the browser had before: a sign-in ends that session */
  previousToken: string | null
  /** filled when the one-time code has been taken */
  accesso?: Accesso
  /** token of the session that this sign-in has opened */
  token?: string
}

type Utente = AdapterUser & { sessione?: Sessione }
const MAX_AGE_S = ORE_SESSIONE * 3600

const utente = (id: string, sessione?: Sessione): Utente => ({ id, email: '', emailVerified: null, sessione })

/**
 * Sessions in our own table, by hash. Persons are written where the assertion is verified (`lib/spid/commands.ts`), so
 * next-auth creates and links nobody: it only ever finds the person whose code it has taken.
 */
function adapterOf(handover: Handover): Adapter {
  return {
    getUserByAccount: ({ providerAccountId }) =>
      handover.accesso?.personaId === providerAccountId ? utente(providerAccountId) : null,
    async createSession({ sessionToken, userId, expires }) {
      const { accesso } = handover
      if (accesso?.personaId !== userId) throw new Error('A session asked without an access')
      await openSessione({ ...handover, token: sessionToken, accesso })
      handover.token = sessionToken
      return { sessionToken, userId, expires }
    },
    async getSessionAndUser(sessionToken) {
      // During a sign-in the old session is nobody's: otherwise next-auth would go on with it, and its token.
      if (handover.accesso) return null
      const sessione = await findSessione(tokenHash(sessionToken))
      if (!sessione) return null
      const session = { sessionToken, userId: sessione.personaId, expires: sessione.scadeAt }
      return { session, user: utente(sessione.personaId, sessione) }
    },
    updateSession: () => null, // `findSessione` keeps the time of the last use; the absolute limit never moves
    deleteSession: (sessionToken) => deleteSessione(tokenHash(sessionToken)),
  }
}

/** What `/api/auth/session` says of the person's own session. Built name by name: the token is not in it. */
function publicSession({ scadeAt, ...s }: Sessione): Session {
  return {
    expires: scadeAt.toISOString(),
    user: {
      name: `${s.nome} ${s.cognome}`,
      nome: s.nome,
      cognome: s.cognome,
      codiceFiscale: s.codiceFiscale,
      livello: s.livello,
      ruoli: s.ruoli.map(({ ruolo, ufficio }) => ({ ruolo, ufficio })),
      agiscePer: s.agiscePer && { denominazione: s.agiscePer.denominazione, ruolo: s.agiscePer.ruolo },
    },
  } as Session
}

/** next-auth as used here: one provider, which is our own SPID sign-in, and sessions in the database. */
export function authOptions(handover: Handover): NextAuthOptions {
  const { BASE_URL, NEXTAUTH_SECRET } = env()
  process.env.NEXTAUTH_URL = BASE_URL // the only way next-auth 4 learns the portal's address
  return {
    secret: NEXTAUTH_SECRET,
    useSecureCookies: BASE_URL.startsWith('https:'),
    cookies: authCookies(),
    adapter: adapterOf(handover),
    session: { strategy: 'database', maxAge: MAX_AGE_S, updateAge: MAX_AGE_S, generateSessionToken: newToken },
    pages: { signIn: paths.accedi(), signOut: paths.esci, error: paths.accessoNonRiuscito },
    callbacks: {
      session: ({ user }) => publicSession((user as Utente).sessione as Sessione),
    },
    logger: {
      error: (code, metadata) => {
        const cause = metadata instanceof Error ? metadata : (metadata as { error?: unknown }).error
        console.error(JSON.stringify({ errore: 'next-auth', codice: code, causa: (cause as Error | undefined)?.name }))
      },
      warn: () => undefined,
      debug: () => undefined,
    },
    providers: [
      {
        id: PROVIDER,
        name: 'SPID',
        type: 'oauth',
        clientId: 'portale',
        checks: ['state'],
        authorization: `${BASE_URL}${paths.api.spidLogin}`,
        token: {
          // next-auth has opened the state cookie; that it is the one of this access is ours to compare.
          async request({ params, checks }) {
            const { code, state } = params
            if (!code || !checks.state || state !== checks.state) throw new Error('State does not match')
            const accesso = await consumeCodice(code, checks.state)
            if (!accesso) throw new Error('Code unknown, used or expired')
            handover.accesso = accesso
            return { tokens: {} }
          },
        },
        userinfo: { request: () => ({ sub: handover.accesso?.personaId ?? '' }) },
        profile: ({ sub }) => ({ id: sub }),
      },
    ],
  }
}
