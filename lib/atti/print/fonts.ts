/** The faces of printed acts, all embedded: Titillium Web, Roboto Mono for codes, and what they lack from further faces. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import PDFDocument from 'pdfkit'
import { unpackWoff } from './woff'

export type Peso = 'regular' | 'semibold' | 'bold' | 'mono'

const files = (family: string, names: string[]) => names.map((name) => `${family}/files/${family}-${name}-normal.woff`)

/** For each weight, the faces asked in turn for a character: extended Latin, then Greek and Cyrillic. */
const CHAINS: Record<Peso, string[]> = {
  regular: [
    ...files('titillium-web', ['latin-400', 'latin-ext-400']),
    ...files('roboto-mono', ['greek-400', 'cyrillic-400']),
  ],
  semibold: [
    ...files('titillium-web', ['latin-600', 'latin-ext-600']),
    ...files('roboto-mono', ['greek-500', 'cyrillic-500']),
  ],
  bold: [
    ...files('titillium-web', ['latin-700', 'latin-ext-700']),
    ...files('roboto-mono', ['greek-700', 'cyrillic-700']),
  ],
  mono: files('roboto-mono', ['latin-400', 'latin-ext-400', 'greek-400', 'cyrillic-400']),
}

/** A face as fontkit reads it: pdfkit takes it back as it is, so each file is read once a process. */
type Glyph = { path: { transform(...matrix: number[]): { toSVG(): string } } }
type Face = {
  unitsPerEm: number
  layout(text: string): { glyphs: Glyph[]; positions: { xAdvance: number; xOffset: number; yOffset: number }[] }
  hasGlyphForCodePoint(codePoint: number): boolean
}
const opened = new Map<string, Face>()

export function openFace(file: string): Face {
  const known = opened.get(file)
  if (known) return known
  const folder = path.join(/*turbopackIgnore: true*/ process.cwd(), 'node_modules', '@fontsource')
  const scratch = new PDFDocument({ autoFirstPage: false, font: '' })
  scratch.font(unpackWoff(readFileSync(path.join(/*turbopackIgnore: true*/ folder, file))) as unknown as string)
  const face = (scratch as unknown as { _font: { font: Face } })._font.font
  opened.set(file, face)
  return face
}

/** Typographic spaces and hyphens that no face has, in their plain form. A space that holds has done its work by now. */
const PLAIN: Record<string, string> = {
  '\u2009': ' ',
  '\u202f': ' ',
  '\u2007': ' ',
  '\u2010': '-',
  '\u2011': '-',
  '\u2212': '–',
  '\u2192': '–',
  '\t': ' ',
}
const REPLACEMENT = '?' // PDF/A forbids a glyph that stands for nothing

const has = (peso: Peso, char: string) =>
  CHAINS[peso].find((file) => openFace(file).hasGlyphForCodePoint(char.codePointAt(0) as number))

/** The face that draws a character; one that none has becomes its base letter, or '?'. */
function place(peso: Peso, char: string): [file: string, char: string] | null {
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u.test(char)) return null
  if (char === '\u00a0') return place(peso, ' ')
  const base = char.normalize('NFKD').replace(/\p{M}/gu, '')
  for (const candidate of [char, PLAIN[char] ?? '', [...base][0] ?? '']) {
    const file = candidate ? has(peso, candidate) : undefined
    if (file) return [file, candidate]
  }
  return [CHAINS[peso][0] as string, REPLACEMENT]
}

export type Run = { file: string; text: string }

const placed = new Map<string, [file: string, char: string] | null>()

/** Cuts a text where the face changes. */
export function runsOf(peso: Peso, text: string): Run[] {
  const runs: Run[] = []
  for (const char of text.normalize('NFC')) {
    const key = peso + char
    let found = placed.get(key)
    if (found === undefined) {
      found = place(peso, char)
      if (placed.size < 4096) placed.set(key, found)
    }
    if (!found) continue
    const [file, drawn] = found
    const last = runs.at(-1)
    if (last?.file === file) last.text += drawn
    else runs.push({ file, text: drawn })
  }
  return runs
}

/** Makes a face current in a document, at a size in points. */
export function selectFace(doc: PDFKit.PDFDocument, file: string, size: number): PDFKit.PDFDocument {
  const faces = facesOf(doc)
  if (!faces.has(file)) {
    doc.registerFont(file, openFace(file) as unknown as string)
    faces.add(file)
  }
  return doc.font(file, size)
}

const registered = new WeakMap<PDFKit.PDFDocument, Set<string>>()
function facesOf(doc: PDFKit.PDFDocument): Set<string> {
  const known = registered.get(doc) ?? new Set<string>()
  registered.set(doc, known)
  return known
}
