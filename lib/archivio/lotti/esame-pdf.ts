/** How many pages a PDF says it has: the largest count of its page tree, in the objects that can be read without rendering. */
import { pdfObjects } from '@/lib/documenti/inspect-pdf'

const PAGES = /\/Type\s*\/Pages\b/g
const COUNT = /\/Count\s+(\d{1,7})\b/
const REACH = 1_000_000

/** The dictionary that stands around `at`. */
function dictionaryAround(text: string, at: number): string {
  let start = at
  for (let depth = 0, from = Math.max(0, at - REACH); start > from; start -= 1) {
    if (text.startsWith('>>', start)) depth += 1
    else if (text.startsWith('<<', start)) {
      if (depth === 0) break
      depth -= 1
    }
  }
  let end = at
  for (let depth = 0, to = Math.min(text.length, at + REACH); end < to; end += 1) {
    if (text.startsWith('<<', end)) depth += 1
    else if (text.startsWith('>>', end)) {
      if (depth === 0) break
      depth -= 1
    }
  }
  return text.slice(start, end)
}

/** @returns null when it cannot be told without opening the file */
export function countPdfPages(pdf: Buffer): number | null {
  let most: number | null = null
  for (const part of pdfObjects(pdf)) {
    const text = part.toString('latin1')
    for (const { index } of text.matchAll(PAGES)) {
      const count = COUNT.exec(dictionaryAround(text, index))?.[1]
      if (count) most = Math.max(most ?? 0, Number(count))
    }
  }
  return most
}
