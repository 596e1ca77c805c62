import { refusalPage } from '@/lib/auth/refusal-page'
import { spMetadata } from '@/lib/spid/metadata'
import { offersCie } from '@/lib/spid/metadata-cie'

export const dynamic = 'force-dynamic'

/** A document of its own: the two federations accredit this portal apart. */
export const GET = () =>
  offersCie()
    ? new Response(spMetadata('cie'), {
        headers: {
          'Content-Type': 'application/samlmetadata+xml; charset=utf-8',
          'Cache-Control': 'public, max-age=300',
        },
      })
    : refusalPage('non-trovata')
