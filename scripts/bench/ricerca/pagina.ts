/** The questions as a browser asks them: through the page of results, several at a time. */
import type { Domanda } from '@/lib/archivio/rules-domanda'
import { domandaToQuery } from '@/lib/archivio/rules-indirizzo'
import { paths } from '@/lib/core/paths'

/** Times that all are asked before they are measured, and then measured. */
const CALDI = 12
const MISURATI = 3

/**
 * Asks all of them until the servers are warm, then to measure. A server that has just begun still compiles what it runs: it
 * is measured as it is in the middle of a morning.
 *
 * @param insieme how many are waiting at any time
 * @returns milliseconds of each time, whole page read
 * @throws Error when a page is not one of results
 */
export async function askPagine(baseUrl: string, domande: readonly Domanda[], insieme: number): Promise<number[]> {
  const ms: number[] = []
  for (let turn = 0; turn < CALDI + MISURATI; turn += 1) {
    const left = [...domande]
    const ask = async () => {
      for (let one = left.pop(); one; one = left.pop()) {
        const began = performance.now()
        const answer = await fetch(`${baseUrl}${paths.archivio.home}${domandaToQuery(one)}`)
        const html = await answer.text()
        if (!answer.ok || !html.includes('risultat'))
          throw new Error(`${answer.status} for ${JSON.stringify(one)}: ${html.slice(0, 300)}`)
        if (turn >= CALDI) ms.push(performance.now() - began)
      }
    }
    await Promise.all(Array.from({ length: insieme }, ask))
  }
  return ms
}
