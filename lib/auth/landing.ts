import 'server-only'
import { sql } from 'drizzle-orm'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { dbAs } from '@/lib/db/client'
import type { Accesso } from '@/lib/spid/commands'
import { mandatoInForza } from './queries'
import { ownPath } from './rules-ritorno'

/**
 * Where a person arrives after signing in: the page asked for, else the desk of an officer or of an administrator or the
 * look-up of a police force, else the personal area. Who may act for an organisation says first for whom.
 *
 * @returns own relative path
 */
export async function landingAfterAccess({ personaId, ritorno }: Accesso): Promise<string> {
  const [row] = await dbAs('accesso').execute<{
    ufficio: boolean
    amministra: boolean
    polizia: boolean
    organizzazioni: boolean
  }>(sql`
    with oggi as (select (now() at time zone 'Europe/Rome')::date as il)
    select
      exists (select from ruoli, oggi where ente = ${ENTE} and persona_id = ${personaId} and ufficio_id is not null
        and valido_dal <= il and (valido_al is null or valido_al >= il)) as ufficio,
      exists (select from ruoli, oggi where ente = ${ENTE} and persona_id = ${personaId} and ruolo = 'amministratore_sistema'
        and valido_dal <= il and (valido_al is null or valido_al >= il)) as amministra,
      exists (select from ruoli, oggi where ente = ${ENTE} and persona_id = ${personaId} and ruolo = 'polizia'
        and valido_dal <= il and (valido_al is null or valido_al >= il)) as polizia,
      exists (select from appartenenze, oggi where ente = ${ENTE} and persona_id = ${personaId} and ruolo <> 'autista'
        and valido_dal <= il and (valido_al is null or valido_al >= il))
      or exists (select from mandati m, oggi, persone p where m.ente = ${ENTE} and ${mandatoInForza(sql`m`, sql`il`)}
        and p.ente = m.ente and p.id = ${personaId} and m.mandatario_codice_fiscale = p.codice_fiscale) as organizzazioni`)
  const usual = row?.ufficio
    ? paths.ufficio.home
    : row?.amministra
      ? paths.amministrazione.home
      : row?.polizia
        ? paths.verificaRicerca
        : paths.personale.home
  const page = ownPath(ritorno) ?? usual
  const atWork = page.startsWith(paths.ufficio.home) || page.startsWith(paths.amministrazione.home)
  if (!row?.organizzazioni || atWork) return page
  return `${paths.personale.operaPer}?ritorno=${encodeURIComponent(page)}`
}
