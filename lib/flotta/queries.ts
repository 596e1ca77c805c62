import 'server-only'
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { carteVeicolo, importazioniFlotta, veicoliAutisti } from '@/drizzle/schema/imprese'
import { appartenenze, persone, veicoli } from '@/drizzle/schema/soggetti'
import { RUOLI_CHE_PRESENTANO } from '@/lib/auth/rules'
import type { Viewer } from '@/lib/auth/viewer'
import { addDays, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { among } from '@/lib/mandati/parti'
import { formatNumero, type StatoAtto } from '@/lib/pratiche/rules'
import type { ClasseVeicolo } from '@/lib/trasporti/rules-tipi'
import { GIORNI_AVVISO, statoCarta } from './rules'

/** May this person change the fleet of this company? An osservatore only looks. */
export const canKeep = (viewer: Viewer, organizzazioneId: string): boolean =>
  viewer.organizzazioni.some((one) => one.id === organizzazioneId && RUOLI_CHE_PRESENTANO.includes(one.ruolo))
const belongs = (viewer: Viewer, organizzazioneId: string): boolean =>
  viewer.organizzazioni.some((one) => one.id === organizzazioneId)

const columns = {
  id: veicoli.id,
  organizzazioneId: veicoli.organizzazioneId,
  targa: veicoli.targa,
  classe: sql<ClasseVeicolo>`${veicoli.classe}`,
  marca: veicoli.marca,
  taraKg: veicoli.taraKg,
  massaMaxKg: veicoli.massaMaxKg,
  numeroAssi: veicoli.numeroAssi,
  interassiCm: veicoli.interassiCm,
  dismessoIl: veicoli.dismessoIl,
}
const cartaColumns = {
  id: carteVeicolo.id,
  veicoloId: carteVeicolo.veicoloId,
  tipo: carteVeicolo.tipo,
  numero: carteVeicolo.numero,
  scadeIl: carteVeicolo.scadeIl,
}
const inUse = (organizzazioneId: string) => and(eq(veicoli.ente, ENTE), eq(veicoli.organizzazioneId, organizzazioneId))

/** Vehicles of a company with their papers, those in use first. Of another's company, none. */
export async function listVeicoli(viewer: Viewer, organizzazioneId: string) {
  if (!belongs(viewer, organizzazioneId)) return []
  const [rows, carte, oggi] = await Promise.all([
    dbAs(viewer)
      .select(columns)
      .from(veicoli)
      .where(inUse(organizzazioneId))
      .orderBy(sql`${veicoli.dismessoIl} is not null`, asc(veicoli.targa)),
    dbAs(viewer)
      .select(cartaColumns)
      .from(carteVeicolo)
      .innerJoin(veicoli, and(eq(veicoli.ente, carteVeicolo.ente), eq(veicoli.id, carteVeicolo.veicoloId)))
      .where(and(inUse(organizzazioneId), isNull(carteVeicolo.eliminataAt)))
      .orderBy(asc(carteVeicolo.scadeIl)),
    today(),
  ])
  return rows.map((row) => ({
    ...row,
    carte: carte
      .filter((carta) => carta.veicoloId === row.id)
      .map((carta) => ({ ...carta, stato: statoCarta(carta.scadeIl, oggi) })),
  }))
}
export type VeicoloConCarte = Awaited<ReturnType<typeof listVeicoli>>[number]

/** @returns null both when it does not exist and when it is of another company */
export async function findVeicolo(
  viewer: Viewer,
  organizzazioneId: string,
  id: string,
): Promise<VeicoloConCarte | null> {
  if (!belongs(viewer, organizzazioneId) || !isUuid(id)) return null
  return (await listVeicoli(viewer, organizzazioneId)).find((one) => one.id === id) ?? null
}

/** Drivers of the company, and whether they drive this vehicle. */
export async function listAutisti(viewer: Viewer, organizzazioneId: string, veicoloId: string, oggi: IsoDate) {
  return dbAs(viewer)
    .select({
      appartenenzaId: appartenenze.id,
      nome: persone.nome,
      cognome: persone.cognome,
      guida: sql<boolean>`exists (select from ${veicoliAutisti} g where g.ente = ${appartenenze.ente} and g.appartenenza_id = ${appartenenze.id} and g.veicolo_id = ${veicoloId}::uuid)`,
    })
    .from(appartenenze)
    .innerJoin(persone, and(eq(persone.ente, appartenenze.ente), eq(persone.id, appartenenze.personaId)))
    .where(
      and(
        eq(appartenenze.ente, ENTE),
        eq(appartenenze.organizzazioneId, organizzazioneId),
        eq(appartenenze.ruolo, 'autista'),
        sql`(${appartenenze.validoAl} is null or ${appartenenze.validoAl} >= ${oggi})`,
      ),
    )
    .orderBy(asc(persone.cognome), asc(persone.nome))
}

/** Papers of the person's companies that run out within 30 days, or have. */
export async function listScadenze(viewer: Viewer) {
  const ids = viewer.organizzazioni.filter((one) => RUOLI_CHE_PRESENTANO.includes(one.ruolo)).map((one) => one.id)
  if (ids.length === 0) return []
  const oggi = await today()
  const rows = await dbAs(viewer)
    .select({ ...cartaColumns, targa: veicoli.targa, organizzazioneId: veicoli.organizzazioneId })
    .from(carteVeicolo)
    .innerJoin(veicoli, and(eq(veicoli.ente, carteVeicolo.ente), eq(veicoli.id, carteVeicolo.veicoloId)))
    .where(
      and(
        eq(carteVeicolo.ente, ENTE),
        isNull(carteVeicolo.eliminataAt),
        isNull(veicoli.dismessoIl),
        among(sql`${veicoli.organizzazioneId}`, ids),
        sql`${carteVeicolo.scadeIl} <= ${addDays(oggi, GIORNI_AVVISO[0])}::date`,
      ),
    )
    .orderBy(asc(carteVeicolo.scadeIl))
    .limit(50)
  return rows.map((row) => ({ ...row, stato: statoCarta(row.scadeIl, oggi) }))
}

/** A table of vehicles that was read, with its report. @returns null also for another company's */
export async function findImportazione(viewer: Viewer, organizzazioneId: string, id: string) {
  if (!canKeep(viewer, organizzazioneId) || !isUuid(id)) return null
  const [row] = await dbAs(viewer)
    .select()
    .from(importazioniFlotta)
    .where(
      and(
        eq(importazioniFlotta.ente, ENTE),
        eq(importazioniFlotta.organizzazioneId, organizzazioneId),
        eq(importazioniFlotta.id, id),
      ),
    )
  return row ?? null
}

export async function listImportazioni(viewer: Viewer, organizzazioneId: string) {
  if (!canKeep(viewer, organizzazioneId)) return []
  return dbAs(viewer)
    .select({
      id: importazioniFlotta.id,
      nome: importazioniFlotta.nome,
      createdAt: importazioniFlotta.createdAt,
      applicataAt: importazioniFlotta.applicataAt,
    })
    .from(importazioniFlotta)
    .where(and(eq(importazioniFlotta.ente, ENTE), eq(importazioniFlotta.organizzazioneId, organizzazioneId)))
    .orderBy(desc(importazioniFlotta.createdAt))
    .limit(10)
}

type Guidato = {
  id: string
  documento_id: string | null
  tipo: string
  stato: StatoAtto
  anno: number
  numero: number
  valido_dal: IsoDate | null
  valido_al: IsoDate | null
  codice_verifica: string | null
  titolo: string
  organizzazione: string
  targhe: string[]
}

/** Acts of the vehicles the person drives: what must be aboard, and nothing else of the company (art. 10 c. 9 CdS). */
export async function listAttiGuidati(viewer: Viewer) {
  const driven = viewer.guida.map((one) => one.appartenenzaId)
  if (driven.length === 0) return []
  const rows = await dbAs(viewer).execute<Guidato>(sql`
    select a.id, a.documento_id, a.tipo::text, a.stato::text as stato, a.anno, a.numero, a.valido_dal::text, a.valido_al::text,
      a.codice_verifica, a.contenuto ->> 'titolo' as titolo, o.denominazione as organizzazione, array_agg(distinct v.targa) as targhe
    from ${veicoliAutisti} g
      join ${veicoli} v on v.ente = g.ente and v.id = g.veicolo_id
      join organizzazioni o on o.ente = v.ente and o.id = v.organizzazione_id
      join pratiche p on p.ente = v.ente and p.organizzazione_id = v.organizzazione_id
      join atti a on a.ente = p.ente and a.pratica_id = p.id and a.numero is not null and v.targa = any (a.targhe)
    where g.ente = ${ENTE} and ${among(sql`g.appartenenza_id`, driven)} and a.tipo in ('autorizzazione', 'nulla_osta')
    group by a.ente, a.id, o.denominazione
    order by a.valido_al desc nulls last, a.anno desc, a.numero desc limit 200`)
  return rows.map(({ documento_id, valido_dal, valido_al, codice_verifica, ...row }) => ({
    ...row,
    documentoId: documento_id,
    validoDal: valido_dal,
    validoAl: valido_al,
    codiceVerifica: codice_verifica,
    codice: formatNumero(row.anno, row.numero),
  }))
}

/** Plates the person drives, by company. */
export async function listTargheGuidate(viewer: Viewer): Promise<string[]> {
  const driven = viewer.guida.map((one) => one.appartenenzaId)
  if (driven.length === 0) return []
  const rows = await dbAs(viewer).execute<{ targa: string }>(sql`
    select distinct v.targa from ${veicoliAutisti} g join ${veicoli} v on v.ente = g.ente and v.id = g.veicolo_id
    where g.ente = ${ENTE} and ${among(sql`g.appartenenza_id`, driven)} and v.dismesso_il is null order by v.targa`)
  return rows.map((row) => row.targa)
}
