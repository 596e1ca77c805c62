import 'server-only'
import { type NextRequest, NextResponse } from 'next/server'
import { paths } from '@/lib/core/paths'
import { env } from '@/lib/env'
import { cookieOptions, sessionCookie } from './cookies'
import { requireSameOrigin } from './origin'
import { refusalPage } from './refusal-page'
import { closeSessione } from './sessions'
import { isFormToken } from './token'
import { findViewer, type Viewer } from './viewer'

/** What is read while the session is there, and gives the answer once it is over; null: the page that says one is out. */
type Onward = (viewer: Viewer) => Promise<(() => Promise<NextResponse>) | null>

/** Ends the session. A plain form, since only a route handler can tell the browser to forget (S34). */
export async function signOut(request: NextRequest, onward: Onward = async () => null): Promise<Response> {
  const refused = requireSameOrigin(request)
  if (refused) return refused
  const viewer = await findViewer()
  let next: Awaited<ReturnType<Onward>> = null
  if (viewer) {
    const form = await request.formData().catch(() => null)
    if (!isFormToken(viewer.sessioneHash, form?.get('modulo'))) return refusalPage('origine')
    next = await onward(viewer)
    await closeSessione(viewer)
  }
  const response = next ? await next() : NextResponse.redirect(env().BASE_URL + paths.esci, 303)
  response.cookies.set(sessionCookie(), '', { ...cookieOptions(), maxAge: 0 })
  response.headers.set('Clear-Site-Data', '"cache", "cookies", "storage"')
  response.headers.set('Cache-Control', 'private, no-store')
  return response
}

/** Reloading the address of the form changes nothing. */
export const backToSignOut = () => NextResponse.redirect(env().BASE_URL + paths.esci, 303)
