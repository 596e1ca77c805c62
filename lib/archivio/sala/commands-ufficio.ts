import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { accessiSala as accessi, appuntamentiSala as appuntamenti } from '@/drizzle/schema/archivio-sala'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { formatWeekday } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { type Result, refuse, success } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { databaseNow, today } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { avvisa } from '@/lib/posta/avvisi'
import { ACCESSO_NON_TROVATO, DI_ACCESSO, DI_APPUNTAMENTO, lockNome } from './commands'
import { statoAccesso } from './rules'

const canCurareNow = async (tx: Tx): Promise<boolean> => {
  const [row] = await tx.execute<{ si: boolean }>(sql`select cura_archivio() as si`)
  return row?.si ?? false
}

/** Ends a grant to read in the room, with the reason: who was to come is told, and their seat goes to others. */
export async function revokeSala(
  officer: Funzionario,
  id: string,
  { motivo }: { motivo: string },
): Promise<Result<null, 'motivo'>> {
  const [at, oggi] = await Promise.all([databaseNow(), today()])
  return recorded<null, 'motivo'>(attoreOf(officer), async (tx, record) => {
    if (!isUuid(id) || !(await canCurareNow(tx))) return refuse(ACCESSO_NON_TROVATO)
    await lockNome(tx, id)
    const of = and(eq(accessi.ente, ENTE), eq(accessi.id, id))
    const [accesso] = await tx.select().from(accessi).where(of)
    if (!accesso) return refuse(ACCESSO_NON_TROVATO)
    if (statoAccesso(accesso, oggi) !== 'aperto')
      return refuse('Questo accesso è già finito: non c’è niente da revocare')
    await tx
      .update(accessi)
      .set({ revocatoAt: at, revocatoDaId: officer.personaId, revocatoMotivo: motivo, updatedAt: at })
      .where(of)
    const [seat] = await tx
      .update(appuntamenti)
      .set({ stato: 'disdetto', disdettoAt: at, updatedAt: at })
      .where(and(eq(appuntamenti.ente, ENTE), eq(appuntamenti.accessoId, id), eq(appuntamenti.stato, 'prenotato')))
      .returning({ id: appuntamenti.id, giorno: appuntamenti.giorno, inizio: appuntamenti.inizio })
    await avvisa(tx, {
      chiave: `sala:${id}:revocata`,
      personaId: accesso.personaId,
      oggetto: 'L’accesso in sala di studio è stato revocato',
      testo: `${seat ? `Il tuo appuntamento di ${formatWeekday(seat.giorno)}, ore ${seat.inizio}, è annullato: non venire. ` : ''}Per vedere questi documenti fai una richiesta nuova. Motivo: ${motivo}`,
      percorso: paths.personale.sala(id),
    })
    await record({
      azione: 'archivio.sala_revocata',
      soggettoTipo: DI_ACCESSO,
      soggettoId: id,
      dati: { praticaId: accesso.praticaId, personaId: accesso.personaId, appuntamentoId: seat?.id ?? null },
    })
    return success(null)
  })
}

/** Whether they came: from the day itself. */
export async function closeAppuntamento(
  officer: Funzionario,
  id: string,
  { esito }: { esito: 'venuto' | 'assente' },
): Promise<Result<null>> {
  const oggi = await today()
  return recorded(attoreOf(officer), async (tx, record) => {
    const [row] =
      isUuid(id) && (await canCurareNow(tx))
        ? await tx
            .select()
            .from(appuntamenti)
            .where(and(eq(appuntamenti.ente, ENTE), eq(appuntamenti.id, id)))
            .for('update')
        : []
    if (!row) return refuse(ACCESSO_NON_TROVATO)
    if (row.stato !== 'prenotato') return refuse('È già segnato, o è stato disdetto: ricarica la pagina')
    if (row.giorno > oggi) return refuse('Si segna dal giorno dell’appuntamento')
    await tx
      .update(appuntamenti)
      .set({ stato: esito, updatedAt: sql`now()` })
      .where(and(eq(appuntamenti.ente, ENTE), eq(appuntamenti.id, id)))
    await record({
      azione: `archivio.sala_${esito}`,
      soggettoTipo: DI_APPUNTAMENTO,
      soggettoId: id,
      dati: { accessoId: row.accessoId },
    })
    return success(null)
  })
}
