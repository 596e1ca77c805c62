import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrateDatabase } from './database'
import { startThrowawayPostgres } from './throwaway-postgres'

declare module 'vitest' {
  interface ProvidedContext {
    /** a migrated database nobody connects to: `create database x template …` gives a test file its own */
    templateUrl: string
    /** folder for the documents and temporary files of this run */
    filesDir: string
  }
}

/** One real PostgreSQL for each run, with one migrated database from which each test file gets its copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowawayPostgres()
  const files = mkdtempSync(path.join(os.tmpdir(), 'sportello-file-'))
  chmodSync(files, 0o711) // as root: a database's account goes through it
  await migrateDatabase(server.url)
  project.provide('templateUrl', server.url)
  project.provide('filesDir', files)
  return async () => {
    await server.stop()
    rmSync(files, { recursive: true, force: true })
  }
}
