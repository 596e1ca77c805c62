import 'server-only'
import { visioniArchivio as visioni } from '@/drizzle/schema/archivio-digitale'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { today } from '@/lib/db/clock'
import { askScheda, TROPPE } from '../risposta'
import { fineDi } from './commands-visioni'
import { openPorta, PRECLUSA } from './porta'

/**
 * Opens until midnight the papers of a unit to one who is named in it, once they have said what for: at once, nobody is
 * asked. Reserved papers are asked for like anybody does. Not theirs and not there answer alike.
 */
export async function openProprio(
  viewer: Viewer,
  unitaId: string,
  { scopo }: { scopo: string },
): Promise<Result<null, 'scopo'>> {
  const scheda = await askScheda(viewer, null, unitaId)
  if (scheda === 'troppe') return refuse(TROPPE)
  if (scheda?.vede.carte && scheda.classe === 'ammesso') return success(null) // a second press: they are open already
  if (scheda?.classe !== 'proprio' || scheda.accesso !== 'su_richiesta')
    return refuse('Il tuo nome non è tra quelli che aprono queste carte')
  const oggi = await today()
  return recorded<null, 'scopo'>(attoreOf(viewer), async (tx, record) => {
    const aperta = await openPorta(tx, viewer, unitaId)
    if (aperta === 'preclusa') return refuse(PRECLUSA)
    if (aperta) {
      const dati = { unitaId, ripetuta: true }
      await record({ azione: 'archivio.visione_propria', soggettoTipo: 'visione_archivio', soggettoId: aperta, dati })
      return success(null)
    }
    const id = crypto.randomUUID()
    await tx.insert(visioni).values({
      ente: ENTE,
      id,
      unitaId,
      personaId: viewer.personaId,
      proprio: true,
      scopo,
      al: fineDi(oggi),
      concessaDaId: viewer.personaId,
    })
    await record({
      azione: 'archivio.visione_propria',
      soggettoTipo: 'visione_archivio',
      soggettoId: id,
      dati: { unitaId },
    })
    return success(null)
  })
}
