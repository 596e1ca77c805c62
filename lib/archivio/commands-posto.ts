import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { bump, CAMBIATA, DI, isPresa, lockUnita, NON_TROVATA, nextPosizione, PRESA } from './commands'
import { EREDI_MAX } from './commands-accesso'
import { findEtichette, recomputeAccesso } from './materia'
import { canContain, type LivelloDescrizione, livelliInvece, ordineOf } from './rules'
import { apronoPrima, type Etichetta } from './rules-consultabilita'

const ofUnita = (id: string) => and(eq(unita.ente, ENTE), eq(unita.id, id))

/** The unit takes another signature. Its address is made of its id, and stays. */
export async function changeSegnatura(
  actor: Funzionario,
  id: string,
  versione: number,
  segnatura: string,
): Promise<Result<null, 'segnatura'>> {
  return recorded<null, 'segnatura'>(attoreOf(actor), async (tx, record) => {
    const row = await lockUnita(tx, id)
    if (!row) return refuse(NON_TROVATA)
    if (row.versioneRiga !== versione) return refuse(CAMBIATA)
    if (row.segnatura === segnatura) return refuse('Non hai cambiato niente')
    if (await isPresa(tx, segnatura)) return refuse('C’è un problema', PRESA)
    await tx.update(unita).set({ segnatura }).where(ofUnita(id))
    await bump(tx, actor, id, versione, 'segnatura cambiata', { segnatura: { da: row.segnatura, a: segnatura } })
    await record({ azione: 'archivio.segnatura_cambiata', soggettoTipo: DI.tipo, soggettoId: id })
    return success(null)
  })
}

/** What stands in the unit goes on standing in it, and it in what is above. */
export async function changeLivello(
  actor: Funzionario,
  id: string,
  versione: number,
  livello: LivelloDescrizione,
): Promise<Result<null, 'livello'>> {
  return recorded<null, 'livello'>(attoreOf(actor), async (tx, record) => {
    const row = await lockUnita(tx, id)
    if (!row) return refuse(NON_TROVATA)
    if (row.versioneRiga !== versione) return refuse(CAMBIATA)
    const no = (why: string) => refuse('C’è un problema', { livello: why })
    // also those that are closed to who acts
    const [above, below] = await asSistema(tx, async () => [
      row.padreId ? await tx.select({ livello: unita.livello }).from(unita).where(ofUnita(row.padreId)) : [],
      await tx
        .selectDistinct({ livello: unita.livello })
        .from(unita)
        .where(and(eq(unita.ente, ENTE), eq(unita.padreId, id))),
    ])
    if (!livelliInvece(row.livello, above[0]?.livello ?? null).includes(livello))
      return no('Qui non può avere questo livello: scegline un altro')
    if (!below.every((one) => canContain(livello, one.livello)))
      return no('Contiene unità che non stanno dentro questo livello: cambia prima il loro')
    await tx.update(unita).set({ livello }).where(ofUnita(id))
    await bump(tx, actor, id, versione, 'livello cambiato', { livello: { da: row.livello, a: livello } })
    await record({
      azione: 'archivio.livello_cambiato',
      soggettoTipo: DI.tipo,
      soggettoId: id,
      dati: { da: row.livello, a: livello },
    })
    return success(null)
  })
}

/**
 * Moves a unit, with all that it holds, to the end of another of its fonds. Its own openness stays; tags of where it stands
 * count from now on, and those of where it stood no longer: where that would open it, it does not move.
 *
 * @param dentro signature of the unit into which it goes
 * @returns whether who acts still sees it
 */
