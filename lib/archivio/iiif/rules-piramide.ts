/** From what is asked of an image to the scale and the tiles that answer it. */
import type { Area, Misura, Richiesta } from './rules-richiesta'
import type { Livello, Piramide } from './tiff'

/**
 * The tile that is the answer as it stands: whole, at its own scale, neither turned nor in other colours.
 *
 * @returns null when the answer has to be made
 */
export function tesseraPronta(piramide: Piramide, r: Richiesta): { livello: Livello; n: number } | null {
  if (r.formato !== 'jpg' || r.gradi !== 0 || r.specchio || r.qualita === 'bitonal') return null
  for (const [i, livello] of piramide.entries()) {
    const { w, h } = livello.tessera
    const scala = 2 ** i
    if (r.uscita.w !== w || r.uscita.h !== h || r.regione.w !== w * scala || r.regione.h !== h * scala) continue
    if (r.qualita === 'gray' && livello.spazio !== 'grigio') return null
    const [colonna, riga] = [r.regione.x / (w * scala), r.regione.y / (h * scala)]
    if (!Number.isInteger(colonna) || !Number.isInteger(riga)) return null
    const inside = (colonna + 1) * w <= livello.larghezza && (riga + 1) * h <= livello.altezza
    return inside ? { livello, n: riga * livello.colonne + colonna } : null
  }
  return null
}

/** The smallest scale that still has every pixel that is asked for, and the region in its pixels. */
export function livelloSufficiente(
  piramide: Piramide,
  regione: Area,
  uscita: Misura,
): { livello: Livello; area: Area } {
  let chosen = 0
  for (let i = 1; i < piramide.length; i += 1) {
    const scala = 2 ** i
    const enough = Math.ceil(regione.w / scala) >= uscita.w && Math.ceil(regione.h / scala) >= uscita.h
    const level = piramide[i] as Livello
    if (!enough || regione.x / scala >= level.larghezza || regione.y / scala >= level.altezza) break
    chosen = i
  }
  const livello = piramide[chosen] as Livello
  const scala = 2 ** chosen
  const x = Math.floor(regione.x / scala)
  const y = Math.floor(regione.y / scala)
  return {
    livello,
    area: {
      x,
      y,
      w: Math.max(1, Math.min(livello.larghezza - x, Math.round(regione.w / scala))),
      h: Math.max(1, Math.min(livello.altezza - y, Math.round(regione.h / scala))),
    },
  }
}
