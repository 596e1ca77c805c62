import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { collegamenti } from '@/drizzle/schema/imprese'
import { documenti } from '@/drizzle/schema/pratiche'
import { attoreOf, attorePer, type Record_, recorded } from '@/lib/audit/record'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { type Result, refuse, success } from '@/lib/core/result'
import { databaseNow, today } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { avvisa } from '@/lib/posta/avvisi'
import { ensureImpresa, join } from './commands'
import type { CollegamentoInput, DecisioneCollegamento } from './forms'
import { collegamentiOf, findCollegamento } from './queries'
import { readRegistro } from './registro'
import { caricaRappresentante } from './rules'

const NON_TROVATA = 'Richiesta non trovata'
type Row = typeof collegamenti.$inferSelect

const own = (viewer: Viewer, id: string) =>
  and(eq(collegamenti.ente, ENTE), eq(collegamenti.id, id), eq(collegamenti.personaId, viewer.personaId))
const still = and(isNull(collegamenti.decisaAt), isNull(collegamenti.ritirataAt))

/** Begins a request to be linked to a company as its legal representative; a second one for the same company is the first, changed. */
export async function beginCollegamento(
  viewer: Viewer,
  input: CollegamentoInput,
): Promise<Result<string, keyof CollegamentoInput>> {
  if (
    viewer.organizzazioni.some(
      (one) => one.ruolo === 'legale_rappresentante' && one.denominazione === input.denominazione,
    )
  )
    return refuse('Rappresenti già questa impresa: la trovi tra le tue imprese')
  return recorded<string, keyof CollegamentoInput>(attorePer(viewer, null), async (tx, record) => {
    const [open] = await tx
      .select({ id: collegamenti.id, inviataAt: collegamenti.inviataAt })
      .from(collegamenti)
      .where(
        and(
          eq(collegamenti.ente, ENTE),
          eq(collegamenti.personaId, viewer.personaId),
          eq(collegamenti.codiceFiscale, input.codiceFiscale),
          still,
        ),
      )
      .for('update')
    if (open?.inviataAt)
      return refuse('Hai già inviato una richiesta per questa impresa: l’ufficio la sta controllando', {
        codiceFiscale: 'C’è già una richiesta in attesa per questo codice fiscale',
      })
    const [row] = open
      ? await tx
          .update(collegamenti)
          .set({ ...input, updatedAt: sql`clock_timestamp()` })
          .where(own(viewer, open.id))
          .returning({ id: collegamenti.id })
      : await tx
          .insert(collegamenti)
          .values({ ente: ENTE, personaId: viewer.personaId, ...input })
          .returning({ id: collegamenti.id })
    const id = row?.id as string
    await record({ azione: 'collegamento.iniziato', soggettoTipo: 'collegamento', soggettoId: id })
    return success(id)
  })
}

/** The company as the portal will know it: the register's words where it has them. */
const companyOf = (row: Row) => ({
  tipo: row.tipo,
  denominazione: row.registro?.denominazione ?? row.denominazione,
  codiceFiscale: row.codiceFiscale,
  partitaIva: row.registro?.partitaIva ?? (/^\d{11}$/.test(row.codiceFiscale) ? row.codiceFiscale : null),
  sede: row.registro?.sede ?? row.sede,
  pec: row.registro?.pec ?? row.pec,
  alboAutotrasporto: row.alboAutotrasporto,
})

async function link(tx: Tx, row: Row, decisaDaId: string | null, record: Record_): Promise<Result<string>> {
  const [oggi, at] = await Promise.all([today(), databaseNow()])
  const organizzazioneId = await ensureImpresa(tx, companyOf(row))
  if (!organizzazioneId)
    return refuse('Questo codice fiscale è di un ente pubblico già sul portale: le sue persone le abilita la Provincia')
  const appartenenzaId = await join(tx, row.personaId, organizzazioneId, 'legale_rappresentante', oggi)
  await tx
    .update(collegamenti)
    .set({ decisaAt: at, decisaDaId, esito: 'accolta', appartenenzaId, updatedAt: at })
    .where(and(eq(collegamenti.ente, ENTE), eq(collegamenti.id, row.id)))
  await avvisa(tx, {
    chiave: `collegamento:${row.id}:accolta`,
    personaId: row.personaId,
    oggetto: `Ora operi per ${companyOf(row).denominazione}`,
    testo: 'Puoi invitare altre persone, dare mandati, tenere i veicoli e presentare domande per l’impresa.',
    percorso: paths.personale.impresa(organizzazioneId),
  })
  await record({
    azione: 'collegamento.accolto',
    soggettoTipo: 'collegamento',
    soggettoId: row.id,
    dati: { organizzazioneId, appartenenzaId, fonte: decisaDaId ? 'ufficio' : 'registro_imprese' },
  })
  return success(organizzazioneId)
}

