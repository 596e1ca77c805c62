/** The questions as a browser asks them: through the page of results, several at a time. */
import type { Domanda } from '@/lib/archivio/rules-domanda'
import { domandaToQuery } from '@/lib/archivio/rules-indirizzo'
import { paths } from '@/lib/core/paths'

/**
 * Asks all of them twice: to warm up, then to measure.
 *
 * @param insieme how many are waiting at any time
 * @returns milliseconds of each, whole page read
 * @throws Error when a page is not one of results
 */
export async function askPagine(baseUrl: string, domande: readonly Domanda[], insieme: number): Promise<number[]> {
  const ms: number[] = []
  for (const turn of ['warm', 'measured']) {
    const left = [...domande]
    const ask = async () => {
      for (let one = left.pop(); one; one = left.pop()) {
        const began = performance.now()
        const answer = await fetch(`${baseUrl}${paths.archivio.home}${domandaToQuery(one)}`)
        const html = await answer.text()
        if (!answer.ok || !html.includes('risultat'))
          throw new Error(`${answer.status} for ${JSON.stringify(one)}: ${html.slice(0, 300)}`)
        if (turn === 'measured') ms.push(performance.now() - began)
      }
    }
    await Promise.all(Array.from({ length: insieme }, ask))
  }
  return ms
}
