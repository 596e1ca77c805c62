import 'server-only'
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { abilitazioniArchivio } from '@/drizzle/schema/archivio-nomi'
import { persone } from '@/drizzle/schema/soggetti'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { lettoreActor } from '../lettore'

/** Does the officer direct the archive today? */
export async function canDirigere(officer: Funzionario): Promise<boolean> {
  const [row] = await dbAs(lettoreActor(officer)).execute<{ si: boolean }>(sql`select dirige_archivio() as si`)
  return row?.si ?? false
}

/** Who is, was or will be named for what. Of a closed unit the signature is told, and nothing else. */
export async function listAbilitazioni(officer: Funzionario) {
  const rows = await dbAs(lettoreActor(officer))
    .select({
      id: abilitazioniArchivio.id,
      unitaId: abilitazioniArchivio.unitaId,
      motivo: abilitazioniArchivio.motivo,
      dal: abilitazioniArchivio.dal,
      al: abilitazioniArchivio.al,
      revocataAt: abilitazioniArchivio.revocataAt,
      chi: sql<string>`coalesce(${persone.nome} || ' ' || ${persone.cognome}, 'Non più in servizio')`,
    })
    .from(abilitazioniArchivio)
    .leftJoin(persone, and(eq(persone.ente, abilitazioniArchivio.ente), eq(persone.id, abilitazioniArchivio.personaId)))
    .where(eq(abilitazioniArchivio.ente, ENTE))
    .orderBy(sql`${abilitazioniArchivio.revocataAt} is not null`, desc(abilitazioniArchivio.al), asc(persone.cognome))
  if (rows.length === 0) return []
  // only for ids that the policies have just given to who directs the archive
  const names = new Map(
    (
      await dbAs('sistema')
        .select({ id: unita.id, segnatura: unita.segnatura })
        .from(unita)
        .where(
          and(
            eq(unita.ente, ENTE),
            inArray(
              unita.id,
              rows.map((one) => one.unitaId),
            ),
          ),
        )
    ).map((one) => [one.id, one.segnatura]),
  )
  return rows.map((row) => ({ ...row, segnatura: names.get(row.unitaId) ?? '' }))
}

/** Officers of today, by name, with their office. */
export async function listFunzionari(officer: Funzionario): Promise<{ id: string; nome: string; ufficio: string }[]> {
  const rows = await dbAs(lettoreActor(officer)).execute<{ id: string; nome: string; ufficio: string }>(sql`
    select p.id, p.cognome || ' ' || p.nome as nome, string_agg(distinct u.denominazione, ', ') as ufficio
    from ruoli r join persone p on p.ente = r.ente and p.id = r.persona_id join uffici u on u.ente = r.ente and u.id = r.ufficio_id
    where r.ente = ${ENTE} and r.ruolo in ('istruttore', 'dirigente') and r.valido_dal <= oggi_a_roma()
      and (r.valido_al is null or r.valido_al >= oggi_a_roma())
    group by p.id, p.cognome, p.nome order by p.cognome, p.nome`)
  return [...rows]
}
