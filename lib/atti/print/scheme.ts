/** The convoy drawn from the figures of the act, with masses, distances and dimensions: the schema di carico of art. 14 Reg. */
import { type AsseDisegnato, layoutConvoglio, type SchemaConvoglio } from '@/lib/trasporti/rules-schema'
import type { Forma } from '@/lib/trasporti/rules-schema-forme'
import type { Carico, Convoglio } from '@/lib/trasporti/rules-tipi'
import { formatMetri, formatTonnellate } from '../rules-parole'
import { GREY, MUTED, type Sheet } from './sheet'
import { INK, type Stile, widthOf } from './text'

const MAX_SCALE = 0.24 // points per cm: a short vehicle does not become a poster
const ROOM_RIGHT = 62
const FIGURE: Stile = { size: 8.5, leading: 11, peso: 'semibold' }
const THIN: Stile = { size: 8, leading: 11 }
const UNIT: Stile = { size: 8, leading: 11, color: MUTED }

const FILL: Record<Forma['parte'], string> = {
  cabina: '#e6edf5',
  vetro: '#ffffff',
  telaio: '#d5dde6',
  carico: '#f2f7fc',
  timone: '#ffffff',
  braccio: '#e6edf5',
}

type Place = { x: (cm: number) => number; y: (cm: number) => number; scale: number }

/** One sentence for whoever does not see the drawing. */
export function describeSchema(schema: SchemaConvoglio, convoglio: Convoglio): string {
  const assi = schema.assi.map(
    (asse, i) =>
      `asse ${i + 1} ${asse.massaKg === null ? 'massa non indicata' : `${formatTonnellate(asse.massaKg)} t`}${asse.interasseCm === null ? '' : `, ${formatMetri(asse.interasseCm)} m al successivo`}`,
  )
  const misure = [
    ['lungo', convoglio.lunghezzaCm],
    ['largo', convoglio.larghezzaCm],
    ['alto', convoglio.altezzaCm],
  ] as const
  return [
    `Schema del convoglio visto di lato, ${schema.assi.length} assi`,
    ...misure.flatMap(([nome, cm]) => (cm === null ? [] : [`${nome} ${formatMetri(cm)} m`])),
    ...(convoglio.massaComplessivaKg === null ? [] : [`massa ${formatTonnellate(convoglio.massaComplessivaKg)} t`]),
  ]
    .join(', ')
    .concat(`. Da davanti: ${assi.join('; ')}.`)
}

/** @returns false while no axle is known: nothing is drawn */
export function drawScheme(sheet: Sheet, convoglio: Convoglio, carico: Carico | null): boolean {
  const schema = layoutConvoglio(convoglio, carico ?? undefined)
  if (!schema) return false
  const { doc } = sheet
  const scale = Math.min(MAX_SCALE, (sheet.width - ROOM_RIGHT) / schema.lunghezzaCm)
  const crowded = schema.assi.some((asse, i) => i > 0 && (asse.xCm - (schema.assi[i - 1]?.xCm ?? 0)) * scale < 20)
  const height = schema.altezzaCm * scale + (crowded ? 74 : 62)
  sheet.need(height + 8)
  const top = sheet.y + 4
  const ground = top + schema.altezzaCm * scale
  const at: Place = { x: (cm) => sheet.left + cm * scale, y: (cm) => ground - cm * scale, scale }
  const end = at.x(schema.lunghezzaCm)
  sheet.within(
    'Figure',
    () =>
      sheet.content(() => {
        doc.lineJoin('round').lineCap('round')
        for (const forma of schema.forme) outline(doc, forma, at)
        doc
          .moveTo(sheet.left - 4, ground)
          .lineTo(end + 4, ground)
          .lineWidth(1)
          .strokeColor(INK)
          .stroke()
        for (const asse of schema.assi) wheel(doc, asse, at)
        const centre = (text: string, x: number, y: number, stile: Stile) =>
          sheet.put(text, x - widthOf(doc, text, stile.peso ?? 'regular', stile) / 2, y, stile)
        schema.assi.forEach((asse, i) => {
          centre(
            asse.massaKg === null ? '?' : formatTonnellate(asse.massaKg),
            at.x(asse.xCm),
            ground + 4 + (crowded && i % 2 === 1 ? 11 : 0),
            FIGURE,
          )
        })
        const chain = ground + (crowded ? 32 : 21)
        distances(sheet, schema, at, chain, centre)
        const total = chain + 21
        measure(doc, sheet.left, end, total)
        centre(
          schema.lunghezzaDichiarataCm === null ? '?' : `${formatMetri(schema.lunghezzaDichiarataCm)} m`,
          (sheet.left + end) / 2,
          total + 3,
          FIGURE,
        )
        sheet.put('t', end + 12, ground + 4, UNIT)
        sheet.put('m', end + 12, chain - 5, UNIT)
        const h = end + 14
        doc
          .moveTo(h - 4, at.y(schema.altezzaCm))
          .lineTo(h + 4, at.y(schema.altezzaCm))
          .moveTo(h - 4, ground - 0.5)
          .lineTo(h + 4, ground - 0.5)
          .moveTo(h, at.y(schema.altezzaCm))
          .lineTo(h, ground)
          .lineWidth(0.6)
          .strokeColor(INK)
          .stroke()
        sheet.put(
          schema.altezzaDichiarataCm === null ? '?' : `${formatMetri(schema.altezzaDichiarataCm)} m`,
          h + 6,
          (at.y(schema.altezzaCm) + ground) / 2 - 6,
          FIGURE,
        )
      }),
    {
      alt: describeSchema(schema, convoglio),
      bbox: [sheet.left, top, sheet.left + sheet.width, top + height],
      placement: 'Block',
    },
  )
  sheet.y = top + height
  if (!schema.coerente)
    sheet.text(
      `Interassi e sbalzi sommano ${formatMetri(schema.lunghezzaCm)} m: il disegno segue gli assi dichiarati.`,
      { stile: THIN },
    )
  return true
}

