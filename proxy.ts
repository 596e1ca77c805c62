import { type NextRequest, NextResponse } from 'next/server'
import { NONCE_HEADER, PATH_HEADER } from '@/lib/auth/headers'

/**
 * Headers that only the framework or this file may set; from outside they are forged (S04). The framework itself drops
 * `x-middleware-*`, `x-matched-path` and `next-resume` before this runs.
 */
const OURS =
  /^(?:x-nextjs-|x-middleware-|x-matched-path$|x-now-|next-resume$|x-percorso$|x-nonce$|x-invoke-|content-security-policy$)/

const isDevelopment = process.env.NODE_ENV === 'development'
/** Without these the development server never finishes a navigation. */
const isDevelopmentTool = (name: string) => isDevelopment && /^x-nextjs-(?:html-)?request-id$/.test(name)

/** S32. In development the framework needs `eval` and inline styles. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ')
}

/**
 * Headers of every page. It decides nothing about access: that is for `lib/auth/viewer.ts`, at each page and action.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers()
  for (const [name, value] of request.headers) if (!OURS.test(name) || isDevelopmentTool(name)) headers.set(name, value)
  headers.set('content-security-policy', policy)
  headers.set(NONCE_HEADER, nonce)
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

/** Pages only. Bodies that pass here are cut at 10 MB, so uploads must not; files of the build need no nonce. */
export const config = {
  matcher: ['/((?!api/|_next/static|_next/image|.*\\.(?:svg|png|ico|woff2|txt|webmanifest)$).*)'],
}
