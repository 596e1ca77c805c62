import type { Caso } from '../caso'
import { type Carte, mm } from './carta'

const INCHIOSTRO = '#3a3f8f'

/** The stamp of an office, never straight. @param alto where its top stands, in millimetres */
export function timbro(carte: Carte, caso: Caso, righe: readonly string[], alto = 22): void {
  const larga = mm(58)
  const alta = 14 * righe.length + 14
  const [x, y] = [mm(24) + caso.int(0, 20), mm(alto) + caso.int(0, 12)]
  carte.ruotato(caso.int(-50, 50) / 10, x, y, () => {
    carte.pdf.strokeOpacity(0.8).lineWidth(1.6).rect(x, y, larga, alta).stroke(INCHIOSTRO)
    carte.pdf
      .lineWidth(0.6)
      .rect(x + 3, y + 3, larga - 6, alta - 6)
      .stroke(INCHIOSTRO)
      .strokeOpacity(1)
    carte.pdf.fillOpacity(0.85)
    for (const [i, riga] of righe.entries()) {
      const scritta = {
        faccia: i === 0 ? ('lineareForte' as const) : ('lineare' as const),
        corpo: 9.5,
        colore: INCHIOSTRO,
      }
      carte.scrivi(riga, x + (larga - carte.misura(riga, scritta)) / 2, y + 8 + i * 14, scritta)
    }
    carte.pdf.fillOpacity(1)
  })
}
