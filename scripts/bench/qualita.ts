/** `npm run bench -- archivio-qualita`: asks the judged questions and writes docs/archivio-ricerca-qualita.md. A minute. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'

// the test has a database and a search engine of its own: nothing of the portal that may be running is for it
const { PATH, HOME, TMPDIR, LANG } = process.env
const root = path.join(import.meta.dirname, '../..')
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'lib/archivio/ricerca.test.ts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      PATH,
      HOME,
      TMPDIR,
      LANG,
      NODE_ENV: 'test',
      ARCHIVIO_QUALITA: path.join(root, 'docs/archivio-ricerca-qualita.md'),
    },
  },
)
process.exitCode = status ?? 1
