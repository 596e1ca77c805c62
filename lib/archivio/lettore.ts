import 'server-only'
import { sql } from 'drizzle-orm'
import type { Viewer } from '@/lib/auth/viewer'
import type { Actor } from '@/lib/db/actor'
import { dbAs } from '@/lib/db/client'
import type { Lettore } from './rules-visibilita'

/** Who reads the archive: nobody known, or somebody signed in. */
export type Chi = Viewer | null

const NESSUNO: Lettore = { registrato: false, ufficio: false, comuni: [], proprie: [], concesse: [], abilitazioni: [] }

/**
 * On whose behalf the archive is asked. An officer without the second factor is known to the database as an officer, so
 * here they are nobody: what is of the office does not open (lib/auth/viewer.ts).
 */
export const lettoreActor = (chi: Chi): Actor =>
  !chi || isOfficerWithoutFactor(chi) ? 'pubblico' : { personaId: chi.personaId }

const isOfficerWithoutFactor = (viewer: Viewer) =>
  // asked here: programs without pages read the archive too
  !('funzionario' in viewer) && viewer.ruoli.some(({ ruolo }) => ruolo === 'istruttore' || ruolo === 'dirigente')

/** What the database knows of the reader. One statement. */
export const findLettore = (chi: Chi): Promise<Lettore> => findLettoreOf(lettoreActor(chi))

/** The same for somebody who is not here: what is done for them at night. */
export async function findLettoreOf(actor: Actor): Promise<Lettore> {
  if (actor === 'pubblico') return NESSUNO
  const [row] = await dbAs(actor).execute<Lettore>(sql`
    select attore_codice_fiscale() is not null as registrato, cardinality(uffici_dell_attore()) > 0 as ufficio,
      comuni_dell_attore() as comuni,
      unita_proprie() as proprie, unita_concesse() as concesse, unita_abilitate() as abilitazioni`)
  return row ?? NESSUNO
}

/** Does the officer work in the archive today: describes, tags and moves. */
export async function canCurare(chi: Chi): Promise<boolean> {
  const [row] = await dbAs(lettoreActor(chi)).execute<{ si: boolean }>(sql`select cura_archivio() as si`)
  return row?.si ?? false
}
