/**
 * What an address of the IIIF Image API asks for, and what it is called when written the canonical way.
 *
 * @see IIIF Image API 3.0, sections 4 and 4.7
 */
export type Area = { x: number; y: number; w: number; h: number }
export type Misura = { w: number; h: number }

export const QUALITA = ['default', 'color', 'gray', 'bitonal'] as const
export type Qualita = (typeof QUALITA)[number]
export const FORMATI = ['jpg', 'png', 'webp'] as const
export type Formato = (typeof FORMATI)[number]

/** The largest image that is made at once; larger ones are read by tiles. */
export type Limiti = { lato: number; area: number }

export type Parti = { regione: string; dimensione: string; rotazione: string; file: string }
export type Richiesta = {
  regione: Area
  uscita: Misura
  specchio: boolean
  /** clockwise, 0–360 */
  gradi: number
  qualita: Qualita
  formato: Formato
  /** region/size/rotation/quality.format */
  canonica: string
}
/** The words are for whoever wrote the address. */
export type Rifiuto = { errore: string }
export const isRifiuto = (value: object): value is Rifiuto => 'errore' in value

const refuse = (errore: string): Rifiuto => ({ errore })
const INTEGER = /^\d{1,9}$/
const NUMBER = /^(?:\d{1,9}(?:\.\d{0,10})?|\.\d{1,10})$/

const numbersOf = (text: string, shape: RegExp, many: number): number[] | null => {
  const parts = text.split(',')
  return parts.length === many && parts.every((part) => shape.test(part)) ? parts.map(Number) : null
}

function areaOf(text: string, { w, h }: Misura): Area | Rifiuto {
  if (text === 'full') return { x: 0, y: 0, w, h }
  if (text === 'square') {
    const side = Math.min(w, h)
    return { x: Math.floor((w - side) / 2), y: Math.floor((h - side) / 2), w: side, h: side }
  }
  const percent = text.startsWith('pct:')
  const numbers = numbersOf(percent ? text.slice(4) : text, percent ? NUMBER : INTEGER, 4)
  if (!numbers) return refuse('La regione non è scritta come full, square, x,y,w,h o pct:x,y,w,h')
  const [nx = 0, ny = 0, nw = 0, nh = 0] = numbers
  const asked = percent
    ? {
        x: Math.floor((nx * w) / 100),
        y: Math.floor((ny * h) / 100),
        w: Math.round((nw * w) / 100),
        h: Math.round((nh * h) / 100),
      }
    : { x: nx, y: ny, w: nw, h: nh }
  if (asked.w < 1 || asked.h < 1) return refuse('La regione è vuota')
  if (asked.x >= w || asked.y >= h) return refuse('La regione è fuori dall’immagine')
  return { ...asked, w: Math.min(asked.w, w - asked.x), h: Math.min(asked.h, h - asked.y) }
}

const round = (value: number) => Math.max(1, Math.round(value))
/** How much the region may grow and stay within what is made at once. */
const roomOf = (region: Misura, { lato, area }: Limiti) =>
  Math.min(lato / region.w, lato / region.h, Math.sqrt(area / (region.w * region.h)))
const scaled = ({ w, h }: Misura, by: number, most?: Misura): Misura => ({
  w: Math.min(round(w * by), most?.w ?? Number.POSITIVE_INFINITY),
  h: Math.min(round(h * by), most?.h ?? Number.POSITIVE_INFINITY),
})
/** Rounded down where rounding up would pass a limit. */
const within = (region: Misura, by: number, { lato, area }: Limiti): Misura => {
  const size = scaled(region, by, { w: lato, h: lato })
  return size.w * size.h <= area
    ? size
    : { w: Math.max(1, Math.floor(region.w * by)), h: Math.max(1, Math.floor(region.h * by)) }
}

