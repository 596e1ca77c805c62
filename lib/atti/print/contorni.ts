import { openFace, type Peso, runsOf } from './fonts'

/**
 * A line of text as the outline of its letters, for pictures: no font need be installed where they are made.
 *
 * @param size height of the letters' square
 * @returns data of an SVG path whose base line begins at 0,0, and how long the line is
 */
export function outlineOf(peso: Peso, text: string, size: number): { d: string; width: number } {
  let x = 0
  const pieces: string[] = []
  for (const run of runsOf(peso, text)) {
    const face = openFace(run.file)
    const scale = size / face.unitsPerEm
    const { glyphs, positions } = face.layout(run.text)
    for (const [i, glyph] of glyphs.entries()) {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[i] ?? {}
      const placed = glyph.path.transform(scale, 0, 0, -scale, x + xOffset * scale, -yOffset * scale)
      pieces.push(placed.toSVG())
      x += xAdvance * scale
    }
  }
  return { d: pieces.join(''), width: x }
}
