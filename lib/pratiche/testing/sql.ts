import postgres from 'postgres'
import { env } from '@/lib/env'

/** Statements as somebody with the database's password would give them: past the application. */
export async function bareClient(statements: string): Promise<void> {
  const sql = postgres(env().DATABASE_URL, { max: 1, onnotice() {} })
  try {
    await sql.unsafe(statements).simple()
  } finally {
    await sql.end()
  }
}
