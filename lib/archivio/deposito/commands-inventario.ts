import 'server-only'
import { and, count, eq, inArray, isNull, sql } from 'drizzle-orm'
import {
  inventari,
  lettureInventario,
  luoghiConservazione,
  movimenti,
  unitaConservazione,
} from '@/drizzle/schema/archivio-deposito'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import type { Tx } from '@/lib/db/transaction'
import { NON_TUA } from '../commands'
import { codiciOf, type EsitoLettura, esitoOf } from './rules'
import { curaArchivio } from './storia'

const DI = { soggettoTipo: 'inventario' } as const
const CHIUSO = 'Questo inventario è chiuso: aprine un altro'
const MAX_CODICI = 500

/** The place and all those inside it. */
export const luoghiDentro = (luogoId: string) => sql`
  with recursive dentro as (
    select l.id from luoghi_conservazione l where l.ente = ${ENTE} and l.id = ${luogoId}::uuid
    union all select f.id from dentro join luoghi_conservazione f on f.ente = ${ENTE} and f.padre_id = dentro.id)
  select id from dentro`

/** The same with the name of each, from the place itself: 'Sala A › Scaffale 3'. For a statement that goes on. */
export const dentroPercorso = (luogoId: string) => sql`
  with recursive dentro as (
    select l.id, l.nome as percorso from luoghi_conservazione l where l.ente = ${ENTE} and l.id = ${luogoId}::uuid
    union all select f.id, dentro.percorso || ' › ' || f.nome from dentro
    join luoghi_conservazione f on f.ente = ${ENTE} and f.padre_id = dentro.id)`

type Contato = { id: string; luogoId: string }

/** Labels expected in a place that nobody has read yet, also of what is out. */
export const nonLettiOggi = ({ id, luogoId }: Contato) => sql`
  ${dentroPercorso(luogoId)}
  select c.codice, c.id as contenitore_id, d.id as luogo_id, d.percorso as luogo, m.motivo as fuori
  from dentro d join unita_conservazione c on c.ente = ${ENTE} and c.luogo_id = d.id
  left join movimenti m on m.ente = c.ente and m.contenitore_id = c.id and m.rientro_at is null
  where not exists (select from letture_inventario r
    where r.ente = c.ente and r.inventario_id = ${id}::uuid and r.codice = c.codice)`

export async function conta(db: Pick<Tx, 'execute'>, contato: Contato): Promise<{ mancanti: number; fuori: number }> {
  const [row] = await db.execute<{ mancanti: number; fuori: number }>(sql`
    select (count(*) filter (where fuori is null))::int as mancanti, count(fuori)::int as fuori
    from (${nonLettiOggi(contato)}) n`)
  return row ?? { mancanti: 0, fuori: 0 }
}

/** Begins to count a place; one count of a place at a time. */
export async function openInventario(actor: Funzionario, luogoId: string): Promise<Result<{ id: string }>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    if (!(await curaArchivio(tx))) return refuse(NON_TUA)
    const [luogo] = await tx
      .select({ id: luoghiConservazione.id })
      .from(luoghiConservazione)
      .where(and(eq(luoghiConservazione.ente, ENTE), eq(luoghiConservazione.id, luogoId)))
      .for('update')
    if (!luogo) return refuse('Questo luogo non c’è più: torna al deposito')
    const [open] = await tx
      .select({ id: inventari.id })
      .from(inventari)
      .where(and(eq(inventari.ente, ENTE), eq(inventari.luogoId, luogoId), isNull(inventari.chiusoAt)))
    const id = open?.id ?? crypto.randomUUID()
    if (!open) await tx.insert(inventari).values({ ente: ENTE, id, luogoId, apertoDaId: actor.personaId })
    await record({ azione: 'archivio.inventario_aperto', ...DI, soggettoId: id, dati: { luogoId } })
    return success({ id })
  })
}

