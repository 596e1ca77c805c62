import 'server-only'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { etichetteUnita } from '@/drizzle/schema/archivio-nomi'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { CAMBIATA, DI, lockUnita, NON_TROVATA } from './commands'
import type { AccessoInput } from './forms'
import { haCarte, type LivelloDescrizione } from './rules'
import {
  type CategoriaEtichetta,
  type Consultabilita,
  computeConsultabilita,
  type Etichetta,
  isPiuAperto,
  type LivelloAccesso,
} from './rules-consultabilita'

/** Units changed in one transaction, which has ten seconds: these take about two. */
export const EREDI_MAX = 10_000

/** A unit that is as open as the one above it. `tags`: the nearest at or above it that has tags; null: none has. */
type Erede = { id: string; livello: LivelloDescrizione; tags: string | null }

/**
 * Changes how open a unit would be without tags, and with it those below that are as open as it was, down to those that
 * are otherwise. What their tags close stays closed until its term.
 *
 * @param versione of the unit when the form was drawn
 * @returns how many units below changed with it, and whether who acts still sees it
 */
export async function changeAccesso(
  actor: Funzionario,
  id: string,
  versione: number,
  { accesso, motivoAccesso, conferma }: AccessoInput,
): Promise<Result<{ dentro: number; visibile: boolean }, keyof AccessoInput>> {
  return recorded<{ dentro: number; visibile: boolean }, keyof AccessoInput>(attoreOf(actor), async (tx, record) => {
    const row = await lockUnita(tx, id)
    if (!row) return refuse(NON_TROVATA)
    if (row.versioneRiga !== versione) return refuse(CAMBIATA)
    const da = row.accessoBase
    if (da === accesso) return refuse('C’è un problema', { accesso: 'È già così: scegli un altro accesso' })
    if (isPiuAperto(da, accesso) && !conferma)
      return refuse('C’è un problema', {
        conferma: 'Così più persone vedranno le carte: se lo vuoi davvero, spunta la conferma',
      })
    // as the system: who closes a unit may lose sight of it, and below it some may be closed to them already
    const eredi = await asSistema(tx, async () => {
      await tx.execute(
        sql`select 1 from unita_archivistiche where ente = ${ENTE} and id = any (${idsOf(await listEredi(tx, id, da))}) order by id for update`,
      )
      const found = await listEredi(tx, id, da) // again, now that nothing more can be put into them
      if (found.length <= EREDI_MAX) await writeAccesso(tx, actor, id, found, { da, a: accesso, motivo: motivoAccesso })
      return found.length
    })
    if (eredi > EREDI_MAX)
      return refuse(
        `Sotto ci sono più di ${EREDI_MAX / 1000}.000 unità con lo stesso accesso: cambia prima le sue parti`,
      )
    const dentro = eredi - 1
    await record({
      azione: 'archivio.accesso_cambiato',
      soggettoTipo: DI.tipo,
      soggettoId: id,
      dati: { da, a: accesso, dentro },
    })
    const seen = await tx.select({ id: unita.id }).from(unita).where(ofUnita(id))
    return success({ dentro, visibile: seen.length > 0 })
  })
}

const ofUnita = (id: string) => and(eq(unita.ente, ENTE), eq(unita.id, id))
const hasTags = (id: SQL) =>
  sql`exists (select from etichette_unita e where e.ente = ${ENTE} and e.unita_id = ${id} and e.tolta_at is null)`

/** The unit, then those below it that are as open as it is, down to those that are otherwise. */
async function listEredi(tx: Tx, id: string, accesso: LivelloAccesso): Promise<Erede[]> {
  const rows = await tx.execute<Erede>(sql`
    with recursive sopra as (
      select u.id, u.padre_id, 0 as passi from unita_archivistiche u where u.ente = ${ENTE} and u.id = ${id}::uuid
      union all select p.id, p.padre_id, s.passi + 1 from sopra s join unita_archivistiche p on p.ente = ${ENTE} and p.id = s.padre_id),
    eredi as (
      select u.id, u.livello, (select s.id from sopra s where ${hasTags(sql`s.id`)} order by s.passi limit 1) as tags
      from unita_archivistiche u where u.ente = ${ENTE} and u.id = ${id}::uuid
      union all select f.id, f.livello, case when ${hasTags(sql`f.id`)} then f.id else e.tags end
      from eredi e join unita_archivistiche f on f.ente = ${ENTE} and f.padre_id = e.id where f.accesso_base = ${accesso})
    select id, livello, tags from eredi limit ${EREDI_MAX + 1}`)
  return [...rows]
}

/**
 * Each unit is written once, as it will be: one that its tags close, if it were open for a moment, would be told to
 * harvesters as withdrawn.
 */
async function writeAccesso(
  tx: Tx,
  actor: Funzionario,
  id: string,
  eredi: readonly Erede[],
  { da, a, motivo }: { da: LivelloAccesso; a: LivelloAccesso; motivo: string },
): Promise<void> {
  const tags = await listTags(tx, eredi)
  const alike = Map.groupBy(eredi, (one) =>
    JSON.stringify(computeConsultabilita(a, haCarte(one.livello) && one.tags ? (tags.get(one.tags) ?? []) : [])),
  )
  const modifiche = { accessoBase: { da, a }, motivo: { da: null, a: motivo } }
  for (const [computed, units] of alike) {
    const { accesso, consultabileDal, accessoDopo } = JSON.parse(computed) as Consultabilita
    await tx.execute(sql`
      with cambiate as (
        update unita_archivistiche set accesso_base = ${a}, accesso = ${accesso}, consultabile_dal = ${consultabileDal}::date,
          accesso_dopo = ${accessoDopo}, versione_riga = versione_riga + 1, updated_at = now()
        where ente = ${ENTE} and id = any (${idsOf(units)}) returning id, versione_riga)
      insert into storia_unita (ente, unita_id, seq, attore_id, attore_nome, cosa, modifiche)
      select ${ENTE}, c.id, c.versione_riga + 1, ${actor.personaId}::uuid, ${`${actor.nome} ${actor.cognome}`},
        case when c.id = ${id}::uuid then 'accesso cambiato' else 'accesso cambiato con l’unità di sopra' end,
        ${JSON.stringify(modifiche)}::jsonb
      from cambiate c`)
  }
}

/** By unit that has them. */
async function listTags(tx: Tx, eredi: readonly Erede[]): Promise<Map<string, Etichetta[]>> {
  const owners = [...new Set(eredi.flatMap((one) => one.tags ?? []))]
  if (owners.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(etichetteUnita)
    .where(
      and(
        eq(etichetteUnita.ente, ENTE),
        isNull(etichetteUnita.toltaAt),
        sql`${etichetteUnita.unitaId} = any (${idsOf(owners.map((owner) => ({ id: owner })))})`,
      ),
    )
  const tags = new Map<string, Etichetta[]>()
  for (const { unitaId, categoria, il, anno } of rows) {
    const tag = { categoria: categoria as CategoriaEtichetta, ...(il ? { il } : { anno: anno ?? 0 }) } as Etichetta
    tags.set(unitaId, [...(tags.get(unitaId) ?? []), tag])
  }
  return tags
}

const idsOf = (units: readonly { id: string }[]) => sql`${`{${units.map((one) => one.id).join()}}`}::uuid[]`
