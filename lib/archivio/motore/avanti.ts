/** The words of a unit as they are kept beside it (costruttore.ts): to find the page, and to count words out when it goes. */
import { Lettura } from './codifica'
import { CHI_LEGGE, LESSICO, type PaginaIndice } from './documento'

export type PaginaAvanti = Omit<PaginaIndice, 'testo'> & { classe: number; parole: Uint32Array }
export type Avanti = { dette: boolean; parole: Uint32Array[]; pagine: PaginaAvanti[] }

const CLASSI = 3

export function readAvanti(bytes: Buffer): Avanti {
  const reading = new Lettura(bytes)
  const list = (): Uint32Array => {
    const words = new Uint32Array(reading.varint())
    for (let i = 0, last = 0; i < words.length; i += 1) {
      last += reading.varint()
      words[i] = last
    }
    return words
  }
  const dette = reading.byte() === 1
  const parole = Array.from({ length: CLASSI }, list)
  const pagine = Array.from({ length: reading.varint() }, () => {
    const hex = reading.take(16).toString('hex')
    const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
    const numero = reading.varint()
    const flags = reading.byte()
    return { id, numero, per: CHI_LEGGE[(flags & 3) as 0 | 1 | 2], classe: (flags >> 2) - 1, parole: list() }
  })
  return { dette, parole, pagine }
}

/** Each word of the unit once a class. */
export function paroleContate({ dette, parole, pagine }: Avanti): ReadonlySet<number>[] {
  const all = [new Set<number>(), new Set<number>(), new Set<number>(), new Set<number>()]
  if (!dette) return all
  for (const [classe, words] of parole.entries()) for (const word of words) all[classe]?.add(word)
  for (const { classe, parole } of pagine)
    if (classe === LESSICO.tutti || classe === LESSICO.carte) for (const word of parole) all[classe]?.add(word)
  return all
}
