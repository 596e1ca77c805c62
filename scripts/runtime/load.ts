import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import { updateWithSources } from './build'
import { dataDir } from './data-folder'
import type { Settings } from './environment'
import { root, runScript } from './programs'

const DEFINITIONS = path.join(root, 'lib/procedimenti/definizioni')
const MARK = path.join(dataDir, 'caricato')

/** Which database this is, and what of ours is in force there: one that was deleted or taken from a copy is another. */
async function identityOf(databaseUrl: string): Promise<string> {
  const sql = postgres(databaseUrl, { max: 1, onnotice() {} })
  const codici = readdirSync(DEFINITIONS).map((file) => path.parse(file).name)
  try {
    const [row] = await sql<{ identita: string }[]>`
      select concat_ws('/', (select system_identifier from pg_control_system()), current_database(),
        (select string_agg(codice || ':' || versione_corrente, ',' order by codice) from procedimenti
          where codice in ${sql(codici)})) as identita`
    return row?.identita ?? ''
  } finally {
    await sql.end()
  }
}

/**
 * Publishes the procedures and loads what was asked for. The embedded database, when nothing that is loaded has changed
 * since the last time, is left as it is: a start need not read again what it has.
 */
export async function loadData(
  { sampleWorld, sampleArchive, databaseUrl: given }: Settings,
  databaseUrl: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  const script = [
    'scripts/load.ts',
    ...(sampleWorld ? ['--mondo'] : []),
    ...(sampleArchive ? [] : ['--senza-archivio']),
  ]
  const mark = async () => {
    const hash = createHash('sha256').update(script.join(' '))
    updateWithSources(hash, ['lib', 'drizzle'])
    return hash.update(await identityOf(databaseUrl)).digest('hex')
  }
  if (!given && existsSync(MARK) && readFileSync(MARK, 'utf8') === (await mark())) return
  await runScript(script, 'Carico procedimenti e dati', env, signal)
  if (!given) writeFileSync(MARK, await mark())
}
