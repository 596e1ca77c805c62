import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

test('the day is that of Rome: no statement asks the server for its own', () => {
  const root = path.resolve(import.meta.dirname, '../..')
  const faults = ['lib', 'app', 'drizzle/schema'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|\/testing\//.test(name))
      .map((name) => path.join(folder, name))
      .filter((name) => /\bcurrent_date\b/i.test(readFileSync(path.join(root, name), 'utf8'))),
  )
  expect(faults).toEqual([])
})
