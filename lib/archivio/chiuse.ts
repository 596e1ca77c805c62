/** Pages that are closed one by one, as a statement asks for them. The walls say the same: `vede_pagina`. */
import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { pagineArchivio as pagine } from '@/drizzle/schema/archivio-digitale'
import type { Lettore } from './rules-visibilita'

/** Closed today to whoever reads the other pages. */
export const chiusaOggi: SQL<boolean> = sql`(${pagine.riservata} and coalesce(${pagine.consultabileDal} > oggi_a_roma(), true))`

/** Closed today to a reader of the papers of one unit. @param abilitato an officer who is named for it */
export const chiusaA = ({ ufficio, abilitato }: { ufficio: boolean; abilitato: boolean }): SQL<boolean> =>
  !ufficio ? chiusaOggi : abilitato ? sql`false` : sql`(${chiusaOggi} and ${pagine.soloAbilitati})`

/** The same where pages are of any unit. */
export const chiusaAlLettore = ({ ufficio, abilitazioni }: Lettore): SQL<boolean> =>
  !ufficio || abilitazioni.length === 0
    ? chiusaA({ ufficio, abilitato: false })
    : sql`(${chiusaA({ ufficio, abilitato: false })} and not exists (select from unita_archivistiche u
        where u.ente = pagine_archivio.ente and u.id = pagine_archivio.unita_id
          and (u.id in ${abilitazioni} or u.fondo_id in ${abilitazioni})))`
