import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, inject } from 'vitest'
import { copyDatabase, dropDatabase } from './database'

/** Runs before each test file: a database and a folder of its own, so that files in parallel never meet. */
const name = `file_${randomBytes(6).toString('hex')}`
const url = await copyDatabase(inject('templateUrl'), name)
const files = path.join(inject('filesDir'), name)
/** What a test file leaves in the temporary folder goes with the run. */
const tmp = path.join(inject('filesDir'), `${name}.tmp`)
mkdirSync(tmp)
chmodSync(tmp, 0o711)
Object.assign(process.env, {
  DATABASE_URL: url,
  TEST_DATABASE_URL: url,
  FILES_DIR: files,
  DATA_DIR: files,
  TMPDIR: tmp,
})

afterAll(() => dropDatabase(url))
