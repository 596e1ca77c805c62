/** Text of a printed act: spans of several weights broken into lines, measured with the faces that draw them. */
import { type Peso, runsOf, selectFace } from './fonts'

export type Span = { text: string; peso?: Peso; color?: string }
export type Testo = string | Span[]

export type Stile = {
  size: number // points
  leading: number // line height, points
  peso?: Peso
  color?: string
  tracking?: number // points between characters; negative in large headings
}

type Piece = { text: string; peso: Peso; color: string; width: number }
export type Line = { pieces: Piece[]; width: number; soft: boolean }

export const INK = '#1a1a1a'

const LONG_WORD = 24 // characters

type Doc = PDFKit.PDFDocument
const spansOf = (testo: Testo): Span[] => (typeof testo === 'string' ? [{ text: testo }] : testo)
/** 'art. 18' and 'n. 7' are not parted at the end of a line: their space holds, and is drawn as any other. */
const ABBREVIATION = /(?<=(?:^|[\s(])(?:artt?|cc?|n|lett|pag|[LD]|L\.R|D\.P\.R|D\.Lgs|D\.M|D\.L)\.) (?=\S)/g
const hold = (text: string): string => text.replace(ABBREVIATION, '\u00a0')

/** Roboto Mono is drawn smaller, to stand beside Titillium at the same height. */
const sizeOf = (peso: Peso, stile: Stile): number => (peso === 'mono' ? stile.size * 0.9 : stile.size)

export function widthOf(doc: Doc, text: string, peso: Peso, stile: Stile): number {
  let width = 0
  for (const run of runsOf(peso, text)) width += selectFace(doc, run.file, sizeOf(peso, stile)).widthOfString(run.text)
  return width + (stile.tracking ?? 0) * Math.max(0, text.length - 1)
}

/** A stretch that cannot be broken, with the style it has; several may follow with no space between. */
type Atom = { pieces: Piece[]; width: number; spaceBefore: boolean; newline: boolean }

function atomsOf(doc: Doc, testo: Testo, stile: Stile): Atom[] {
  const atoms: Atom[] = []
  let open = false
  let space = false
  let newline = false
  for (const span of spansOf(testo)) {
    const peso = span.peso ?? stile.peso ?? 'regular'
    const color = span.color ?? stile.color ?? INK
    for (const part of hold(span.text).split(/(\n|[ \t\r]+)/)) {
      if (part === '') continue
      if (part === '\n' || /^[ \t\r]+$/.test(part)) {
        newline ||= part === '\n'
        space = true
        open = false
        continue
      }
      // Inside a very long word a slash or a hyphen is a place to break, and stays at the end of its line.
      for (const text of part.length > LONG_WORD ? part.split(/(?<=[/@_-])(?=\w)/) : [part]) {
        const piece = { text, peso, color, width: widthOf(doc, text, peso, stile) }
        if (open && !space && text === part) {
          const last = atoms.at(-1) as Atom
          last.pieces.push(piece)
          last.width += piece.width
        } else atoms.push({ pieces: [piece], width: piece.width, spaceBefore: space, newline })
        space = false
        newline = false
        open = true
      }
    }
  }
  return atoms
}

/** Cuts what is wider than the line, character by character: hashes and codes. */
function chop(doc: Doc, atom: Atom, width: number, stile: Stile): Atom[] {
  const result: Atom[] = []
  for (const piece of atom.pieces) {
    let text = ''
    const push = () =>
      result.push({
        pieces: [{ ...piece, text, width: widthOf(doc, text, piece.peso, stile) }],
        width: widthOf(doc, text, piece.peso, stile),
        spaceBefore: false,
        newline: false,
      })
    for (const char of piece.text) {
      if (text && widthOf(doc, text + char, piece.peso, stile) > width) {
        push()
        text = ''
      }
      text += char
    }
    if (text) push()
  }
  const [first] = result
  if (first) Object.assign(first, { spaceBefore: atom.spaceBefore, newline: atom.newline })
  return result
}

/** @param width of the column, points · @returns at least one line, even when there is no text */
export function breakLines(doc: Doc, testo: Testo, width: number, stile: Stile): Line[] {
  const lines: Line[] = []
  let line: Line = { pieces: [], width: 0, soft: false }
  const atoms = atomsOf(doc, testo, stile).flatMap((atom) =>
    atom.width > width ? chop(doc, atom, width, stile) : [atom],
  )
  for (const atom of atoms) {
    const last = line.pieces.at(-1)
    const space = atom.spaceBefore && last ? widthOf(doc, ' ', last.peso, stile) : 0
    if (line.pieces.length > 0 && (atom.newline || line.width + space + atom.width > width + 0.01)) {
      lines.push({ ...line, soft: atom.spaceBefore })
      line = { pieces: [], width: 0, soft: false }
    }
    const before = line.pieces.at(-1)
    if (before && atom.spaceBefore) append(doc, line, { ...before, text: ' ' }, stile)
    for (const piece of atom.pieces) append(doc, line, piece, stile)
  }
  lines.push(line)
  return lines
}

/** Pieces of one style become one string: what is read aloud or copied stays whole, and kerning holds. */
function append(doc: Doc, line: Line, piece: Piece, stile: Stile): void {
  const last = line.pieces.at(-1)
  if (last && last.peso === piece.peso && last.color === piece.color) {
    line.width -= last.width
    last.text += piece.text
    last.width = widthOf(doc, last.text, last.peso, stile)
    line.width += last.width
  } else {
    const width = widthOf(doc, piece.text, piece.peso, stile)
    line.pieces.push({ ...piece, width })
    line.width += width
  }
}

/** @param top of the line box; the baseline stands where capitals look centred in it */
export function drawLine(doc: Doc, line: Line, x: number, top: number, stile: Stile): void {
  const baseline = top + stile.leading / 2 + stile.size * 0.345
  let at = x
  line.pieces.forEach((piece, i) => {
    const text = line.soft && i === line.pieces.length - 1 ? `${piece.text} ` : piece.text
    for (const run of runsOf(piece.peso, text)) {
      selectFace(doc, run.file, sizeOf(piece.peso, stile)).fillColor(piece.color)
      doc.text(run.text, at, baseline, {
        lineBreak: false,
        baseline: 'alphabetic',
        characterSpacing: stile.tracking ?? 0,
      })
      at += doc.widthOfString(run.text) + (stile.tracking ?? 0) * run.text.length
    }
  })
}
