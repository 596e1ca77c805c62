import 'server-only'
import { and, asc, eq, gt } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { lettoreActor } from '../lettore'
import { CAMPI_MASSA, type CampoMassa, MAX_MASSA } from './rules'

export type RigaMassa = { id: string; segnatura: string; titolo: string; posizione: number; versione: number } & Record<
  CampoMassa,
  string | null
>

/** Units that stand in one, with what may be changed in all of them. @param dopo position after which to go on */
export async function listDaCambiare(
  officer: Funzionario,
  padreId: string,
  dopo = -1,
): Promise<{ righe: RigaMassa[]; altre: boolean }> {
  const campi = Object.fromEntries((Object.keys(CAMPI_MASSA) as CampoMassa[]).map((campo) => [campo, unita[campo]]))
  const rows = (await dbAs(lettoreActor(officer))
    .select({
      id: unita.id,
      segnatura: unita.segnatura,
      titolo: unita.titolo,
      posizione: unita.posizione,
      versione: unita.versioneRiga,
      ...campi,
    })
    .from(unita)
    .where(and(eq(unita.ente, ENTE), eq(unita.padreId, padreId), gt(unita.posizione, dopo)))
    .orderBy(asc(unita.posizione))
    .limit(MAX_MASSA + 1)) as RigaMassa[]
  return { righe: rows.slice(0, MAX_MASSA), altre: rows.length > MAX_MASSA }
}
