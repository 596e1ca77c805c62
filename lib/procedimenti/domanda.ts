import 'server-only'
import type { Viewer } from '@/lib/auth/viewer'
import { openBozza } from '@/lib/bozze/commands'
import { type Bozza, findBozza } from '@/lib/bozze/queries'
import { isUuid } from '@/lib/core/uuid'
import { today } from '@/lib/db/clock'
import { loadContesto } from './contesto'
import type { Definizione } from './forms'
import { findDefinizione } from './queries'
import type { Contesto } from './rules-registro'

/** An istanza being written, with all that its pages and rules need. */
export type Domanda = { bozza: Bozza; def: Definizione; contesto: Contesto }

async function complete(bozza: Bozza): Promise<Domanda | null> {
  const [def, contesto] = await Promise.all([
    findDefinizione(bozza.procedimento, bozza.versione),
    today().then(loadContesto),
  ])
  return def ? { bozza, def, contesto } : null
}

/** As it is, to read or save one of its pages. @returns null also for somebody else's */
export async function readDomanda(viewer: Viewer, id: string): Promise<Domanda | null> {
  const bozza = isUuid(id) ? await findBozza(viewer, id) : null
  return bozza ? complete(bozza) : null
}

/** `persi`: labels of the questions whose answers did not fit the definition that came into force meanwhile. */
export type DomandaAperta = Domanda & { persi: string[]; aggiornata: boolean }

/** To show one of its pages: moved to the definition in force, if another came meanwhile. @returns null also for somebody else's */
export async function openDomanda(viewer: Viewer, id: string): Promise<DomandaAperta | null> {
  const opened = isUuid(id) ? await openBozza(viewer, id) : null
  const domanda = opened && (await complete(opened.bozza))
  return opened && domanda ? { ...domanda, persi: opened.persi, aggiornata: opened.aggiornata } : null
}
