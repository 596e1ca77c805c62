import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { afterAll } from 'vitest'

/**
 * The owner of the tables, for a test that prepares or looks at what the portal has written. As bound by the policies as
 * anybody: it sees everything because it says it is the system.
 */
const sql = postgres(process.env.DATABASE_URL ?? '', {
  max: 2,
  onnotice() {},
  connection: { 'app.attore': 'sistema' } as object,
})
export const db = drizzle(sql)

afterAll(() => sql.end())
