/**
 * Takes every check of the sign-in out, one at a time, and runs the tests of SPID: they must go red each time. A check
 * that can be missing without a red test is not tested.
 *
 * Use: npm run mutazioni:spid
 */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { MUTAZIONI } from './mutazioni/spid'

const root = path.join(import.meta.dirname, '..')
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
const TESTS = ['app/api/spid', 'lib/spid/commands.test.ts', 'lib/spid/verify.test.ts']
const [first = 0, last = MUTAZIONI.length - 1] = process.argv.slice(2).map(Number)

/** Red for a test, not because nothing ran. */
function isRed(number: number): boolean {
  const { stdout, status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--config', 'scripts/mutazioni/vitest.config.ts', '--reporter=json', ...TESTS],
    { cwd: root, env: { ...process.env, MUTAZIONE: String(number) }, encoding: 'utf8', maxBuffer: 1 << 26 },
  )
  const { numFailedTests } = JSON.parse(stdout.slice(stdout.indexOf('{"'))) as { numFailedTests: number }
  return status !== 0 && numFailedTests > 0
}

const survivors = MUTAZIONI.slice(first, last + 1).filter((mutazione, i) => {
  const red = isRed(first + i)
  console.log(`${red ? '✓ rosse' : '✗ VERDI'} senza ${mutazione.nome}`)
  return !red
})
console.log(`\n${last + 1 - first - survivors.length} su ${last + 1 - first} fanno diventare rosse le prove`)
process.exit(survivors.length === 0 ? 0 : 1)
