import type { Segmento } from './segmento'

type Candidata = { segmento: Segmento; doc: number; punti: number; peso: number }

/** The best so many: a heap with the worst on top. */
export class Migliori {
  readonly #heap: Candidata[] = []
  constructor(readonly quante: number) {}

  /** fewer points than these are not enough */
  get soglia(): number {
    return this.#heap.length < this.quante ? 0 : (this.#heap[0]?.punti ?? 0)
  }

  wants(punti: number, peso: number, sorte: number): boolean {
    const worst = this.#heap[0]
    if (this.#heap.length < this.quante || worst === undefined) return this.quante > 0
    if (punti !== worst.punti) return punti > worst.punti
    return peso > worst.peso || (peso === worst.peso && sorte <= (worst.segmento.sorte[worst.doc] as number))
  }

  add(segmento: Segmento, doc: number, punti: number, peso: number): void {
    const one = { segmento, doc, punti, peso }
    const heap = this.#heap
    if (heap.length < this.quante) {
      heap.push(one)
      let at = heap.length - 1
      while (at > 0) {
        const up = (at - 1) >> 1
        if (confronta(heap[up] as Candidata, one) <= 0) break
        heap[at] = heap[up] as Candidata
        at = up
      }
      heap[at] = one
      return
    }
    if (confronta(heap[0] as Candidata, one) >= 0) return
    let at = 0
    for (;;) {
      let down = at * 2 + 1
      if (down >= heap.length) break
      if (down + 1 < heap.length && confronta(heap[down + 1] as Candidata, heap[down] as Candidata) < 0) down += 1
      if (confronta(heap[down] as Candidata, one) >= 0) break
      heap[at] = heap[down] as Candidata
      at = down
    }
    heap[at] = one
  }

  inOrdine(): Candidata[] {
    return [...this.#heap].sort((a, b) => confronta(b, a))
  }
}

/** Points, then the newest, then by id: the same question has the same answer. Positive: the first is better. */
function confronta(a: Candidata, b: Candidata): number {
  if (a.punti !== b.punti) return a.punti - b.punti
  if (a.peso !== b.peso) return a.peso - b.peso
  const chance = (b.segmento.sorte[b.doc] as number) - (a.segmento.sorte[a.doc] as number)
  if (chance !== 0) return chance
  return b.segmento.parti.colonne.id.compare(
    a.segmento.parti.colonne.id,
    a.doc * 16,
    a.doc * 16 + 16,
    b.doc * 16,
    b.doc * 16 + 16,
  )
}
