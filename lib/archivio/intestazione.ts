import 'server-only'
import { eq } from 'drizzle-orm'
import { enti } from '@/drizzle/schema/soggetti'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'

/** The body, as its printed papers name it. */
export async function findIntestazione() {
  const [ente] = await dbAs('pubblico')
    .select({
      denominazione: enti.denominazione,
      codiceFiscale: enti.codiceFiscale,
      indirizzo: enti.indirizzo,
      pec: enti.pec,
    })
    .from(enti)
    .where(eq(enti.ente, ENTE))
  if (!ente) throw new Error('The body has no row')
  return ente
}
