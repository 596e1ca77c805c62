import { listMancanti } from '@/lib/health/queries'

export const dynamic = 'force-dynamic'

/** Is the portal of use now? 200, or 503 with what is missing. For load balancers and for `npm start` itself. */
export async function GET(): Promise<Response> {
  const mancano = await listMancanti()
  const ok = mancano.length === 0
  return Response.json(ok ? { ok } : { ok, mancano }, {
    status: ok ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}
