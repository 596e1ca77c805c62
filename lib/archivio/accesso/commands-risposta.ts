/** What those who were told answer: here, or on paper as the office writes down; and when they received the notice. */
import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { controinteressati } from '@/drizzle/schema/archivio-richieste'
import { pratiche } from '@/drizzle/schema/pratiche'
import { attoreOf, type Record_, recorded, SISTEMA } from '@/lib/audit/record'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { formatDay, type IsoDate, romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { databaseNow, today } from '@/lib/db/clock'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { changePratica } from '@/lib/pratiche/change'
import { Journal, listTermini } from '@/lib/pratiche/journal'
import { canPratica, formatNumero } from '@/lib/pratiche/rules'
import { officerOf } from '@/lib/pratiche/visibility'
import { DI_AVVISO } from './commands-avviso'
import type { MiaRispostaInput, RispostaAvvisoInput } from './forms-controinteressati'
import { listAvvisati } from './queries-controinteressati'
import { dirittoOf, limiteOpposizione, statoAvviso } from './rules-controinteressati'

export const AVVISO_NON_TROVATO = 'Avviso non trovato'

async function findRow(tx: Pick<Tx, 'select'>, praticaId: string, id: string) {
  if (!isUuid(id)) return null
  return (await listAvvisati(tx, praticaId)).find((one) => one.id === id) ?? null
}

const setReceived = (tx: Tx, id: string, ricevutoIl: IsoDate) =>
  tx
    .update(controinteressati)
    .set({ ricevutoIl, entroIl: limiteOpposizione(ricevutoIl), updatedAt: sql`now()` })
    .where(and(eq(controinteressati.ente, ENTE), eq(controinteressati.id, id), isNull(controinteressati.ricevutoIl)))

/** The day on the return receipt, or in the PEC's receipt of delivery: from it the ten days run. */
export async function recordRicezione(
  officer: Funzionario,
  praticaId: string,
  id: string,
  { ricevutoIl }: { ricevutoIl: IsoDate },
): Promise<Result<null, 'ricevutoIl'>> {
  return changePratica<null, 'ricevutoIl'>(
    attoreOf(officer),
    officerOf(officer),
    praticaId,
    'tellControinteressati',
    null,
    async ({ tx, record, journal }) => {
      const row = await findRow(tx, praticaId, id)
      if (!row) return refuse(AVVISO_NON_TROVATO)
      if (row.ricevutoIl) return refuse(`L’ha ricevuto il ${formatDay(row.ricevutoIl)}: c’è già`)
      if (ricevutoIl < row.avvisatoIl || ricevutoIl > journal.oggi)
        return refuse('C’è un problema', {
          ricevutoIl: `Scrivi un giorno tra il ${formatDay(row.avvisatoIl)} e oggi`,
        })
      await setReceived(tx, id, ricevutoIl)
      await record({
        azione: 'accesso.avviso_ricevuto',
        soggettoTipo: DI_AVVISO,
        soggettoId: id,
        dati: { praticaId, ricevutoIl },
      })
      return success(null)
    },
  )
}

/** What follows an answer: the story, the term that starts again once all have answered, and who handles it is told. */
async function afterRisposta(
  journal: Journal,
  praticaId: string,
  risposta: MiaRispostaInput['risposta'],
): Promise<void> {
  const { tx, pratica, oggi } = journal
  await journal.event({
    tipo: 'controinteressato_risposto',
    statoDopo: pratica.stato,
    dati: { risposta },
  })
  const waiting = (await listAvvisati(tx, praticaId)).some((one) =>
    ['spedito', 'attesa'].includes(statoAvviso(one, oggi)),
  )
  const stopped =
    journal.clock.findLast((one) => one.tipo === 'sospensione' || one.tipo === 'ripresa')?.causa === 'controinteressati'
  if (!waiting && stopped && journal.termine().stato === 'sospeso')
    await journal.moveClock(
      { tipo: 'ripresa', il: oggi, motivo: 'Le persone avvisate hanno risposto' },
      dirittoOf(pratica.dati) === 'generalizzato' ? 'art. 5 c. 5 D.Lgs. 33/2013' : 'art. 3 D.P.R. 184/2006',
    )
  if (pratica.assegnatarioId)
    await journal.notify({
      chi: pratica.assegnatarioId,
      oggetto: `Una persona avvisata ha risposto: pratica ${formatNumero(pratica.anno, pratica.numero)}`,
      testo: risposta === 'opposizione' ? 'Si oppone: leggi i motivi prima di proporre.' : 'Non si oppone.',
    })
}

/** An answer that came on paper or by PEC. */
export async function recordRisposta(
  officer: Funzionario,
  praticaId: string,
  id: string,
  { risposta, testo, il }: RispostaAvvisoInput,
): Promise<Result<null, keyof RispostaAvvisoInput>> {
  return changePratica<null, keyof RispostaAvvisoInput>(
    attoreOf(officer),
    officerOf(officer),
    praticaId,
    'tellControinteressati',
    null,
    async ({ tx, record, journal }) => {
      const row = await findRow(tx, praticaId, id)
      if (!row) return refuse(AVVISO_NON_TROVATO)
      if (row.risposta) return refuse('La risposta c’è già')
      if (il < row.avvisatoIl || il > journal.oggi)
        return refuse('C’è un problema', { il: `Scrivi un giorno tra il ${formatDay(row.avvisatoIl)} e oggi` })
      if (!row.ricevutoIl) await setReceived(tx, id, il) // who answers has received
      await writeRisposta(tx, record, id, { risposta, testo, il, daId: officer.personaId, praticaId })
      await afterRisposta(journal, praticaId, risposta)
      return success(null)
    },
  )
}

async function writeRisposta(
  tx: Tx,
  record: Record_,
  id: string,
  { risposta, testo, il, daId, praticaId }: RispostaAvvisoInput & { daId: string; praticaId: string },
): Promise<void> {
  await tx
    .update(controinteressati)
    .set({ risposta, testo: testo || null, rispostaIl: il, registrataDaId: daId, updatedAt: sql`now()` })
    .where(and(eq(controinteressati.ente, ENTE), eq(controinteressati.id, id), isNull(controinteressati.risposta)))
  await record({
    azione: 'accesso.controinteressato_risposto',
    soggettoTipo: DI_AVVISO,
    soggettoId: id,
    dati: { praticaId, risposta },
  })
}

/** Locks a notice that this person received. */
async function lockMio(tx: Tx, viewer: Viewer, id: string) {
  if (!isUuid(id)) return null
  const [row] = await tx
    .select()
    .from(controinteressati)
    .where(
      and(
        eq(controinteressati.ente, ENTE),
        eq(controinteressati.id, id),
        eq(controinteressati.codiceFiscale, viewer.codiceFiscale),
      ),
    )
    .for('update')
  return row ?? null
}

/** Opening a notice is receiving it: the days begin. */
export async function receiveAvviso(viewer: Viewer, id: string): Promise<Result<null>> {
  const oggi = await today()
  return recorded(attoreOf(viewer), async (tx, record) => {
    const row = await lockMio(tx, viewer, id)
    if (!row) return refuse(AVVISO_NON_TROVATO)
    if (!row.ricevutoIl) await setReceived(tx, id, oggi)
    await record({ azione: 'accesso.avviso_letto', soggettoTipo: DI_AVVISO, soggettoId: id, dati: {} })
    return success(null)
  })
}

/**
 * A person who was told answers here. They see nothing of the practice: what follows in it the portal writes by itself, so
 * that the applicant does not read their name.
 */
export async function replyAvviso(
  viewer: Viewer,
  id: string,
  { risposta, testo }: MiaRispostaInput,
): Promise<Result<null, keyof MiaRispostaInput>> {
  const at = await databaseNow()
  const oggi = romeDay(at)
  return recorded<null, keyof MiaRispostaInput>(attoreOf(viewer), async (tx, record) => {
    const row = await lockMio(tx, viewer, id)
    if (!row) return refuse(AVVISO_NON_TROVATO)
    if (row.risposta) return refuse('Hai già risposto')
    if (!row.ricevutoIl) await setReceived(tx, id, oggi)
    await writeRisposta(tx, record, id, { risposta, testo, il: oggi, daId: viewer.personaId, praticaId: row.praticaId })
    const open = await asSistema(tx, async () => {
      const [pratica] = await tx
        .select()
        .from(pratiche)
        .where(and(eq(pratiche.ente, ENTE), eq(pratiche.id, row.praticaId)))
        .for('update')
      if (!pratica || !canPratica('tellControinteressati', pratica.stato)) return false
      const journal = new Journal(tx, pratica, SISTEMA, at, oggi, await listTermini(tx, pratica.id))
      await afterRisposta(journal, pratica.id, risposta)
      await journal.finish()
      return true
    })
    return open
      ? success(null)
      : refuse('Il tempo per opporsi è passato: per tutelarti puoi ricorrere contro la decisione')
  })
}
