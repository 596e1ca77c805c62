/** Where what a question finds is: along the roads, kilometre by kilometre, and on the sheets of the land registry. */
import 'server-only'
import { attoreOf, recordRead } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { today } from '@/lib/db/clock'
import { listStrade } from '@/lib/strade/queries'
import { compareStrade } from '@/lib/strade/rules'
import { type Chi, findLettore } from './lettore'
import { chiedi } from './motore/cliente'
import type { Distribuzione, Spartizione } from './motore/distribuzione'
import { understand } from './ricerca'
import { type Domanda, stradaChiesta } from './rules-domanda'
import { esatti, nomeStrada, stradaOf } from './rules-parole'
import { seesFogli } from './rules-visibilita'

export type LungoStrada = {
  nome: string
  denominazione: string | null
  /** units found on it, wherever */
  totale: number
  /** units found, by whole kilometre; those that do not say where are in none */
  km: ReadonlyMap<number, number>
}

const DELLE_STRADE = esatti.strada('')

/** Counts by what this reader may know of what they may find. */
async function spread(chi: Chi, domanda: Domanda, spartizione: Spartizione): Promise<Distribuzione> {
  const [lettore, oggi] = await Promise.all([findLettore(chi), today()])
  const { gruppi, filtri } = await understand(lettore, oggi, domanda)
  return chiedi({ che: 'distribuisci', lettore, oggi, ricerca: { gruppi, filtri }, spartizione })
}

/** All roads on which something is found, in road order. The kilometre that was chosen is left out of the question. */
export async function listLungoStrade(chi: Chi, { km: _, ...domanda }: Domanda): Promise<LungoStrada[]> {
  const [roads, kilometres, register] = await Promise.all([
    spread(chi, domanda, { inizio: DELLE_STRADE, parti: 1, chiave: 1 }),
    spread(chi, domanda, { inizio: DELLE_STRADE, parti: 2, chiave: 2 }),
    listStrade(await today()),
  ])
  const known = new Map(register.map((one) => [stradaOf(one.codice), one]))
  const byRoad = Map.groupBy(Object.entries(kilometres), ([key]) => key.split(':')[0] ?? '')
  return Object.entries(roads)
    .map(([chiave, totale]) => ({
      nome: known.get(chiave)?.codice ?? nomeStrada(chiave),
      denominazione: known.get(chiave)?.denominazione ?? null,
      totale,
      km: new Map((byRoad.get(chiave) ?? []).map(([key, n]) => [Number(key.split(':')[1]), n])),
    }))
    .sort((a, b) => compareStrade(a.nome, b.nome))
}

/** The road that a question names, by kilometre. @returns null: it names none, or nothing on it says where it is */
export async function findChilometri(chi: Chi, { km: _, ...domanda }: Domanda): Promise<LungoStrada | null> {
  const chiave = stradaChiesta(domanda)
  if (chiave === null) return null
  const counts = await spread(chi, domanda, { inizio: `${DELLE_STRADE}${chiave}:`, parti: 1, chiave: 1 })
  const km = new Map(Object.entries(counts).map(([key, n]) => [Number(key), n]))
  return km.size === 0 ? null : { nome: nomeStrada(chiave), denominazione: null, totale: 0, km }
}

export type Fogli = {
  comune: string
  /** units found, by sheet */
  fogli: Distribuzione
  /** the sheet that is looked at */
  foglio: string | null
  /** units found on it, by parcel */
  mappali: Distribuzione
}

/**
 * The sheets of a Comune, and the parcels of one of them. Only for who may browse them: others search a parcel that they
 * write whole. Who looks leaves a trace, as who searches a parcel does.
 *
 * @returns null: not for this reader, or no Comune is asked for
 */
export async function findFogli(
  chi: Viewer | null,
  { mappale: _, foglio, ...domanda }: Domanda,
): Promise<Fogli | null> {
  const { comune } = domanda
  if (!chi || !comune || !seesFogli(await findLettore(chi), comune)) return null
  const chosen = foglio ? esatti.foglio(foglio) : null
  await recordRead(attoreOf(chi), {
    azione: 'archivio.fogli_visti',
    soggettoTipo: 'particella',
    soggettoId: `${comune}${chosen ? `/${chosen}` : ''}`,
  })
  const inizio = esatti.fogli(comune)
  const [fogli, mappali] = await Promise.all([
    spread(chi, domanda, { inizio, parti: 2, chiave: 1 }),
    chosen ? spread(chi, domanda, { inizio: `${inizio}${chosen}:`, parti: 1, chiave: 1 }) : {},
  ])
  return { comune, fogli, foglio: chosen, mappali }
}
