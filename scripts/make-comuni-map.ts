/**
 * Draws the 32 Comuni as small SVG paths: reads lib/comuni/comuni-spezia.geojson, writes lib/comuni/geometria.ts
 * and components/archivio/comuni.svg.
 * Borders are simplified as arcs between the points where three areas meet, so that neighbours keep one common line.
 *
 * Run: npx tsx scripts/make-comuni-map.ts
 */
import { readFileSync, writeFileSync } from 'node:fs'

type Point = readonly [x: number, y: number]
type Feature = {
  properties: { name: string; com_istat_code: string }
  geometry: { type: 'Polygon'; coordinates: number[][][] } | { type: 'MultiPolygon'; coordinates: number[][][][] }
}

const WIDTH = 640
/** Points nearer than this to the line between their neighbours are dropped, in drawing units. */
const TOLERANCE = 0.9
/** Islets smaller than this are dropped, in square drawing units. */
const MIN_AREA = 3

const root = new URL('..', import.meta.url)
const source = JSON.parse(readFileSync(new URL('lib/comuni/comuni-spezia.geojson', root), 'utf8')) as {
  bbox: [number, number, number, number]
  features: Feature[]
}

const [west, south, east, north] = source.bbox
const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
const scale = WIDTH / ((east - west) * squeeze)
const HEIGHT = Math.ceil((north - south) * scale)
/** Half units: fine enough, and equal for the two sides of a border. */
const project = (lon: number, lat: number): Point => [
  Math.round((lon - west) * squeeze * scale * 2) / 2,
  Math.round((north - lat) * scale * 2) / 2,
]
const key = (p: Point) => `${p[0]},${p[1]}`

const ringsOf = (feature: Feature): Point[][] => {
  const polygons = feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates] : feature.geometry.coordinates
  return polygons.flat().map((ring) => {
    const points = ring.map(([lon = 0, lat = 0]) => project(lon, lat))
    const clean = points.filter((p, i) => i === 0 || key(p) !== key(points[i - 1] as Point))
    return key(clean[0] as Point) === key(clean.at(-1) as Point) ? clean.slice(0, -1) : clean
  })
}

const areas = source.features.map((f) => ({
  istat: f.properties.com_istat_code,
  nome: f.properties.name,
  rings: ringsOf(f),
}))

// A junction is a point whose set of neighbours, over all rings, is not exactly two.
const neighbours = new Map<string, Set<string>>()
for (const ring of areas.flatMap((a) => a.rings)) {
  ring.forEach((p, i) => {
    const set = neighbours.get(key(p)) ?? new Set()
    set.add(key(ring[(i + 1) % ring.length] as Point)).add(key(ring.at(i - 1) as Point))
    neighbours.set(key(p), set)
  })
}
const isJunction = (p: Point) => (neighbours.get(key(p))?.size ?? 0) !== 2

function distanceToLine(p: Point, a: Point, b: Point): number {
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const length = Math.hypot(dx, dy)
  if (length === 0) return Math.hypot(p[0] - a[0], p[1] - a[1])
  return Math.abs(dy * p[0] - dx * p[1] + b[0] * a[1] - b[1] * a[0]) / length
}

function simplify(points: Point[]): Point[] {
  const first = points[0] as Point
  const last = points.at(-1) as Point
  let far = 0
  let at = -1
  for (let i = 1; i < points.length - 1; i++) {
    const distance = distanceToLine(points[i] as Point, first, last)
    if (distance > far) [far, at] = [distance, i]
  }
  if (at < 0 || far <= TOLERANCE) return [first, last]
  return [...simplify(points.slice(0, at + 1)).slice(0, -1), ...simplify(points.slice(at))]
}

/** The same arc comes out the same from both sides: it is simplified in one agreed direction. */
function simplifyArc(arc: Point[]): Point[] {
  const forward = key(arc[0] as Point) <= key(arc.at(-1) as Point)
  const done = simplify(forward ? arc : arc.toReversed())
  return forward ? done : done.toReversed()
}

function simplifyRing(ring: Point[]): Point[] {
  const found = ring.findIndex(isJunction)
  const start = Math.max(0, found)
  const turned = [...ring.slice(start), ...ring.slice(0, start), ring[start] as Point]
  const result: Point[] = []
  let arc: Point[] = [turned[0] as Point]
  for (const p of turned.slice(1)) {
    arc.push(p)
    if (isJunction(p) || p === turned.at(-1)) {
      // An island has no junction: cut it in two, or its only "line" would have no length.
      const middle = Math.floor(arc.length / 2)
      const parts = found < 0 ? [arc.slice(0, middle + 1), arc.slice(middle)] : [arc]
      for (const part of parts) result.push(...simplifyArc(part).slice(0, -1))
      arc = [p]
    }
  }
  return result
}

const areaOf = (ring: Point[]) =>
  Math.abs(
    ring.reduce((sum, p, i) => {
      const q = ring[(i + 1) % ring.length] as Point
      return sum + p[0] * q[1] - q[0] * p[1]
    }, 0) / 2,
  )

const number = (n: number) => String(Math.round(n * 10) / 10).replace(/^(-?)0\./, '$1.')
function toPath(ring: Point[]): string {
  let [x, y] = ring[0] as Point
  let path = `M${number(x)} ${number(y)}l`
  ring.slice(1).forEach((p, i) => {
    const dy = number(p[1] - y)
    path += `${i > 0 && p[0] - x >= 0 ? ' ' : ''}${number(p[0] - x)}${dy.startsWith('-') ? '' : ' '}${dy}`
    ;[x, y] = p
  })
  return `${path}z`
}

const drawn = areas
  .toSorted((a, b) => a.istat.localeCompare(b.istat))
  .map((area) => {
    const rings = area.rings.map(simplifyRing).filter((ring) => ring.length > 2 && areaOf(ring) >= MIN_AREA)
    return { istat: area.istat, nome: area.nome, d: rings.map(toPath).join('') }
  })
const rows = drawn.map(({ istat, nome, d }) => `  { istat: '${istat}', nome: '${nome}', d: '${d}' },`)

// for pages that are many, and whose map may come a moment later: their browser keeps it
writeFileSync(
  new URL('components/archivio/comuni.svg', root),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}">
<title>I Comuni della Provincia della Spezia</title>
<!-- Written by scripts/make-comuni-map.ts. Boundaries: ISTAT, elaboration Openpolis (geojson-italy), CC BY 4.0 -->
${drawn.map(({ istat, d }) => `<path id="c${istat}" vector-effect="non-scaling-stroke" d="${d}"/>`).join('\n')}
</svg>
`,
)

writeFileSync(
  new URL('lib/comuni/geometria.ts', root),
  `/**
 * The 32 Comuni of the Province, drawn: written by scripts/make-comuni-map.ts, not by hand.
 * Boundaries: ISTAT, elaboration Openpolis (geojson-italy), CC BY 4.0: say so where they are shown.
 */
export const MAPPA_VIEWBOX = '0 0 ${WIDTH} ${HEIGHT}'
export const MAPPA_FONTE = 'Confini: ISTAT, elaborazione Openpolis, CC BY 4.0'

export type ComuneDisegnato = { istat: string; nome: string; d: string }

export const COMUNI_DISEGNATI: readonly ComuneDisegnato[] = [
${rows.join('\n')}
]
`,
)
