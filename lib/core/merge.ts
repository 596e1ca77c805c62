const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Objects are merged key by key, everything else (arrays too) is replaced. Keys that could reach a prototype are dropped. */
export function mergeDeep(base: Record<string, unknown>, part: Record<string, unknown>): Record<string, unknown> {
  const result: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(part)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') continue
    const before = result[key]
    result[key] = isPlain(before) && isPlain(value) ? mergeDeep(before, value) : value
  }
  return result
}
