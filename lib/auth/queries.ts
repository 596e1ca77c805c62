import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import {
  MINUTI_INATTIVITA,
  RUOLI_APPARTENENZA,
  RUOLI_CHE_PRESENTANO,
  type RuoloEnte,
  type RuoloOrganizzazione,
  type TipoOrganizzazione,
} from './rules'

export type Organizzazione = {
  id: string
  denominazione: string
  tipo: TipoOrganizzazione
  ruolo: RuoloOrganizzazione
}
/** A mandate in force today that the person may use: their own, or of an agency they act for. */
export type MandatoInUso = {
  id: string
  /** in whose name */
  per: { tipo: 'organizzazione' | 'persona'; id: string; denominazione: string }
  /** the agency that holds it; null: the person holds it */
  agenzia: { id: string; denominazione: string } | null
  /** null: every procedure */
  procedimenti: string[] | null
  al: IsoDate
}
/** A company whose vehicles the person drives. */
export type Guida = { appartenenzaId: string; organizzazioneId: string; denominazione: string }
export type RuoloDato = {
  ruolo: RuoloEnte
  ufficioId: string | null
  ufficio: string | null
  organizzazioneId: string | null
}

/** A session that is still good, and whose it is. */
export type Sessione = {
  personaId: string
  codiceFiscale: string
  nome: string
  cognome: string
  sessioneHash: string
  livello: number
  scadeAt: Date
  /** when the second factor was last given in this session; null: it was not */
  secondoFattoreAt: Date | null
  agiscePer: Organizzazione | null
  mandato: MandatoInUso | null
  organizzazioni: Organizzazione[]
  mandati: MandatoInUso[]
  guida: Guida[]
  ruoli: RuoloDato[]
}

type Row = {
  persona_id: string
  codice_fiscale: string
  nome: string
  cognome: string
  livello: number
  agisce_per_id: string | null
  scade_ms: string
  fattore_ms: string | null
  ferma_s: string
  ruoli: RuoloDato[]
  organizzazioni: Organizzazione[]
  guida: Guida[]
  mandati: MandatoInUso[]
}

/** The strongest membership of each organisation; the database gave them by name. */
function strongest(organizzazioni: Organizzazione[]): Organizzazione[] {
  const rank = ({ ruolo }: Organizzazione) => RUOLI_APPARTENENZA.indexOf(ruolo)
  const best = new Map<string, Organizzazione>()
  for (const organizzazione of organizzazioni) {
    const other = best.get(organizzazione.id)
    if (!other || rank(organizzazione) < rank(other)) best.set(organizzazione.id, organizzazione)
  }
  return [...best.values()]
}

/**
 * Mandates in force on a day that a person may use, as a JSON list: given to them, or to an organisation for which they
 * may file. One expression, so that the session is still found by one statement.
 */
export const mandatiOf = (ente: SQL, personaId: SQL, codiceFiscale: SQL, oggi: SQL): SQL => sql`
      (select coalesce(json_agg(json_build_object('id', m.id,
          'per', json_build_object('tipo', case when mo.id is null then 'persona' else 'organizzazione' end,
            'id', coalesce(mo.id, mp.id), 'denominazione', coalesce(mo.denominazione, mp.nome || ' ' || mp.cognome)),
          'agenzia', case when ag.id is not null then json_build_object('id', ag.id, 'denominazione', ag.denominazione) end,
          'procedimenti', m.procedimenti, 'al', m.al) order by coalesce(mo.denominazione, mp.cognome), m.al desc, m.id), '[]')
        from mandati m
          left join organizzazioni mo on mo.ente = m.ente and mo.id = m.mandante_organizzazione_id
          left join persone mp on mp.ente = m.ente and mp.id = m.mandante_persona_id
          left join organizzazioni ag on ag.ente = m.ente and ag.id = m.mandatario_organizzazione_id
        where m.ente = ${ente} and ${mandatoInForza(sql`m`, oggi)} and coalesce(mo.id, mp.id) is not null
          and (m.mandatario_codice_fiscale = ${codiceFiscale} or m.mandatario_organizzazione_id in (
            select a.organizzazione_id from appartenenze a
            where a.ente = m.ente and a.persona_id = ${personaId} and a.ruolo in ${[...RUOLI_CHE_PRESENTANO]}
              and a.valido_dal <= ${oggi} and (a.valido_al is null or a.valido_al >= ${oggi}))))`

