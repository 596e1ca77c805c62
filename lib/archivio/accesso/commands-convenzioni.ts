import 'server-only'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { convenzioniArchivio as convenzioni, lettoriConvenzione as lettori } from '@/drizzle/schema/archivio-accesso'
import { visioniArchivio as visioni } from '@/drizzle/schema/archivio-digitale'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { askScheda, TROPPE } from '../risposta'
import { fineDi } from './commands-visioni'
import type { ConvenzioneInput, LettoreInput } from './forms-convenzioni'
import { openPorta, PRECLUSA } from './porta'
import { listEntiConvenzionabili } from './queries-convenzioni'
import { statoConvenzione } from './rules-convenzioni'

export const CONVENZIONE_NON_TROVATA = 'Convenzione non trovata'
const FINITA = 'Questa convenzione è finita: non si cambia più'
const DI = 'convenzione_archivio'

const cura = async (tx: Tx): Promise<boolean> => {
  const [row] = await tx.execute<{ si: boolean }>(sql`select cura_archivio() as si`)
  return row?.si ?? false
}

/** Locks an agreement that is not over, for who works in the archive. */
async function lockConvenzione(tx: Tx, id: string): Promise<Result<typeof convenzioni.$inferSelect>> {
  if (!isUuid(id) || !(await cura(tx))) return refuse(CONVENZIONE_NON_TROVATA)
  const [row] = await tx
    .select()
    .from(convenzioni)
    .where(and(eq(convenzioni.ente, ENTE), eq(convenzioni.id, id)))
    .for('update')
  if (!row) return refuse(CONVENZIONE_NON_TROVATA)
  const stato = statoConvenzione(row, await today())
  return stato === 'finita' || stato === 'cessata' ? refuse(FINITA) : success(row)
}

/** Registers an agreement that was signed. @see D.Lgs. 82/2005 art. 50 */
export async function addConvenzione(
  officer: Funzionario,
  input: ConvenzioneInput,
): Promise<Result<string, keyof ConvenzioneInput>> {
  const known = await listEntiConvenzionabili(officer)
  return recorded<string, keyof ConvenzioneInput>(attoreOf(officer), async (tx, record) => {
    if (!(await cura(tx))) return refuse('Può farlo solo chi lavora nell’archivio')
    if (!known.some((one) => one.id === input.organizzazioneId))
      return refuse('Scegli l’ente dall’elenco', { organizzazioneId: 'Scegli l’ente dall’elenco' })
    if (input.comuni.some((istat) => !nomeComune(istat)))
      return refuse('C’è un problema', { comuni: 'Scegli i Comuni dall’elenco' })
    const [row] = await tx
      .insert(convenzioni)
      .values({ ente: ENTE, ...input, registrataDaId: officer.personaId })
      .returning({ id: convenzioni.id })
    const id = row?.id ?? ''
    await record({
      azione: 'archivio.convenzione_registrata',
      soggettoTipo: DI,
      soggettoId: id,
      dati: { organizzazioneId: input.organizzazioneId, comuni: input.comuni, dal: input.dal, al: input.al },
    })
    return success(id)
  })
}

/** Names one who reads for the body. Named again after being taken out, they read again. */
export async function addLettore(
  officer: Funzionario,
  convenzioneId: string,
  { codiceFiscale, nome }: LettoreInput,
): Promise<Result<null, keyof LettoreInput>> {
  return recorded<null, keyof LettoreInput>(attoreOf(officer), async (tx, record) => {
    const found = await lockConvenzione(tx, convenzioneId)
    if (!found.ok) return found
    if (codiceFiscale === officer.codiceFiscale)
      return refuse('C’è un problema', { codiceFiscale: 'Non puoi indicare te stesso: ti indica un collega' })
    const [row] = await tx
      .insert(lettori)
      .values({ ente: ENTE, convenzioneId, codiceFiscale, nome, aggiuntoDaId: officer.personaId })
      .onConflictDoUpdate({
        target: [lettori.ente, lettori.convenzioneId, lettori.codiceFiscale],
        set: { nome, toltoAt: null, toltoDaId: null, aggiuntoDaId: officer.personaId, updatedAt: sql`now()` },
      })
      .returning({ id: lettori.id })
    await record({
      azione: 'archivio.lettore_aggiunto',
      soggettoTipo: DI,
      soggettoId: convenzioneId,
      dati: { lettoreId: row?.id ?? '' },
    })
    return success(null)
  })
}

/** What is open today under an agreement is closed: of one reader, or of all. */
async function closeVisioni(
  tx: Tx,
  officer: Funzionario,
  convenzioneId: string,
  motivo: string,
  codiceFiscale?: string,
): Promise<void> {
  const [persona] = codiceFiscale
    ? await asSistema(tx, () =>
        tx.execute<{ id: string }>(
          sql`select id from persone where ente = ${ENTE} and codice_fiscale = ${codiceFiscale}`,
        ),
      )
    : []
  if (codiceFiscale && !persona) return // has never signed in
  await tx
    .update(visioni)
    .set({ revocataAt: sql`now()` as unknown as Date, revocataDaId: officer.personaId, revocataMotivo: motivo })
    .where(
      and(
        eq(visioni.ente, ENTE),
        eq(visioni.convenzioneId, convenzioneId),
        isNull(visioni.revocataAt),
        gt(visioni.al, sql`now()`),
        persona && eq(visioni.personaId, persona.id),
      ),
    )
}

