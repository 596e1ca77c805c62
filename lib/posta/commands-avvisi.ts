import 'server-only'
import { sql } from 'drizzle-orm'
import { postaUscita } from '@/drizzle/schema/pratiche'
import { persone } from '@/drizzle/schema/soggetti'
import { ENTE } from '@/lib/core/ente'
import { asSistema, type Tx } from '@/lib/db/transaction'

type Avviso = { chiave: string; personaId: string; oggetto: string; testo: string }

/** A notice to a person about themselves, not about a practice: in their area, and by mail if they gave an address. */
export async function notifyPersona(tx: Tx, { chiave, personaId, oggetto, testo }: Avviso): Promise<void> {
  await asSistema(tx, () =>
    tx.execute(sql`
    insert into ${postaUscita} (ente, chiave, persona_id, oggetto, testo, canale, indirizzo, stato, consegnata_at)
    select ${ENTE}, ${chiave} || ':' || c.canale, p.id, ${oggetto}, ${testo}, c.canale,
      case c.canale when 'email' then p.email end,
      case c.canale when 'area' then 'consegnata' else 'in_attesa' end,
      case c.canale when 'area' then clock_timestamp() end
    from ${persone} p cross join (values ('area'), ('email')) as c(canale)
    where p.ente = ${ENTE} and p.id = ${personaId}::uuid and (c.canale = 'area' or p.email is not null)
    on conflict do nothing`),
  )
}
