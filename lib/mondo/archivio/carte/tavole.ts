/** Drawings: a section with its dimensions and title block, up to A0; a strip map of a road, drawn by hand. */
import type { Descrizione } from '@/lib/archivio/rules-descrizione'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { type Carte, type Formato, mm, type Scritta } from './carta'
import type { Disegno } from './documenti'

const TRATTO = '#202028'

function cartiglio(carte: Carte, unita: Descrizione, titolo: string): void {
  const larga = mm(170)
  const alta = mm(62)
  const [x, y] = [carte.larghezza - larga - mm(10), carte.altezza - alta - mm(10)]
  carte.pdf.rect(x, y, larga, alta).lineWidth(1.4).stroke(TRATTO)
  const scritta: Scritta = { faccia: 'lineare', corpo: 12 }
  let at = y + 10
  carte.scrivi(titolo, x + 12, at, { faccia: 'lineareForte', corpo: 18 })
  at = carte.paragrafo(unita.titolo, x + 12, at + 30, larga - 24, scritta)
  const comune = unita.comuneStorico ?? (unita.comuneIstat ? nomeComune(unita.comuneIstat) : '')
  carte.scrivi(`Comune di ${comune}`, x + 12, at, scritta)
  carte.scrivi(`Pratica n. ${unita.numeroPratica} anno ${unita.annoPratica}`, x + 12, at + 20, scritta)
  carte.scrivi(
    `Progettista: ${unita.agenti.find((one) => one.ruolo === 'progettista')?.nome ?? '–'}`,
    x + 12,
    at + 40,
    scritta,
  )
  carte.scrivi('Scala 1:50', x + larga - mm(32), at + 40, { ...scritta, faccia: 'lineareForte' })
}

function quota(carte: Carte, x: number, y: number, lunga: number, testo: string): void {
  carte.pdf
    .lineWidth(0.5)
    .moveTo(x, y)
    .lineTo(x + lunga, y)
    .stroke(TRATTO)
  for (const at of [x, x + lunga])
    carte.pdf
      .moveTo(at - 3, y + 3)
      .lineTo(at + 3, y - 3)
      .stroke(TRATTO)
  const scritta: Scritta = { faccia: 'lineare', corpo: 11 }
  carte.scrivi(testo, x + (lunga - carte.misura(testo, scritta)) / 2, y - 16, scritta)
}

/** A section of the structure: bays, columns, foundations and reinforcement, as many as the sheet takes. */
export const tavola =
  (formato: Formato): Disegno =>
  (carte, unita, caso) => {
    carte.foglio(formato)
    const { pdf } = carte
    pdf
      .rect(mm(6), mm(6), carte.larghezza - mm(12), carte.altezza - mm(12))
      .lineWidth(1.2)
      .stroke(TRATTO)
    const campata = mm(70)
    const piano = mm(48)
    const campate = Math.max(2, Math.floor((carte.larghezza - mm(80)) / campata))
    const piani = Math.max(2, Math.floor((carte.altezza - mm(150)) / piano))
    const [x0, y0] = [mm(45), mm(45)]
    for (let i = 0; i <= campate; i += 1) {
      pdf
        .rect(x0 + i * campata - 6, y0, 12, piani * piano)
        .lineWidth(0.9)
        .stroke(TRATTO)
      pdf
        .rect(x0 + i * campata - 26, y0 + piani * piano, 52, 26)
        .lineWidth(1.2)
        .stroke(TRATTO)
      carte.scrivi(`P${i + 1}`, x0 + i * campata - 8, y0 + piani * piano + 34, { faccia: 'lineareForte', corpo: 13 })
    }
    for (let j = 0; j <= piani; j += 1) {
      pdf
        .rect(x0, y0 + j * piano - 8, campate * campata, 16)
        .lineWidth(0.9)
        .stroke(TRATTO)
      for (let x = x0 + 8; x < x0 + campate * campata; x += 14)
        pdf
          .moveTo(x, y0 + j * piano - 8)
          .lineTo(x + 8, y0 + j * piano + 8)
          .lineWidth(0.3)
          .stroke(TRATTO)
      if (j < piani) carte.scrivi(`Trave T${j + 1}`, x0 + 20, y0 + j * piano + 22, { faccia: 'lineare', corpo: 12 })
    }
    for (let i = 0; i < campate; i += 1) quota(carte, x0 + i * campata, y0 - mm(12), campata, `${caso.int(300, 620)}`)
    carte.scrivi('Sezione longitudinale', x0, y0 + piani * piano + mm(24), { faccia: 'lineareForte', corpo: 16 })
    carte.scrivi(
      `Armatura ${caso.int(4, 8)} ferri diametro ${caso.of([12, 14, 16, 20])} staffe diametro 8 passo ${caso.int(12, 25)}`,
      x0,
      y0 + piani * piano + mm(34),
      { faccia: 'lineare', corpo: 12 },
    )
    cartiglio(carte, unita, `Tavola ${caso.int(1, 9)}`)
  }

/** A strip map: the road between two edges that no ruler drew, with the kilometres and the point of the works. */
export const striscia: Disegno = (carte, unita, caso) => {
  carte.foglio('A3')
  const { pdf } = carte
  const tratta = unita.tratte[0]
  const middle = carte.altezza * 0.42
  const curve = (offset: number, width: number) => {
    pdf.moveTo(mm(15), middle + offset)
    for (let x = 20; x <= 400; x += 5)
      pdf.lineTo(mm(x), middle + offset + Math.sin(x / 38) * mm(16) + (caso.next() - 0.5) * 2.4)
    pdf.lineWidth(width).stroke('#2b2b3a')
  }
  curve(-mm(7), 1.6)
  curve(mm(7), 1.6)
  pdf.dash(9, { space: 7 })
  curve(0, 0.7)
  pdf.undash()
  const scritta: Scritta = { faccia: 'lineare', corpo: 13 }
  const km = Math.floor((tratta?.daM ?? 4000) / 1000)
  for (let i = 0; i < 4; i += 1) {
    pdf
      .circle(mm(50 + i * 95), middle - mm(34), 5)
      .lineWidth(1)
      .stroke('#2b2b3a')
    carte.scrivi(`km ${km + i}`, mm(46 + i * 95), middle - mm(46), scritta)
  }
  carte.scrivi('Planimetria a vista', mm(20), mm(16), { faccia: 'lineareForte', corpo: 18 })
  carte.scrivi(`Strada provinciale ${tratta?.strada ?? 'SP 1'}`, mm(20), mm(28), scritta)
  carte.scrivi('Muro esistente', mm(70), middle + mm(36), scritta)
  carte.scrivi('Fosso di guardia', mm(250), middle + mm(44), scritta)
  carte.scrivi('Punto dei lavori', mm(190), middle - mm(28), { ...scritta, faccia: 'lineareForte', colore: '#a02020' })
  pdf
    .circle(mm(200), middle - mm(14), 9)
    .lineWidth(2)
    .stroke('#a02020')
  cartiglio(carte, unita, 'Stralcio planimetrico')
}

/** A sheet with nothing on it: the back of another. */
export const retro: Disegno = (carte) => carte.foglio()
