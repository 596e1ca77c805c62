import 'server-only'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { bozzeCondivisioni, trasferimenti } from '@/drizzle/schema/condivisioni'
import { bozze, pratiche } from '@/drizzle/schema/pratiche'
import { organizzazioni } from '@/drizzle/schema/soggetti'
import { sha256 } from '@/lib/audit/hash'
import { type Attore, attorePer, type Record_, recorded } from '@/lib/audit/record'
import { RUOLI_CHE_AMMINISTRANO } from '@/lib/auth/rules'
import type { Viewer } from '@/lib/auth/viewer'
import { changeBozza } from '@/lib/bozze/commands-condivisione'
import type { TrasferimentoInput } from '@/lib/bozze/forms'
import { GIORNI_OFFERTA, statoTrasferimento } from '@/lib/bozze/rules'
import { canonicalJson } from '@/lib/core/canonical'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { type Result, refuse, success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { avvisa, avvisaCodiceFiscale, avvisaOrganizzazione } from '@/lib/posta/avvisi'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { attoreOnPratica } from './attore'
import { changePratica, NON_TROVATA } from './change'
import { registerProtocollo } from './journal'
import { canPratica, formatNumero } from './rules'
import { receivedBy } from './trasferimenti'
import { applicantActsOn } from './visibility'

const OFFERTA_NON_TROVATA = 'Offerta non trovata'
type Campo = keyof TrasferimentoInput
type Destinatario = { aOrganizzazioneId: string; nome: string } | { aCodiceFiscale: string; nome: string }

const notAgent = (viewer: Viewer): Viewer => ({ ...viewer, mandati: [] })
/** Who may hand over a practice: the holder in person, or whoever looks after the company that holds it; never an agent. */
const asHolder = (viewer: Viewer): Viewer => ({
  ...viewer,
  mandati: [],
  organizzazioni: viewer.organizzazioni.filter((one) => RUOLI_CHE_AMMINISTRANO.includes(one.ruolo)),
})

async function findDestinatario(tx: Tx, codice: string): Promise<Destinatario | null> {
  const [row] = await tx
    .select({ id: organizzazioni.id, nome: organizzazioni.denominazione })
    .from(organizzazioni)
    .where(
      and(
        eq(organizzazioni.ente, ENTE),
        eq(organizzazioni.codiceFiscale, codice),
        inArray(organizzazioni.tipo, ['impresa', 'agenzia']),
      ),
    )
  if (row) return { aOrganizzazioneId: row.id, nome: row.nome }
  return codice.length === 16 ? { aCodiceFiscale: codice, nome: codice } : null
}

type Cosa = {
  bozzaId: string | null
  praticaId: string | null
  oggetto: string
  daNome: string
  procedimento: string
  versione: number
}

/** Writes the offer, in place of one that ran out. Both a company and a person may be asked; the form says to whom it may go. */
async function offer(
  tx: Tx,
  record: Record_,
  viewer: Viewer,
  cosa: Cosa,
  { destinatario, motivo }: TrasferimentoInput,
): Promise<Result<string, Campo>> {
  const to = await findDestinatario(tx, destinatario)
  const wrong = (message: string) => refuse<Campo>(message, { destinatario: message })
  if (!to)
    return wrong(
      'Nessuna impresa con questo codice fiscale è sul portale: prima il suo legale rappresentante deve collegarla',
    )
  const def = await findDefinizione(cosa.procedimento, cosa.versione)
  const kind = 'aOrganizzazioneId' in to ? 'organizzazione' : 'se_stesso'
  if (!def?.perConto.includes(kind))
    return wrong(
      kind === 'organizzazione'
        ? 'Questa domanda può essere solo di una persona: scrivi il codice fiscale di una persona'
        : 'Questa domanda può essere solo di un’impresa: scrivi il codice fiscale di un’impresa',
    )
  const at = await databaseNow()
  const same = cosa.bozzaId
    ? eq(trasferimenti.bozzaId, cosa.bozzaId)
    : eq(trasferimenti.praticaId, cosa.praticaId ?? '')
  await tx
    .update(trasferimenti)
    .set({ ritiratoAt: at })
    .where(
      and(
        eq(trasferimenti.ente, ENTE),
        same,
        isNull(trasferimenti.accettatoAt),
        isNull(trasferimenti.rifiutatoAt),
        isNull(trasferimenti.ritiratoAt),
      ),
    )
  const { nome: _, ...whom } = to
  const { procedimento: _1, versione: _2, ...what } = cosa
  const [row] = await tx
    .insert(trasferimenti)
    .values({
      ente: ENTE,
      ...what,
      ...whom,
      offertoDaId: viewer.personaId,
      motivo,
      scadeAt: new Date(at.getTime() + GIORNI_OFFERTA * 86_400_000),
    })
    .returning({ id: trasferimenti.id })
  const id = row?.id as string
  const avviso = {
    chiave: `trasferimento:${id}`,
    oggetto: `${cosa.daNome} vuole passarti ${cosa.bozzaId ? 'una domanda' : 'una pratica'}`,
    testo: `${cosa.oggetto}. Decidi tu se accettarla, entro ${GIORNI_OFFERTA} giorni.`,
    percorso: paths.personale.trasferimento(id),
  }
  if ('aOrganizzazioneId' in to) await avvisaOrganizzazione(tx, to.aOrganizzazioneId, RUOLI_CHE_AMMINISTRANO, avviso)
  else await avvisaCodiceFiscale(tx, to.aCodiceFiscale, avviso)
  await record({
    azione: 'trasferimento.offerto',
    soggettoTipo: cosa.bozzaId ? 'bozza' : 'pratica',
    soggettoId: cosa.bozzaId ?? cosa.praticaId ?? '',
    dati: { trasferimentoId: id },
  })
  return success(id)
}

/** Offers a draft. An agent does not give away what belongs to the principal. */
export async function offerBozza(
  viewer: Viewer,
  bozzaId: string,
  input: TrasferimentoInput,
): Promise<Result<string, Campo>> {
  return changeBozza<string, Campo>(notAgent(viewer), bozzaId, async (tx, record, bozza) => {
    const def = await findDefinizione(bozza.procedimento, bozza.versione)
    const cosa = {
      bozzaId,
      praticaId: null,
      oggetto: `Bozza: ${def?.titolo ?? bozza.procedimento}`,
      daNome: bozza.organizzazione ?? bozza.titolare ?? bozza.scrittaDa,
      procedimento: bozza.procedimento,
      versione: bozza.versione,
    }
    return offer(tx, record, viewer, cosa, input)
  })
}

/** Offers a practice that is not yet being decided. */
export async function offerPratica(
  viewer: Viewer,
  praticaId: string,
  input: TrasferimentoInput,
): Promise<Result<string, Campo>> {
  return recorded<string, Campo>(await attoreOnPratica(viewer, praticaId), async (tx, record) => {
    const [row] = await tx
      .select()
      .from(pratiche)
      .where(and(applicantActsOn(asHolder(viewer)), eq(pratiche.id, praticaId)))
      .for('update')
    if (!row) return refuse(NON_TROVATA)
    if (!canPratica('transfer', row.stato))
      return refuse('La pratica non si può più trasferire: è già in decisione o conclusa')
    const cosa = {
      bozzaId: null,
      praticaId,
      oggetto: `Pratica ${formatNumero(row.anno, row.numero)}: ${row.oggetto}`,
      daNome: row.richiedente,
      procedimento: row.procedimento,
      versione: row.versione,
    }
    return offer(tx, record, viewer, cosa, input)
  })
}

/** The holder thinks better of it. */
export async function withdrawOfferta(
  viewer: Viewer,
  of: { bozzaId: string } | { praticaId: string },
): Promise<Result<null>> {
  const withdraw = async (tx: Tx, record: Record_): Promise<Result<null, string>> => {
    const what = 'bozzaId' in of ? eq(trasferimenti.bozzaId, of.bozzaId) : eq(trasferimenti.praticaId, of.praticaId)
    const [row] = await tx
      .update(trasferimenti)
      .set({ ritiratoAt: sql`clock_timestamp()` })
      .where(
        and(
          eq(trasferimenti.ente, ENTE),
          what,
          isNull(trasferimenti.accettatoAt),
          isNull(trasferimenti.rifiutatoAt),
          isNull(trasferimenti.ritiratoAt),
        ),
      )
      .returning({ id: trasferimenti.id })
    if (!row) return refuse('L’offerta ha già avuto risposta o è stata ritirata: ricarica la pagina')
    await record({
      azione: 'trasferimento.ritirato',
      soggettoTipo: 'bozzaId' in of ? 'bozza' : 'pratica',
      soggettoId: 'bozzaId' in of ? of.bozzaId : of.praticaId,
      dati: { trasferimentoId: row.id },
    })
    return success(null)
  }
  if ('bozzaId' in of)
    return changeBozza<null, string>(notAgent(viewer), of.bozzaId, (tx, record) => withdraw(tx, record))
  return recorded(await attoreOnPratica(viewer, of.praticaId), async (tx, record) => {
    const [row] = await tx
      .select({ id: pratiche.id })
      .from(pratiche)
      .where(and(applicantActsOn(asHolder(viewer)), eq(pratiche.id, of.praticaId)))
      .for('update')
    return row ? withdraw(tx, record) : refuse(NON_TROVATA)
  })
}

type Offerta = typeof trasferimenti.$inferSelect

async function lockOfferta(tx: Tx, viewer: Viewer, id: string): Promise<Result<Offerta>> {
  const [row] = await tx
    .select()
    .from(trasferimenti)
    .where(and(eq(trasferimenti.ente, ENTE), eq(trasferimenti.id, id), receivedBy(viewer)))
    .for('update')
  if (!row) return refuse(OFFERTA_NON_TROVATA)
  return statoTrasferimento(row, await databaseNow()) === 'offerto'
    ? success(row)
    : refuse('L’offerta non aspetta più una risposta: ricarica la pagina')
}

/** For whom the receiver answers: themselves, or the company the offer is made to. */
async function receiverOf(
  viewer: Viewer,
  id: string,
): Promise<{ attore: Attore; organizzazioneId: string | null; nome: string; of: Offerta | null }> {
  const [of] = await dbAs(viewer)
    .select()
    .from(trasferimenti)
    .where(and(eq(trasferimenti.ente, ENTE), eq(trasferimenti.id, id), receivedBy(viewer)))
  const company = viewer.organizzazioni.find((one) => one.id === of?.aOrganizzazioneId) ?? null
  return {
    attore: attorePer(viewer, company),
    organizzazioneId: company?.id ?? null,
    nome: company?.denominazione ?? `${viewer.nome} ${viewer.cognome}`,
    of: of ?? null,
  }
}

export async function rejectTrasferimento(viewer: Viewer, id: string): Promise<Result<null>> {
  const { attore, nome } = await receiverOf(viewer, id)
  return recorded(attore, async (tx, record) => {
    const found = await lockOfferta(tx, viewer, id)
    if (!found.ok) return found
    await tx
      .update(trasferimenti)
      .set({ rifiutatoAt: sql`clock_timestamp()` })
      .where(and(eq(trasferimenti.ente, ENTE), eq(trasferimenti.id, id)))
    await tellGiver(tx, found.value, `${nome} non ha accettato`)
    await recordAnswer(record, 'trasferimento.rifiutato', found.value)
    return success(null)
  })
}

const tellGiver = (tx: Tx, one: Offerta, cosa: string) =>
  avvisa(tx, {
    chiave: `trasferimento:${one.id}:risposta`,
    personaId: one.offertoDaId,
    oggetto: `${cosa}: ${one.oggetto}`,
    testo: one.bozzaId ? 'Trovi le tue bozze nell’area personale.' : 'Trovi le tue pratiche nell’area personale.',
    percorso: paths.personale.pratiche,
  })
const recordAnswer = (record: Record_, azione: string, one: Offerta) =>
  record({
    azione,
    soggettoTipo: one.bozzaId ? 'bozza' : 'pratica',
    soggettoId: one.bozzaId ?? one.praticaId ?? '',
    dati: { trasferimentoId: one.id },
  })

const accept = (tx: Tx, viewer: Viewer, id: string) =>
  tx
    .update(trasferimenti)
    .set({ accettatoAt: sql`clock_timestamp()`, accettatoDaId: viewer.personaId })
    .where(and(eq(trasferimenti.ente, ENTE), eq(trasferimenti.id, id)))

/**
 * Takes over what was offered, with one's own identity: from here on it is the receiver's, and the giver sees it no more.
 * A practice keeps its number, its history and its clock; the office is told, and it is registered in the protocol.
 *
 * @returns where it is found now
 */
export async function acceptTrasferimento(viewer: Viewer, id: string): Promise<Result<string>> {
  const receiver = await receiverOf(viewer, id)
  const { of } = receiver
  if (!of) return refuse(OFFERTA_NON_TROVATA)
  return of.bozzaId
    ? acceptBozza(viewer, of.bozzaId, id, receiver)
    : acceptPratica(viewer, of.praticaId ?? '', id, receiver)
}

type Receiver = Awaited<ReturnType<typeof receiverOf>>

async function acceptBozza(viewer: Viewer, bozzaId: string, id: string, receiver: Receiver): Promise<Result<string>> {
  return recorded(receiver.attore, async (tx, record) => {
    const [bozza] = await tx
      .select({ praticaId: bozze.praticaId, eliminataAt: bozze.eliminataAt })
      .from(bozze)
      .where(and(eq(bozze.ente, ENTE), eq(bozze.id, bozzaId)))
      .for('update')
    const found = await lockOfferta(tx, viewer, id)
    if (!found.ok) return found
    if (!bozza || bozza.praticaId || bozza.eliminataAt) return refuse('La domanda è già stata inviata o eliminata')
    await tx
      .update(bozze)
      .set({
        personaId: viewer.personaId,
        organizzazioneId: receiver.organizzazioneId,
        titolareId: null,
        mandatoId: null,
        revisione: sql`${bozze.revisione} + 1`,
        updatedAt: sql`clock_timestamp()`,
      })
      .where(and(eq(bozze.ente, ENTE), eq(bozze.id, bozzaId)))
    await tx
      .update(bozzeCondivisioni)
      .set({ revocataAt: sql`clock_timestamp()` })
      .where(
        and(
          eq(bozzeCondivisioni.ente, ENTE),
          eq(bozzeCondivisioni.bozzaId, bozzaId),
          isNull(bozzeCondivisioni.revocataAt),
        ),
      )
    await accept(tx, viewer, id)
    await tellGiver(tx, found.value, `${receiver.nome} ha accettato`)
    await recordAnswer(record, 'trasferimento.accettato', found.value)
    return success(paths.personale.domanda(bozzaId))
  })
}

async function acceptPratica(
  viewer: Viewer,
  praticaId: string,
  id: string,
  { attore, organizzazioneId, nome }: Receiver,
): Promise<Result<string>> {
  const offered = and(eq(pratiche.ente, ENTE), eq(pratiche.id, praticaId))
  return changePratica<string, string>(
    attore,
    offered,
    praticaId,
    'transfer',
    null,
    async ({ tx, record, pratica, journal }) => {
      const found = await lockOfferta(tx, viewer, id)
      if (!found.ok) return found
      const { daNome, motivo } = found.value
      const numero = formatNumero(pratica.anno, pratica.numero)
      const protocollo = await registerProtocollo(tx, {
        verso: 'entrata',
        oggetto: `Trasferimento della pratica ${numero} da ${daNome} a ${nome}`,
        mittente: nome,
        destinatario: 'Provincia della Spezia',
        impronta: sha256(canonicalJson({ praticaId, trasferimentoId: id, daNome, aNome: nome })),
        praticaId,
      })
      Object.assign(journal.changes, {
        organizzazioneId,
        titolareId: organizzazioneId ? null : viewer.personaId,
        mandatoId: null,
        seguitaDaId: viewer.personaId,
        richiedente: nome,
      })
      await journal.event({
        tipo: 'trasferita',
        statoDopo: pratica.stato,
        testo: motivo,
        dati: {
          daNome,
          aNome: nome,
          trasferimentoId: id,
          protocollo: formatNumero(protocollo.anno, protocollo.numero),
        },
      })
      await journal.notify({
        oggetto: `La pratica ${numero} ora è tua`,
        testo: `Prima era di ${daNome}. Da ora la segui tu: avvisi, richieste e risposte arrivano a te.`,
      })
      if (pratica.assegnatarioId)
        await journal.notify({
          chi: pratica.assegnatarioId,
          oggetto: `La pratica ${numero} è passata a ${nome}`,
          testo: `Prima era di ${daNome}. Il termine non cambia.`,
        })
      await accept(tx, viewer, id)
      await tellGiver(tx, found.value, `${nome} ha accettato`)
      await recordAnswer(record, 'trasferimento.accettato', found.value)
      return success(paths.personale.pratica(praticaId))
    },
  )
}
