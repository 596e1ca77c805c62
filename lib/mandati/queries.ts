import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { RUOLI_CHE_AMMINISTRANO } from '@/lib/auth/rules'
import type { Viewer } from '@/lib/auth/viewer'
import { type IsoDate, romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import { agentOf, partyOf, principalOf } from './parti'
import { type StatoMandato, statoMandato } from './rules'

type Row = {
  id: string
  mandante: string | null
  mandante_cf: string
  mandante_organizzazione_id: string | null
  mandatario: string | null
  mandatario_cf: string
  mandatario_organizzazione_id: string | null
  procedimenti: string[] | null
  dal: IsoDate
  al: IsoDate
  proposto_da: 'mandante' | 'mandatario'
  scade_proposta_at: string
  accettato_at: string | null
  rifiutato_at: string | null
  ritirato_at: string | null
  revocato_at: string | null
  rinunciato_at: string | null
  created_at: string
  creato_da: string
  accettato_da: string | null
  motivo: string | null
  da_mandante: boolean
  da_mandatario: boolean
}

/** The persons of a mandate are named once they have accepted it; before, by the codice fiscale that was typed. */
const select = (viewer: Viewer, where: SQL) => sql`
  select m.id, m.procedimenti, m.dal::text, m.al::text, m.proposto_da, m.scade_proposta_at, m.accettato_at, m.rifiutato_at,
    m.ritirato_at, m.revocato_at, m.rinunciato_at, m.created_at, m.motivo, m.mandante_organizzazione_id, m.mandatario_organizzazione_id,
    coalesce(mo.denominazione, mp.nome || ' ' || mp.cognome) as mandante, coalesce(mo.codice_fiscale, m.mandante_codice_fiscale) as mandante_cf,
    coalesce(ao.denominazione, case when m.mandatario_codice_fiscale = ${viewer.codiceFiscale} or m.accettato_at is not null then
      (select p.nome || ' ' || p.cognome from persone p where p.ente = m.ente and p.codice_fiscale = m.mandatario_codice_fiscale) end) as mandatario,
    coalesce(ao.codice_fiscale, m.mandatario_codice_fiscale) as mandatario_cf,
    (select p.nome || ' ' || p.cognome from persone p where p.ente = m.ente and p.id = m.creato_da_id) as creato_da,
    (select p.nome || ' ' || p.cognome from persone p where p.ente = m.ente and p.id = m.accettato_da_id) as accettato_da,
    ${principalOf(viewer, RUOLI_CHE_AMMINISTRANO)} as da_mandante, ${agentOf(viewer, RUOLI_CHE_AMMINISTRANO)} as da_mandatario
  from mandati m
    left join organizzazioni mo on mo.ente = m.ente and mo.id = m.mandante_organizzazione_id
    left join persone mp on mp.ente = m.ente and mp.id = m.mandante_persona_id
    left join organizzazioni ao on ao.ente = m.ente and ao.id = m.mandatario_organizzazione_id
  where m.ente = ${ENTE} and ${where}`

const instant = (text: string | null) => (text === null ? null : new Date(text))

function toMandato(row: Row, at: Date) {
  const dates = {
    dal: row.dal,
    al: row.al,
    scadePropostaAt: new Date(row.scade_proposta_at),
    accettatoAt: instant(row.accettato_at),
    rifiutatoAt: instant(row.rifiutato_at),
    ritiratoAt: instant(row.ritirato_at),
    revocatoAt: instant(row.revocato_at),
    rinunciatoAt: instant(row.rinunciato_at),
  }
  const stato: StatoMandato = statoMandato(dates, romeDay(at), at)
  return {
    id: row.id,
    ...dates,
    stato,
    createdAt: new Date(row.created_at),
    mandante: row.mandante ?? `persona con codice fiscale ${row.mandante_cf}`,
    mandanteCodiceFiscale: row.mandante_cf,
    mandatario: row.mandatario ?? `persona con codice fiscale ${row.mandatario_cf}`,
    mandatarioCodiceFiscale: row.mandatario_cf,
    procedimenti: row.procedimenti,
    propostoDa: row.proposto_da,
    creatoDa: row.creato_da,
    accettatoDa: row.accettato_da,
    motivo: row.motivo,
    /** the viewer speaks for the principal, for the agent */
    daMandante: row.da_mandante,
    daMandatario: row.da_mandatario,
  }
}
export type Mandato = ReturnType<typeof toMandato>

/** Mandates of which the viewer, or an organisation of theirs, is a party; those that live first. */
export async function listMandati(viewer: Viewer): Promise<Mandato[]> {
  const [rows, at] = await Promise.all([
    dbAs(viewer).execute<Row>(sql`${select(viewer, partyOf(viewer, null))} order by m.created_at desc limit 300`),
    databaseNow(),
  ])
  const alive = (one: Mandato) => ['proposto', 'attivo', 'futuro'].includes(one.stato)
  const all = rows.map((row) => toMandato(row, at))
  return [...all.filter(alive), ...all.filter((one) => !alive(one))]
}

/** @returns null both when it does not exist and when the viewer is no party of it */
export async function findMandato(viewer: Viewer, id: string): Promise<Mandato | null> {
  if (!isUuid(id)) return null
  const [[row], at] = await Promise.all([
    dbAs(viewer).execute<Row>(select(viewer, sql`m.id = ${id}::uuid and ${partyOf(viewer, null)}`)),
    databaseNow(),
  ])
  return row ? toMandato(row, at) : null
}

/** Proposals that wait for the viewer's answer as principal. */
export async function listMandatiDaAccettare(viewer: Viewer): Promise<Mandato[]> {
  const [rows, at] = await Promise.all([
    dbAs(viewer).execute<Row>(
      sql`${select(
        viewer,
        sql`${principalOf(viewer, RUOLI_CHE_AMMINISTRANO)} and m.accettato_at is null and m.rifiutato_at is null
        and m.ritirato_at is null and m.scade_proposta_at > now()`,
      )} order by m.created_at limit 50`,
    ),
    databaseNow(),
  ])
  return rows.map((row) => toMandato(row, at))
}
