import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { proposteScarto, terminiConservazione, unitaScarto } from '@/drizzle/schema/archivio-scarto'
import { attoreOf, type Record_, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { today } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { bump, lockUnita, NON_TUA } from '../commands'
import { curaArchivio } from '../deposito/storia'
import type { NullaOstaInput, PropostaInput, TermineInput, VerbaleInput } from './forms'
import { listScartabili } from './queries'
import { type AttoScarto, canScarto } from './rules'

const DI = { soggettoTipo: 'proposta_scarto' } as const
const NON_C_E = 'Questa proposta non c’è più: torna all’elenco'
const DEL_DIRIGENTE = 'Può farlo solo chi dirige l’archivio'

const dirige = async (tx: Tx): Promise<boolean> => {
  const [row] = await tx.execute<{ si: boolean }>(sql`select dirige_archivio() as si`)
  return row?.si ?? false
}

/** From today on the papers of a series are kept so long. What was proposed before keeps the term it was proposed with. */
export async function setTermine(
  actor: Funzionario,
  { segnatura, anni, fonte, confermato }: TermineInput,
): Promise<Result<null, 'segnatura'>> {
  return recorded<null, 'segnatura'>(attoreOf(actor), async (tx, record) => {
    if (!(await dirige(tx))) return refuse(DEL_DIRIGENTE)
    const [serie] = await tx
      .select({ id: unita.id, livello: unita.livello })
      .from(unita)
      .where(and(eq(unita.ente, ENTE), eq(unita.segnatura, segnatura)))
    if (!serie) return refuse('C’è un problema', { segnatura: 'Nessuna unità ha questa segnatura' })
    const validoDal = await today()
    const values = { anni, fonte, daConfermare: !confermato, scrittoDaId: actor.personaId }
    await tx
      .insert(terminiConservazione)
      .values({ ente: ENTE, serieId: serie.id, validoDal, ...values })
      .onConflictDoUpdate({
        target: [terminiConservazione.ente, terminiConservazione.serieId, terminiConservazione.validoDal],
        set: { ...values, updatedAt: sql`now()` },
      })
    await record({
      azione: 'archivio.termine_conservazione',
      soggettoTipo: 'unita_archivistica',
      soggettoId: serie.id,
      dati: { anni, daConfermare: !confermato },
    })
    return success(null)
  })
}

/**
 * Writes the list down: only what is past its term, by a term that the Province has confirmed, and is in no other list.
 * The papers stay where they are.
 */
export async function proposeScarto(
  actor: Funzionario,
  { oggetto, motivazione, unita: chosen }: PropostaInput,
): Promise<Result<{ id: string }, 'unita'>> {
  return recorded<{ id: string }, 'unita'>(attoreOf(actor), async (tx, record) => {
    if (!(await curaArchivio(tx))) return refuse(NON_TUA)
    await tx.execute(sql`lock table proposte_scarto in share row exclusive mode`)
    const ready = await listScartabili(tx, { ids: chosen })
    const missing = new Set(chosen).size - ready.length
    if (missing > 0)
      return refuse('C’è un problema', {
        unita: `${missing === 1 ? 'Un’unità non si può' : `${missing} unità non si possono`} più proporre: ricarica l’elenco`,
      })
    const id = crypto.randomUUID()
    await tx.insert(proposteScarto).values({ ente: ENTE, id, oggetto, motivazione, propostaDaId: actor.personaId })
    await tx
      .insert(unitaScarto)
      .values(ready.map(({ id: unitaId, ...one }) => ({ ente: ENTE, propostaId: id, unitaId, ...one })))
    await record({ azione: 'archivio.scarto_proposto', ...DI, soggettoId: id, dati: { unita: ready.length } })
    return success({ id })
  })
}

/** Locks the proposal, if the act may start from its state. */
async function changeScarto<F extends string>(
  actor: Funzionario,
  id: string,
  act: AttoScarto,
  work: (tx: Tx, record: Record_, row: typeof proposteScarto.$inferSelect) => Promise<Result<null, F>>,
): Promise<Result<null, F>> {
  return recorded<null, F>(attoreOf(actor), async (tx, record) => {
    if (!(await (act === 'withdraw' ? curaArchivio(tx) : dirige(tx))))
      return refuse<F>(act === 'withdraw' ? NON_TUA : DEL_DIRIGENTE)
    const [row] = await tx
      .select()
      .from(proposteScarto)
      .where(and(eq(proposteScarto.ente, ENTE), eq(proposteScarto.id, id)))
      .for('update')
    if (!row) return refuse<F>(NON_C_E)
    if (!canScarto(act, row.stato)) return refuse<F>('Questa proposta è già andata avanti: ricarica la pagina')
    return work(tx, record, row)
  })
}

const write = (tx: Tx, id: string, set: Partial<typeof proposteScarto.$inferInsert>) =>
  tx
    .update(proposteScarto)
    .set({ ...set, updatedAt: sql`now()` as unknown as Date })
    .where(and(eq(proposteScarto.ente, ENTE), eq(proposteScarto.id, id)))

const tooEarly = (il: string, ...after: (string | null)[]) => after.some((one) => one !== null && il < one)

/** What the Soprintendenza decided on the list, by an act of its own. */
export const recordNullaOsta = (
  actor: Funzionario,
  id: string,
  { esito, numero, il }: NullaOstaInput,
): Promise<Result<null, 'il'>> =>
  changeScarto<'il'>(actor, id, esito, async (tx, record) => {
    if (il > (await today())) return refuse('C’è un problema', { il: 'Il giorno non può essere dopo oggi' })
    const stato = esito === 'authorise' ? 'autorizzata' : 'negata'
    await write(tx, id, { stato, nullaOsta: numero, nullaOstaIl: il, decisaDaId: actor.personaId })
    await record({ azione: `archivio.scarto_${stato === 'negata' ? 'negato' : 'autorizzato'}`, ...DI, soggettoId: id })
    return success(null)
  })

/** The papers have been destroyed, and a report says so. The descriptions and the list stay; each unit says what became of it. */
export const recordDistruzione = (
  actor: Funzionario,
  id: string,
  { numero, il }: VerbaleInput,
): Promise<Result<null, 'il'>> =>
  changeScarto<'il'>(actor, id, 'destroy', async (tx, record, row) => {
    if (il > (await today()) || tooEarly(il, row.nullaOstaIl))
      return refuse('C’è un problema', { il: 'Il verbale viene dopo il nulla osta, e non dopo oggi' })
    const listed = await tx
      .select({ unitaId: unitaScarto.unitaId })
      .from(unitaScarto)
      .where(and(eq(unitaScarto.ente, ENTE), eq(unitaScarto.propostaId, id)))
    for (const { unitaId } of listed) {
      const found = await lockUnita(tx, unitaId)
      if (!found) return refuse('Non puoi vedere tutte le unità dell’elenco: serve chi è abilitato')
      await bump(tx, actor, unitaId, found.versioneRiga, 'scartata', {
        carte: { da: 'conservate', a: `distrutte, verbale ${numero}` },
      })
    }
    await write(tx, id, { stato: 'distrutta', verbale: numero, verbaleIl: il, distruttaDaId: actor.personaId })
    await record({ azione: 'archivio.scarto_eseguito', ...DI, soggettoId: id, dati: { unita: listed.length } })
    return success(null)
  })

/** Not sent, or a mistake. The list stays, and its papers may be proposed again. */
export const withdrawScarto = (actor: Funzionario, id: string): Promise<Result<null>> =>
  changeScarto<string>(actor, id, 'withdraw', async (tx, record) => {
    await write(tx, id, { stato: 'ritirata' })
    await record({ azione: 'archivio.scarto_ritirato', ...DI, soggettoId: id })
    return success(null)
  })
