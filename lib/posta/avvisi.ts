import 'server-only'
import { sql } from 'drizzle-orm'
import { postaUscita } from '@/drizzle/schema/pratiche'
import { persone } from '@/drizzle/schema/soggetti'
import { ENTE } from '@/lib/core/ente'
import { asSistema, type Tx } from '@/lib/db/transaction'

export type AvvisoPersonale = {
  /** tells one notice from another: a repeat with the same key is harmless */
  chiave: string
  personaId: string
  oggetto: string
  testo: string
  /** own page it leads to */
  percorso: string
}

/** A notice that is not about a practice: in the person's area at once, and by e-mail when an address is known. */
export async function avvisa(
  tx: Pick<Tx, 'execute'>,
  { chiave, personaId, oggetto, testo, percorso }: AvvisoPersonale,
): Promise<void> {
  await asSistema(tx, () =>
    tx.execute(sql`
    insert into ${postaUscita} (ente, chiave, persona_id, percorso, oggetto, testo, canale, indirizzo, stato, consegnata_at)
    select ${ENTE}, ${`${chiave}:${personaId}`} || ':' || c.canale, p.id, ${percorso}, ${oggetto}, ${testo}, c.canale,
      case c.canale when 'email' then p.email end,
      case c.canale when 'area' then 'consegnata' else 'in_attesa' end,
      case c.canale when 'area' then clock_timestamp() end
    from ${persone} p cross join (values ('area'), ('email')) as c(canale)
    where p.ente = ${ENTE} and p.id = ${personaId}::uuid and (c.canale = 'area' or p.email is not null)
    on conflict do nothing`),
  )
}

/** The same, to whoever has this codice fiscale: nobody, until they have signed in a first time. */
export async function avvisaCodiceFiscale(
  tx: Pick<Tx, 'execute'>,
  codiceFiscale: string,
  avviso: Omit<AvvisoPersonale, 'personaId'>,
): Promise<void> {
  const [persona] = await asSistema(tx, () =>
    tx.execute<{ id: string }>(
      sql`select id from ${persone} where ente = ${ENTE} and codice_fiscale = ${codiceFiscale}`,
    ),
  )
  if (persona) await avvisa(tx, { ...avviso, personaId: persona.id })
}

/** The same, to those who hold one of these roles in an organisation today. @returns how many they are */
export async function avvisaOrganizzazione(
  tx: Pick<Tx, 'execute'>,
  organizzazioneId: string,
  ruoli: readonly string[],
  avviso: Omit<AvvisoPersonale, 'personaId'>,
): Promise<number> {
  const rows = await asSistema(tx, () =>
    tx.execute<{ id: string }>(sql`
    select distinct a.persona_id as id from appartenenze a, (select (now() at time zone 'Europe/Rome')::date as il) oggi
    where a.ente = ${ENTE} and a.organizzazione_id = ${organizzazioneId}::uuid and a.ruolo in ${[...ruoli]}
      and a.valido_dal <= il and (a.valido_al is null or a.valido_al >= il)`),
  )
  for (const { id } of rows) await avvisa(tx, { ...avviso, personaId: id })
  return rows.length
}
