import 'server-only'
import type { Viewer } from '@/lib/auth/viewer'
import type { IsoDate } from '@/lib/core/date'
import { listLimiti, listStrade } from '@/lib/strade/queries'
import { listFlotta, type VeicoloFlotta } from '@/lib/trasporti/queries'
import type { Passo } from './forms'
import { listImpostazioni } from './queries'
import type { StradaNota } from './rules-percorso'
import type { Contesto } from './rules-registro'

/** How long dated data of the Province is believed without asking the database again. */
const FRESH_MS = 10_000

function remember<T>(load: (oggi: IsoDate) => Promise<T>): (oggi: IsoDate) => Promise<T> {
  let kept: { oggi: IsoDate; until: number; value: Promise<T> } | null = null
  return (oggi) => {
    if (!kept || kept.oggi !== oggi || kept.until < Date.now()) {
      const value = load(oggi)
      kept = { oggi, until: Date.now() + FRESH_MS, value }
      value.catch(() => {
        kept = null // an outage is not remembered
      })
    }
    return kept.value
  }
}

/** What the rules need besides the answers, as it is in force on a day: dated settings, limits on the roads. */
export const loadContesto = remember(async (oggi): Promise<Contesto> => {
  const [impostazioni, limiti] = await Promise.all([listImpostazioni('', oggi), listLimiti(oggi)])
  return { oggi, impostazioni, limiti }
})

const loadStrade = remember(
  async (oggi): Promise<StradaNota[]> =>
    (await listStrade(oggi)).map(({ id, codice, luoghi, proprietario, proprietarioNome }) => ({
      id,
      codice,
      luoghi,
      proprietario,
      proprietarioNome,
    })),
)

/** Registers that a page offers to choose from, and from which some of its answers are filled. */
export type Registri = { strade: StradaNota[]; flotta: VeicoloFlotta[] }

export async function loadRegistri(
  viewer: Viewer,
  organizzazioneId: string | null,
  passo: Passo,
  oggi: IsoDate,
): Promise<Registri> {
  const asks = (genere: string) => passo.campi.some((campo) => campo.genere === genere)
  const [strade, flotta] = await Promise.all([
    asks('percorso') ? loadStrade(oggi) : [],
    asks('convoglio') ? listFlotta(viewer, organizzazioneId) : [],
  ])
  return { strade, flotta }
}
