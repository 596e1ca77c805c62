import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { accessiSpid, sessioni } from '@/drizzle/schema/soggetti'
import type { Viewer } from '@/lib/auth/viewer'
import { dbAs } from '@/lib/db/client'

const attributi = z.object({
  denominazione: z.string().trim().min(1).max(160),
  codiceFiscale: z.string().nullish(),
  partitaIva: z.string().nullish(),
  sede: z.string().nullish(),
})
export type AttributiImpresa = { denominazione: string; codiceFiscale: string; sede: string }

/** @returns what may be put in a form; null for anything else */
export function parseAttributi(value: unknown): AttributiImpresa | null {
  const parsed = attributi.safeParse(value)
  if (!parsed.success) return null
  const { denominazione, codiceFiscale, partitaIva, sede } = parsed.data
  const bare = (text: string) => text.replace(/^(TINIT|VATIT|IT)-?/i, '')
  return { denominazione, codiceFiscale: bare(codiceFiscale || partitaIva || ''), sede: sede ?? '' }
}

/**
 * Company attributes that a professional identity brought with this sign-in. They fill in a form and prove nothing more:
 * belonging to an organisation is not the power to represent it (Avvisi SPID 15 and 18).
 */
export async function findAttributiImpresa(viewer: Viewer): Promise<AttributiImpresa | null> {
  const [row] = await dbAs(viewer)
    .select({ attributi: accessiSpid.attributiImpresa })
    .from(sessioni)
    .innerJoin(accessiSpid, and(eq(accessiSpid.ente, sessioni.ente), eq(accessiSpid.id, sessioni.accessoId)))
    .where(eq(sessioni.tokenHash, viewer.sessioneHash))
  return parseAttributi(row?.attributi)
}
