import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { luoghiConservazione, unitaConservazione, unitaContenute } from '@/drizzle/schema/archivio-deposito'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import type { Tx } from '@/lib/db/transaction'
import { bump, CAMBIATA, DI, lockUnita, modificheOf, NON_TROVATA, NON_TUA } from '../commands'
import { haCarte } from '../rules'
import type { CollocazioneInput, ContenitoreInput, LuogoInput } from './forms'
import { canStandIn } from './rules'
import { curaArchivio, writeStoriaDi } from './storia'

export const NON_C_E = 'Non c’è più: torna al deposito'
const LUOGO = { soggettoTipo: 'luogo_conservazione' } as const
export const CONTENITORE = { soggettoTipo: 'unita_conservazione' } as const

export const findLuogo = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select()
    .from(luoghiConservazione)
    .where(and(eq(luoghiConservazione.ente, ENTE), eq(luoghiConservazione.id, id)))
    .for('update')
  return row ?? null
}

export async function addLuogo(
  actor: Funzionario,
  { tipo, nome, padreId }: LuogoInput,
): Promise<Result<{ id: string }, 'nome' | 'padreId'>> {
  return recorded<{ id: string }, 'nome' | 'padreId'>(attoreOf(actor), async (tx, record) => {
    if (!(await curaArchivio(tx))) return refuse(NON_TUA)
    const padre = padreId ? await findLuogo(tx, padreId) : null
    if (padreId && !padre) return refuse('C’è un problema', { padreId: 'Scegli dall’elenco' })
    if (padre ? !canStandIn(padre.tipo, tipo) : tipo !== 'sede')
      return refuse('C’è un problema', {
        padreId: padre
          ? 'Non può stare lì: scegli un luogo più grande'
          : 'Scegli dove si trova: solo una sede sta da sé',
      })
    const id = crypto.randomUUID()
    const written = await tx
      .insert(luoghiConservazione)
      .values({ ente: ENTE, id, tipo, nome, padreId })
      .onConflictDoNothing()
      .returning({ id: luoghiConservazione.id })
    if (written.length === 0) return refuse('C’è un problema', { nome: 'Qui c’è già un luogo con questo nome' })
    await writeStoriaDi(tx, actor, 'luogo', id, 'aggiunto')
    await record({ azione: 'archivio.luogo_aggiunto', ...LUOGO, soggettoId: id })
    return success({ id })
  })
}

async function isNomeTaken(tx: Tx, nome: string, padreId: string | null): Promise<boolean> {
  const [same] = await tx
    .select({ id: luoghiConservazione.id })
    .from(luoghiConservazione)
    .where(
      and(
        eq(luoghiConservazione.ente, ENTE),
        eq(luoghiConservazione.nome, nome),
        padreId ? eq(luoghiConservazione.padreId, padreId) : isNull(luoghiConservazione.padreId),
      ),
    )
  return same !== undefined
}

/** Is a count open of one of these places, or of one that they are in? */
async function isCounted(tx: Tx, ids: readonly string[]): Promise<boolean> {
  const [row] = await tx.execute<{ si: boolean }>(sql`
    with recursive sopra as (
      select l.id, l.padre_id from luoghi_conservazione l where l.ente = ${ENTE} and l.id = any (${`{${ids.join()}}`}::uuid[])
      union select p.id, p.padre_id from sopra s join luoghi_conservazione p on p.ente = ${ENTE} and p.id = s.padre_id)
    select exists (select from sopra s join inventari i on i.ente = ${ENTE} and i.luogo_id = s.id and i.chiuso_at is null) as si`)
  return row?.si ?? false
}

/** The name changes, the place is the same: labels and movements go on naming it. */
export async function renameLuogo(
  actor: Funzionario,
  id: string,
  versione: number,
  nome: string,
): Promise<Result<null, 'nome'>> {
  return recorded<null, 'nome'>(attoreOf(actor), async (tx, record) => {
    if (!(await curaArchivio(tx))) return refuse(NON_TUA)
    const row = await findLuogo(tx, id)
    if (!row) return refuse(NON_C_E)
    if (row.versioneRiga !== versione) return refuse(CAMBIATA.replace('questa unità', 'questo luogo'))
    if (row.nome === nome) return refuse('Non hai cambiato niente')
    if (await isNomeTaken(tx, nome, row.padreId))
      return refuse('C’è un problema', { nome: 'Qui c’è già un luogo con questo nome' })
    await tx
      .update(luoghiConservazione)
      .set({ nome, versioneRiga: versione + 1, updatedAt: sql`now()` })
      .where(and(eq(luoghiConservazione.ente, ENTE), eq(luoghiConservazione.id, id)))
    await writeStoriaDi(tx, actor, 'luogo', id, 'rinominato', { nome: { da: row.nome, a: nome } })
    await record({ azione: 'archivio.luogo_rinominato', ...LUOGO, soggettoId: id })
    return success(null)
  })
}

