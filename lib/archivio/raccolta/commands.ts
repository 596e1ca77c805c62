import 'server-only'
import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { elementiRaccolta as elementi } from '@/drizzle/schema/archivio-lettori'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import type { Tx } from '@/lib/db/transaction'
import { listMiei, listPresenti } from './queries'
import { chiaveOf, type Elemento, MAX_RACCOLTA, RIPENSAMENTO_S, spostato } from './rules'

/** As for one that is not there, also when it is closed. */
export const NON_TROVATO = refuse('Non si può mettere da parte: quello che cerchi non c’è più')
export const PIENA = (max: number) => refuse(`La raccolta è piena: tiene ${max} cose. Togline una, poi riprova`)

const NOW = sql`now()` as unknown as Date
const ofMine = (viewer: Viewer, ...more: (ReturnType<typeof eq> | undefined)[]) =>
  and(eq(elementi.ente, ENTE), eq(elementi.personaId, viewer.personaId), ...more)
const presente = isNull(elementi.toltoAt)

/** One at a time for a person: two tabs, or a click and a sign-in, do not cross. */
const alone = (tx: Tx, viewer: Viewer) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`raccolta:${viewer.personaId}`}, 0))`)

const listed = (tx: Tx, viewer: Viewer) =>
  tx
    .select({ id: elementi.id, unitaId: elementi.unitaId, paginaId: elementi.paginaId, posizione: elementi.posizione })
    .from(elementi)
    .where(ofMine(viewer, presente))
    .orderBy(asc(elementi.posizione), asc(elementi.createdAt))

/** That it changed, and how much; what somebody reads is not for the register. */
const fatto = (viewer: Viewer, che: string, quanti: number) => ({
  azione: `archivio.raccolta_${che}`,
  soggettoTipo: 'persona',
  soggettoId: viewer.personaId,
  dati: { quanti },
})

/**
 * Puts units and pages aside, after those that are there. Again is as once.
 *
 * @returns those for which there is no room: the rest is put aside
 */
export async function putAside(viewer: Viewer, asked: readonly Elemento[]): Promise<Result<Elemento[]>> {
  const known = (await listPresenti(viewer, asked)).filter((one) => one.paginaId === null || one.pagina !== null)
  if (known.length === 0) return NON_TROVATO
  const before = new Set((await listMiei(viewer)).map(chiaveOf))
  if (known.every((one) => before.has(one.chiave))) return success([])
  return recorded<Elemento[], string>(attoreOf(viewer), async (tx, record) => {
    await alone(tx, viewer)
    const there = await listed(tx, viewer)
    const keys = new Set(there.map(chiaveOf))
    const missing = known.filter((one) => !keys.has(one.chiave))
    const fit = missing.slice(0, Math.max(0, MAX_RACCOLTA - there.length))
    const last = there.at(-1)?.posizione ?? 0
    if (fit.length > 0)
      await tx
        .insert(elementi)
        .values(
          fit.map(({ unitaId, paginaId }, i) => ({
            ente: ENTE,
            personaId: viewer.personaId,
            unitaId,
            paginaId,
            posizione: last + 1 + i,
          })),
        )
        .onConflictDoUpdate({
          target: [elementi.ente, elementi.personaId, elementi.unitaId, elementi.paginaId],
          // it had been taken away: it comes back with its note, at the end
          set: { toltoAt: null, posizione: sql`excluded.posizione`, updatedAt: NOW },
        })
    await record(fatto(viewer, 'accresciuta', fit.length))
    return success(missing.slice(fit.length).map(({ unitaId, paginaId }) => ({ unitaId, paginaId })))
  })
}

/** Takes one away, or all. For an hour it can be put back, until something else is taken away. */
export async function takeAway(viewer: Viewer, what: Elemento | 'tutto'): Promise<Result<null>> {
  return recorded(attoreOf(viewer), async (tx, record) => {
    await alone(tx, viewer)
    const there = await listed(tx, viewer)
    const gone = what === 'tutto' ? there : there.filter((one) => chiaveOf(one) === chiaveOf(what))
    if (gone.length > 0) {
      await tx.delete(elementi).where(ofMine(viewer, isNotNull(elementi.toltoAt)))
      await tx
        .update(elementi)
        .set({ toltoAt: NOW, updatedAt: NOW })
        .where(
          ofMine(
            viewer,
            inArray(
              elementi.id,
              gone.map((one) => one.id),
            ),
          ),
        )
    }
    await record(fatto(viewer, 'ridotta', gone.length))
    return success(null)
  })
}

/** Puts back what was taken away last, where it was. */
export async function putBack(viewer: Viewer): Promise<Result<null>> {
  return recorded<null, string>(attoreOf(viewer), async (tx, record) => {
    await alone(tx, viewer)
    const back = await tx
      .update(elementi)
      .set({ toltoAt: null, updatedAt: NOW })
      .where(
        ofMine(
          viewer,
          isNotNull(elementi.toltoAt),
          sql`${elementi.toltoAt} > now() - make_interval(secs => ${RIPENSAMENTO_S})`,
        ),
      )
      .returning({ id: elementi.id })
    if ((await listed(tx, viewer)).length > MAX_RACCOLTA) return PIENA(MAX_RACCOLTA)
    await record(fatto(viewer, 'rimessa', back.length))
    return success(null)
  })
}

/** @param primaDi key of the one it goes before; null: at the end */
export async function moveElemento(viewer: Viewer, chiave: string, primaDi: string | null): Promise<Result<null>> {
  return recorded(attoreOf(viewer), async (tx, record) => {
    await alone(tx, viewer)
    const order = spostato(await listed(tx, viewer), chiave, primaDi).map((one) => one.id)
    await tx.execute(sql`
      update elementi_raccolta e set posizione = nuovo.posto, updated_at = now()
      from jsonb_array_elements_text((${JSON.stringify(order)}::text)::jsonb) with ordinality as nuovo (id, posto)
      where e.ente = ${ENTE} and e.persona_id = ${viewer.personaId}::uuid and e.id = nuovo.id::uuid and e.posizione <> nuovo.posto`)
    await record(fatto(viewer, 'riordinata', 1))
    return success(null)
  })
}

/**
 * What somebody writes for themselves beside one.
 * @param prima the note on which it was written: another tab may have changed it meanwhile
 */
export async function writeNota(
  viewer: Viewer,
  elemento: Elemento,
  { nota, prima }: { nota: string; prima: string },
): Promise<Result<null, 'nota'>> {
  return recorded<null, 'nota'>(attoreOf(viewer), async (tx, record) => {
    await alone(tx, viewer)
    const one = ofMine(
      viewer,
      presente,
      eq(elementi.unitaId, elemento.unitaId),
      elemento.paginaId === null ? isNull(elementi.paginaId) : eq(elementi.paginaId, elemento.paginaId),
    )
    const [row] = await tx.select({ nota: elementi.nota }).from(elementi).where(one).for('update')
    if (!row) return refuse('Non è più nella raccolta: copia la nota, rimettila da parte e scrivila di nuovo')
    if (row.nota !== prima && row.nota !== nota)
      return refuse('C’è un problema', {
        nota: `Intanto la nota è cambiata, e dice: «${row.nota}». Scrivi come deve restare e salva di nuovo`,
      })
    await tx.update(elementi).set({ nota, updatedAt: NOW }).where(one)
    await record(fatto(viewer, 'annotata', 1))
    return success(null)
  })
}

/**
 * Scheduled: what was taken away and cannot be put back any more is forgotten.
 * @returns how many
 */
export async function sweepRaccolte(): Promise<number> {
  const gone = await dbAs('sistema').execute(sql`
    delete from elementi_raccolta where tolto_at < now() - make_interval(secs => ${RIPENSAMENTO_S}) returning 1`)
  return gone.length
}
