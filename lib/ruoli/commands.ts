import 'server-only'
import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { richiesteRuolo } from '@/drizzle/schema/sicurezza'
import { organizzazioni, persone, ruoli, uffici } from '@/drizzle/schema/soggetti'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { RuoloEnte } from '@/lib/auth/rules'
import type { Viewer } from '@/lib/auth/viewer'
import { addDays, formatDay, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { databaseNow, today } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { notifyPersona } from '@/lib/posta/commands-avvisi'
import type { FineRuoloInput, RuoloInput } from './forms'
import { canDecideRichiesta, isAmministratore, NOMI_RUOLI, SEDE_RUOLO } from './rules'

const SOLO = 'Solo un amministratore di sistema può chiederlo'
const PROBLEMA = 'C’è un problema: correggi i campi segnati'
type Sede = { ufficioId: string | null; organizzazioneId: string | null }

/** Where the right would be held, if it exists and this right may be held there. */
async function findSede(tx: Tx, ruolo: RuoloEnte, sede: string): Promise<Result<Sede, 'sede'>> {
  const dove = SEDE_RUOLO[ruolo]
  if (dove.dove === 'portale')
    return sede === ''
      ? success({ ufficioId: null, organizzazioneId: null })
      : refuse(PROBLEMA, { sede: `${NOMI_RUOLI[ruolo]} non appartiene a un ufficio: lascia vuoto` })
  if (dove.dove === 'ufficio') {
    const [row] = sede
      ? await tx
          .select({ id: uffici.id })
          .from(uffici)
          .where(and(eq(uffici.ente, ENTE), eq(uffici.id, sede)))
      : []
    return row
      ? success({ ufficioId: row.id, organizzazioneId: null })
      : refuse(PROBLEMA, { sede: 'Per questo ruolo scegli un ufficio della Provincia' })
  }
  const [row] = sede
    ? await tx
        .select({ id: organizzazioni.id, tipo: organizzazioni.tipo })
        .from(organizzazioni)
        .where(and(eq(organizzazioni.ente, ENTE), eq(organizzazioni.id, sede)))
    : []
  return row && (dove.tipi as readonly string[]).includes(row.tipo)
    ? success({ ufficioId: null, organizzazioneId: row.id })
    : refuse(PROBLEMA, { sede: 'Per questo ruolo scegli un ente del tipo giusto' })
}

const sameSede = (table: typeof ruoli | typeof richiesteRuolo, { ufficioId, organizzazioneId }: Sede) =>
  and(
    ufficioId ? eq(table.ufficioId, ufficioId) : isNull(table.ufficioId),
    organizzazioneId ? eq(table.organizzazioneId, organizzazioneId) : isNull(table.organizzazioneId),
  )

/** Asks that a person be given a right: it is there only when a second person has confirmed (S26). */
export async function askRuolo(
  actor: Viewer,
  personaId: string,
  { ruolo, sede, validoDal, validoAl, motivo }: RuoloInput,
): Promise<Result<string, keyof RuoloInput>> {
  if (!isAmministratore(actor)) return refuse(SOLO)
  if (personaId === actor.personaId)
    return refuse('Non puoi chiedere un ruolo per te: lo chiede un altro amministratore')
  const oggi = await today()
  if (validoDal < oggi)
    return refuse<keyof RuoloInput>(PROBLEMA, { validoDal: `Scrivi oggi, ${formatDay(oggi)}, o un giorno dopo` })
  return recorded<string, keyof RuoloInput>(attoreOf(actor), async (tx, record) => {
    const [persona] = await tx
      .select({ id: persone.id })
      .from(persone)
      .where(and(eq(persone.ente, ENTE), eq(persone.id, personaId)))
      .for('update')
    if (!persona) return refuse('Persona non trovata')
    const found = await findSede(tx, ruolo, sede)
    if (!found.ok) return found
    const [there] = await tx
      .select({ validoAl: ruoli.validoAl })
      .from(ruoli)
      .where(
        and(
          eq(ruoli.ente, ENTE),
          eq(ruoli.personaId, personaId),
          eq(ruoli.ruolo, ruolo),
          sameSede(ruoli, found.value),
          or(isNull(ruoli.validoAl), sql`${ruoli.validoAl} >= ${validoDal}`),
        ),
      )
      .limit(1)
    if (there) return refuse('Ha già questo ruolo in quei giorni')
    const [waiting] = await tx
      .select({ id: richiesteRuolo.id })
      .from(richiesteRuolo)
      .where(
        and(
          eq(richiesteRuolo.ente, ENTE),
          eq(richiesteRuolo.azione, 'dai'),
          eq(richiesteRuolo.personaId, personaId),
          eq(richiesteRuolo.ruolo, ruolo),
          sameSede(richiesteRuolo, found.value),
          isNull(richiesteRuolo.esito),
        ),
      )
      .limit(1)
    if (waiting) return refuse('C’è già una richiesta uguale che aspetta conferma')
    const [row] = await tx
      .insert(richiesteRuolo)
      .values({
        ente: ENTE,
        azione: 'dai',
        personaId,
        ruolo,
        ...found.value,
        validoDal,
        validoAl,
        motivo,
        chiestaDaId: actor.personaId,
      })
      .returning({ id: richiesteRuolo.id })
    const id = (row as { id: string }).id
    await record({
      azione: 'ruolo.chiesto',
      soggettoTipo: 'persona',
      soggettoId: personaId,
      dati: { richiesta: id, ruolo, ...found.value, validoDal, validoAl },
    })
    return success(id)
  })
}

/** The request that a right ends; called by a person's page and by the review of rights. */
export async function insertFineRuolo(
  tx: Tx,
  chiestaDaId: string,
  ruoloId: string,
  { validoAl, motivo }: FineRuoloInput,
): Promise<Result<{ id: string; personaId: string }>> {
  const [ruolo] = await tx
    .select()
    .from(ruoli)
    .where(and(eq(ruoli.ente, ENTE), eq(ruoli.id, ruoloId)))
    .for('update')
  if (!ruolo) return refuse('Ruolo non trovato')
  if (ruolo.personaId === chiestaDaId)
    return refuse('Non puoi chiedere la fine di un ruolo tuo: la chiede un’altra persona')
  if (ruolo.validoAl && ruolo.validoAl < (await today())) return refuse('Questo ruolo è già finito')
  const [row] = await tx
    .insert(richiesteRuolo)
    .values({
      ente: ENTE,
      azione: 'togli',
      personaId: ruolo.personaId,
      ruolo: ruolo.ruolo,
      ufficioId: ruolo.ufficioId,
      organizzazioneId: ruolo.organizzazioneId,
      ruoloId,
      validoAl,
      motivo,
      chiestaDaId,
    })
    .onConflictDoNothing()
    .returning({ id: richiesteRuolo.id })
  return row
    ? success({ id: row.id, personaId: ruolo.personaId })
    : refuse('La fine di questo ruolo è già stata chiesta')
}

/** Asks that a right ends: on the day said, or as soon as it is confirmed. */
export async function askFineRuolo(
  actor: Viewer,
  ruoloId: string,
  input: FineRuoloInput,
): Promise<Result<string, keyof FineRuoloInput>> {
  if (!isAmministratore(actor)) return refuse(SOLO)
  if (input.validoAl && input.validoAl < (await today()))
    return refuse<keyof FineRuoloInput>(PROBLEMA, { validoAl: 'Scrivi oggi o un giorno dopo, o lascia vuoto' })
  return recorded<string, keyof FineRuoloInput>(attoreOf(actor), async (tx, record) => {
    const asked = await insertFineRuolo(tx, actor.personaId, ruoloId, input)
    if (!asked.ok) return refuse(asked.message)
    await record({
      azione: 'ruolo.fine_chiesta',
      soggettoTipo: 'persona',
      soggettoId: asked.value.personaId,
      dati: { richiesta: asked.value.id, ruoloId, validoAl: input.validoAl },
    })
    return success(asked.value.id)
  })
}

type RigaRichiesta = typeof richiesteRuolo.$inferSelect

/** What a confirmed request does. @returns id of the right */
async function applyRichiesta(tx: Tx, richiesta: RigaRichiesta, oggi: IsoDate): Promise<string> {
  if (richiesta.azione === 'togli') {
    const ruoloId = richiesta.ruoloId as string
    const ieri = addDays(oggi, -1)
    const ultimo = richiesta.validoAl && richiesta.validoAl > ieri ? richiesta.validoAl : ieri
    await tx
      .update(ruoli)
      .set({ validoAl: ultimo, updatedAt: sql`now()` })
      .where(
        and(
          eq(ruoli.ente, ENTE),
          eq(ruoli.id, ruoloId),
          or(isNull(ruoli.validoAl), sql`${ruoli.validoAl} > ${ultimo}`),
        ),
      )
    return ruoloId
  }
  const dal = richiesta.validoDal && richiesta.validoDal > oggi ? richiesta.validoDal : oggi
  const [row] = await tx
    .insert(ruoli)
    .values({
      ente: ENTE,
      personaId: richiesta.personaId,
      ruolo: richiesta.ruolo,
      ufficioId: richiesta.ufficioId,
      organizzazioneId: richiesta.organizzazioneId,
      validoDal: dal,
      validoAl: richiesta.validoAl,
    })
    .returning({ id: ruoli.id })
  return (row as { id: string }).id
}

/** The second person's word: the right changes now, or nothing does. It counts from the person's next request. */
export async function decideRichiesta(
  actor: Viewer,
  id: string,
  { esito, motivo }: { esito: 'confermata' | 'respinta'; motivo: string },
): Promise<Result<null, 'esito' | 'motivo'>> {
  const [at, oggi] = await Promise.all([databaseNow(), today()])
  return recorded<null, 'esito' | 'motivo'>(attoreOf(actor), async (tx, record) => {
    const [richiesta] = await tx
      .select()
      .from(richiesteRuolo)
      .where(and(eq(richiesteRuolo.ente, ENTE), eq(richiesteRuolo.id, id)))
      .for('update')
    if (!richiesta) return refuse('Richiesta non trovata')
    if (!canDecideRichiesta(actor, richiesta))
      return refuse(
        richiesta.chiestaDaId === actor.personaId
          ? 'Hai chiesto tu questo cambio: lo conferma un’altra persona'
          : 'Richiesta non trovata',
      )
    if (richiesta.esito) return refuse('Questa richiesta è già stata decisa')
    if (esito === 'confermata' && richiesta.azione === 'dai' && richiesta.validoAl && richiesta.validoAl < oggi)
      return refuse('L’ultimo giorno chiesto è già passato: respingi la richiesta e falla rifare')
    const ruoloId = esito === 'confermata' ? await applyRichiesta(tx, richiesta, oggi) : richiesta.ruoloId
    await tx
      .update(richiesteRuolo)
      .set({ esito, esitoMotivo: motivo || null, decisaDaId: actor.personaId, decisaAt: at, ruoloId })
      .where(and(eq(richiesteRuolo.ente, ENTE), eq(richiesteRuolo.id, id)))
    if (esito === 'confermata')
      await notifyPersona(tx, {
        chiave: `ruolo:${id}`,
        personaId: richiesta.personaId,
        oggetto:
          richiesta.azione === 'dai'
            ? `Hai un nuovo ruolo: ${NOMI_RUOLI[richiesta.ruolo]}`
            : `Il tuo ruolo di ${NOMI_RUOLI[richiesta.ruolo]} finisce`,
        testo: 'Lo ha chiesto un amministratore di sistema e lo ha confermato una seconda persona.',
      })
    await record({
      azione: `ruolo.richiesta_${esito}`,
      soggettoTipo: 'persona',
      soggettoId: richiesta.personaId,
      dati: { richiesta: id, azione: richiesta.azione, ruolo: richiesta.ruolo, ruoloId },
    })
    return success(null)
  })
}

/** Takes back a request that nobody has decided yet. */
export async function withdrawRichiesta(actor: Viewer, id: string): Promise<Result<null>> {
  const at = await databaseNow()
  return recorded(attoreOf(actor), async (tx, record) => {
    const [gone] = await tx
      .update(richiesteRuolo)
      .set({ esito: 'ritirata', decisaDaId: actor.personaId, decisaAt: at })
      .where(
        and(
          eq(richiesteRuolo.ente, ENTE),
          eq(richiesteRuolo.id, id),
          eq(richiesteRuolo.chiestaDaId, actor.personaId),
          isNull(richiesteRuolo.esito),
        ),
      )
      .returning({ personaId: richiesteRuolo.personaId })
    if (!gone) return refuse('Questa richiesta non aspetta più: ricarica la pagina')
    await record({
      azione: 'ruolo.richiesta_ritirata',
      soggettoTipo: 'persona',
      soggettoId: gone.personaId,
      dati: { richiesta: id },
    })
    return success(null)
  })
}
