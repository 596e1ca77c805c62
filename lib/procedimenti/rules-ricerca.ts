/** Search in the catalogue by the words people use: no accents, no plurals to guess, a slip of the finger forgiven. */

const VUOTE = new Set(
  'a ad al alla alle ai agli con da dal dalla dei del della delle di e ed gli i il in la le lo mi nel nella o per su sul sulla un una uno'.split(
    ' ',
  ),
)

/** Lower case without accents. */
export const foldText = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export const words = (text: string): string[] =>
  foldText(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => /^(\d|\w{2,})/.test(word) && !VUOTE.has(word))

/** Is the edit distance (with swaps of neighbours) within `max`? */
export function isNear(a: string, b: string, max: number): boolean {
  if (Math.abs(a.length - b.length) > max) return false
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min((previous[j] as number) + 1, (row[j - 1] as number) + 1, (previous[j - 1] as number) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] as number) + 1)
      row.push(best)
    }
    before = previous
    previous = row
  }
  return (previous[b.length] as number) <= max
}

/** Slips forgiven: none in short words, one up to 7 letters, two above. */
const slips = (word: string) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)

/** 3: the word itself · 2: its beginning, at least 3 letters · 1: near it · 0: something else */
function likeness(asked: string, found: string): number {
  if (asked === found) return 3
  if (asked.length >= 3 && found.startsWith(asked)) return 2
  if (found.length >= 4 && isNear(asked, found, slips(asked))) return 1
  // Singular and plural, masculine and feminine differ in the last letter.
  if (asked.length >= 5 && found.length >= 5 && asked.slice(0, -1) === found.slice(0, -1)) return 2
  return 0
}

export type Peso = { testo: string; peso: number }

/**
 * @param parti texts of one thing, each with its weight
 * @returns 0 when some word of the query is found nowhere; more when it fits better
 */
export function computePunteggio(query: string, parti: readonly Peso[]): number {
  const asked = words(query)
  if (asked.length === 0) return 0
  const found = parti.map(({ testo, peso }) => ({ peso, parole: words(testo) }))
  let total = 0
  for (const word of asked) {
    let best = 0
    for (const { peso, parole } of found)
      for (const parola of parole) best = Math.max(best, likeness(word, parola) * peso)
    if (best === 0) return 0
    total += best
  }
  return total
}
