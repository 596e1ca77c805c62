import 'server-only'
import { sql } from 'drizzle-orm'
import { recordIn, SISTEMA } from '@/lib/audit/record'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { dbAs } from '@/lib/db/client'
import { type Tx, transaction } from '@/lib/db/transaction'
import { avvisa } from '@/lib/posta/avvisi'
import { chiedi } from '../motore/cliente'
import { countFra } from '../ricerca'
import { isParticella } from '../rules-domanda'
import { DA_ORA, prossimaOf } from './commands'
import { domandaOf } from './queries'
import type { Avviso } from './rules'

/** Searches looked at in one turn of the worker. */
const INSIEME = 500
/** When so many fail it is not one search: the rest waits for the next turn. */
const FALLITE = 3
const DEADLINE_MS = 60_000
/** An act of the portal is over within this time: what it kept is never older when it is first seen. */
const ATTO_MINUTI = 10
const SEGNATURE = 5

type Dovuta = {
  id: string
  persona_id: string
  nome: string
  domanda: string
  avviso: Avviso
  istantanea: string
  vista_at: string
  prossima_at: string
}

/**
 * Scheduled: makes again the searches that are due and tells their owners of units that have come since the last time, have
 * got papers since or have opened, and that they may know of now. Nothing new: nothing is said. One that fails is tried an hour later and
 * does not keep the others.
 * @returns how many were told
 */
export async function avvisaRicerche(): Promise<number> {
  const due = await dbAs('sistema').execute<{ id: string }>(sql`
    select id from ricerche_salvate where ente = ${ENTE} and prossima_at <= clock_timestamp() order by prossima_at limit ${INSIEME}`)
  let told = 0
  const failures: unknown[] = []
  for (const { id } of due) {
    if (failures.length >= FALLITE) break
    try {
      if (await transaction((tx) => avvisaRicerca(tx, id), { attore: null, ente: ENTE, deadlineMs: DEADLINE_MS }))
        told += 1
    } catch (error) {
      failures.push(error)
      await dbAs('sistema').execute(sql`
        update ricerche_salvate set prossima_at = clock_timestamp() + interval '1 hour'
        where ente = ${ENTE} and id = ${id}::uuid and prossima_at <= clock_timestamp()`)
    }
  }
  if (failures.length > 0) throw failures[0]
  return told
}

async function avvisaRicerca(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.execute<Dovuta>(sql`
    select id, persona_id, nome, domanda, avviso, istantanea, vista_at::text, prossima_at::text from ricerche_salvate
    where ente = ${ENTE} and id = ${id}::uuid and prossima_at <= clock_timestamp() for update skip locked`)
  if (!row) return false
  const { istantanea, nuove } = await listNuove(tx, row)
  if (nuove.length > 0) await chiedi({ che: 'aggiorna' })
  const domanda = domandaOf(row.domanda)
  const found = await countFra({ personaId: row.persona_id }, domanda, nuove)
  await tx.execute(sql`update ricerche_salvate set istantanea = ${istantanea}, vista_at = ${DA_ORA.vistaAt},
    prossima_at = ${await prossimaOf(row.avviso)} where ente = ${ENTE} and id = ${id}::uuid`)
  if (found.quante === 0) return false
  const fatto = { azione: 'archivio.ricerca_avvisata', soggettoTipo: 'ricerca_salvata', soggettoId: id }
  const record = recordIn(tx, SISTEMA)
  await record({
    ...fatto,
    dati: { personaId: row.persona_id, quante: found.quante, particella: isParticella(domanda) },
  })
  await avvisa(tx, {
    chiave: `ricerca:${id}:${row.prossima_at}`,
    personaId: row.persona_id,
    oggetto: 'Archivio: c’è qualcosa di nuovo in una ricerca che hai salvato',
    testo: await testoOf(row.nome, found),
    percorso: `${paths.archivio.home}${row.domanda}`,
  })
  return true
}

/** Units that nobody had seen the last time, whose papers nobody could read, or whose term has ended: in one look at the database. */
async function listNuove(tx: Tx, { istantanea, vista_at }: Dovuta): Promise<{ istantanea: string; nuove: string[] }> {
  const since = sql`${vista_at}::timestamptz - make_interval(mins => ${ATTO_MINUTI}::int)`
  const [now] = await tx.execute<{ istantanea: string; nuove: string[] }>(sql`
    select pg_current_snapshot()::text as istantanea, (select coalesce(jsonb_agg(id), '[]') from (
      select u.id from unita_mutate m join unita_archivistiche u on u.ente = m.ente and u.id = m.unita_id
      where m.ente = ${ENTE} and m.transazione >= pg_snapshot_xmin(${istantanea}::pg_snapshot)
        and not pg_visible_in_snapshot(m.transazione, ${istantanea}::pg_snapshot)
        and (u.created_at >= ${since} or exists (select from testi_pagina t
          where t.ente = u.ente and t.unita_id = u.id and t.created_at >= ${since}))
      union select u.id from unita_archivistiche u where u.ente = ${ENTE} and u.consultabile_dal <= oggi_a_roma()
        and u.consultabile_dal > (${vista_at}::timestamptz at time zone 'Europe/Rome')::date) as tutte) as nuove`)
  return { istantanea: now?.istantanea ?? istantanea, nuove: now?.nuove ?? [] }
}

/** Signatures only, and only of units that the public catalogue has: the message may be read by mail. */
async function testoOf(nome: string, { quante, ids }: { quante: number; ids: readonly string[] }): Promise<string> {
  const rows = await dbAs('pubblico').execute<{ segnatura: string }>(sql`
    select segnatura from unita_archivistiche where ente = ${ENTE} and id = any (${sql.raw(`'{${ids.join(',')}}'`)}::uuid[])
    order by ordine limit ${SEGNATURE}`)
  const some = rows.map((one) => one.segnatura)
  const more = quante > some.length && some.length > 0 ? ', e altre' : ''
  return [
    quante === 1
      ? `La ricerca «${nome}» trova un’unità nuova, con carte nuove o da poco consultabile`
      : `La ricerca «${nome}» trova ${quante} unità nuove, con carte nuove o da poco consultabili`,
    some.length > 0 ? `: ${some.join(', ')}${more}.` : '.',
    ' Per non ricevere più questi avvisi: Area personale, Ricerche salvate.',
  ].join('')
}
