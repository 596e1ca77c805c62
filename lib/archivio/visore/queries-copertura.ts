import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { derivatiPagina as derivati } from '@/drizzle/schema/archivio-digitale'
import { copertureArchivio as coperture } from '@/drizzle/schema/archivio-visore'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { type Proposta, proponiCoperture } from '../rules-proposte'
import { type Carte, listPagine } from './queries'
import { listTestiPagine } from './queries-testo'

const STORIA_MAX = 50

/** Ids of pages of which there is a covered image. */
export async function listCoperte(officer: Funzionario, unitaId: string): Promise<ReadonlySet<string>> {
  const rows = await dbAs(officer)
    .select({ paginaId: derivati.paginaId })
    .from(derivati)
    .where(and(eq(derivati.ente, ENTE), eq(derivati.unitaId, unitaId), eq(derivati.tipo, 'oscurata')))
  return new Set(rows.map((row) => row.paginaId))
}

/** A page as who closes and covers it needs it. @returns null when there is no such page */
export async function findDaCoprire(officer: Funzionario, carte: Carte, numero: number) {
  const [pagina] = await listPagine(officer, carte, numero, numero)
  if (!pagina) return null
  const [coperte, [text], storia] = await Promise.all([
    listCoperte(officer, carte.id),
    listTestiPagine(officer, carte, [numero]),
    dbAs(officer)
      .select({
        atto: coperture.atto,
        regioni: coperture.regioni,
        categoria: coperture.categoria,
        il: coperture.il,
        anno: coperture.anno,
        motivo: coperture.motivo,
        nome: coperture.nome,
        quando: coperture.createdAt,
      })
      .from(coperture)
      .where(and(eq(coperture.ente, ENTE), eq(coperture.paginaId, pagina.id)))
      .orderBy(desc(coperture.versione))
      .limit(STORIA_MAX),
  ])
  const coperta = coperte.has(pagina.id)
  const last = storia.find(({ atto }) => atto === 'oscurata' || atto === 'scoperta')
  const proposte: Proposta[] = pagina.chiusa ? [] : proponiCoperture(text?.parole ?? [])
  return {
    pagina,
    coperta,
    /** the page was turned, or made anew in another size: its covered image was taken away */
    daRicoprire: pagina.riservata && !coperta && last?.atto === 'oscurata',
    /** of the image that is covered now */
    regioni: coperta ? (storia.find((one) => one.atto === 'oscurata')?.regioni ?? []) : [],
    proposte,
    storia,
  }
}
export type DaCoprire = NonNullable<Awaited<ReturnType<typeof findDaCoprire>>>
