/** A disk that is full is the fault of no file: what it stopped costs no try, and goes on by itself when there is room. */

/** Nobody takes work for so long after a disk was found full. */
export const PAUSA_SPAZIO_S = 60
/** So begins what is said of it. */
export const SPAZIO_FINITO = 'Lo spazio è finito'

/** The store of files; where the reader of files keeps what is too large for memory; the database. */
export type Disco = 'deposito' | 'provvisorio' | 'base'

const PIENO: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT'])
const BASE_PIENA = '53100' // PostgreSQL: disk_full
/** First words of what the reader of files says: never what stands in a file. */
const DETTO_DAL_LETTORE = /^(?:\w*Error: )?(?:ENOSPC\b|(?:[^\n]*\n){0,3}?[^\n]*\bunix error: No space left on device)/
const MAX_CAUSE = 8

/** @returns which disk was full; null: it was something else */
export function discoPieno(error: unknown): Disco | null {
  for (let one = error, depth = 0; one instanceof Error && depth < MAX_CAUSE; one = one.cause, depth += 1) {
    const { code } = one as Error & { code?: unknown }
    if (typeof code === 'string' && PIENO.has(code)) return 'deposito'
    if (code === BASE_PIENA) return 'base'
    if (code === undefined && DETTO_DAL_LETTORE.test(one.message)) return 'provvisorio'
  }
  return null
}

/** @param dove folders, and the machine that has them */
export function paroleDelSpazio(
  disco: Disco,
  dove: { deposito: string; provvisorio: string; macchina: string },
): string {
  const where =
    disco === 'base'
      ? 'nel disco della base di dati'
      : disco === 'deposito'
        ? `nel deposito dei file (${dove.deposito}, macchina ${dove.macchina})`
        : `nella cartella provvisoria (${dove.provvisorio}, macchina ${dove.macchina})`
  return `${SPAZIO_FINITO} ${where}: libera spazio, poi il lavoro riprende da sé`
}