export async function removeLettore(officer: Funzionario, convenzioneId: string, id: string): Promise<Result<null>> {
  return recorded(attoreOf(officer), async (tx, record) => {
    const found = await lockConvenzione(tx, convenzioneId)
    if (!found.ok) return found
    const [row] = isUuid(id)
      ? await tx
          .update(lettori)
          .set({ toltoAt: sql`now()` as unknown as Date, toltoDaId: officer.personaId, updatedAt: sql`now()` })
          .where(
            and(
              eq(lettori.ente, ENTE),
              eq(lettori.convenzioneId, convenzioneId),
              eq(lettori.id, id),
              isNull(lettori.toltoAt),
            ),
          )
          .returning({ codiceFiscale: lettori.codiceFiscale })
      : []
    if (!row) return refuse('Questa persona non è più nell’elenco')
    await closeVisioni(tx, officer, convenzioneId, 'Non è più tra le persone indicate dall’ente', row.codiceFiscale)
    await record({
      azione: 'archivio.lettore_tolto',
      soggettoTipo: DI,
      soggettoId: convenzioneId,
      dati: { lettoreId: id },
    })
    return success(null)
  })
}

/** Ends an agreement before its day: nobody reads under it any more, from now. */
export async function endConvenzione(
  officer: Funzionario,
  id: string,
  { motivo }: { motivo: string },
): Promise<Result<null, 'motivo'>> {
  return recorded<null, 'motivo'>(attoreOf(officer), async (tx, record) => {
    const found = await lockConvenzione(tx, id)
    if (!found.ok) return found
    await tx
      .update(convenzioni)
      .set({
        cessataAt: sql`now()` as unknown as Date,
        cessataDaId: officer.personaId,
        cessataMotivo: motivo,
        updatedAt: sql`now()`,
      })
      .where(and(eq(convenzioni.ente, ENTE), eq(convenzioni.id, id)))
    await closeVisioni(tx, officer, id, 'La convenzione è cessata')
    await record({ azione: 'archivio.convenzione_cessata', soggettoTipo: DI, soggettoId: id })
    return success(null)
  })
}

/** The agreement under which this person may open a unit today, with the name of the body. */
export async function findConvenzionePer(viewer: Viewer, unitaId: string) {
  const [row] = await dbAs(viewer)
    .select({ id: convenzioni.id, atto: convenzioni.atto, registrataDaId: convenzioni.registrataDaId })
    .from(convenzioni)
    .innerJoin(unita, and(eq(unita.ente, convenzioni.ente), eq(unita.id, unitaId)))
    .where(
      and(
        eq(convenzioni.ente, ENTE),
        sql`apre_in_convenzione(${convenzioni.ente}, ${convenzioni.id}, ${unita.id}, ${convenzioni.registrataDaId})`,
      ),
    )
    .orderBy(convenzioni.dal)
    .limit(1)
  return row ?? null
}

/**
 * Opens the papers of a unit until midnight to one who reads for a body under an agreement, once they have said what for.
 * Not theirs and not there answer alike.
 */
export async function openInConvenzione(
  viewer: Viewer,
  unitaId: string,
  { scopo }: { scopo: string },
): Promise<Result<null, 'scopo'>> {
  const scheda = await askScheda(viewer, null, unitaId)
  if (scheda === 'troppe') return refuse(TROPPE)
  const convenzione = scheda && (await findConvenzionePer(viewer, unitaId))
  if (!scheda || !convenzione) return refuse('Non c’è una convenzione che ti fa leggere queste carte')
  if (scheda.vede.carte) return success(null) // a second press: they are open already
  const oggi = await today()
  return recorded<null, 'scopo'>(attoreOf(viewer), async (tx, record) => {
    const aperta = await openPorta(tx, viewer, unitaId)
    if (aperta === 'preclusa') return refuse(PRECLUSA)
    const dati = { unitaId, convenzioneId: convenzione.id }
    if (aperta) {
      await record({
        azione: 'archivio.visione_in_convenzione',
        soggettoTipo: 'visione_archivio',
        soggettoId: aperta,
        dati: { ...dati, ripetuta: true },
      })
      return success(null)
    }
    const id = crypto.randomUUID()
    await tx.insert(visioni).values({
      ente: ENTE,
      id,
      unitaId,
      personaId: viewer.personaId,
      convenzioneId: convenzione.id,
      scopo,
      al: fineDi(oggi),
      concessaDaId: convenzione.registrataDaId,
    })
    await record({
      azione: 'archivio.visione_in_convenzione',
      soggettoTipo: 'visione_archivio',
      soggettoId: id,
      dati,
    })
    return success(null)
  })
}
