import { type NextRequest, NextResponse } from 'next/server'
import { cookieOptions, sessionCookie } from '@/lib/auth/cookies'
import { requireSameOrigin } from '@/lib/auth/origin'
import { refusalPage } from '@/lib/auth/refusal-page'
import { closeSessione } from '@/lib/auth/sessions'
import { isFormToken } from '@/lib/auth/token'
import { findViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { env } from '@/lib/env'

/** Ends the session. A plain form, since only a route handler can tell the browser to forget (S34). */
export async function POST(request: NextRequest): Promise<Response> {
  const refused = requireSameOrigin(request)
  if (refused) return refused
  const viewer = await findViewer()
  if (viewer) {
    const form = await request.formData().catch(() => null)
    if (!isFormToken(viewer.sessioneHash, form?.get('modulo'))) return refusalPage('origine')
    await closeSessione(viewer)
  }
  const response = NextResponse.redirect(env().BASE_URL + paths.esci, 303)
  response.cookies.set(sessionCookie(), '', { ...cookieOptions(), maxAge: 0 })
  response.headers.set('Clear-Site-Data', '"cache", "cookies", "storage"')
  response.headers.set('Cache-Control', 'private, no-store')
  return response
}

/** Reloading the address of the form changes nothing. */
export const GET = () => NextResponse.redirect(env().BASE_URL + paths.esci, 303)
