import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { joinAtSignIn } from '@/lib/archivio/raccolta/accesso'
import { sessionCookie } from '@/lib/auth/cookies'
import { landingAfterAccess } from '@/lib/auth/landing'
import { clientIp } from '@/lib/auth/limits'
import { authOptions, type Handover } from '@/lib/auth/options'
import { refusalPage } from '@/lib/auth/refusal-page'
import { accessoRifiutato } from '@/lib/spid/refusal'

/** What of next-auth is open to the outside. Signing out has its own confirmation page; the rest is not used. */
const GET_ACTIONS = ['session', 'csrf', 'providers', 'signin', 'callback']
const POST_ACTIONS = ['signin']

type Context = RouteContext<'/api/auth/[...nextauth]'>

async function handle(request: NextRequest, context: Context, allowed: string[]): Promise<Response> {
  const [action = ''] = (await context.params).nextauth
  if (!allowed.includes(action)) return refusalPage('non-trovata')
  const handover: Handover = {
    ip: clientIp(request.headers),
    dispositivo: request.headers.get('user-agent')?.slice(0, 120) ?? null,
    previousToken: request.cookies.get(sessionCookie())?.value ?? null,
  }
  const response: Response = await NextAuth(request, context, authOptions(handover))
  if (response.status >= 500) return refusalPage('richiesta') // it calls a bad address in the query our misconfiguration
  response.headers.set('Cache-Control', 'private, no-store')
  if (action !== 'callback') return response
  // next-auth would send every failure to a page, which answers 200: a refusal is a refusal here.
  if (!handover.accesso || !opensSession(response)) return accessoRifiutato({ motivo: 'browser' })
  if (handover.token) await joinAtSignIn(handover.token, handover.ip)
  response.headers.set('Location', await landingAfterAccess(handover.accesso))
  return response
}

const opensSession = ({ headers }: Response) =>
  headers.getSetCookie().some((cookie) => cookie.startsWith(`${sessionCookie()}=`))

export const GET = (request: NextRequest, context: Context) => handle(request, context, GET_ACTIONS)
export const POST = (request: NextRequest, context: Context) => handle(request, context, POST_ACTIONS)
