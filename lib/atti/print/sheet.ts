/** A tagged PDF/A-2b document on A4: pages, running header and footer, and text that flows between them. */
import PDFDocument from 'pdfkit'
import { breakLines, drawLine, INK, type Line, type Stile, type Testo, widthOf } from './text'

export const MUTED = '#5c6f82'
export const GREY = '#c5c7c9'
export const BLUE = '#0066cc'
export const RED = '#992639'

export const BODY: Stile = { size: 10, leading: 14 }
export const SMALL: Stile = { size: 8.5, leading: 12, color: MUTED }
const H2: Stile = { size: 13.5, leading: 18, peso: 'bold', tracking: -0.15 }
const BEFORE_TITLE = 14
const AFTER_TITLE = 4
const RUNNING: Stile = { size: 8, leading: 11, color: MUTED }

const A4 = { width: 595.28, height: 841.89 }
const LEFT = 62
const TOP_FIRST = 54
const TOP = 84
const BOTTOM = 68 // from the lower edge

export type Intestazione = {
  titolo: string // title of the document
  ente: string
  oggetto: string // on the left of every page after the first
  destra: string // on the right: whose act it is
  piede: string // on the left of the footer
  anteprima: boolean
  /** plates come first: no page of text is open yet */
  dopoTavole?: boolean
}

type Struct = PDFKit.PDFStructureElement
/** `bbox` is left, top, right, bottom on the page. */
type StructOptions = PDFKit.Mixins.StructureElementOptions & {
  scope?: 'Column' | 'Row'
  bbox?: [number, number, number, number]
  placement?: 'Block'
}
const PREVIEW = 'ANTEPRIMA – NON VALIDA'

export class Sheet {
  readonly doc: PDFKit.PDFDocument
  readonly left = LEFT
  readonly width = A4.width - 2 * LEFT
  readonly bottom = A4.height - BOTTOM
  y = TOP_FIRST
  private title: string | null = null
  private readonly parents: Struct[]
  private readonly bytes: Promise<Buffer>
  private readonly plates = new Set<number>()

