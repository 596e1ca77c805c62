import 'server-only'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { segnalazioniArchivio as segnalazioni } from '@/drizzle/schema/archivio-accesso'
import { attoreOf, recorded, recordIn, SISTEMA } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { type Result, refuse, success } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { type Tx, transaction } from '@/lib/db/transaction'
import { avvisa } from '@/lib/posta/avvisi'
import { listImpostazioni } from '@/lib/procedimenti/queries'
import { ALLARMI, FINESTRA_ALLARME_MINUTI, NOTTE, type RegolaAllarme } from './rules-allarmi'

type Conto = { regola: RegolaAllarme; persona_id: string | null; indirizzo: string | null; quanti: number }

/** Taking out is reading: a package, a certified copy and a list are what was in them. */
const LETTURE = [
  'archivio.scheda_letta',
  'archivio.pagina_vista',
  'archivio.file_scaricato',
  'archivio.pacchetto_scaricato',
  'archivio.conforme_scaricata',
  'archivio.elenco_scaricato',
]
/** A sheet that is looked through is as a parcel that is looked for. */
const PARTICELLE = ['archivio.particella_cercata', 'archivio.fogli_visti']
const RIFIUTI = ['archivio.unita_rifiutata', 'archivio.pagina_rifiutata']
const among = (azioni: readonly string[]) =>
  sql.join(
    azioni.map((one) => sql`${one}`),
    sql`, `,
  )

/**
 * What each reader did in the last hour, by rule; from the record of what was done. Who works in the archive handles many
 * units: they have a figure of their own. A list counts as one unit each time: what is in it everybody may look for.
 * @param at end of the hour
 */
export const countLetture = (at: SQL = sql`now()`) =>
  dbAs('sistema').execute<Conto>(sql`
    with fatti as (
      select a.attore_id as persona_id, case when a.attore_id is null then a.indirizzo_ip end as indirizzo, a.azione, a.soggetto_id,
        case a.azione when 'archivio.elenco_scaricato' then a.id::text else coalesce(a.dati ->> 'unitaId', a.soggetto_id) end as unita, a.avvenuto_at,
        exists (select from ruoli r where r.ente = a.ente and r.persona_id = a.attore_id and r.ufficio_id is not null
          and r.valido_dal <= oggi_a_roma() and (r.valido_al is null or r.valido_al >= oggi_a_roma())) as ufficio
      from audit a where a.ente = ${ENTE} and a.azione like 'archivio.%'
        and a.avvenuto_at > ${at} - make_interval(mins => ${FINESTRA_ALLARME_MINUTI}) and a.avvenuto_at <= ${at}
        and (a.attore_id is not null or a.indirizzo_ip is not null)
    ), letture as (
      select * from fatti where azione in (${among(LETTURE)})
    )
    select case when ufficio then 'unita_ufficio' else 'unita' end as regola, persona_id, indirizzo, count(distinct unita)::int as quanti
      from letture group by ufficio, persona_id, indirizzo
    union all select 'particelle', persona_id, indirizzo, count(distinct soggetto_id)::int
      from fatti where azione in (${among(PARTICELLE)}) group by persona_id, indirizzo
    union all select 'notte', persona_id, indirizzo, count(*)::int from letture
      where extract(hour from avvenuto_at at time zone 'Europe/Rome') >= ${NOTTE.dalle}
        or extract(hour from avvenuto_at at time zone 'Europe/Rome') < ${NOTTE.alle}
      group by persona_id, indirizzo
    union all select 'rifiuti', persona_id, indirizzo, count(distinct soggetto_id)::int
      from fatti where azione in (${among(RIFIUTI)}) group by persona_id, indirizzo`)

const listArchivisti = (tx: Tx) =>
  tx.execute<{ id: string }>(sql`
    select distinct r.persona_id as id from ruoli r join uffici u on u.ente = r.ente and u.id = r.ufficio_id
    where r.ente = ${ENTE} and u.codice = 'archivio' and r.valido_dal <= oggi_a_roma()
      and (r.valido_al is null or r.valido_al >= oggi_a_roma())`)

/**
 * Looks for reading that is not usual, and tells the archive: once a rule, a reader and a day, however often it runs and
 * in how many workers.
 * @returns how many were told
 */
export async function watchLetture(): Promise<number> {
  const oggi = await today()
  const [counts, settings] = await Promise.all([countLetture(), listImpostazioni('archivio.allarme.', oggi)])
  const sogliaOf = (regola: RegolaAllarme): number => {
    const value = settings.find((one) => one.chiave === ALLARMI[regola].chiave)?.valore
    return typeof value === 'number' && value > 0 ? value : ALLARMI[regola].soglia
  }
  const over = counts.filter((one) => one.quanti >= sogliaOf(one.regola))
  if (over.length === 0) return 0
  return transaction(
    async (tx) => {
      let told = 0
      for (const { regola, persona_id: personaId, indirizzo, quanti } of over) {
        const [row] = await tx.execute<{ id: string; nuova: boolean }>(sql`
          insert into segnalazioni_archivio as s (ente, regola, il, persona_id, indirizzo, quanti, soglia)
          values (${ENTE}, ${regola}, ${oggi}::date, ${personaId}::uuid, ${indirizzo}, ${quanti}, ${sogliaOf(regola)})
          on conflict (ente, regola, il, persona_id, indirizzo) do update set quanti = excluded.quanti, updated_at = now()
            where s.quanti < excluded.quanti and s.stato = 'aperta'
          returning id, xmax = 0 as nuova`)
        if (!row?.nuova) continue
        told += 1
        await recordIn(
          tx,
          SISTEMA,
        )({
          azione: 'archivio.segnalata',
          soggettoTipo: 'segnalazione_archivio',
          soggettoId: row.id,
          dati: { regola, quanti, ...(personaId && { personaId }) },
        })
        const { titolo, conta, cheFare } = ALLARMI[regola]
        for (const { id } of await listArchivisti(tx))
          if (id !== personaId)
            await avvisa(tx, {
              chiave: `segnalazione:${row.id}`,
              personaId: id,
              oggetto: `Archivio: ${titolo.toLowerCase()}`,
              testo: `${conta(quanti)}. ${cheFare}`,
              percorso: paths.ufficio.segnalazioni,
            })
      }
      return told
    },
    { attore: null, ente: ENTE },
  )
}

/** Somebody looked at it: what they found. Not the reader it is about. */
export async function closeSegnalazione(
  officer: Funzionario,
  id: string,
  { nota }: { nota: string },
): Promise<Result<null, 'nota'>> {
  return recorded<null, 'nota'>(attoreOf(officer), async (tx, record) => {
    const [cura] = await tx.execute<{ si: boolean }>(sql`select cura_archivio() as si`)
    const [row] =
      cura?.si && isUuid(id)
        ? await tx
            .select()
            .from(segnalazioni)
            .where(and(eq(segnalazioni.ente, ENTE), eq(segnalazioni.id, id)))
            .for('update')
        : []
    if (!row) return refuse('Segnalazione non trovata')
    if (row.stato === 'chiusa') return refuse('È già chiusa')
    if (row.personaId === officer.personaId) return refuse('Riguarda te: la chiude un’altra persona dell’archivio')
    await tx
      .update(segnalazioni)
      .set({ stato: 'chiusa', nota, chiusaDaId: officer.personaId, chiusaAt: sql`now()` as unknown as Date })
      .where(and(eq(segnalazioni.ente, ENTE), eq(segnalazioni.id, id)))
    await record({ azione: 'archivio.segnalazione_chiusa', soggettoTipo: 'segnalazione_archivio', soggettoId: id })
    return success(null)
  })
}
