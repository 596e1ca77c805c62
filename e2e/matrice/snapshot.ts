/** What the database holds, in one figure: a refused request must leave it as it was. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { dbAs } from '@/lib/db/client'

/** Written also by reading, by refusing, or by the worker: they say what was asked, not what was changed. */
const ALSO_BY_READING = [
  'audit',
  'audit_catena',
  'contatori',
  'letture',
  'posta_uscita',
  'sessioni',
  'registro_accessi',
  'accessi_spid',
]

/** Work that cannot be done is tried again by itself: of these rows only how many there are says what was asked. */
const RETRIED = ['lavorazioni_archivio']

const WORKED_MS = 240_000

/** The papers of the sample archive are being worked: what is written of them is nobody's request. */
async function untilWorked(): Promise<void> {
  for (const began = performance.now(); performance.now() - began < WORKED_MS; await sleep(500)) {
    const [row] = await dbAs('sistema').execute<{ n: number }>(sql`
      select count(*)::int as n from lavorazioni_archivio where stato = 'in_corso' or (stato = 'attesa' and tentativi = 0)`)
    if (row?.n === 0) return
  }
  throw new Error('The papers of the sample archive are still being worked')
}

export async function makeSnapshot(): Promise<() => Promise<string>> {
  await untilWorked()
  const tables = await dbAs('sistema').execute<{ nome: string }>(
    sql`select tablename as nome from pg_tables where schemaname = 'public' order by 1`,
  )
  // A row inserted or updated has a newer writer than any other of its table; one taken away is missing from the count.
  const parts = tables
    .filter(({ nome }) => !ALSO_BY_READING.includes(nome))
    .map(({ nome }) =>
      RETRIED.includes(nome)
        ? sql`(select ${nome} || ':' || count(*) from ${sql.identifier(nome)})`
        : sql`(select ${nome} || ':' || count(*) || ':' || coalesce(max(xmin::text::bigint), 0) from ${sql.identifier(nome)})`,
    )
  const sessioni = sql`(select 'sessioni:' || coalesce(md5(string_agg(concat_ws(' ', token_hash, agisce_per_id, secondo_fattore_at, sfida), ',' order by token_hash)), '') from sessioni)`
  return async () => {
    await untilWorked()
    const [row] = await dbAs('sistema').execute<{ tutto: string }>(
      sql`select concat_ws(' ', ${sql.join([...parts, sessioni], sql`, `)}) as tutto`,
    )
    return row?.tutto ?? ''
  }
}

/** The tables that differ between two figures. */
export const changed = (before: string, after: string): string[] => {
  const known = new Set(before.split(' '))
  return after.split(' ').flatMap((one) => (known.has(one) ? [] : [one.split(':')[0] as string]))
}