async function lockAperto(tx: Tx, id: string) {
  if (!(await curaArchivio(tx))) return null
  const [row] = await tx
    .select()
    .from(inventari)
    .where(and(eq(inventari.ente, ENTE), eq(inventari.id, id)))
    .for('update')
  return row ?? null
}

export type Letta = { codice: string; esito: EsitoLettura }

/**
 * Labels read, one a line. Read twice, a label counts once.
 * @returns what each turned out to be, in the order read
 */
export async function readEtichette(actor: Funzionario, id: string, testo: string): Promise<Result<Letta[], 'codici'>> {
  return recorded<Letta[], 'codici'>(attoreOf(actor), async (tx, record) => {
    const row = await lockAperto(tx, id)
    if (!row) return refuse(NON_TUA)
    if (row.chiusoAt) return refuse(CHIUSO)
    const codici = codiciOf(testo)
    if (codici.length === 0) return refuse('C’è un problema', { codici: 'Leggi o scrivi almeno un codice' })
    if (codici.length > MAX_CODICI)
      return refuse('C’è un problema', { codici: `Manda al massimo ${MAX_CODICI} codici alla volta` })
    const places = new Set((await tx.execute<{ id: string }>(luoghiDentro(row.luogoId))).map((one) => one.id))
    const known = new Map((await listTrovati(tx, codici)).map((one) => [one.codice, one]))
    const lette = codici.map((codice) => ({ codice, esito: esitoOf(known.get(codice) ?? null, places) }))
    await tx
      .insert(lettureInventario)
      .values(lette.map((one) => ({ ente: ENTE, inventarioId: id, ...one, lettoDaId: actor.personaId })))
      .onConflictDoUpdate({
        target: [lettureInventario.ente, lettureInventario.inventarioId, lettureInventario.codice],
        set: { esito: sql`excluded.esito` },
      })
    await record({ azione: 'archivio.etichette_lette', ...DI, soggettoId: id, dati: { quante: lette.length } })
    return success(lette)
  })
}

const listTrovati = (tx: Tx, codici: readonly string[]) =>
  tx
    .select({
      codice: unitaConservazione.codice,
      luogoId: unitaConservazione.luogoId,
      fuori: sql<boolean>`${movimenti.id} is not null`,
    })
    .from(unitaConservazione)
    .leftJoin(movimenti, openMovement)
    .where(and(eq(unitaConservazione.ente, ENTE), inArray(unitaConservazione.codice, [...codici])))

export const openMovement = and(
  eq(movimenti.ente, unitaConservazione.ente),
  eq(movimenti.contenitoreId, unitaConservazione.id),
  isNull(movimenti.rientroAt),
)

/** Ends the count: what nobody has read is written down as it is now. */
export async function closeInventario(actor: Funzionario, id: string): Promise<Result<null>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    const row = await lockAperto(tx, id)
    if (!row) return refuse(NON_TUA)
    if (row.chiusoAt) return refuse(CHIUSO)
    const [lette] = await tx
      .select({ n: count() })
      .from(lettureInventario)
      .where(and(eq(lettureInventario.ente, ENTE), eq(lettureInventario.inventarioId, id)))
    if (!lette?.n) return refuse('Non hai ancora letto nessuna etichetta')
    const contato = { id, luogoId: row.luogoId }
    const { mancanti, fuori } = await conta(tx, contato)
    await tx.execute(sql`
      insert into non_letti_inventario (ente, inventario_id, codice, contenitore_id, luogo_id, luogo, fuori)
      select ${ENTE}, ${id}::uuid, n.codice, n.contenitore_id, n.luogo_id, n.luogo, n.fuori from (${nonLettiOggi(contato)}) n`)
    await tx
      .update(inventari)
      .set({ chiusoAt: sql`now()` as unknown as Date, updatedAt: sql`now()` as unknown as Date })
      .where(and(eq(inventari.ente, ENTE), eq(inventari.id, id)))
    await record({
      azione: 'archivio.inventario_chiuso',
      ...DI,
      soggettoId: id,
      dati: { lette: lette.n, mancanti, fuori },
    })
    return success(null)
  })
}
