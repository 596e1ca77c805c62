import { spMetadata } from '@/lib/spid/metadata'

export const dynamic = 'force-dynamic'

export const GET = () =>
  new Response(spMetadata(), {
    headers: { 'Content-Type': 'application/samlmetadata+xml; charset=utf-8', 'Cache-Control': 'public, max-age=300' },
  })
