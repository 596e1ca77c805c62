import 'server-only'
import { and, eq, type SQL } from 'drizzle-orm'
import { pratiche } from '@/drizzle/schema/pratiche'
import { type Attore, type Record_, recorded } from '@/lib/audit/record'
import { romeDay } from '@/lib/core/date'
import { type Result, refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { databaseNow } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { Journal, listTermini, type PraticaRow } from './journal'
import { type AttoPratica, canPratica } from './rules'

export const NON_TROVATA = 'Pratica non trovata'
export const CAMBIATA = 'La pratica è cambiata mentre la guardavi: ricarica la pagina e controlla prima di decidere'

export type Change = { tx: Tx; record: Record_; pratica: PraticaRow; journal: Journal }

/**
 * Locks one pratica among those visible, asks whether the act may start from its state, and does the work; the row is
 * written once, at the end. Not visible and not there answer alike.
 *
 * @param versione the row's version the page was made from; null when the form does not depend on what was shown
 */
export async function changePratica<T, F extends string>(
  attore: Attore,
  visible: SQL | undefined,
  id: string,
  act: AttoPratica,
  versione: number | null,
  work: (change: Change) => Promise<Result<T, F>>,
): Promise<Result<T, F>> {
  if (!isUuid(id)) return refuse(NON_TROVATA)
  const at = await databaseNow()
  return recorded<T, F>(attore, async (tx, record) => {
    const [pratica] = await tx
      .select()
      .from(pratiche)
      .where(and(visible, eq(pratiche.id, id)))
      .for('update')
    if (!pratica) return refuse(NON_TROVATA)
    if (versione !== null && versione !== pratica.versioneRiga) return refuse(CAMBIATA)
    if (!canPratica(act, pratica.stato)) return refuse(NON_ORA[act])
    const journal = new Journal(tx, pratica, attore, at, romeDay(at), await listTermini(tx, id))
    const result = await work({ tx, record, pratica, journal })
    if (result.ok) await journal.finish()
    return result
  })
}

const NON_ORA: Record<AttoPratica, string> = {
  claim: 'La pratica è conclusa: non serve prenderla in carico',
  askIntegrazione: 'I termini non sono in corso: per ora non si può chiedere un’integrazione',
  answerIntegrazione: 'Per questa pratica non c’è una richiesta aperta',
  noticeRefusal: 'Il preavviso di diniego si può inviare solo mentre la pratica è in istruttoria',
  sendOsservazioni: 'Per questa pratica non c’è un preavviso di diniego a cui rispondere',
  tellControinteressati: 'Si avvisano le altre persone mentre la pratica è in istruttoria',
  propose: 'Si può proporre una decisione solo mentre la pratica è in istruttoria',
  sendBack: 'Non c’è una proposta da restituire',
  decide: 'Non c’è una proposta da decidere',
  transfer: 'La pratica non si può più trasferire: è già in decisione o conclusa',
  withdraw: 'La pratica non si può più ritirare: è già in decisione o conclusa',
  askSostituto: 'Ora l’ufficio non è in ritardo: l’intervento del sostituto non si può chiedere',
  archive: 'Si versa in archivio una pratica conclusa',
  write: NON_TROVATA,
}