export async function moveUnita(
  actor: Funzionario,
  id: string,
  versione: number,
  dentro: string,
): Promise<Result<{ visibile: boolean }, 'dentro'>> {
  return recorded<{ visibile: boolean }, 'dentro'>(attoreOf(actor), async (tx, record) => {
    const row = await lockUnita(tx, id)
    if (!row?.padreId) return refuse(row ? 'Un fondo sta in cima: non si sposta' : NON_TROVATA)
    if (row.versioneRiga !== versione) return refuse(CAMBIATA)
    const no = (why: string) => refuse('C’è un problema', { dentro: why })
    const [found] = await tx
      .select({ id: unita.id })
      .from(unita)
      .where(and(eq(unita.ente, ENTE), eq(unita.segnatura, dentro)))
    const padre = found && (await lockUnita(tx, found.id))
    if (!padre) return no('Nessuna unità ha questa segnatura')
    if (padre.id === row.padreId) return no('È già lì')
    if (padre.fondoId !== row.fondoId) return no('È in un altro fondo: un’unità si sposta dentro il suo')
    if (padre.id === id || padre.ordine.startsWith(`${row.ordine}.`))
      return no('Un’unità non può stare dentro sé stessa')
    if (!canContain(padre.livello, row.livello)) return no('Questo livello non sta dentro quello di sopra')
    const prima = await chiudono(tx, id)
    const posizione = await nextPosizione(tx, padre.id)
    const [from] = await tx.select({ segnatura: unita.segnatura }).from(unita).where(ofUnita(row.padreId))
    const modifiche = { dentro: { da: from?.segnatura ?? null, a: padre.segnatura } }
    await bump(tx, actor, id, versione, 'spostata', modifiche)
    const moved = await writePosto(tx, row, { padre, posizione })
    if (!moved)
      return refuse(
        `Contiene più di ${EREDI_MAX / 1000}.000 unità: sono troppe per una volta. Sposta prima le sue parti`,
      )
    if (apronoPrima(prima, await chiudono(tx, id)))
      return no(
        'Là si aprirebbe prima: qui la chiudono etichette di ciò che la contiene. Metti le stesse etichette su questa unità, poi spostala',
      )
    await record({
      azione: 'archivio.spostata',
      soggettoTipo: DI.tipo,
      soggettoId: id,
      dati: { da: row.padreId, a: padre.id },
    })
    if (await asSistema(tx, () => hasTagsSopra(tx, [row.padreId ?? '', padre.id]))) await recomputeAccesso(tx, id)
    const seen = await tx.select({ id: unita.id }).from(unita).where(ofUnita(id))
    return success({ visibile: seen.length > 0 })
  })
}

const chiudono = async (tx: Tx, id: string): Promise<Etichetta[]> =>
  (await asSistema(tx, () => findEtichette(tx, id))).map((one) => one.etichetta)

type Posto = { id: string; ordine: string; profondita: number }

/** As the system: some of what it holds may be closed to who moves it. @returns false: it holds too much */
const writePosto = (tx: Tx, row: Posto, { padre, posizione }: { padre: Posto; posizione: number }): Promise<boolean> =>
  asSistema(tx, async () => {
    const branch = sql`ente = ${ENTE} and (ordine = ${row.ordine} or (ordine > ${`${row.ordine}.`} and ordine < ${`${row.ordine}/`}))`
    // locked first: what is put into them meanwhile comes along
    const locked = await tx.execute(
      sql`select 1 from unita_archivistiche where ${branch} order by id limit ${EREDI_MAX + 1} for update`,
    )
    if (locked.length > EREDI_MAX) return false
    await tx.execute(sql`
      update unita_archivistiche set
        ordine = ${ordineOf(padre.ordine, posizione)} || substr(ordine, ${row.ordine.length + 1}::int),
        profondita = profondita + ${padre.profondita + 1 - row.profondita}::int,
        padre_id = case when id = ${row.id}::uuid then ${padre.id}::uuid else padre_id end,
        posizione = case when id = ${row.id}::uuid then ${posizione}::int else posizione end
      where ${branch}`)
    return true
  })

/** Do tags of these, or of what they stand in, close what is below? */
async function hasTagsSopra(tx: Tx, ids: readonly string[]): Promise<boolean> {
  const [row] = await tx.execute<{ si: boolean }>(sql`
    with recursive sopra as (
      select u.id, u.padre_id from unita_archivistiche u where u.ente = ${ENTE} and u.id = any (${`{${ids.join()}}`}::uuid[])
      union select p.id, p.padre_id from sopra s join unita_archivistiche p on p.ente = ${ENTE} and p.id = s.padre_id)
    select exists (select from sopra s join etichette_unita e on e.ente = ${ENTE} and e.unita_id = s.id and e.tolta_at is null) as si`)
  return row?.si ?? false
}
