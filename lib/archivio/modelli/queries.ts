import 'server-only'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { modelliDescrizione } from '@/drizzle/schema/archivio-scarto'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { lettoreActor } from '../lettore'

/** Drafts for what is added to a unit: its own, and those of what it stands in. */
export const listModelli = (officer: Funzionario, padreId: string, antenati: readonly string[]) =>
  dbAs(lettoreActor(officer))
    .select({
      id: modelliDescrizione.id,
      nome: modelliDescrizione.nome,
      valori: modelliDescrizione.valori,
      unitaId: modelliDescrizione.unitaId,
    })
    .from(modelliDescrizione)
    .where(
      and(
        eq(modelliDescrizione.ente, ENTE),
        isNull(modelliDescrizione.toltoAt),
        sql`${modelliDescrizione.unitaId} = any (array(select jsonb_array_elements_text(${JSON.stringify([padreId, ...antenati])}::jsonb)::uuid))`,
      ),
    )
    .orderBy(asc(modelliDescrizione.nome))

/** Signature of the last unit that stands in one, as its papers are numbered; null: there is none. */
export async function lastSegnatura(officer: Funzionario, padreId: string): Promise<string | null> {
  const [row] = await dbAs(lettoreActor(officer))
    .select({ segnatura: unita.segnatura })
    .from(unita)
    .where(and(eq(unita.ente, ENTE), eq(unita.padreId, padreId)))
    .orderBy(sql`${unita.posizione} desc`)
    .limit(1)
  return row?.segnatura ?? null
}
