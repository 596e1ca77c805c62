import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'

type SenzaNumero = {
  praticaId: string
  bozzaId: string
  oggi: IsoDate
  files: readonly { id: string }[]
  /** writes the line of the audit */
  audit: SQL
}

type Numerata = {
  praticaId: string
  oggi: IsoDate
  /** columns of `pratiche`, but for those that the number brings */
  pratica: Record<string, unknown>
  evento: { attoreNome: string; agiscePer: string | null; dati: Record<string, unknown> }
  protocollo: { oggetto: string; mittente: string; impronta: string }
  avviso: string
}

/** A PostgreSQL array: the planner knows how many there are, and comes by an index. */
const uuids = (ids: readonly string[]): string => `{${ids.join(',')}}`

/** What the statement raises, with the code of `esige()`, when the day of the number is not the one the term starts from. */
export const GIORNO_CAMBIATO = 'Il giorno è cambiato'
const ALLEGATI_MANCANTI = 'Gli allegati non sono più quelli controllati'

/**
 * What a filing writes that does not carry the number: it is done while others hold the register. The pratica it points at
 * comes with the next statement (the constraints wait for COMMIT). Undoes everything when a file is no longer there.
 */
export const unnumberedStatement = ({ praticaId, bozzaId, oggi, files, audit }: SenzaNumero): SQL => sql`
    with w as (${audit}
    ), t as (
      insert into termini (ente, pratica_id, seq, tipo, il, motivo, norma, evento_seq)
      values (${ENTE}, ${praticaId}::uuid, 1, 'avvio', ${oggi}::date, 'Istanza ricevuta', 'art. 2 c. 6 L. 241/1990', 1)
    )
    select esige(allega_alla_pratica(${ENTE}, ${bozzaId}::uuid, ${praticaId}::uuid, ${uuids(files.map((file) => file.id))}::uuid[]) = ${files.length}::int, ${ALLEGATI_MANCANTI})`

/**
 * The last statement of a filing: takes the number and writes all that carries it, in one round trip. The register's row
 * is held from here to the commit and no longer: with the number taken earlier, half as many filings a second pass. It
 * undoes everything when the day of Rome on which it registers is not `oggi`.
 *
 * The `offset 0` has each recipient come by their key: before the table has statistics the planner would read all the
 * people first, and ask the policy of each while the register is held.
 *
 * @returns one row: the number
 */
export const numberedStatement = ({
  praticaId,
  oggi,
  pratica,
  evento,
  protocollo,
  avviso,
}: Numerata): SQL<{ anno: number; numero: number }> => sql`
    with n as materialized (
      select anno, numero, registrato_at, anno || '/' || lpad(numero::text, 7, '0') as testo from prossimo_numero(${ENTE}, 'protocollo')
    ), p as (
      insert into pratiche (ente, id, anno, numero, procedimento, versione, chiave_invio, persona_id, organizzazione_id, titolare_id, mandato_id, richiedente, ufficio_id,
        oggetto, dati, presentata_at, avviata_il, termine_giorni, termine_unita, scade_il, versione_riga)
      select ${ENTE}, ${praticaId}::uuid, n.anno, n.numero, r.procedimento, r.versione, r.chiave_invio, r.persona_id, r.organizzazione_id, r.titolare_id, r.mandato_id, r.richiedente,
        r.ufficio_id, r.oggetto, r.dati, n.registrato_at, ${oggi}::date, r.termine_giorni, r.termine_unita, r.scade_il, 1
      from n, jsonb_to_record(${JSON.stringify(pratica)}::jsonb) as r(procedimento text, versione int, chiave_invio uuid, persona_id uuid,
        organizzazione_id uuid, titolare_id uuid, mandato_id uuid, richiedente text, ufficio_id uuid, oggetto text, dati jsonb, termine_giorni smallint, termine_unita text, scade_il date)
      returning persona_id, organizzazione_id, titolare_id, mandato_id
    ), e as (
      insert into pratica_eventi (ente, pratica_id, seq, tipo, stato_dopo, avvenuto_at, attore_id, attore_nome, agisce_per, dati)
      select ${ENTE}, ${praticaId}::uuid, 1, 'presentata', 'ricevuta', n.registrato_at, p.persona_id, ${evento.attoreNome}, ${evento.agiscePer}::text,
        ${JSON.stringify(evento.dati)}::jsonb || jsonb_build_object('protocollo', n.testo) from n, p
    ), r as (
      insert into protocolli (ente, anno, numero, registrato_at, verso, oggetto, mittente, destinatario, impronta, pratica_id)
      select ${ENTE}, n.anno, n.numero, n.registrato_at, 'entrata', ${protocollo.oggetto}, ${protocollo.mittente}, 'Provincia della Spezia', ${protocollo.impronta}, ${praticaId}::uuid from n
    ), a as materialized (
      select distinct unnest(p.persona_id || destinatari_pratica(${ENTE}, p.persona_id, p.organizzazione_id, p.titolare_id, p.mandato_id)) as id from p
    ), u as (
      insert into posta_uscita (ente, chiave, persona_id, pratica_id, oggetto, testo, canale, indirizzo, stato, consegnata_at)
      select ${ENTE}, 'pratica:' || ${praticaId} || ':1:' || c.id || ':' || k.canale, c.id, ${praticaId}::uuid, 'Abbiamo ricevuto la tua istanza ' || n.testo, ${avviso},
        k.canale, case k.canale when 'email' then c.email end, case k.canale when 'area' then 'consegnata' else 'in_attesa' end,
        case k.canale when 'area' then n.registrato_at end
      from n, a cross join lateral (select id, email from persone where ente = ${ENTE} and id = a.id offset 0) c
        cross join (values ('area'), ('email')) as k(canale)
      where k.canale = 'area' or c.email is not null
    )
    select n.anno, n.numero, esige((n.registrato_at at time zone 'Europe/Rome')::date = ${oggi}::date, ${GIORNO_CAMBIATO}) from n`
