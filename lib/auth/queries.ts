import 'server-only'
import { sql } from 'drizzle-orm'
import { ENTE } from '@/lib/core/ente'
import { db } from '@/lib/db/client'
import {
  MINUTI_INATTIVITA,
  RUOLI_APPARTENENZA,
  type RuoloAppartenenza,
  type RuoloEnte,
  type TipoOrganizzazione,
} from './rules'

export type Organizzazione = {
  id: string
  denominazione: string
  tipo: TipoOrganizzazione
  ruolo: RuoloAppartenenza
}
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
  organizzazioni: Organizzazione[]
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
 * The session, the person, the roles and the memberships valid today, in one indexed statement. Limits are enforced
 * here, at every reading, by the database's clock: idle 30 minutes (15 with a role of the Province), 8 hours in all.
 * A person suspended, a role or membership ended, count from the next request.
 */
export async function findSessione(sessioneHash: string): Promise<Sessione | null> {
  const [row] = await db.execute<Row>(sql`
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
        where a.ente = s.ente and a.persona_id = s.persona_id and a.valido_dal <= oggi.il
          and (a.valido_al is null or a.valido_al >= oggi.il)) as organizzazioni
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
    organizzazioni,
    ruoli: row.ruoli,
  }
}

/** At most one writing a minute and a session. */
const touchSessione = (sessioneHash: string) =>
  db.execute(sql`
    update sessioni set usata_at = now()
    where token_hash = ${sessioneHash} and usata_at < now() - interval '1 minute'`)
