import postgres from 'postgres'
import { env } from '@/lib/env'

/** Statements as the owner of the database would give them, past the application; it says it is the system, or sees no row. */
export async function bareClient(statements: string): Promise<void> {
  const sql = postgres(env().DATABASE_URL, {
    max: 1,
    onnotice() {},
    connection: { 'app.attore': 'sistema' } as object,
  })
  try {
    await sql.unsafe(statements).simple()
  } finally {
    await sql.end()
  }
}
