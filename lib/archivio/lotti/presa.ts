import 'server-only'
import { hostname } from 'node:os'
import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { lottiArchivio as lotti } from '@/drizzle/schema/archivio-lotti'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import type { Tx } from '@/lib/db/transaction'

const PRESA_SECONDS = 30
const RENEW_MS = 10_000
const until = sql`clock_timestamp() + make_interval(secs => ${PRESA_SECONDS})`

/** The batch is worked on by somebody else now: this process was silent for too long. */
export class PresaPersa extends Error {
  override name = 'PresaPersa'
}

/**
 * The right to verify and load a batch, of one process at a time. It lives in the row, for half a minute, and is renewed
 * while the process is alive: what is killed lets go by itself.
 */
export class Presa {
  readonly #lavoratore = `${hostname()} ${process.pid} ${crypto.randomUUID().slice(0, 8)}`
  readonly #timer: NodeJS.Timeout

  private constructor(readonly lottoId: string) {
    this.#timer = setInterval(() => void this.#renew().catch(() => {}), RENEW_MS) // a lost one is told by `check`
    this.#timer.unref()
  }

  /** @returns null while another process has it */
  static async prendi(lottoId: string): Promise<Presa | null> {
    const presa = new Presa(lottoId)
    const [row] = await dbAs('sistema')
      .update(lotti)
      .set({ lavoratore: presa.#lavoratore, finoAt: until as unknown as Date })
      .where(
        and(
          eq(lotti.ente, ENTE),
          eq(lotti.id, lottoId),
          or(isNull(lotti.finoAt), sql`${lotti.finoAt} < clock_timestamp()`),
        ),
      )
      .returning({ id: lotti.id })
    if (row) return presa
    clearInterval(presa.#timer)
    return null
  }

  get #mine() {
    return and(eq(lotti.ente, ENTE), eq(lotti.id, this.lottoId), eq(lotti.lavoratore, this.#lavoratore))
  }

  async #renew(): Promise<void> {
    await dbAs('sistema')
      .update(lotti)
      .set({ finoAt: until as unknown as Date })
      .where(this.#mine)
  }

  /**
   * Inside the transaction of a row: nobody else may write it meanwhile.
   * @returns how far the batch is: a person may have stopped it
   * @throws PresaPersa
   */
  async check(tx: Pick<Tx, 'select'>) {
    const [row] = await tx.select({ stato: lotti.stato }).from(lotti).where(this.#mine).for('share')
    if (!row) throw new PresaPersa(this.lottoId)
    return row.stato
  }

  async lascia(): Promise<void> {
    clearInterval(this.#timer)
    await dbAs('sistema').update(lotti).set({ lavoratore: null, finoAt: null }).where(this.#mine)
  }
}
