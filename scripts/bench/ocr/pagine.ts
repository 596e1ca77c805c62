/** Pages whose words are known, and how many of them were read. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import type { Descrizione } from '@/lib/archivio/rules-descrizione'
import { Carte } from '@/lib/mondo/archivio/carte/carta'
import { carichi, concessione, type Disegno, domanda, relazione, trasporto } from '@/lib/mondo/archivio/carte/documenti'
import { scanPagine } from '@/lib/mondo/archivio/carte/forma'
import { GRADI, type Grado } from '@/lib/mondo/archivio/carte/rovina'
import { casoOf } from '@/lib/mondo/archivio/caso'

const OGNI: readonly Disegno[] = [domanda, relazione, carichi, concessione, trasporto]
const DISEGNI: Record<Grado, readonly Disegno[]> = {
  nitida: [relazione, carichi],
  dattiloscritta: [concessione],
  timbrata: [domanda],
  storta: OGNI,
  sbiadita: OGNI,
  macchiata: OGNI,
}

export type PaginaNota = { grado: Grado; png: Buffer; parole: string[]; file: string }

/** @param units each page is of another of these */
export async function disegnaPagine(
  units: readonly Descrizione[],
  perGrado: number,
  folder: string,
): Promise<PaginaNota[]> {
  mkdirSync(folder, { recursive: true })
  const pages: PaginaNota[] = []
  for (const grado of GRADI)
    for (let n = 0; n < perGrado; n += 1) {
      const draw = DISEGNI[grado][n % DISEGNI[grado].length] as Disegno
      const carte = new Carte()
      const seme = pages.length + 40_000
      draw(carte, units[pages.length % units.length] as Descrizione, casoOf(seme))
      const [png] = await scanPagine(await carte.bytes(), grado, casoOf(seme))
      if (!png) throw new Error('No page was drawn')
      const file = path.join(folder, `${grado}-${n}.tif`)
      writeFileSync(
        file,
        await sharp(png)
          .tiff({ compression: 'lzw', xres: 300 / 25.4, yres: 300 / 25.4 })
          .toBuffer(),
      )
      pages.push({ grado, png, file, parole: paroleDi((carte.testi[0] ?? []).join(' ')) })
    }
  return pages
}

/** Words and numbers of two characters or more, as they are searched: without case, accents and signs around them. */
export const paroleDi = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 2)

/** How many of the known words were read, each as often as it is there. */
export function contaLette(note: readonly string[], letto: string): number {
  const left = new Map<string, number>()
  for (const word of paroleDi(letto)) left.set(word, (left.get(word) ?? 0) + 1)
  let found = 0
  for (const word of note) {
    const n = left.get(word) ?? 0
    if (n > 0) found += 1
    left.set(word, n - 1)
  }
  return found
}