/**
 * The place goes, with all that is in it, into another that is larger: so it never ends inside itself. Not while what is in
 * either of the two is being counted.
 */
export async function moveLuogo(
  actor: Funzionario,
  id: string,
  versione: number,
  padreId: string,
): Promise<Result<null, 'padreId'>> {
  return recorded<null, 'padreId'>(attoreOf(actor), async (tx, record) => {
    if (!(await curaArchivio(tx))) return refuse(NON_TUA)
    const row = await findLuogo(tx, id)
    if (!row) return refuse(NON_C_E)
    if (row.versioneRiga !== versione) return refuse(CAMBIATA.replace('questa unità', 'questo luogo'))
    const no = (why: string) => refuse('C’è un problema', { padreId: why })
    if (!row.padreId) return refuse('Una sede sta da sé: non si sposta')
    if (padreId === row.padreId) return no('È già lì')
    const [from, to] = [await findLuogo(tx, row.padreId), await findLuogo(tx, padreId)]
    if (!to) return no('Scegli dall’elenco')
    if (!canStandIn(to.tipo, row.tipo)) return no('Non può stare lì: scegli un luogo più grande')
    if (await isNomeTaken(tx, row.nome, to.id)) return no('Lì c’è già un luogo con questo nome: cambiane uno')
    if (await isCounted(tx, [id, to.id])) return refuse('È in corso un inventario: chiudilo, poi sposta il luogo')
    await tx
      .update(luoghiConservazione)
      .set({ padreId: to.id, versioneRiga: versione + 1, updatedAt: sql`now()` })
      .where(and(eq(luoghiConservazione.ente, ENTE), eq(luoghiConservazione.id, id)))
    await writeStoriaDi(tx, actor, 'luogo', id, 'spostato', { dentro: { da: from?.nome ?? null, a: to.nome } })
    await record({ azione: 'archivio.luogo_spostato', ...LUOGO, soggettoId: id, dati: { da: row.padreId, a: to.id } })
    return success(null)
  })
}

/** A new container; `unitaId`: and the unit that goes into it. */
export async function addContenitore(
  actor: Funzionario,
  input: ContenitoreInput,
  unitaId: string | null = null,
): Promise<Result<{ id: string }, 'codice' | 'luogoId'>> {
  return recorded<{ id: string }, 'codice' | 'luogoId'>(attoreOf(actor), async (tx, record) => {
    if (!(await curaArchivio(tx))) return refuse(NON_TUA)
    if (!(await findLuogo(tx, input.luogoId))) return refuse('C’è un problema', { luogoId: 'Scegli il luogo' })
    const id = crypto.randomUUID()
    const written = await tx
      .insert(unitaConservazione)
      .values({ ente: ENTE, id, ...input })
      .onConflictDoNothing()
      .returning({ id: unitaConservazione.id })
    if (written.length === 0)
      return refuse('C’è un problema', { codice: 'Questo codice è già di un altro contenitore' })
    await writeStoriaDi(tx, actor, 'contenitore', id, 'aggiunto')
    await record({ azione: 'archivio.contenitore_aggiunto', ...CONTENITORE, soggettoId: id })
    const refused = unitaId ? await putIn(tx, actor, unitaId, { id, codice: input.codice }) : null
    return refused ? refuse(refused) : success({ id })
  })
}

