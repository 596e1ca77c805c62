import type { Brano as Pezzi } from '@/lib/archivio/rules-brani'

/** A text with the words that were looked for marked. */
export function Brano({ pezzi }: { pezzi: Pezzi }) {
  return pezzi.map(({ testo, segnato }, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other name
    segnato ? <mark key={i}>{testo}</mark> : testo,
  )
}
