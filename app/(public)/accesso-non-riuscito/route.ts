import type { NextRequest } from 'next/server'
import { isMotivoComune, refusalPage } from '@/lib/auth/refusal-page'
import { accessoRifiutato } from '@/lib/spid/refusal'

/** Where a server action sends a request it refuses, since it cannot answer with a status of its own. */
export function GET(request: NextRequest): Response {
  const motivo = request.nextUrl.searchParams.get('motivo')
  return isMotivoComune(motivo) ? refusalPage(motivo) : accessoRifiutato({ motivo: 'generico' })
}