/**
 * Sends the request. The register of companies is asked first: when it says that the person represents the company, the
 * link is made at once; otherwise, and when it does not answer, an officer checks the proof.
 *
 * @returns the company's id when it is already linked, else null
 * @see artt. 46 c. 1 lett. u, 71, 76 D.P.R. 445/2000
 */
export async function sendCollegamento(viewer: Viewer, id: string): Promise<Result<string | null>> {
  const found = await findCollegamento(viewer, id)
  if (!found) return refuse(NON_TROVATA)
  const [risposta, oggi] = await Promise.all([readRegistro(found.codiceFiscale), today()])
  const registro = risposta.esito === 'trovata' ? risposta.impresa : null
  const carica = registro && caricaRappresentante(registro, viewer.codiceFiscale, oggi)
  return recorded<string | null, string>(attorePer(viewer, null), async (tx, record) => {
    const [row] = await tx.select().from(collegamenti).where(own(viewer, id)).for('update')
    if (!row) return refuse(NON_TROVATA)
    if (row.inviataAt || row.ritirataAt || row.esito)
      return refuse('La richiesta è già stata inviata: ricarica la pagina')
    if (!carica && !(await hasProof(tx, id)))
      return refuse('Carica la visura o l’atto da cui risulta che rappresenti l’impresa, poi invia la richiesta')
    await tx
      .update(collegamenti)
      .set({ inviataAt: sql`clock_timestamp()`, registro, updatedAt: sql`clock_timestamp()` })
      .where(own(viewer, id))
    await record({
      azione: 'collegamento.inviato',
      soggettoTipo: 'collegamento',
      soggettoId: id,
      dati: { registro: risposta.esito, confermato: Boolean(carica) },
    })
    if (!carica) return success(null)
    return link(tx, { ...row, registro, carica }, null, record)
  })
}

async function hasProof(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: documenti.id })
    .from(documenti)
    .where(
      and(
        eq(documenti.ente, ENTE),
        eq(documenti.soggettoTipo, 'collegamento'),
        eq(documenti.soggettoId, id),
        eq(documenti.stato, 'pronto'),
      ),
    )
    .limit(1)
  return row !== undefined
}

export async function withdrawCollegamento(viewer: Viewer, id: string): Promise<Result<null>> {
  return recorded(attorePer(viewer, null), async (tx, record) => {
    const [row] = await tx
      .update(collegamenti)
      .set({ ritirataAt: sql`clock_timestamp()`, updatedAt: sql`clock_timestamp()` })
      .where(and(own(viewer, id), still))
      .returning({ id: collegamenti.id })
    if (!row) return refuse('La richiesta ha già avuto risposta o è stata ritirata: ricarica la pagina')
    await record({ azione: 'collegamento.ritirato', soggettoTipo: 'collegamento', soggettoId: id })
    return success(null)
  })
}

/** An officer who has seen the proof says yes, or no and why. Never on one's own request. */
export async function decideCollegamento(
  officer: Funzionario,
  id: string,
  { esito, motivo }: DecisioneCollegamento,
): Promise<Result<null, keyof DecisioneCollegamento>> {
  return recorded<null, keyof DecisioneCollegamento>(attoreOf(officer), async (tx, record) => {
    const [row] = await tx
      .select()
      .from(collegamenti)
      .where(and(collegamentiOf(officer), eq(collegamenti.id, id)))
      .for('update')
    if (!row) return refuse(NON_TROVATA)
    if (row.esito || row.ritirataAt) return refuse('La richiesta è già stata decisa o ritirata: torna all’elenco')
    if (esito === 'accolta') {
      const linked = await link(tx, row, officer.personaId, record)
      return linked.ok ? success(null) : linked
    }
    await tx
      .update(collegamenti)
      .set({
        decisaAt: sql`clock_timestamp()`,
        decisaDaId: officer.personaId,
        esito: 'respinta',
        motivo,
        updatedAt: sql`clock_timestamp()`,
      })
      .where(and(eq(collegamenti.ente, ENTE), eq(collegamenti.id, id)))
    await avvisa(tx, {
      chiave: `collegamento:${id}:respinta`,
      personaId: row.personaId,
      oggetto: 'La richiesta di operare per un’impresa non è stata accolta',
      testo: 'Leggi il motivo nella tua area personale: puoi fare una nuova richiesta quando vuoi.',
      percorso: paths.personale.collegamento(id),
    })
    await record({ azione: 'collegamento.respinto', soggettoTipo: 'collegamento', soggettoId: id })
    return success(null)
  })
}
