import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { documenti } from '@/drizzle/schema/pratiche'
import { ENTE } from '@/lib/core/ente'
import { db } from '@/lib/db/client'

const LEASE_SECONDS = 15
const RENEW_AFTER_MS = 5_000

/** Somebody else writes this file now, or it is no longer arriving. */
export class LeaseLostError extends Error {
  override name = 'LeaseLostError'
}

/**
 * The right to write the bytes of one arriving document, held by one request of one instance at a time (R07). It lives in
 * the row, for 15 s, and is renewed before a write when 5 s have passed; a request that fell silent loses it.
 */
export class Lease {
  #renewedAt = performance.now()
  private constructor(
    readonly id: string,
    private readonly token: string,
  ) {}

  /** @returns null while another holds it, or when the document is not arriving */
  static async take(id: string): Promise<Lease | null> {
    const token = randomUUID()
    const [row] = await db.update(documenti)
      .set({ scrittore: token, scrittoreFinoAt: until, updatedAt: sql`clock_timestamp()` })
      .where(and(
        eq(documenti.ente, ENTE), eq(documenti.id, id), eq(documenti.stato, 'in_arrivo'),
        or(isNull(documenti.scrittore), sql`${documenti.scrittoreFinoAt} < clock_timestamp()`),
      ))
      .returning({ id: documenti.id })
    return row ? new Lease(id, token) : null
  }

  /** The condition under which a write of the row is ours to make. */
  get held() {
    return and(eq(documenti.ente, ENTE), eq(documenti.id, this.id), eq(documenti.stato, 'in_arrivo'), eq(documenti.scrittore, this.token))
  }

  /** Before every write of bytes. @throws LeaseLostError */
  async keep(): Promise<void> {
    const at = performance.now()
    if (at - this.#renewedAt < RENEW_AFTER_MS) return
    const [row] = await db.update(documenti).set({ scrittoreFinoAt: until, updatedAt: sql`clock_timestamp()` })
      .where(this.held).returning({ id: documenti.id })
    if (!row) throw new LeaseLostError(this.id)
    this.#renewedAt = at
  }

  async release(): Promise<void> {
    await db.update(documenti).set({ scrittore: null, scrittoreFinoAt: null })
      .where(and(eq(documenti.ente, ENTE), eq(documenti.id, this.id), eq(documenti.scrittore, this.token)))
  }
}

const until = sql`clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})`