  constructor(private readonly capo: Intestazione) {
    this.doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      subset: 'PDF/A-2b',
      pdfVersion: '1.7',
      tagged: true,
      lang: 'it-IT',
      displayTitle: true,
      font: '',
      autoFirstPage: false,
      bufferPages: true,
      info: {
        Title: capo.titolo,
        Author: capo.ente,
        Subject: capo.oggetto,
        Creator: `Sportello telematico – ${capo.ente}`,
        Producer: 'PDFKit',
      },
    })
    const chunks: Buffer[] = []
    this.bytes = new Promise((resolve, reject) => {
      this.doc
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => resolve(Buffer.concat(chunks)))
        .on('error', reject)
    })
    const root = this.doc.struct('Document')
    this.doc.addStructure(root)
    this.parents = [root]
    if (!capo.dopoTavole) this.openPage()
  }

  private openPage(): void {
    this.doc.addPage()
    if (this.capo.anteprima) this.artifact(() => this.watermark())
  }

  private watermark(): void {
    const { doc } = this
    const stile: Stile = { size: 50, leading: 50, peso: 'bold', color: '#eceef0' }
    const width = widthOf(doc, PREVIEW, 'bold', stile)
    doc.save().rotate(-52, { origin: [A4.width / 2, A4.height / 2] })
    this.put(PREVIEW, A4.width / 2 - width / 2, A4.height / 2 - 25, stile)
    doc.restore()
  }

  /** Draws what is not content: rules, running lines, what is repeated. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.doc.markContent('Artifact', { type })
    draw()
    this.doc.endMarkedContent()
  }

  /** Everything drawn inside `content` belongs to a structure element of this type. */
  within(type: string, content: () => void, options: StructOptions = {}): void {
    const element = this.open(type, options)
    this.parents.push(element)
    content()
    this.parents.pop()
    element.end()
  }

  /** An element whose parts are added one by one; whoever opens it ends it. */
  open(type: string, options: StructOptions = {}): Struct {
    const element = this.doc.struct(type, options)
    this.parent().add(element)
    return element
  }

  /** The drawn words of the current structure element. */
  content(draw: () => void): void {
    this.parent().add(draw)
  }

  private parent(): Struct {
    return this.parents.at(-1) as Struct
  }

  /** One line of text where it is told, with no flow. */
  put(testo: Testo, x: number, top: number, stile: Stile, align: 'left' | 'right' = 'left'): void {
    const [line] = breakLines(this.doc, testo, Number.POSITIVE_INFINITY, stile)
    if (line) drawLine(this.doc, line, align === 'right' ? x - line.width : x, top, stile)
  }

  rule(x1: number, x2: number, y: number, { color = INK, weight = 0.8 } = {}): void {
    this.artifact(() => this.doc.moveTo(x1, y).lineTo(x2, y).lineWidth(weight).strokeColor(color).stroke())
  }

  room(): number {
    return this.bottom - this.y
  }

  /**
   * A page that is one picture, as large as it is, with one line under it: no running lines. What flows goes on after it on a
   * page of its own.
   *
   * @param points size of the picture; @param draw puts it at the top left corner
   */
  plate({ width, height }: { width: number; height: number }, alt: string, foot: string, draw: () => void): void {
    const band = 16
    this.plates.add(this.doc.bufferedPageRange().count)
    this.doc.addPage({ size: [Math.max(width, 3 * band), height + band], margin: 0 })
    this.within('Figure', () => this.content(draw), { alt, bbox: [0, 0, width, height], placement: 'Block' })
    const room = Math.max(width, 3 * band) - 2 * band
    const size = Math.min(6.5, (6.5 * room) / widthOf(this.doc, foot, 'regular', { size: 6.5, leading: 9 }))
    this.artifact(() => this.put(foot, band, height + 4, { size, leading: 9, color: MUTED }), 'Pagination')
  }

  /** The first page of text after plates. */
  afterPlates(): void {
    this.openPage()
    this.y = TOP_FIRST
  }

  newPage(): void {
    this.openPage()
    this.y = TOP
  }

  /** Starts a page unless this much of the current one is left; the title that waits comes first, and counts. */
  need(points: number): void {
    const { title } = this
    this.title = null
    if (title !== null && this.y > TOP) this.y += BEFORE_TITLE
    if (this.room() < points + (title === null ? 0 : H2.leading + AFTER_TITLE)) this.newPage()
    if (title === null) return
    this.doc.outline.addItem(title)
    this.text(title, { tag: 'H2', stile: H2, after: AFTER_TITLE })
  }

  space(points: number): void {
    if (this.y > TOP) this.y += points
  }

  /** Flowing text in one structure element; never one line alone at the foot or at the head of a page. */
  text(
    testo: Testo,
    {
      tag = 'P',
      stile = BODY,
      x = this.left,
      width = this.width - (x - this.left),
      after = 5,
    }: { tag?: string; stile?: Stile; x?: number; width?: number; after?: number } = {},
  ): void {
    const lines = breakLines(this.doc, testo, width, stile)
    this.need(Math.min(2, lines.length) * stile.leading)
    this.within(tag, () => this.flow(lines, x, stile))
    this.y += after
  }

  /** Lines that go on over the page. */
  flow(lines: Line[], x: number, stile: Stile): void {
    let from = 0
    while (from < lines.length) {
      const left = lines.length - from
      let fit = Math.floor((this.room() + 0.01) / stile.leading)
      if (fit < left) {
        if (left - fit === 1) fit -= 1
        if (fit < 2) {
          this.newPage()
          continue
        }
      }
      const part = lines.slice(from, from + Math.min(fit, left))
      this.content(() => {
        for (const [i, line] of part.entries()) drawLine(this.doc, line, x, this.y + i * stile.leading, stile)
      })
      this.y += part.length * stile.leading
      from += part.length
      if (from < lines.length) this.newPage()
    }
  }

  /** Title of a section: drawn with the first thing under it, on the page where both stand. */
  heading(testo: string): void {
    this.title = testo
  }

  /** Numbered paragraphs as a list. @param label of the item at a position */
  list(items: Testo[], label: (index: number) => string, { indent = 22, after = 5 } = {}): void {
    this.within('L', () => {
      for (const [i, item] of items.entries()) {
        const lines = breakLines(this.doc, item, this.width - indent, BODY)
        this.need(BODY.leading * Math.min(2, lines.length))
        this.within('LI', () => {
          this.within('Lbl', () =>
            this.content(() => this.put([{ text: label(i), peso: 'semibold' }], this.left, this.y, BODY)),
          )
          this.within('LBody', () => this.flow(lines, this.left + indent, BODY))
        })
        this.y += after
      }
    })
  }

  /** A running line that has no room for all its words ends with '…'. */
  private shorten(text: string, width: number): string {
    let shown = text
    while (shown.length > 1 && widthOf(this.doc, shown, 'regular', RUNNING) > width)
      shown = `${shown.replace(/…$/, '').slice(0, -1).trimEnd()}…`
    return shown
  }

  /** Runs the header and footer through all pages and closes the file. */
  async end(): Promise<Buffer> {
    const { doc, capo } = this
    const right = this.left + this.width
    const { count } = doc.bufferedPageRange()
    let first = true
    for (let page = 0; page < count; page += 1) {
      if (this.plates.has(page)) continue
      const opening = first
      first = false
      doc.switchToPage(page)
      this.artifact(() => {
        if (!opening) {
          const [line] = breakLines(
            doc,
            [{ text: capo.ente, peso: 'semibold', color: INK }, { text: ` · ${capo.oggetto}` }],
            this.width * 0.75,
            RUNNING,
          )
          if (line) drawLine(doc, line, this.left, 44, RUNNING)
          this.put(this.shorten(capo.destra, this.width - (line?.width ?? 0) - 20), right, 44, RUNNING, 'right')
        }
        const foot = A4.height - BOTTOM + 26
        this.put(capo.piede, this.left, foot, RUNNING)
        this.put([{ text: `pagina ${page + 1} di ${count}`, color: INK }], right, foot, RUNNING, 'right')
        if (capo.anteprima)
          this.put([{ text: PREVIEW, peso: 'bold', color: RED }], right, opening ? 30 : 26, RUNNING, 'right')
      }, 'Pagination')
      if (!opening) this.rule(this.left, right, 60, { weight: 0.6 })
      this.rule(this.left, right, A4.height - BOTTOM + 20, { color: GREY, weight: 0.6 })
    }
    for (const element of [...this.parents].reverse()) element.end()
    doc.end()
    return this.bytes
  }
}
