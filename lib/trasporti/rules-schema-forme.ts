/**
 * The outlines of cab, frame and load in the side view of a convoy. Proportions of real vehicles, not figures of the
 * application: only axles, length and height are those declared. Coordinates as in rules-schema.ts.
 */
import type { Carico, ClasseVeicolo, TipoConvoglio } from './rules-tipi'

export type Punto = readonly [xCm: number, yCm: number]
export type Parte = 'cabina' | 'vetro' | 'telaio' | 'carico' | 'timone' | 'braccio'
export type Forma = {
  parte: Parte
  punti: Punto[]
  /** Drawn without closing it: a line. */
  aperta?: boolean
  /** Its size comes from no figure of the application. */
  supposta?: boolean
}

type Misure = {
  tipo: TipoConvoglio
  classe: ClasseVeicolo | null
  articolato: boolean
  xAssi: readonly number[]
  assiMotrice: number
  lunghezzaCm: number
  altezzaCm: number
  /** The height is not declared. */
  supposta: boolean
  carico: Pick<Carico, 'natura' | 'pezzi'>
}

const ALTEZZA_CABINA_CM = 300
const PIANALE_CM = 118
const PIANALE_RIBASSATO_CM = 96

/** @param xAssi at least one, front to back */
export function chassisOf(m: Misure): Forma[] {
  if (m.tipo === 'autosnodato' || m.classe === 'autobus') return bus(m)
  if (m.assiMotrice < m.xAssi.length) return m.articolato ? articulated(m) : roadTrain(m)
  if (m.classe === 'uso_speciale') return mobileCrane(m)
  if (m.classe === 'macchina_operatrice') return machine(m)
  if (m.classe === 'trattore') return [...cab(m), frame(cabBack(m), m.lunghezzaCm - 20)]
  return rigid(m)
}

const box = (x1: number, y1: number, x2: number, y2: number): Punto[] => [
  [x1, y1],
  [x1, y2],
  [x2, y2],
  [x2, y1],
]
const firstAxle = (m: Misure) => m.xAssi[0] ?? 0
const lastOfMotrice = (m: Misure) => m.xAssi[m.assiMotrice - 1] ?? firstAxle(m)
const cabBack = (m: Misure) => Math.min(Math.max(195, firstAxle(m) + 75), 250, m.lunghezzaCm * 0.6)
const frame = (x1: number, x2: number): Forma => ({ parte: 'telaio', punti: box(x1, 72, x2, 98) })

function cab(m: Misure): Forma[] {
  const back = cabBack(m)
  const h = (share: number) => Math.min(ALTEZZA_CABINA_CM, m.altezzaCm) * share
  return [
    {
      parte: 'cabina',
      punti: [
        [0, h(0.15)],
        [0, h(0.5)],
        [9, h(0.7)],
        [30, h(0.95)],
        [58, h(1)],
        [back - 12, h(1)],
        [back, h(0.96)],
        [back, h(0.15)],
      ],
    },
    {
      parte: 'vetro',
      punti: [
        [30, h(0.62)],
        [47, h(0.9)],
        [118, h(0.9)],
        [118, h(0.62)],
      ],
    },
  ]
}

/** Blocks and coils one by one (at most six), anything else in one piece, as high as the convoy. */
function load(m: Misure, from: number, to: number, base: number): Forma[] {
  const top = Math.max(m.altezzaCm, base + 30)
  const room = to - from
  if (room < 60) return []
  const { natura } = m.carico
  const asked = natura === 'blocchi_pietra' || natura === 'coils' ? Math.min(6, Math.max(1, m.carico.pezzi ?? 1)) : 1
  if (natura === 'coils') {
    const diameter = Math.min(top - base, room)
    const pieces = Math.min(asked, Math.floor(room / diameter))
    const step = room / pieces
    return listPieces(pieces, (i) => circle(from + (i + 0.5) * step, base + diameter / 2, diameter / 2), m.supposta)
  }
  const gap = 24
  const width = (room - gap * (asked - 1)) / asked
  return listPieces(
    asked,
    (i) => box(from + i * (width + gap), base, from + i * (width + gap) + width, top),
    m.supposta,
  )
}