function outputOf(text: string, region: Misura, limits: Limiti): (Misura & { max: boolean }) | Rifiuto {
  const larger = text.startsWith('^')
  const size = larger ? text.slice(1) : text
  const room = roomOf(region, limits)
  if (size === 'max') return { ...within(region, larger ? room : Math.min(1, room), limits), max: !larger || room <= 1 }
  const asked = askedOf(size, region, larger ? room : Math.min(1, room))
  if (!asked) return refuse('La dimensione non è scritta come max, w, ,h pct:n w,h o !w,h')
  if (asked.w < 1 || asked.h < 1) return refuse('La dimensione è vuota')
  if (!larger && (asked.w > region.w || asked.h > region.h))
    return refuse('La dimensione supera la regione: per ingrandire scrivi ^ davanti')
  if (asked.w > limits.lato || asked.h > limits.lato || asked.w * asked.h > limits.area)
    return refuse('La dimensione supera quella che si può chiedere in una volta')
  const most = within(region, Math.min(1, room), limits)
  return { ...asked, max: asked.w === most.w && asked.h === most.h }
}

/** @param room how much the region may grow at most, for a size that says only what it must fit in */
function askedOf(size: string, region: Misura, room: number): Misura | null {
  if (size.startsWith('pct:')) {
    const [percent] = numbersOf(size.slice(4), NUMBER, 1) ?? []
    return percent === undefined ? null : percent === 0 ? { w: 0, h: 0 } : scaled(region, percent / 100)
  }
  if (size.startsWith('!')) {
    const [w = 0, h = 0] = numbersOf(size.slice(1), INTEGER, 2) ?? []
    const most = { w, h }
    if (!numbersOf(size.slice(1), INTEGER, 2)) return null
    return w === 0 || h === 0 ? most : scaled(region, Math.min(w / region.w, h / region.h, room), most)
  }
  const [left = '', right = '', ...more] = size.split(',')
  if (!size.includes(',') || more.length > 0 || (left === '' && right === '')) return null
  if ([left, right].some((part) => part !== '' && !INTEGER.test(part))) return null
  const [w, h] = [Number(left), Number(right)]
  if (left === '') return h === 0 ? { w: 0, h } : { w: round((h * region.w) / region.h), h }
  if (right === '') return w === 0 ? { w, h: 0 } : { w, h: round((w * region.h) / region.w) }
  return { w, h }
}

/**
 * @param immagine pixels of the whole image
 * @param colori grey images have no colour to give: `color` is what they are
 */
export function parseRichiesta(parti: Parti, immagine: Misura, limiti: Limiti): Richiesta | Rifiuto {
  const regione = areaOf(parti.regione, immagine)
  if (isRifiuto(regione)) return regione
  const uscita = outputOf(parti.dimensione, regione, limiti)
  if (isRifiuto(uscita)) return uscita
  const turn = /^(!?)(\d{1,3}(?:\.\d{0,6})?|\.\d{1,6})$/.exec(parti.rotazione)
  const gradi = Number(turn?.[2] ?? Number.NaN)
  if (!turn || !(gradi >= 0 && gradi <= 360))
    return refuse('La rotazione è un numero da 0 a 360, con ! per lo specchio')
  const dot = parti.file.lastIndexOf('.')
  const qualita = QUALITA.find((one) => one === parti.file.slice(0, dot))
  const formato = FORMATI.find((one) => one === parti.file.slice(dot + 1))
  if (dot < 1 || !qualita) return refuse('La qualità è default, color, gray o bitonal')
  if (!formato) return refuse('Il formato è jpg, png o webp')
  const whole = regione.w === immagine.w && regione.h === immagine.h
  const up = uscita.w > regione.w || uscita.h > regione.h
  const canonica = [
    whole ? 'full' : `${regione.x},${regione.y},${regione.w},${regione.h}`,
    uscita.max && !up ? 'max' : `${up ? '^' : ''}${uscita.w},${uscita.h}`,
    `${turn[1]}${gradi}`,
    `${qualita}.${formato}`,
  ].join('/')
  return {
    regione,
    uscita: { w: uscita.w, h: uscita.h },
    specchio: turn[1] === '!',
    gradi: gradi % 360,
    qualita,
    formato,
    canonica,
  }
}
