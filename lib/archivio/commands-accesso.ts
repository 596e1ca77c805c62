import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { CAMBIATA, DI, lockUnita, NON_TROVATA } from './commands'
import type { AccessoInput } from './forms'
import { findEtichetteDi } from './materia'
import { haCarte, type LivelloDescrizione } from './rules'
import { type Consultabilita, computeConsultabilita, isPiuAperto, type LivelloAccesso } from './rules-consultabilita'

/** Units changed in one transaction, which has ten seconds: these take about two. */
export const EREDI_MAX = 10_000

/** A unit that is as open as the one above it. */
type Erede = { id: string; padreId: string | null; livello: LivelloDescrizione }

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

/** The unit, then those below it that are as open as it is, down to those that are otherwise: in the order of the tree. */
async function listEredi(tx: Tx, id: string, accesso: LivelloAccesso): Promise<Erede[]> {
  const rows = await tx.execute<Erede>(sql`
    with recursive eredi as (
      select u.id, u.padre_id, u.livello, u.ordine from unita_archivistiche u where u.ente = ${ENTE} and u.id = ${id}::uuid
      union all select f.id, f.padre_id, f.livello, f.ordine
      from eredi e join unita_archivistiche f on f.ente = ${ENTE} and f.padre_id = e.id where f.accesso_base = ${accesso})
    select id, padre_id as "padreId", livello from (select * from eredi limit ${EREDI_MAX + 1}) e order by ordine`)
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
  const tags = await findEtichetteDi(tx, eredi)
  const alike = Map.groupBy(eredi, (one) =>
    JSON.stringify(computeConsultabilita(a, haCarte(one.livello) ? (tags.get(one.id) ?? []) : [])),
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

const idsOf = (units: readonly { id: string }[]) => sql`${`{${units.map((one) => one.id).join()}}`}::uuid[]`
