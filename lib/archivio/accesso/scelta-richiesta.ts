import 'server-only'
import type { Viewer } from '@/lib/auth/viewer'
import { formatInstant } from '@/lib/core/date'
import { sceltePerChi } from '@/lib/procedimenti/per-chi'
import { findServizio } from '@/lib/procedimenti/queries'
import { livelloRichiesto } from '@/lib/procedimenti/rules-livello'
import { listRichiesteAperte, RICHIESTA } from './commands-richiesta'

/**
 * In which request to see papers somebody may put units: one they are writing, or a new one, in their name or for others.
 *
 * @returns null when there is no such service; `sospeso`: why none can be begun now
 */
export async function findSceltaRichiesta(viewer: Viewer) {
  const servizio = await findServizio(RICHIESTA)
  if (!servizio) return null
  const [aperte, { scelte, scelta }] = [await listRichiesteAperte(viewer), sceltePerChi(viewer, servizio.definizione)]
  return {
    livello: livelloRichiesto(servizio.definizione),
    sospeso: servizio.attivo ? null : (servizio.sospesoMotivo ?? 'Per ora non si possono presentare domande.'),
    aperte,
    dove: [
      ...aperte.map((one) => ({
        value: `bozza:${one.id}`,
        label: `Aggiungi alla richiesta «${one.oggetto || 'senza oggetto'}»`,
        hint: `${one.per ? `Per ${one.per}. ` : ''}Modificata ${formatInstant(one.updatedAt)}`,
      })),
      ...scelte.map((one) => ({
        value: one.value,
        label: `Richiesta nuova: ${one.label.toLowerCase().startsWith('a mio') ? 'a mio nome' : one.label}`,
      })),
    ],
    /** chosen at the start when there is nothing to choose between */
    scelta: aperte.length === 0 ? (scelta ?? (scelte.length === 1 ? scelte[0]?.value : null)) : null,
  }
}
