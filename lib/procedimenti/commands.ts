import 'server-only'
import { and, desc, eq, sql } from 'drizzle-orm'
import { procedimenti, procedimentoVersioni } from '@/drizzle/schema/procedimenti'
import { uffici } from '@/drizzle/schema/soggetti'
import { sha256 } from '@/lib/audit/hash'
import { type Attore, recordIn } from '@/lib/audit/record'
import { canonicalJson } from '@/lib/core/canonical'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { transaction } from '@/lib/db/transaction'
import { checkDefinizione } from './forms-definizione'
import { listInsiemi, regoleOf } from './rules-registro'

/** Names the rule set gives to conditions; null for a rule set nobody wrote. */
export const listPredicati = (regole: string | undefined): string[] | null =>
  regole !== undefined && !listInsiemi().includes(regole) ? null : Object.keys(regoleOf({ regole }).predicati)

export type Pubblicazione = { codice: string; versione: number; nuova: boolean }

/**
 * Puts a definition in force. A version already published is never touched: a changed content becomes the next version,
 * the same content changes nothing. Drafts move to the new version when they are opened again; pratiche keep theirs.
 *
 * @param input what the YAML file says
 * @returns the version in force, or what is wrong, by path in the file
 */
export async function publishDefinizione(attore: Attore, input: unknown): Promise<Result<Pubblicazione>> {
  const checked = checkDefinizione(input, listPredicati)
  if (!checked.ok) return checked
  const def = checked.value
  const impronta = sha256(canonicalJson(def))
  return transaction<Result<Pubblicazione>>(
    async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`pubblica:${ENTE}:${def.codice}`}, 0))`)
      const [ufficio] = await tx
        .select()
        .from(uffici)
        .where(and(eq(uffici.ente, ENTE), eq(uffici.codice, def.ufficio)))
      if (!ufficio)
        return refuse('La definizione non si può pubblicare', { ufficio: `Ufficio che non esiste: ${def.ufficio}` })
      const vuoto = (['denominazione', 'email', 'telefono', 'orari'] as const).find((key) => ufficio[key].trim() === '')
      if (vuoto)
        return refuse('La definizione non si può pubblicare', { ufficio: `Contatti dell’ufficio incompleti: ${vuoto}` })

      const [last] = await tx
        .select({ versione: procedimentoVersioni.versione, impronta: procedimentoVersioni.impronta })
        .from(procedimentoVersioni)
        .where(and(eq(procedimentoVersioni.ente, ENTE), eq(procedimentoVersioni.codice, def.codice)))
        .orderBy(desc(procedimentoVersioni.versione))
        .limit(1)
      if (last?.impronta === impronta) return success({ codice: def.codice, versione: last.versione, nuova: false })

      const versione = (last?.versione ?? 0) + 1
      await tx
        .insert(procedimenti)
        .values({ ente: ENTE, codice: def.codice, ufficioId: ufficio.id, versioneCorrente: versione })
        .onConflictDoUpdate({
          target: [procedimenti.ente, procedimenti.codice],
          set: { ufficioId: ufficio.id, versioneCorrente: versione, updatedAt: sql`clock_timestamp()` },
        })
      await tx
        .insert(procedimentoVersioni)
        .values({ ente: ENTE, codice: def.codice, versione, definizione: def, impronta })
      await recordIn(
        tx,
        attore,
      )({
        azione: 'procedimento.pubblicato',
        soggettoTipo: 'procedimento',
        soggettoId: def.codice,
        dati: { versione, impronta },
      })
      return success({ codice: def.codice, versione, nuova: true })
    },
    { attore: attore.personaId, ente: ENTE },
  )
}
