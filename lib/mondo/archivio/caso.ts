/** Chance that repeats itself: the same seed gives the same archive. */
export type Caso = {
  /** 0 ≤ x < 1 */
  next(): number
  /** whole number, both ends included */
  int(from: number, to: number): number
  of<T>(list: readonly T[]): T
  /** true once in `times` */
  once(times: number): boolean
}

/** Mixes 32 bits so that neighbouring seeds have nothing in common (mulberry32). */
export function casoOf(seed: number): Caso {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    of: (list) => {
      const one = list[int(0, list.length - 1)]
      if (one === undefined) throw new RangeError('Nothing to choose from')
      return one
    },
    once: (times) => int(1, times) === 1,
  }
}
