import 'server-only'
import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { fileArchivio as file } from '@/drizzle/schema/archivio-digitale'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { NOTE_CONTRARIE } from '../immagini/rules-pdfa'

export const FILE_A_PAGINA = 50

/** Those of a batch, or of a unit. */
export type DiChi = { lottoId: string } | { unitaId: string }
const within = (di: DiChi): SQL | undefined =>
  and(eq(file.ente, ENTE), 'lottoId' in di ? eq(file.lottoId, di.lottoId) : eq(file.unitaId, di.unitaId))

const contraria = sql`coalesce(${file.note} like any (array[${sql.join(
  NOTE_CONTRARIE.map((one) => sql`${one}`),
  sql`, `,
)}]), false)`

/**
 * Files as they were delivered, with what was found in them: of a batch those of which something is said come first. Of
 * units that this officer may see.
 *
 * @param volta from 1
 */
export const listFile = (officer: Funzionario, di: DiChi, volta: number) =>
  dbAs(officer, { replan: true })
    .select({
      id: file.id,
      nome: file.nome,
      mime: file.mime,
      byte: file.byte,
      pagine: file.pagine,
      profilo: file.profilo,
      note: file.note,
      stato: file.stato,
      errore: file.errore,
      unitaId: file.unitaId,
      segnatura: unita.segnatura,
    })
    .from(file)
    .innerJoin(unita, and(eq(unita.ente, file.ente), eq(unita.id, file.unitaId)))
    .where(within(di))
    .orderBy(
      ...('lottoId' in di ? [sql`${contraria} desc`, sql`${file.note} is null`] : []),
      asc(unita.ordine),
      asc(file.ordine),
    )
    .limit(FILE_A_PAGINA)
    .offset((volta - 1) * FILE_A_PAGINA)
export type FileCarta = Awaited<ReturnType<typeof listFile>>[number]

export type ContoFile = {
  file: number
  /** PDF that were opened */
  pdf: number
  /** of which declare PDF/A */
  dichiarano: number
  /** of which something was found against them */
  osservazioni: number
}

/** How many files there are, and what the PDF among them say of themselves. */
export async function countFile(officer: Funzionario, di: DiChi): Promise<ContoFile> {
  const pdf = sql`${file.mime} = 'application/pdf' and ${file.pagine} is not null`
  const [row] = await dbAs(officer, { replan: true })
    .select({
      file: sql<number>`count(*)::int`,
      pdf: sql<number>`(count(*) filter (where ${pdf}))::int`,
      dichiarano: sql<number>`(count(*) filter (where ${pdf} and ${file.profilo} is not null))::int`,
      osservazioni: sql<number>`(count(*) filter (where ${pdf} and ${contraria}))::int`,
    })
    .from(file)
    .where(within(di))
  return row ?? { file: 0, pdf: 0, dichiarano: 0, osservazioni: 0 }
}
