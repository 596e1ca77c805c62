import 'server-only'
import { and, eq, ne } from 'drizzle-orm'
import { sessioni } from '@/drizzle/schema/soggetti'
import { attoreOf, recorded } from '@/lib/audit/record'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import type { Viewer } from './viewer'

const own = (viewer: Viewer) => and(eq(sessioni.ente, ENTE), eq(sessioni.personaId, viewer.personaId))

/** Closes one of the person's own sessions: its cookie opens nothing from the next request (ASVS 7.5.2). */
export async function closeOneSessione(viewer: Viewer, id: string): Promise<Result<null>> {
  return recorded(attoreOf(viewer), async (tx, record) => {
    const gone = await tx
      .delete(sessioni)
      .where(and(own(viewer), eq(sessioni.id, id)))
      .returning({ id: sessioni.id })
    if (gone.length === 0) return refuse('Questa sessione è già chiusa')
    await record({
      azione: 'accesso.sessione_chiusa',
      soggettoTipo: 'persona',
      soggettoId: viewer.personaId,
      dati: { sessioni: 1 },
    })
    return success(null)
  })
}

/** Closes every session of the person but the one in use. @returns how many there were */
export async function closeOtherSessioni(viewer: Viewer): Promise<Result<number>> {
  return recorded(attoreOf(viewer), async (tx, record) => {
    const gone = await tx
      .delete(sessioni)
      .where(and(own(viewer), ne(sessioni.tokenHash, viewer.sessioneHash)))
      .returning({ id: sessioni.id })
    if (gone.length === 0) return refuse('Non ci sono altre sessioni aperte')
    await record({
      azione: 'accesso.sessione_chiusa',
      soggettoTipo: 'persona',
      soggettoId: viewer.personaId,
      dati: { sessioni: gone.length },
    })
    return success(gone.length)
  })
}
