import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

interface Entry {
  version?: string
  integrity?: string
  optionalDependencies?: Record<string, string>
}

/** Where a package found at `place` finds another one: beside itself, or in a folder above. */
function place(packages: Record<string, Entry>, from: string, name: string): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const candidate = `${folder ? `${folder}/` : ''}node_modules/${name}`
    if (packages[candidate]) return candidate
    if (folder === '') return null
  }
}

const readPackages = () => {
  const file = path.join(import.meta.dirname, '../../package-lock.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Entry> }).packages
}

test('every package for another platform has its entry: without it npm ci refuses a fresh clone', () => {
  const packages = readPackages()
  const missing = Object.entries(packages).flatMap(([from, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter((name) => place(packages, from, name) === null),
  )
  expect(missing).toEqual([])
  expect(Object.keys(packages).filter((one) => one !== '' && !packages[one]?.version)).toEqual([])
})

test('every package is pinned to its bytes, on whatever platform it is installed', () => {
  const unpinned = Object.entries(readPackages()).filter(([name, entry]) => name !== '' && !entry.integrity)
  expect(unpinned.map(([name]) => name)).toEqual([])
})
