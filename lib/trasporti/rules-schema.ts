/**
 * The convoy as a drawing: the geometry of its side view, from the figures of the application. One source for the
 * screen (SVG) and for the act (PDF). Pure; any figure may be missing: what is supposed says so.
 *
 * Coordinates in cm: x from the front of the convoy to its rear, y from the ground upwards.
 */
import { chassisOf, type Forma } from './rules-schema-forme'
import type { Carico, Convoglio } from './rules-tipi'

export type AsseDisegnato = {
  xCm: number
  raggioCm: number
  massaKg: number | null
  gemellate: boolean
  /** To the next axle, as declared; null on the last, or when it is not known yet. */
  interasseCm: number | null
  /** Its place depends on a distance not declared yet. */
  supposto: boolean
}

export type SchemaConvoglio = {
  /** Of the drawing; equal to the declared ones when these are known and agree with the axles. */
  lunghezzaCm: number
  altezzaCm: number
  lunghezzaDichiarataCm: number | null
  altezzaDichiarataCm: number | null
  /** False when overhangs and axle distances do not fit in the declared length. */
  coerente: boolean
  assi: AsseDisegnato[]
  /** Axles of the first vehicle; the others belong to what it pulls. */
  assiMotrice: number
  forme: Forma[]
}

/** A difference that a tape measure may make. */
const TOLLERANZA_CM = 10
const RAGGIO_CM = 50
const RAGGIO_PIANALE_CM = 42
const ALTEZZA_SUPPOSTA_CM = 330

const TIPI_COMPLESSO = ['autotreno', 'autoarticolato', 'autosnodato', 'mezzo_opera_complesso']

/** Has a part that is pulled: its axles are split between two vehicles. */
export const isComplesso = (convoglio: Convoglio): boolean => TIPI_COMPLESSO.includes(convoglio.tipo)

/** Semitrailer on a fifth wheel, or trailer on a drawbar. */
export const isArticolato = (convoglio: Convoglio): boolean =>
  convoglio.tipo === 'autoarticolato' ||
  convoglio.veicoli.some((v) => v.ruolo === 'rimorchio' && v.classe === 'semirimorchio')

/** @returns how many axles, from the front, belong to the motrice: declared, else where the longest distance is */
export function countAssiMotrice(convoglio: Convoglio): number {
  const total = convoglio.assi.length
  if (!isComplesso(convoglio) || total < 3) return total
  const declared = convoglio.veicoli.find((v) => v.ruolo === 'motrice')?.numeroAssi
  if (declared && declared < total) return declared
  const distances = convoglio.assi.map((a) => a.interasseCm ?? 0)
  const longest = Math.max(...distances.slice(1, -1))
  if (longest >= 400) return distances.indexOf(longest, 1) + 1
  return total <= 5 ? 2 : 3
}

/** Usual distances, only to put an axle somewhere until its own is typed. */
function supposedInterasse(index: number, assiMotrice: number, articolato: boolean): number {
  if (index === assiMotrice - 1) return articolato ? 700 : 480
  if (index === 0) return assiMotrice >= 4 ? 185 : 360
  if (index === 1 && assiMotrice === 4) return 300
  return 136
}

/**
 * @param carico how the load is drawn: blocks and coils one by one, anything else as one piece
 * @returns null while no axle is known
 */
export function layoutConvoglio(
  convoglio: Convoglio,
  carico?: Pick<Carico, 'natura' | 'pezzi'>,
): SchemaConvoglio | null {
  const { assi, lunghezzaCm, altezzaCm } = convoglio
  if (assi.length === 0) return null
  const assiMotrice = countAssiMotrice(convoglio)
  const articolato = isArticolato(convoglio)

  const distances = assi
    .slice(0, -1)
    .map((asse, i) => asse.interasseCm ?? supposedInterasse(i, assiMotrice, articolato))
  const coupling = assiMotrice - 1
  const frontKnown = convoglio.sbalzoAnterioreCm
  const rearKnown = convoglio.sbalzoPosterioreCm
  const usualFront = assi.length === assiMotrice && assi.length > 3 ? 220 : 140
  const usualRear = assi.length === assiMotrice ? 130 : 110
  const span = () => distances.reduce((sum, d) => sum + d, 0)

  // The one distance nobody measured takes what is left of the declared length.
  if (lunghezzaCm !== null && assi[coupling]?.interasseCm === null && coupling < distances.length) {
    const left =
      lunghezzaCm - (frontKnown ?? usualFront) - (rearKnown ?? usualRear) - (span() - (distances[coupling] ?? 0))
    distances[coupling] = Math.max(250, left)
  }

  const total = span()
  let front = frontKnown ?? usualFront
  if (frontKnown === null && rearKnown !== null && lunghezzaCm !== null)
    front = Math.max(60, lunghezzaCm - rearKnown - total)
  const rear = rearKnown ?? (lunghezzaCm === null ? usualRear : Math.max(60, lunghezzaCm - front - total))
  const drawn = front + total + rear
  const coerente = lunghezzaCm === null || Math.abs(drawn - lunghezzaCm) <= TOLLERANZA_CM

  let x = front
  let supposto = false
  const disegnati = assi.map((asse, i): AsseDisegnato => {
    if (i > 0) {
      x += distances[i - 1] ?? 0
      supposto ||= assi[i - 1]?.interasseCm === null
    }
    return {
      xCm: x,
      raggioCm: i >= assiMotrice ? RAGGIO_PIANALE_CM : RAGGIO_CM,
      massaKg: asse.massaKg,
      gemellate: asse.ruoteGemellate,
      interasseCm: i < assi.length - 1 ? asse.interasseCm : null,
      supposto,
    }
  })

  const length = coerente && lunghezzaCm !== null ? lunghezzaCm : drawn
  const height = Math.max(altezzaCm ?? ALTEZZA_SUPPOSTA_CM, 150)
  return {
    lunghezzaCm: length,
    altezzaCm: height,
    lunghezzaDichiarataCm: lunghezzaCm,
    altezzaDichiarataCm: altezzaCm,
    coerente,
    assi: disegnati,
    assiMotrice,
    forme: chassisOf({
      tipo: convoglio.tipo,
      classe: convoglio.veicoli.find((v) => v.ruolo === 'motrice')?.classe ?? null,
      articolato,
      xAssi: disegnati.map((a) => a.xCm),
      assiMotrice,
      lunghezzaCm: length,
      altezzaCm: height,
      supposta: altezzaCm === null,
      carico: carico ?? { natura: 'altro', pezzi: null },
    }),
  }
}
