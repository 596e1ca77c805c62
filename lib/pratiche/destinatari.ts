import 'server-only'
import { sql } from 'drizzle-orm'
import { ENTE } from '@/lib/core/ente'
import { asSistema, type Tx } from '@/lib/db/transaction'

type Seguita = {
  personaId: string
  organizzazioneId: string | null
  titolareId: string | null
  mandatoId: string | null
  seguitaDaId: string | null
}

/**
 * Who is told what happens to a practice: whoever follows it, while they still may; the principal too when an agent
 * filed it; the company's legal representatives when nobody else of it is left.
 *
 * @returns ids of persone, each once
 */
export async function listDestinatari(tx: Pick<Tx, 'execute'>, pratica: Seguita): Promise<string[]> {
  const { organizzazioneId, mandatoId } = pratica
  const follower = pratica.seguitaDaId ?? pratica.personaId
  if (!organizzazioneId && !mandatoId) return [pratica.titolareId ?? follower]
  const [row] = await asSistema(tx, () =>
    tx.execute<{ segue: boolean; mandato: boolean; rappresentanti: string[] }>(sql`
    with oggi as (select (now() at time zone 'Europe/Rome')::date as il), membri as (
      select a.persona_id, a.ruolo from appartenenze a, oggi where a.ente = ${ENTE}
        and a.organizzazione_id = ${organizzazioneId}::uuid and a.ruolo <> 'autista'
        and a.valido_dal <= il and (a.valido_al is null or a.valido_al >= il))
    select exists (select from membri where persona_id = ${follower}::uuid) as segue,
      exists (select from mandati m, oggi where m.ente = ${ENTE} and m.id = ${mandatoId}::uuid and m.accettato_at is not null
        and m.revocato_at is null and m.rinunciato_at is null and il between m.dal and m.al) as mandato,
      (select coalesce(json_agg(distinct persona_id), '[]') from membri where ruolo = 'legale_rappresentante') as rappresentanti`),
  )
  const principals = pratica.titolareId ? [pratica.titolareId] : (row?.rappresentanti ?? [])
  const chosen = mandatoId
    ? [...(row?.mandato || row?.segue ? [follower] : []), ...principals]
    : row?.segue
      ? [follower]
      : principals
  return [...new Set(chosen.length > 0 ? chosen : [follower])]
}