const listPieces = (count: number, outline: (i: number) => Punto[], supposta: boolean): Forma[] =>
  Array.from({ length: count }, (_, i) => ({ parte: 'carico', punti: outline(i), supposta }))

const circle = (cx: number, cy: number, radius: number): Punto[] =>
  Array.from({ length: 36 }, (_, i): Punto => {
    const angle = (i / 36) * 2 * Math.PI
    return [Math.round(cx + radius * Math.cos(angle)), Math.round(cy + radius * Math.sin(angle))]
  })

function rigid(m: Misure): Forma[] {
  const back = cabBack(m)
  const bed = back + 18
  if (m.tipo === 'mezzo_opera_isolato' || m.classe === 'mezzo_opera') {
    const top = Math.max(m.altezzaCm - 20, PIANALE_CM + 60)
    const tipper: Punto[] = [
      [bed + 25, PIANALE_CM],
      [bed, top],
      [m.lunghezzaCm, top],
      [m.lunghezzaCm - 40, PIANALE_CM],
    ]
    return [...cab(m), frame(back, m.lunghezzaCm - 40), { parte: 'carico', punti: tipper, supposta: m.supposta }]
  }
  return [
    ...cab(m),
    frame(back, m.lunghezzaCm - 30),
    { parte: 'telaio', punti: box(bed, PIANALE_CM - 20, m.lunghezzaCm, PIANALE_CM) },
    ...load(m, bed + 20, m.lunghezzaCm - 20, PIANALE_CM),
  ]
}

/** Tractor and semitrailer: a low bed when there is room between the groups of axles, else a flat one. */
function articulated(m: Misure): Forma[] {
  const back = cabBack(m)
  const last = lastOfMotrice(m)
  const drive = m.xAssi.slice(Math.min(1, m.assiMotrice - 1), m.assiMotrice)
  const kingpin = drive.reduce((sum, x) => sum + x, 0) / Math.max(1, drive.length)
  const nose = Math.max(back + 25, kingpin - 150)
  const firstTrailer = m.xAssi[m.assiMotrice] ?? m.lunghezzaCm
  const fifthWheel: Forma = { parte: 'telaio', punti: box(kingpin - 50, 98, kingpin + 40, 118) }
  const tractor = [...cab(m), frame(back, last + 72), fifthWheel]
  if (firstTrailer - last < 380) {
    return [
      ...tractor,
      { parte: 'telaio', punti: box(nose, 116, m.lunghezzaCm, 142) },
      ...load(m, nose + 15, m.lunghezzaCm - 20, 142),
    ]
  }
  const goose = last + 125
  return [
    ...tractor,
    {
      parte: 'telaio',
      punti: [
        [nose, 118],
        [nose, 150],
        [goose - 35, 150],
        [goose, PIANALE_RIBASSATO_CM],
        [m.lunghezzaCm, PIANALE_RIBASSATO_CM],
        [m.lunghezzaCm, 66],
        [goose - 25, 66],
        [goose - 55, 118],
      ],
    },
    ...load(m, goose + 30, m.lunghezzaCm - 35, PIANALE_RIBASSATO_CM),
  ]
}

/** Motrice and trailer on a drawbar. */
function roadTrain(m: Misure): Forma[] {
  const back = cabBack(m)
  const firstTrailer = m.xAssi[m.assiMotrice] ?? m.lunghezzaCm
  const gap = firstTrailer - lastOfMotrice(m)
  const truckEnd = lastOfMotrice(m) + Math.min(150, gap * 0.35)
  const trailerStart = firstTrailer - Math.min(120, gap * 0.3)
  return [
    ...cab(m),
    frame(back, truckEnd),
    { parte: 'telaio', punti: box(back + 18, PIANALE_CM - 20, truckEnd, PIANALE_CM) },
    {
      parte: 'timone',
      aperta: true,
      punti: [
        [truckEnd, 84],
        [trailerStart, 84],
      ],
    },
    { parte: 'telaio', punti: box(trailerStart, PIANALE_RIBASSATO_CM - 24, m.lunghezzaCm, PIANALE_RIBASSATO_CM) },
    ...load(m, trailerStart + 20, m.lunghezzaCm - 20, PIANALE_RIBASSATO_CM),
  ]
}

