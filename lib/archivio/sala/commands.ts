import 'server-only'
import { and, eq, ne, sql } from 'drizzle-orm'
import { accessiSala as accessi, appuntamentiSala as appuntamenti } from '@/drizzle/schema/archivio-sala'
import { attoreOf, type Record_, recorded } from '@/lib/audit/record'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { formatWeekday, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { type Result, refuse, success } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { today } from '@/lib/db/clock'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { avvisa } from '@/lib/posta/avvisi'
import { listDestinatari } from '@/lib/pratiche/destinatari'
import { type AccessoConcesso, ultimoGiornoDa } from '../accesso/rules-concessione'
import { findSala } from './queries'
import { chiaveTurno, primoGiorno, turniDi } from './rules'

export const DI_APPUNTAMENTO = 'appuntamento_sala'
export const DI_ACCESSO = 'accesso_sala'
export const ACCESSO_NON_TROVATO = 'Appuntamento non trovato'
const PIENO = 'Questo turno si è appena riempito: scegline un altro'

type Richiesta = Parameters<typeof listDestinatari>[1] & { id: string; dati?: Record<string, unknown> }

/** Papers that an act lets somebody see in the room, in the transaction of the act. */
export async function grantSala(
  tx: Tx,
  record: Record_,
  officer: Funzionario,
  richiesta: Richiesta,
  { unita, giorni, scopo }: AccessoConcesso,
  prima: IsoDate,
): Promise<void> {
  const accompagnatore = richiesta.dati?.accompagnatore
  for (const personaId of await listDestinatari(tx, richiesta)) {
    const id = crypto.randomUUID()
    await tx.insert(accessi).values({
      ente: ENTE,
      id,
      praticaId: richiesta.id,
      personaId,
      unitaIds: unita.map((one) => one.id),
      scopo,
      accompagnatore: typeof accompagnatore === 'string' && accompagnatore !== '' ? accompagnatore : null,
      dal: prima,
      al: ultimoGiornoDa(prima, giorni),
      concessoDaId: officer.personaId,
    })
    await record({
      azione: 'archivio.sala_concessa',
      soggettoTipo: DI_ACCESSO,
      soggettoId: id,
      dati: { praticaId: richiesta.id, personaId, unita: unita.length },
    })
  }
}

/** Who presses twice, or revokes, waits for the name of the grant. */
export const lockNome = (tx: Tx, id: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sala:${ENTE}:${id}`}, 0))`)

async function lockAccesso(tx: Tx, viewer: Viewer, id: string) {
  if (!isUuid(id)) return null
  await lockNome(tx, id)
  const [row] = await tx
    .select()
    .from(accessi)
    .where(and(eq(accessi.ente, ENTE), eq(accessi.id, id), eq(accessi.personaId, viewer.personaId)))
  return row ?? null
}

/** Seats nobody has in a slot, from the first. The room is asked, not who sits in it. */
async function listLiberi(tx: Tx, giorno: IsoDate, inizio: string, posti: number): Promise<number[]> {
  const taken = await asSistema(tx, async () =>
    tx
      .select({ posto: appuntamenti.posto })
      .from(appuntamenti)
      .where(
        and(
          eq(appuntamenti.ente, ENTE),
          eq(appuntamenti.giorno, giorno),
          eq(appuntamenti.inizio, inizio),
          ne(appuntamenti.stato, 'disdetto'),
        ),
      ),
  )
  const seats = new Set(taken.map((one) => one.posto))
  return Array.from({ length: posti }, (_, i) => i + 1).filter((one) => !seats.has(one))
}

/**
 * Takes a seat in a slot, or moves to it: of two persons who want the last one the second is told.
 * @param turno as `chiaveTurno` writes it
 */
export async function bookSala(
  viewer: Viewer,
  accessoId: string,
  { turno }: { turno: string },
): Promise<Result<null, 'turno'>> {
  const oggi = await today()
  const sala = await findSala(oggi)
  return recorded<null, 'turno'>(attoreOf(viewer), async (tx, record) => {
    const accesso = await lockAccesso(tx, viewer, accessoId)
    if (!accesso) return refuse(ACCESSO_NON_TROVATO)
    if (accesso.revocatoAt) return refuse('La Provincia ha revocato questo accesso: per venire fai una richiesta nuova')
    const giorno = turno.slice(0, 10) as IsoDate
    const slot = turniDi(giorno, sala).find((one) => chiaveTurno(one) === turno)
    if (!slot || giorno < primoGiorno(oggi, sala.preavviso) || giorno < accesso.dal || giorno > accesso.al)
      return refuse('C’è un problema', { turno: 'Scegli un turno dall’elenco' })
    const [before] = await tx
      .select()
      .from(appuntamenti)
      .where(
        and(eq(appuntamenti.ente, ENTE), eq(appuntamenti.accessoId, accessoId), eq(appuntamenti.stato, 'prenotato')),
      )
      .for('update')
    if (before && chiaveTurno(before) === turno) {
      await record({
        azione: 'archivio.sala_prenotata',
        soggettoTipo: DI_APPUNTAMENTO,
        soggettoId: before.id,
        dati: { ripetuto: true },
      })
      return success(null)
    }
    if (before)
      await tx
        .update(appuntamenti)
        .set({ stato: 'disdetto', disdettoAt: sql`now()` as unknown as Date, updatedAt: sql`now()` })
        .where(and(eq(appuntamenti.ente, ENTE), eq(appuntamenti.id, before.id)))
    let id: string | undefined
    for (const posto of await listLiberi(tx, giorno, slot.inizio, sala.posti)) {
      // whoever asks for the same seat at once waits here, and goes on to the next
      const [row] = await tx.execute<{ id: string }>(sql`
        insert into appuntamenti_sala (ente, accesso_id, giorno, inizio, fine, posto)
        values (${ENTE}, ${accessoId}::uuid, ${giorno}::date, ${slot.inizio}, ${slot.fine}, ${posto})
        on conflict (ente, giorno, inizio, posto) where stato <> 'disdetto' do nothing returning id`)
      id = row?.id
      if (id) break
    }
    if (!id) return refuse('C’è un problema', { turno: PIENO })
    await avvisa(tx, {
      chiave: `sala:${id}`,
      personaId: viewer.personaId,
      oggetto: `Ti aspettiamo in sala ${formatWeekday(giorno)}`,
      testo: `Dalle ${slot.inizio} alle ${slot.fine}, ${sala.luogo}. Porta un documento d’identità. Se non puoi venire disdici: il posto va ad altri.`,
      percorso: paths.personale.sala(accessoId),
    })
    await record({
      azione: 'archivio.sala_prenotata',
      soggettoTipo: DI_APPUNTAMENTO,
      soggettoId: id,
      dati: { accessoId, giorno, inizio: slot.inizio, ...(before && { prima: before.id }) },
    })
    return success(null)
  })
}

/** Leaves the seat to others. */
export async function cancelSala(viewer: Viewer, accessoId: string): Promise<Result<null>> {
  return recorded(attoreOf(viewer), async (tx, record) => {
    const accesso = await lockAccesso(tx, viewer, accessoId)
    if (!accesso) return refuse(ACCESSO_NON_TROVATO)
    const [row] = await tx
      .update(appuntamenti)
      .set({ stato: 'disdetto', disdettoAt: sql`now()` as unknown as Date, updatedAt: sql`now()` })
      .where(
        and(eq(appuntamenti.ente, ENTE), eq(appuntamenti.accessoId, accessoId), eq(appuntamenti.stato, 'prenotato')),
      )
      .returning({ id: appuntamenti.id })
    if (!row) return refuse('Non c’è un appuntamento da disdire')
    await record({
      azione: 'archivio.sala_disdetta',
      soggettoTipo: DI_APPUNTAMENTO,
      soggettoId: row.id,
      dati: { accessoId },
    })
    return success(null)
  })
}