/** @param versione of the container when the form was drawn */
export async function describeContenitore(
  actor: Funzionario,
  id: string,
  versione: number,
  input: CollocazioneInput,
): Promise<Result<null, 'luogoId'>> {
  return recorded<null, 'luogoId'>(attoreOf(actor), async (tx, record) => {
    if (!(await curaArchivio(tx))) return refuse(NON_TUA)
    const row = await lockContenitore(tx, id)
    if (!row) return refuse(NON_C_E)
    if (row.versioneRiga !== versione) return refuse(CAMBIATA.replace('questa unità', 'questo contenitore'))
    const [from, to] = [await findLuogo(tx, row.luogoId), await findLuogo(tx, input.luogoId)]
    if (!to) return refuse('C’è un problema', { luogoId: 'Scegli il luogo' })
    const changes = modificheOf(
      { tipo: row.tipo, posizione: row.posizione, luogo: from?.nome },
      { tipo: input.tipo, posizione: input.posizione, luogo: to.nome },
    )
    if (Object.keys(changes).length === 0 && to.id === row.luogoId) return refuse('Non hai cambiato niente')
    await writeContenitore(tx, id, versione, input)
    await writeStoriaDi(tx, actor, 'contenitore', id, 'modificato', changes)
    await record({
      azione: 'archivio.contenitore_modificato',
      ...CONTENITORE,
      soggettoId: id,
      dati: { campi: Object.keys(changes) },
    })
    return success(null)
  })
}

export const writeContenitore = (tx: Tx, id: string, versione: number, set: Partial<CollocazioneInput>) =>
  tx
    .update(unitaConservazione)
    .set({ ...set, versioneRiga: versione + 1, updatedAt: sql`now()` })
    .where(and(eq(unitaConservazione.ente, ENTE), eq(unitaConservazione.id, id)))

export async function lockContenitore(tx: Tx, id: string) {
  const [row] = await tx
    .select()
    .from(unitaConservazione)
    .where(and(eq(unitaConservazione.ente, ENTE), eq(unitaConservazione.id, id)))
    .for('update')
  return row ?? null
}

/** @returns a refusal, or nothing */
async function putIn(
  tx: Tx,
  actor: Funzionario,
  unitaId: string,
  contenitore: { id: string; codice: string },
): Promise<string | null> {
  const row = await lockUnita(tx, unitaId)
  if (!row) return NON_TROVATA
  if (!haCarte(row.livello)) return 'Una serie non sta in un contenitore: vi stanno i suoi fascicoli'
  const written = await tx
    .insert(unitaContenute)
    .values({ ente: ENTE, unitaId, contenitoreId: contenitore.id })
    .onConflictDoNothing()
    .returning({ id: unitaContenute.unitaId })
  if (written.length === 0) return 'L’unità è già in questo contenitore'
  await bump(tx, actor, unitaId, row.versioneRiga, 'collocata', { contenitore: { da: null, a: contenitore.codice } })
  return null
}

/** Puts a unit into a container that is there, by the code on its label. */
export async function addContenuta(
  actor: Funzionario,
  unitaId: string,
  codice: string,
): Promise<Result<null, 'codice'>> {
  return recorded<null, 'codice'>(attoreOf(actor), async (tx, record) => {
    const [contenitore] = await tx
      .select({ id: unitaConservazione.id, codice: unitaConservazione.codice })
      .from(unitaConservazione)
      .where(and(eq(unitaConservazione.ente, ENTE), eq(unitaConservazione.codice, codice)))
    if (!(await lockUnita(tx, unitaId))) return refuse(NON_TROVATA)
    if (!contenitore) return refuse('C’è un problema', { codice: 'Nessun contenitore ha questo codice' })
    const refused = await putIn(tx, actor, unitaId, contenitore)
    if (refused) return refuse('C’è un problema', { codice: refused })
    await record({
      azione: 'archivio.collocata',
      soggettoTipo: DI.tipo,
      soggettoId: unitaId,
      dati: { contenitoreId: contenitore.id },
    })
    return success(null)
  })
}

export async function removeContenuta(
  actor: Funzionario,
  unitaId: string,
  contenitoreId: string,
): Promise<Result<null>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    const row = await lockUnita(tx, unitaId)
    if (!row) return refuse(NON_TROVATA)
    const contenitore = await lockContenitore(tx, contenitoreId)
    const removed = await tx
      .delete(unitaContenute)
      .where(
        and(
          eq(unitaContenute.ente, ENTE),
          eq(unitaContenute.unitaId, unitaId),
          eq(unitaContenute.contenitoreId, contenitoreId),
        ),
      )
      .returning({ id: unitaContenute.unitaId })
    if (removed.length === 0 || !contenitore) return refuse('L’unità non è in questo contenitore')
    await bump(tx, actor, unitaId, row.versioneRiga, 'tolta dal contenitore', {
      contenitore: { da: contenitore.codice, a: null },
    })
    await record({
      azione: 'archivio.scollocata',
      soggettoTipo: DI.tipo,
      soggettoId: unitaId,
      dati: { contenitoreId },
    })
    return success(null)
  })
}