/** Crane on its own wheels, boom lying over the cab. */
function mobileCrane(m: Misure): Forma[] {
  const { lunghezzaCm: l, altezzaCm: h } = m
  const seat = Math.min(150, h * 0.45)
  return [
    {
      parte: 'telaio',
      punti: [
        [0, 55],
        [0, seat],
        [l, seat],
        [l, 75],
        [l * 0.3, 55],
      ],
    },
    {
      parte: 'cabina',
      punti: [
        [0, seat],
        [14, h * 0.58],
        [130, h * 0.58],
        [145, seat],
      ],
    },
    {
      parte: 'vetro',
      punti: [
        [22, seat + 8],
        [30, h * 0.55],
        [82, h * 0.55],
        [82, seat + 8],
      ],
    },
    {
      parte: 'cabina',
      punti: [
        [l * 0.5, seat],
        [l * 0.5, h * 0.66],
        [l * 0.54, h * 0.76],
        [l * 0.64, h * 0.76],
        [l * 0.64, seat],
      ],
    },
    {
      parte: 'vetro',
      punti: [
        [l * 0.515, seat + 25],
        [l * 0.515, h * 0.65],
        [l * 0.545, h * 0.73],
        [l * 0.58, h * 0.73],
        [l * 0.58, seat + 25],
      ],
    },
    { parte: 'cabina', punti: box(l * 0.78, seat, l * 0.98, h * 0.8) },
    {
      parte: 'braccio',
      punti: [
        [l * 0.9, h * 0.82],
        [l * 0.9, h],
        [l * 0.3, h * 0.97],
        [l * 0.3, h * 0.8],
      ],
    },
    {
      parte: 'braccio',
      punti: [
        [l * 0.3, h * 0.825],
        [l * 0.3, h * 0.945],
        [6, h * 0.92],
        [6, h * 0.83],
      ],
    },
  ]
}

function machine(m: Misure): Forma[] {
  const { lunghezzaCm: l, altezzaCm: h } = m
  return [
    {
      parte: 'telaio',
      punti: [
        [0, 60],
        [0, h * 0.42],
        [l * 0.4, h * 0.5],
        [l, h * 0.5],
        [l, 60],
      ],
    },
    {
      parte: 'cabina',
      punti: [
        [l * 0.42, h * 0.5],
        [l * 0.46, h],
        [l * 0.74, h],
        [l * 0.78, h * 0.5],
      ],
    },
    {
      parte: 'vetro',
      punti: [
        [l * 0.47, h * 0.55],
        [l * 0.495, h * 0.93],
        [l * 0.71, h * 0.93],
        [l * 0.735, h * 0.55],
      ],
    },
  ]
}

function bus(m: Misure): Forma[] {
  const h = m.altezzaCm
  const joint =
    m.tipo === 'autosnodato' && m.xAssi.length > 2
      ? ((m.xAssi[m.xAssi.length - 2] ?? 0) + (m.xAssi.at(-1) ?? 0)) / 2
      : null
  const body = (from: number, to: number): Forma[] => [
    {
      parte: 'cabina',
      punti: [
        [from, 40],
        [from, h * 0.6],
        [from + 14, h],
        [to, h],
        [to, 40],
      ],
    },
    { parte: 'vetro', punti: box(from + 30, h * 0.48, to - 25, h * 0.84) },
  ]
  if (joint === null) return body(0, m.lunghezzaCm)
  return [
    ...body(0, joint - 45),
    { parte: 'telaio', punti: box(joint - 45, 60, joint + 45, h - 12) },
    ...body(joint + 45, m.lunghezzaCm),
  ]
}
