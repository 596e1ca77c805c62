import 'server-only'
import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { organizzazioni, persone, ruoli } from '@/drizzle/schema/soggetti'
import { attoreOf, recorded, SISTEMA } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { today } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import type { EnteInput, PersonaInput } from './forms'
import { isAmministratore } from './rules'

const SOLO = 'Solo un amministratore di sistema può chiederlo'
const PROBLEMA = 'C’è un problema: correggi i campi segnati'

/** A person known before they first sign in: their identity provider's words will replace these. */
async function upsertPersona(tx: Tx, { codiceFiscale, nome, cognome }: PersonaInput) {
  const [made] = await tx
    .insert(persone)
    .values({ ente: ENTE, codiceFiscale, nome, cognome })
    .onConflictDoNothing()
    .returning({ id: persone.id })
  if (made) return { id: made.id, nuova: true }
  const [there] = await tx
    .select({ id: persone.id })
    .from(persone)
    .where(and(eq(persone.ente, ENTE), eq(persone.codiceFiscale, codiceFiscale)))
  return { id: (there as { id: string }).id, nuova: false }
}

/** Finds a person by fiscal code, or writes them down. @returns their id */
export async function registerPersona(actor: Viewer, input: PersonaInput): Promise<Result<string, keyof PersonaInput>> {
  if (!isAmministratore(actor)) return refuse(SOLO)
  return recorded<string, keyof PersonaInput>(attoreOf(actor), async (tx, record) => {
    const { id, nuova } = await upsertPersona(tx, input)
    await record({ azione: nuova ? 'persona.registrata' : 'persona.cercata', soggettoTipo: 'persona', soggettoId: id })
    return success(id)
  })
}

/** A body to be consulted, or whose police check acts. @returns its id */
export async function registerEnte(
  actor: Viewer,
  { pec, ...input }: EnteInput,
): Promise<Result<string, keyof EnteInput>> {
  if (!isAmministratore(actor)) return refuse(SOLO)
  return recorded<string, keyof EnteInput>(attoreOf(actor), async (tx, record) => {
    const [row] = await tx
      .insert(organizzazioni)
      .values({ ente: ENTE, ...input, pec: pec || null })
      .onConflictDoNothing()
      .returning({ id: organizzazioni.id })
    if (!row)
      return refuse<keyof EnteInput>(PROBLEMA, {
        codiceFiscale: 'C’è già un’organizzazione con questo codice: cercala nell’elenco',
      })
    await record({ azione: 'organizzazione.registrata', soggettoTipo: 'organizzazione', soggettoId: row.id })
    return success(row.id)
  })
}

/** As many administrators as it takes for one to ask and another to confirm. */
export const PRIMI_AMMINISTRATORI = 2

/**
 * The first administrators, named from the machine where the portal runs: nobody could confirm them on its pages. When
 * there are two, every other right passes through those pages.
 */
export async function giveFirstAmministratore(input: PersonaInput): Promise<Result<string>> {
  const oggi = await today()
  return recorded(SISTEMA, async (tx, record) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`amministratori:${ENTE}`}, 0))`)
    const there = await tx
      .selectDistinct({ personaId: ruoli.personaId })
      .from(ruoli)
      .where(
        and(
          eq(ruoli.ente, ENTE),
          eq(ruoli.ruolo, 'amministratore_sistema'),
          or(isNull(ruoli.validoAl), sql`${ruoli.validoAl} >= ${oggi}`),
        ),
      )
    if (there.length >= PRIMI_AMMINISTRATORI)
      return refuse('Ci sono già due amministratori di sistema: gli altri si nominano dalle pagine di amministrazione')
    const { id } = await upsertPersona(tx, input)
    if (there.some(({ personaId }) => personaId === id)) return refuse('È già amministratore di sistema')
    await tx.insert(ruoli).values({ ente: ENTE, personaId: id, ruolo: 'amministratore_sistema', validoDal: oggi })
    await record({
      azione: 'ruolo.primo_amministratore',
      soggettoTipo: 'persona',
      soggettoId: id,
      dati: { ruolo: 'amministratore_sistema' },
    })
    return success(id)
  })
}
