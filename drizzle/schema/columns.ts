/** Columns that every business table shares. The body (`ente`) is first in every key: several bodies, later shards. */
import { type Column, type SQL, sql } from 'drizzle-orm'
import { text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** IPA code of the body the row belongs to: 'p_sp' is the Provincia della Spezia. */
export const ente = () => text('ente').notNull()
/** Random id (122 bits): tells nothing, cannot be guessed. */
export const id = () => uuid('id').notNull().default(sql`gen_random_uuid()`)
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const timestamps = {
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
}

/** For a check: the column holds one of these words. */
export const oneOf = (column: Column, words: readonly string[]): SQL =>
  sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(', '))})`
