import type { RigaParole } from '@/lib/archivio/immagini/documento'

const PAROLA = '5'

/**
 * Reads the table that tesseract writes: one row a word, with the line it stands in.
 *
 * @param scala pixels of the page for each pixel that was read
 * @returns lines of words, boxes in pixels of the page, confidence 0–100
 */
export function righeDelTsv(tsv: string, scala: number): RigaParole[] {
  const righe: RigaParole[] = []
  let place = ''
  for (const line of tsv.split('\n')) {
    const [level, page, block, paragraph, row, , left, top, width, height, confidence, word] = line.split('\t')
    const text = word?.trim()
    if (level !== PAROLA || !text) continue
    const here = [page, block, paragraph, row].join('.')
    if (here !== place) righe.push([])
    place = here
    const px = (n: string | undefined) => Math.round(Number(n) * scala)
    const certainty = Math.min(100, Math.max(0, Math.round(Number(confidence))))
    righe.at(-1)?.push([text.normalize('NFC'), px(left), px(top), px(width), px(height), certainty])
  }
  return righe
}
