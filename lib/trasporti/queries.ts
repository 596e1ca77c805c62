import 'server-only'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { veicoli } from '@/drizzle/schema/soggetti'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import type { TipoCarta } from '@/lib/flotta/rules'
import type { ClasseVeicolo } from './rules-tipi'

/** A vehicle of the fleet, ready to be put in a convoy. */
export type VeicoloFlotta = {
  id: string
  targa: string
  classe: ClasseVeicolo
  marca: string
  taraKg: number
  massaMaxKg: number
  numeroAssi: number
  interassiCm: number[]
  /** kinds of papers that have expired: the picker says so */
  carteScadute?: TipoCarta[]
}

/** Vehicles in use of an organisation the viewer belongs to or has a mandate of; of any other, none. */
export async function listFlotta(viewer: Viewer, organizzazioneId: string | null): Promise<VeicoloFlotta[]> {
  const reachable =
    viewer.organizzazioni.some((one) => one.id === organizzazioneId) ||
    viewer.mandati.some((one) => one.per.id === organizzazioneId)
  if (!organizzazioneId || !reachable) return []
  const rows = await dbAs(viewer)
    .select({
      id: veicoli.id,
      targa: veicoli.targa,
      classe: veicoli.classe,
      marca: veicoli.marca,
      taraKg: veicoli.taraKg,
      massaMaxKg: veicoli.massaMaxKg,
      numeroAssi: veicoli.numeroAssi,
      interassiCm: veicoli.interassiCm,
      // Names written out: in a select from one table a column is left bare, and here would be another's.
      carteScadute: sql<TipoCarta[]>`(select coalesce(json_agg(k.tipo order by k.tipo), '[]') from carte_veicolo k
        where k.ente = veicoli.ente and k.veicolo_id = veicoli.id and k.eliminata_at is null
          and k.scade_il < (now() at time zone 'Europe/Rome')::date)`,
    })
    .from(veicoli)
    .where(and(eq(veicoli.ente, ENTE), eq(veicoli.organizzazioneId, organizzazioneId), isNull(veicoli.dismessoIl)))
    .orderBy(asc(veicoli.classe), asc(veicoli.targa))
  return rows as VeicoloFlotta[]
}
