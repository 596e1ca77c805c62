import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { documenti } from '@/drizzle/schema/pratiche'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'

const LEASE_SECONDS = 10
const RENEW_AFTER_MS = 3_000
const LOOK_EVERY_MS = 300

/** Somebody else writes this file now, or it is no longer arriving. */
export class LeaseLostError extends Error {
  override name = 'LeaseLostError'
}

/**
 * The right to write the bytes of one arriving document, held by one request of one instance at a time (R07). It lives in
 * the row, for 10 s, and is renewed before a write when 3 s have passed; a request that fell silent loses it.
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
    const [row] = await dbAs('sistema')
      .update(documenti)
      .set({ scrittore: token, scrittoreFinoAt: until, updatedAt: sql`clock_timestamp()` })
      .where(
        and(
          eq(documenti.ente, ENTE),
          eq(documenti.id, id),
          eq(documenti.stato, 'in_arrivo'),
          or(isNull(documenti.scrittore), sql`${documenti.scrittoreFinoAt} < clock_timestamp()`),
        ),
      )
      .returning({ id: documenti.id })
    return row ? new Lease(id, token) : null
  }

  /** The condition under which a write of the row is ours to make. */
  get held() {
    return and(
      eq(documenti.ente, ENTE),
      eq(documenti.id, this.id),
      eq(documenti.stato, 'in_arrivo'),
      eq(documenti.scrittore, this.token),
    )
  }

  /** Before every write of bytes. @throws LeaseLostError */
  async keep(): Promise<void> {
    const at = performance.now()
    if (at - this.#renewedAt < RENEW_AFTER_MS) return
    const [row] = await dbAs('sistema')
      .update(documenti)
      .set({ scrittoreFinoAt: until, updatedAt: sql`clock_timestamp()` })
      .where(this.held)
      .returning({ id: documenti.id })
    if (!row) throw new LeaseLostError(this.id)
    this.#renewedAt = at
  }

  async release(): Promise<void> {
    await dbAs('sistema')
      .update(documenti)
      .set({ scrittore: null, scrittoreFinoAt: null })
      .where(and(eq(documenti.ente, ENTE), eq(documenti.id, this.id), eq(documenti.scrittore, this.token)))
  }
}

/**
 * Waits for the last writer to end, or to be given up: a cut connection is noticed late, a killed process never lets go.
 * Whoever asked where to go on from would otherwise send everything to be told that the place is taken.
 */
export async function waitUntilFree(id: string): Promise<void> {
  for (let waited = 0; waited <= LEASE_SECONDS * 1000; waited += LOOK_EVERY_MS) {
    const [row] = await dbAs('sistema')
      .select({ busy: sql<boolean>`coalesce(${documenti.scrittoreFinoAt} > clock_timestamp(), false)` })
      .from(documenti)
      .where(and(eq(documenti.ente, ENTE), eq(documenti.id, id)))
    if (!row?.busy) return
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

const until = sql`clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})`
