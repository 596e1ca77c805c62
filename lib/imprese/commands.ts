import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { inviti } from '@/drizzle/schema/imprese'
import { appartenenze, organizzazioni } from '@/drizzle/schema/soggetti'
import { attorePer, recorded } from '@/lib/audit/record'
import { RUOLI_CHE_AMMINISTRANO, type RuoloAppartenenza } from '@/lib/auth/rules'
import type { Viewer } from '@/lib/auth/viewer'
import { addDays, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { type Result, refuse, success } from '@/lib/core/result'
import { databaseNow, today } from '@/lib/db/clock'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { avvisaCodiceFiscale, avvisaOrganizzazione } from '@/lib/posta/avvisi'
import type { InvitoInput } from './forms'
import { listAppartenenze } from './queries'
import { canAmministrare, GIORNI_INVITO, NOMI_RUOLO, type RuoloInvitabile, statoInvito, whyNotEnd } from './rules'

export const IMPRESA_NON_TROVATA = 'Impresa non trovata'
/** More than any company needs, and a stop to whoever would try codici fiscali. */
const MAX_INVITI_APERTI = 50

/**
 * Locks the company, so that two changes of its people come one after the other, and asks again who the caller is there.
 * @returns its name and people, or null when the caller does not look after it (now)
 */
async function lockImpresa(tx: Tx, viewer: Viewer, id: string) {
  if (!viewer.organizzazioni.some((one) => one.id === id)) return null
  const [impresa] = await tx
    .select({ id: organizzazioni.id, denominazione: organizzazioni.denominazione })
    .from(organizzazioni)
    .where(and(eq(organizzazioni.ente, ENTE), eq(organizzazioni.id, id)))
    .for('update')
  if (!impresa) return null
  const membri = await listAppartenenze(tx, id)
  const amministra = membri.some((one) => one.personaId === viewer.personaId && canAmministrare(one.ruolo))
  return { ...impresa, membri, amministra }
}

const actingFor = (viewer: Viewer, id: string) =>
  attorePer(viewer, viewer.organizzazioni.find((one) => one.id === id) ?? null)

/**
 * Asks a person to join, by codice fiscale. Whether the portal knows that person is not told. An invitation still open
 * to the same person is replaced.
 */
export async function inviteMembro(
  viewer: Viewer,
  organizzazioneId: string,
  { codiceFiscale, ruolo }: InvitoInput,
): Promise<Result<string, keyof InvitoInput>> {
  const at = await databaseNow()
  return recorded<string, keyof InvitoInput>(actingFor(viewer, organizzazioneId), async (tx, record) => {
    const impresa = await lockImpresa(tx, viewer, organizzazioneId)
    if (!impresa?.amministra) return refuse(IMPRESA_NON_TROVATA)
    if (codiceFiscale === viewer.codiceFiscale)
      return refuse('Fai già parte dell’impresa', {
        codiceFiscale: 'È il tuo codice fiscale: scrivi quello dell’altra persona',
      })
    await tx
      .update(inviti)
      .set({ revocatoAt: at, updatedAt: at })
      .where(and(openInvito(organizzazioneId), eq(inviti.codiceFiscale, codiceFiscale)))
    const [open] = await tx.select({ n: sql<number>`count(*)::int` }).from(inviti).where(openInvito(organizzazioneId))
    if ((open?.n ?? 0) >= MAX_INVITI_APERTI)
      return refuse(`Ci sono già ${MAX_INVITI_APERTI} inviti aperti: revocane qualcuno e riprova`)
    const [row] = await tx
      .insert(inviti)
      .values({
        ente: ENTE,
        organizzazioneId,
        codiceFiscale,
        ruolo,
        invitatoDaId: viewer.personaId,
        scadeAt: new Date(at.getTime() + GIORNI_INVITO * 86_400_000),
      })
      .returning({ id: inviti.id })
    const id = row?.id as string
    await avvisaCodiceFiscale(tx, codiceFiscale, {
      chiave: `invito:${id}`,
      oggetto: `${impresa.denominazione} ti invita a operare per lei`,
      testo: `Se accetti potrai: ${NOMI_RUOLO[ruolo].toLowerCase()}. L’invito vale ${GIORNI_INVITO} giorni. Rispondi dalla tua area personale.`,
      percorso: paths.personale.invito(id),
    })
    await record({
      azione: 'invito.creato',
      soggettoTipo: 'organizzazione',
      soggettoId: organizzazioneId,
      dati: { invitoId: id, ruolo },
    })
    return success(id)
  })
}

const openInvito = (organizzazioneId: string) =>
  and(
    eq(inviti.ente, ENTE),
    eq(inviti.organizzazioneId, organizzazioneId),
    isNull(inviti.accettatoAt),
    isNull(inviti.rifiutatoAt),
    isNull(inviti.revocatoAt),
  )

export async function revokeInvito(viewer: Viewer, organizzazioneId: string, id: string): Promise<Result<null>> {
  return recorded(actingFor(viewer, organizzazioneId), async (tx, record) => {
    const impresa = await lockImpresa(tx, viewer, organizzazioneId)
    if (!impresa?.amministra) return refuse(IMPRESA_NON_TROVATA)
    const [row] = await tx
      .update(inviti)
      .set({ revocatoAt: sql`clock_timestamp()`, updatedAt: sql`clock_timestamp()` })
      .where(and(openInvito(organizzazioneId), eq(inviti.id, id)))
      .returning({ id: inviti.id })
    if (!row) return refuse('L’invito ha già avuto risposta o è stato revocato: ricarica la pagina')
    await record({
      azione: 'invito.revocato',
      soggettoTipo: 'organizzazione',
      soggettoId: organizzazioneId,
      dati: { invitoId: id },
    })
    return success(null)
  })
}

const NON_APERTO = {
  accettato: 'Hai già accettato questo invito',
  rifiutato: 'Hai già rifiutato questo invito',
  revocato: 'L’impresa ha revocato l’invito: se ti serve, chiedine un altro',
  scaduto: 'L’invito è scaduto: chiedine un altro all’impresa',
} as const

/** The person answers with their own identity. Accepting twice is accepting once. */
export async function answerInvito(viewer: Viewer, id: string, accetta: boolean): Promise<Result<string>> {
  const [at, oggi] = await Promise.all([databaseNow(), today()])
  return recorded(attorePer(viewer, null), async (tx, record) => {
    const [invito] = await tx
      .select()
      .from(inviti)
      .where(and(eq(inviti.ente, ENTE), eq(inviti.id, id), eq(inviti.codiceFiscale, viewer.codiceFiscale)))
      .for('update')
    if (!invito) return refuse('Invito non trovato')
    const stato = statoInvito(invito, at)
    if (stato !== 'aperto') return refuse(NON_APERTO[stato])
    const { organizzazioneId, ruolo } = invito
    await tx
      .select({ id: organizzazioni.id })
      .from(organizzazioni)
      .where(and(eq(organizzazioni.ente, ENTE), eq(organizzazioni.id, organizzazioneId)))
      .for('update')
    const appartenenzaId = accetta ? await join(tx, viewer.personaId, organizzazioneId, ruolo, oggi) : null
    await tx
      .update(inviti)
      .set({ [accetta ? 'accettatoAt' : 'rifiutatoAt']: at, appartenenzaId, updatedAt: at })
      .where(and(eq(inviti.ente, ENTE), eq(inviti.id, id)))
    await avvisaOrganizzazione(tx, organizzazioneId, RUOLI_CHE_AMMINISTRANO, {
      chiave: `invito:${id}:risposta`,
      oggetto: `${viewer.nome} ${viewer.cognome} ${accetta ? 'ha accettato' : 'non ha accettato'} l’invito`,
      testo: `Ruolo proposto: ${NOMI_RUOLO[ruolo].toLowerCase()}.`,
      percorso: paths.personale.persone(organizzazioneId),
    })
    await record({
      azione: accetta ? 'invito.accettato' : 'invito.rifiutato',
      soggettoTipo: 'organizzazione',
      soggettoId: organizzazioneId,
      dati: { invitoId: id, ruolo, appartenenzaId },
    })
    return success(organizzazioneId)
  })
}

/**
 * Makes the person one of the company, from today. A lesser place they had there ends: one has one role, besides driving.
 * Runs with the company's row locked.
 */
export async function join(
  tx: Tx,
  personaId: string,
  organizzazioneId: string,
  ruolo: RuoloAppartenenza,
  oggi: IsoDate,
): Promise<string> {
  return asSistema(tx, async () => {
    const own = (await listAppartenenze(tx, organizzazioneId)).filter((one) => one.personaId === personaId)
    const same = own.find((one) => one.ruolo === ruolo)
    if (same) return same.appartenenzaId
    const replaced = own.filter(
      (one) => one.ruolo !== 'legale_rappresentante' && (one.ruolo === 'autista') === (ruolo === 'autista'),
    )
    for (const { appartenenzaId } of replaced) await end(tx, appartenenzaId, oggi)
    const [row] = await tx
      .insert(appartenenze)
      .values({ ente: ENTE, personaId, organizzazioneId, ruolo, validoDal: oggi })
      .returning({ id: appartenenze.id })
    return row?.id as string
  })
}

/** Yesterday was the last day: it counts from the next request. */
const end = (tx: Tx, appartenenzaId: string, oggi: IsoDate) =>
  asSistema(tx, () =>
    tx
      .update(appartenenze)
      .set({ validoAl: addDays(oggi, -1), updatedAt: sql`clock_timestamp()` })
      .where(and(eq(appartenenze.ente, ENTE), eq(appartenenze.id, appartenenzaId))),
  )

/** Ends somebody's place in the company, or one's own. The last legal representative stays. */
export async function endAppartenenza(
  viewer: Viewer,
  organizzazioneId: string,
  appartenenzaId: string,
): Promise<Result<null>> {
  const oggi = await today()
  return recorded(actingFor(viewer, organizzazioneId), async (tx, record) => {
    const impresa = await lockImpresa(tx, viewer, organizzazioneId)
    if (!impresa) return refuse(IMPRESA_NON_TROVATA)
    const wrong = whyNotEnd(impresa.membri, appartenenzaId, viewer.personaId)
    if (wrong) return refuse(wrong)
    await end(tx, appartenenzaId, oggi)
    const gone = impresa.membri.find((one) => one.appartenenzaId === appartenenzaId)
    await record({
      azione: 'appartenenza.finita',
      soggettoTipo: 'organizzazione',
      soggettoId: organizzazioneId,
      dati: { appartenenzaId, personaId: gone?.personaId, ruolo: gone?.ruolo },
    })
    return success(null)
  })
}

/** Gives somebody of the company another role. The legal representative's comes from the register only. */
export async function changeRuolo(
  viewer: Viewer,
  organizzazioneId: string,
  appartenenzaId: string,
  ruolo: RuoloInvitabile,
): Promise<Result<null, 'ruolo'>> {
  const oggi = await today()
  return recorded<null, 'ruolo'>(actingFor(viewer, organizzazioneId), async (tx, record) => {
    const impresa = await lockImpresa(tx, viewer, organizzazioneId)
    if (!impresa?.amministra) return refuse(IMPRESA_NON_TROVATA)
    const one = impresa.membri.find((membro) => membro.appartenenzaId === appartenenzaId)
    if (!one) return refuse('Questa persona non fa più parte dell’impresa: ricarica la pagina')
    if (one.ruolo === 'legale_rappresentante')
      return refuse('Il ruolo di legale rappresentante non si cambia da qui: si può solo togliere')
    if (one.ruolo === ruolo) return refuse('Ha già questo ruolo', { ruolo: 'Ha già questo ruolo: scegline un altro' })
    await end(tx, appartenenzaId, oggi)
    const nuovaId = await join(tx, one.personaId, organizzazioneId, ruolo, oggi)
    await record({
      azione: 'appartenenza.cambiata',
      soggettoTipo: 'organizzazione',
      soggettoId: organizzazioneId,
      dati: { appartenenzaId, nuovaId, personaId: one.personaId, da: one.ruolo, a: ruolo },
    })
    return success(null)
  })
}

/** Finds the organisation of a codice fiscale, or makes it. @returns null when it is not a company: a Comune, a police force */
export async function ensureImpresa(
  tx: Tx,
  dati: {
    tipo: 'impresa' | 'agenzia'
    denominazione: string
    codiceFiscale: string
    partitaIva: string | null
    sede: string
    pec: string | null
    alboAutotrasporto: string | null
  },
): Promise<string | null> {
  await tx
    .insert(organizzazioni)
    .values({ ente: ENTE, ...dati })
    .onConflictDoNothing()
  const [row] = await tx
    .select({ id: organizzazioni.id })
    .from(organizzazioni)
    .where(
      and(
        eq(organizzazioni.ente, ENTE),
        eq(organizzazioni.codiceFiscale, dati.codiceFiscale),
        sql`${organizzazioni.tipo} in ('impresa', 'agenzia')`,
      ),
    )
    .for('update')
  return row?.id ?? null
}
