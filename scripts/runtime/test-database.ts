import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { copyDatabase, migrateDatabase } from './database'
import { startThrowawayPostgres } from './throwaway-postgres'

declare module 'vitest' {
  interface ProvidedContext {
    /** the database of this run, migrated, shared by its test files */
    databaseUrl: string
    /** a migrated database nobody connects to: `create database x template …` gives a test file its own */
    templateUrl: string
  }
}

/** One real PostgreSQL and one migrated database for each run, both gone at its end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowawayPostgres()
  const files = mkdtempSync(path.join(os.tmpdir(), 'sportello-file-'))
  await migrateDatabase(server.url)
  const url = await copyDatabase(server.url, 'prova')
  project.provide('databaseUrl', url)
  project.provide('templateUrl', server.url)
  Object.assign(process.env, { DATABASE_URL: url, TEST_DATABASE_URL: url, FILES_DIR: files, DATA_DIR: files })
  return async () => {
    await server.stop()
    rmSync(files, { recursive: true, force: true })
  }
}