function outline(doc: PDFKit.PDFDocument, forma: Forma, at: Place): void {
  const [first, ...rest] = forma.punti
  if (!first) return
  doc.moveTo(at.x(first[0]), at.y(first[1]))
  for (const [x, y] of rest) doc.lineTo(at.x(x), at.y(y))
  doc.lineWidth(0.7).strokeColor(INK)
  if (forma.supposta) doc.dash(2, { space: 2 })
  if (forma.aperta) doc.stroke()
  else doc.closePath().fillAndStroke(FILL[forma.parte], INK)
  doc.undash()
}

function wheel(doc: PDFKit.PDFDocument, asse: AsseDisegnato, at: Place): void {
  const [x, y, r] = [at.x(asse.xCm), at.y(asse.raggioCm), asse.raggioCm * at.scale]
  doc.circle(x, y, r).fill(asse.supposto ? MUTED : INK)
  doc.circle(x, y, r * (asse.gemellate ? 0.5 : 0.34)).fill('#ffffff')
  if (asse.gemellate) doc.circle(x, y, r * 0.22).fill(INK)
}

function measure(doc: PDFKit.PDFDocument, x1: number, x2: number, y: number): void {
  doc
    .moveTo(x1, y - 3)
    .lineTo(x1, y + 3)
    .moveTo(x2, y - 3)
    .lineTo(x2, y + 3)
    .moveTo(x1, y)
    .lineTo(x2, y)
    .lineWidth(0.6)
    .strokeColor(INK)
    .stroke()
}

/** The chain of axle distances, with the figure where there is room: the table under it has them all. */
function distances(
  sheet: Sheet,
  schema: SchemaConvoglio,
  at: Place,
  y: number,
  centre: (text: string, x: number, y: number, stile: Stile) => void,
): void {
  const { doc } = sheet
  schema.assi.forEach((asse, i) => {
    const x = at.x(asse.xCm)
    doc
      .moveTo(x, y - 3)
      .lineTo(x, y + 3)
      .lineWidth(0.6)
      .strokeColor(INK)
      .stroke()
    const next = schema.assi[i + 1]
    if (!next) return
    const known = asse.interasseCm !== null
    doc
      .moveTo(x, y)
      .lineTo(at.x(next.xCm), y)
      .lineWidth(0.6)
      .strokeColor(known ? INK : GREY)
      .stroke()
    const text = known ? formatMetri(asse.interasseCm ?? 0) : '?'
    if (at.x(next.xCm) - x >= widthOf(doc, text, 'regular', THIN) + 3)
      centre(text, (x + at.x(next.xCm)) / 2, y + 3, THIN)
  })
}
