/**
 * The fault run: many people file at once, with files, as browsers without scripts do, while the web server and the
 * database are killed with kill -9 in turn. At the end every acknowledged number must be there, once, whole.
 *
 * Starts its own portal on a new data folder. Options: --filings 1000 --clients 32 --kills 5 --seed 1
 */
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { type Client, type Filed, fileOne } from './faults/http-client'
import { waitUntil } from './runtime/system'
import { openThrowawayPortal } from './runtime/throwaway-portal'

const { values } = parseArgs({
  options: {
    filings: { type: 'string', default: '1000' },
    clients: { type: 'string', default: '32' },
    kills: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
  },
})
const FILINGS = Number(values.filings)
const CLIENTS = Number(values.clients)
const KILLS = Number(values.kills)
const BACK_MS = 30_000
const ONE_FILING_MS = 120_000

/** A small generator, so that a run can be repeated (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
const next = random(Number(values.seed))

const portal = await openThrowawayPortal()
const { baseUrl } = portal

const checks: { what: string; ok: boolean; detail: string }[] = []
const check = (what: string, ok: boolean, detail = ''): void => {
  checks.push({ what, ok, detail })
  console.log(`${ok ? 'ok ' : 'NO '} ${what}${detail ? `: ${detail}` : ''}`)
}

async function main(): Promise<void> {
  console.log(`${FILINGS} istanze, ${CLIENTS} client, ${KILLS} kill -9, seme ${values.seed}`)
  const prepared = await portal.run('scripts/faults/prepare.ts', String(FILINGS))
  if (prepared.code !== 0) throw new Error(prepared.text)
  const { token, drafts } = JSON.parse(prepared.text.slice(prepared.text.indexOf('{'))) as {
    token: string
    drafts: { id: string; allegati: string[] }[]
  }
  const client: Client = { baseUrl, cookie: token }

  const filed: Filed[] = []
  const failures: string[] = []
  const queue = [...drafts]
  let retries = 0
  const began = performance.now()
  const workers = Array.from({ length: CLIENTS }, async () => {
    for (let draft = queue.shift(); draft; draft = queue.shift()) {
      try {
        const one = await fileOne(client, draft, AbortSignal.timeout(ONE_FILING_MS))
        retries += one.retries
        filed.push(one)
      } catch (error) {
        failures.push(`${draft.id}: ${(error as Error).message}`)
      }
    }
  })
  const outages: number[] = []
  const killer = (async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      const after = ((kill + 0.4 + next() * 0.4) * FILINGS) / KILLS
      const over = () => filed.length + failures.length >= FILINGS
      if (!(await waitUntil(() => filed.length >= after || over(), ONE_FILING_MS * 8, 20)) || over()) return
      const names = kill === KILLS - 1 ? ['web', 'database'] : kill % 2 === 0 ? ['web'] : ['database']
      const at = performance.now()
      for (const name of names) {
        const pid = portal.pidOf(name)
        if (pid !== null) process.kill(pid, 'SIGKILL')
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
      const back = await waitUntil(portal.healthy, BACK_MS, 100)
      outages.push(performance.now() - at)
      console.log(
        `kill -9 ${names.join(' e ')} dopo ${filed.length} istanze: ${back ? `di nuovo pronto in ${((outages.at(-1) as number) / 1000).toFixed(1)} s` : 'non torna'}`,
      )
    }
  })()
  await Promise.all(workers)
  await killer
  const seconds = (performance.now() - began) / 1000
  console.log(
    `${filed.length} istanze confermate in ${seconds.toFixed(1)} s (${(filed.length / seconds).toFixed(1)}/s), ${retries} tentativi ripetuti`,
  )

  check('tutte le istanze hanno avuto risposta', failures.length === 0, failures.slice(0, 3).join('; '))
  check('i kill -9 chiesti ci sono stati', outages.length === KILLS, `${outages.length} su ${KILLS}`)
  const asSistema = { 'app.attore': 'sistema' } as object // the walls of the database hold for a checker too
  const sql = postgres(portal.databaseUrl(), { max: 1, onnotice() {}, connection: asSistema })
  const rows = await sql<{ id: string; numero: string; bozza: string }[]>`
    select p.id, p.anno || '/' || lpad(p.numero::text, 7, '0') as numero, b.id as bozza from pratiche p join bozze b on b.ente = p.ente and b.pratica_id = p.id where b.id in ${sql(drafts.map((one) => one.id))}`
  await sql.end()
  const byDraft = new Map<string, string[]>()
  for (const row of rows) byDraft.set(row.bozza, [...(byDraft.get(row.bozza) ?? []), row.numero])
  const lost = filed.filter((one) => !byDraft.get(one.draft)?.includes(one.numero))
  check('0 confermate e perse', lost.length === 0, String(lost.length))
  const doubled = [...byDraft.values()].filter((numbers) => numbers.length > 1)
  check(
    '0 doppie',
    doubled.length === 0 && new Set(filed.map((one) => one.numero)).size === filed.length,
    String(doubled.length),
  )
  await new Promise((resolve) => setTimeout(resolve, 6000)) // the sealer is at most five seconds behind
  const verified = await portal.run('scripts/verify.ts')
  console.log(verified.text.trim())
  check('gli invarianti I1–I7 valgono', verified.code === 0)
}

let broken = false
try {
  await main()
} catch (error) {
  broken = true
  console.error(error instanceof Error ? error.message : error)
} finally {
  await portal.stop()
}
const failed = checks.filter((one) => !one.ok).length + (broken ? 1 : 0)
console.log(`${checks.length - failed + (broken ? 1 : 0)} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
