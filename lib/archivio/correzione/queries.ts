import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { testiPagina as testi } from '@/drizzle/schema/archivio-digitale'
import { correzioniTesto as correzioni, testiLetti as letti } from '@/drizzle/schema/archivio-lavorazione'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { type Carte, listPagine } from '../visore/queries'

const STORIA_MAX = 50
/** Version of the text of a page that has none. */
export const SENZA_TESTO = -1

/** A page as who corrects its text needs it. @returns null when there is no such page */
export async function findDaCorreggere(officer: Funzionario, carte: Carte, numero: number) {
  const [pagina] = await listPagine(officer, carte, numero, numero)
  if (!pagina) return null
  const db = dbAs(officer)
  const [[testo], [letto], storia] = await Promise.all([
    db
      .select({
        parole: testi.parole,
        fonte: testi.fonte,
        motore: testi.motore,
        versione: testi.versioneRiga,
      })
      .from(testi)
      .where(and(eq(testi.ente, ENTE), eq(testi.paginaId, pagina.id))),
    db
      .select({ testo: letti.testo, motore: letti.motore, rilavorataAt: letti.rilavorataAt })
      .from(letti)
      .where(and(eq(letti.ente, ENTE), eq(letti.paginaId, pagina.id))),
    db
      .select({
        versione: correzioni.versione,
        atto: correzioni.atto,
        righe: correzioni.righe,
        nome: correzioni.nome,
        quando: correzioni.createdAt,
      })
      .from(correzioni)
      .where(and(eq(correzioni.ente, ENTE), eq(correzioni.paginaId, pagina.id)))
      .orderBy(desc(correzioni.versione))
      .limit(STORIA_MAX),
  ])
  return {
    pagina,
    parole: testo?.parole ?? [],
    versione: testo?.versione ?? SENZA_TESTO,
    motore: testo?.motore ?? null,
    /** what the machine read, when what is shown was corrected */
    letto: letto ?? null,
    storia,
  }
}
export type DaCorreggere = NonNullable<Awaited<ReturnType<typeof findDaCorreggere>>>
