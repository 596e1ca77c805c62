import 'server-only'
import { and, eq } from 'drizzle-orm'
import { pratiche } from '@/drizzle/schema/pratiche'
import { organizzazioni, persone } from '@/drizzle/schema/soggetti'
import { type Attore, attoreOf, attorePer } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { covers } from '@/lib/mandati/rules'

type Cosa = {
  procedimento: string
  organizzazioneId: string | null
  organizzazione: string | null
  titolareId: string | null
  titolare: string | null
  mandatoId: string | null
}

/**
 * Who acts on a draft or a practice, and in whose name, whatever the session's choice was: «X per Y», or «X (agenzia)
 * per Y» when a mandate is what lets them.
 */
export function attoreOn(viewer: Viewer, cosa: Cosa): Attore {
  const { organizzazioneId, titolareId } = cosa
  const per = organizzazioneId
    ? { id: organizzazioneId, denominazione: cosa.organizzazione ?? '' }
    : titolareId && titolareId !== viewer.personaId
      ? { id: titolareId, denominazione: cosa.titolare ?? '' }
      : null
  if (!per || viewer.organizzazioni.some((one) => one.id === per.id)) return attorePer(viewer, per)
  const usable = viewer.mandati.filter((one) => one.per.id === per.id && covers(one.procedimenti, cosa.procedimento))
  return attorePer(viewer, per, usable.find((one) => one.id === cosa.mandatoId) ?? usable[0] ?? null)
}

/** The same for a practice by id; of one that is not there, the session's choice, and the command refuses. */
export async function attoreOnPratica(viewer: Viewer, id: string): Promise<Attore> {
  if (!isUuid(id)) return attoreOf(viewer)
  const [row] = await dbAs(viewer)
    .select({
      procedimento: pratiche.procedimento,
      organizzazioneId: pratiche.organizzazioneId,
      organizzazione: organizzazioni.denominazione,
      titolareId: pratiche.titolareId,
      nome: persone.nome,
      cognome: persone.cognome,
      mandatoId: pratiche.mandatoId,
    })
    .from(pratiche)
    .leftJoin(
      organizzazioni,
      and(eq(organizzazioni.ente, pratiche.ente), eq(organizzazioni.id, pratiche.organizzazioneId)),
    )
    .leftJoin(persone, and(eq(persone.ente, pratiche.ente), eq(persone.id, pratiche.titolareId)))
    .where(and(eq(pratiche.ente, ENTE), eq(pratiche.id, id)))
  return row ? attoreOn(viewer, { ...row, titolare: row.nome && `${row.nome} ${row.cognome}` }) : attoreOf(viewer)
}
