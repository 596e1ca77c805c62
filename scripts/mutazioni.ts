/**
 * Takes every check of the sign-in out, one at a time, and runs the tests of SPID: they must go red each time. A check
 * that can be missing without a red test is not tested.
 *
 * Use: npm run mutazioni:spid [-- part of a name]
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { MUTAZIONI } from './mutazioni/spid'

const root = path.join(import.meta.dirname, '..')
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
const TESTS = [
  'app/api/spid',
  'app/api/cie',
  'lib/spid/commands.test.ts',
  'lib/spid/verify.test.ts',
  'lib/pratiche/livello.test.ts',
]

const folder = mkdtempSync(path.join(os.tmpdir(), 'mutazioni-'))

/** Red for a test, not because nothing ran. @throws Error when the runner wrote nothing */
function isRed(number: number): boolean {
  const report = path.join(folder, `${number}.json`)
  const config = 'scripts/mutazioni/vitest.config.ts'
  spawnSync(
    process.execPath,
    [vitest, 'run', '--config', config, '--reporter=json', `--outputFile=${report}`, ...TESTS],
    { cwd: root, env: { ...process.env, MUTAZIONE: String(number) }, stdio: 'ignore' },
  )
  const { numFailedTests, numTotalTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>
  return !!numTotalTests && !!numFailedTests
}

const wanted = process.argv[2] ?? ''
const tried = MUTAZIONI.filter(({ nome }) => nome.includes(wanted))

const survivors = tried.filter((mutazione) => {
  const red = isRed(MUTAZIONI.indexOf(mutazione))
  console.log(`${red ? '✓ rosse' : '✗ VERDI'} senza ${mutazione.nome}`)
  return !red
})
console.log(`\n${tried.length - survivors.length} su ${tried.length} fanno diventare rosse le prove`)
rmSync(folder, { recursive: true })
process.exit(tried.length > 0 && survivors.length === 0 ? 0 : 1)