/** The same as `statoMandato(…) === 'attivo'`, for the database. @param m alias of the table */
export const mandatoInForza = (m: SQL, oggi: SQL): SQL => sql`(
  ${m}.accettato_at is not null and ${m}.revocato_at is null and ${m}.rinunciato_at is null and ${oggi} between ${m}.dal and ${m}.al)`

/**
 * The session, the person, the roles and the memberships valid today, in one indexed statement. Limits are enforced
 * here, at every reading, by the database's clock: idle 30 minutes (15 with a role of the Province), 8 hours in all.
 * A person suspended, a role or membership ended, count from the next request.
 */
export async function findSessione(sessioneHash: string): Promise<Sessione | null> {
  const [row] = await dbAs('accesso').execute<Row>(sql`
    select s.persona_id, p.codice_fiscale, p.nome, p.cognome, s.livello, s.agisce_per_id,
      extract(epoch from s.scade_at) * 1000 as scade_ms, extract(epoch from now() - s.usata_at) as ferma_s,
      extract(epoch from s.secondo_fattore_at) * 1000 as fattore_ms,
      (select coalesce(json_agg(json_build_object('ruolo', r.ruolo, 'ufficioId', r.ufficio_id,
          'ufficio', u.denominazione, 'organizzazioneId', r.organizzazione_id) order by r.created_at), '[]')
        from ruoli r left join uffici u on u.ente = r.ente and u.id = r.ufficio_id
        where r.ente = s.ente and r.persona_id = s.persona_id and r.valido_dal <= oggi.il
          and (r.valido_al is null or r.valido_al >= oggi.il)) as ruoli,
      (select coalesce(json_agg(json_build_object('id', o.id, 'denominazione', o.denominazione, 'tipo', o.tipo,
          'ruolo', a.ruolo) order by o.denominazione, o.id), '[]')
        from appartenenze a join organizzazioni o on o.ente = a.ente and o.id = a.organizzazione_id
        where a.ente = s.ente and a.persona_id = s.persona_id and a.ruolo <> 'autista' and a.valido_dal <= oggi.il
          and (a.valido_al is null or a.valido_al >= oggi.il)) as organizzazioni,
      (select coalesce(json_agg(json_build_object('appartenenzaId', a.id, 'organizzazioneId', o.id,
          'denominazione', o.denominazione) order by o.denominazione, o.id), '[]')
        from appartenenze a join organizzazioni o on o.ente = a.ente and o.id = a.organizzazione_id
        where a.ente = s.ente and a.persona_id = s.persona_id and a.ruolo = 'autista' and a.valido_dal <= oggi.il
          and (a.valido_al is null or a.valido_al >= oggi.il)) as guida,
      ${mandatiOf(sql`s.ente`, sql`s.persona_id`, sql`p.codice_fiscale`, sql`oggi.il`)} as mandati
    from sessioni s
      join persone p on p.ente = s.ente and p.id = s.persona_id
      cross join (select (now() at time zone 'Europe/Rome')::date as il) oggi
    where s.token_hash = ${sessioneHash} and s.ente = ${ENTE}
      and not exists (select from sospensioni x where x.ente = s.ente and x.persona_id = s.persona_id
        and x.revocata_at is null and x.dal <= oggi.il and (x.al is null or x.al >= oggi.il))
      and s.scade_at > now() and s.usata_at > now() - make_interval(mins => ${MINUTI_INATTIVITA.cittadino})`)
  if (!row) return null
  const idle = Number(row.ferma_s)
  if (row.ruoli.length > 0 && idle >= MINUTI_INATTIVITA.ente * 60) return null
  if (idle >= 60) await touchSessione(sessioneHash)
  const organizzazioni = strongest(row.organizzazioni)
  return {
    personaId: row.persona_id,
    codiceFiscale: row.codice_fiscale,
    nome: row.nome,
    cognome: row.cognome,
    sessioneHash,
    livello: row.livello,
    scadeAt: new Date(Number(row.scade_ms)),
    secondoFattoreAt: row.fattore_ms === null ? null : new Date(Number(row.fattore_ms)),
    agiscePer: organizzazioni.find(({ id }) => id === row.agisce_per_id) ?? null,
    mandato: row.mandati.find(({ id }) => id === row.agisce_per_id) ?? null,
    organizzazioni,
    mandati: row.mandati,
    guida: row.guida,
    ruoli: row.ruoli,
  }
}

/** At most one writing a minute and a session. */
const touchSessione = (sessioneHash: string) =>
  dbAs('accesso').execute(sql`
    update sessioni set usata_at = now()
    where token_hash = ${sessioneHash} and usata_at < now() - interval '1 minute'`)
