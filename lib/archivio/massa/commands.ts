import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { bump, DI, lockUnita, NON_TUA } from '../commands'
import { curaArchivio } from '../deposito/storia'
import type { MassaInput } from './forms'

/**
 * Writes one value in many units, all or none; each keeps its own history. One that somebody has changed since the list was
 * drawn stops all of it, and is named.
 *
 * @returns how many were different, and so changed
 */
export async function changeMassa(
  actor: Funzionario,
  { unita: chosen, campo, valore }: MassaInput,
): Promise<Result<number, 'unita'>> {
  return recorded<number, 'unita'>(attoreOf(actor), async (tx, record) => {
    if (!(await curaArchivio(tx))) return refuse(NON_TUA)
    let changed = 0
    // always in one order: two lists that cross wait for each other in line
    for (const { id, versione } of [...chosen].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const row = await lockUnita(tx, id)
      if (!row) return refuse('C’è un problema', { unita: 'Un’unità scelta non c’è più: ricarica la pagina' })
      if (row.versioneRiga !== versione)
        return refuse('C’è un problema', {
          unita: `Intanto un’altra persona ha modificato ${row.segnatura}: ricarica la pagina. Non è cambiato niente`,
        })
      if ((row[campo] ?? null) === valore) continue
      await tx
        .update(unita)
        .set({ [campo]: valore, descrittaAt: sql`now()` })
        .where(and(eq(unita.ente, ENTE), eq(unita.id, id)))
      const modifiche = { [campo]: { da: row[campo] ?? null, a: valore } }
      await bump(tx, actor, id, versione, 'modificata insieme ad altre', modifiche)
      await record({ azione: 'archivio.modificata', soggettoTipo: DI.tipo, soggettoId: id, dati: { campi: [campo] } })
      changed += 1
    }
    return changed > 0 ? success(changed) : refuse('Hanno già tutte questo valore')
  })
}
