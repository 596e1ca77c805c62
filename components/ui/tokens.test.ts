import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const css = readFileSync(join(root, 'app/globals.css'), 'utf8')
const tokens = Object.fromEntries([...css.matchAll(/--color-([a-z-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1], m[2]]))

/** Relative luminance and contrast ratio, as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(a: string, b: string): number {
  const [x, y] = [luminance(tokens[a] ?? ''), luminance(tokens[b] ?? '')]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

/** Words on a ground: 4.5 at least (WCAG 1.4.3). */
const TEXT = [
  ['ink', 'white'],
  ['ink', 'muted'],
  ['ink', 'primary-light'],
  ['ink', 'primary-lighter'],
  ['ink', 'mark'],
  ['ink-soft', 'white'],
  ['ink-soft', 'muted'],
  ['ink-soft', 'primary-lighter'],
  ['ink-muted', 'white'],
  ['ink-muted', 'muted'],
  ['ink-muted', 'primary-lighter'],
  ['primary', 'white'],
  ['primary', 'primary-lighter'],
  ['primary-hover', 'white'],
  ['primary-hover', 'primary-lighter'],
  ['primary-active', 'white'],
  ['primary-active', 'primary-light'],
  ['white', 'primary'],
  ['white', 'primary-hover'],
  ['white', 'primary-active'],
  ['white', 'emphasis'],
  ['white', 'ink'],
  ['white', 'ink-muted'],
  ['white', 'danger'],
  ['white', 'danger-hover'],
  ['success', 'white'],
  ['success-ink', 'success-fill'],
  ['warning', 'white'],
  ['warning-ink', 'warning-fill'],
  ['danger', 'white'],
  ['danger-ink', 'white'],
  ['danger-ink', 'danger-fill'],
  ['danger-ink', 'primary-lighter'],
  ['accent', 'white'],
] as const
/** Edges of controls, focus, bars that inform: 3 at least (WCAG 1.4.11). */
const GRAPHICS = [
  ['control', 'white'],
  ['control', 'muted'],
  ['ink', 'white'],
  ['white', 'emphasis'],
  ['primary', 'white'],
  ['primary', 'pale'],
  ['primary', 'primary-light'],
  ['warning', 'white'],
  ['warning', 'pale'],
  ['danger', 'white'],
  ['danger', 'pale'],
  ['danger', 'primary-lighter'],
] as const

test.each(TEXT)('%s can be read on %s', (text, ground) => {
  expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
})

test.each(GRAPHICS)('%s can be seen on %s', (edge, ground) => {
  expect(contrast(edge, ground)).toBeGreaterThanOrEqual(3)
})

test('the formula gives the published figures', () => {
  expect(contrast('primary', 'white')).toBeCloseTo(5.57, 2)
  expect(contrast('success-ink', 'success-fill')).toBeCloseTo(8.43, 1)
})

const listFiles = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx|css)$/.test(file) && !file.includes('.test.'))
    .map((file) => join(folder, file))

test('colours are written once: no hexadecimal colour outside globals.css', () => {
  const found = [...listFiles('app'), ...listFiles('components')]
    .filter((file) => file !== 'app/globals.css')
    .filter((file) =>
      /(["'`(\s:[])#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})\b(?![-\w])/i.test(readFileSync(join(root, file), 'utf8')),
    )
  expect(found).toEqual([])
})

test('no style attribute: the content policy would refuse it', () => {
  const found = [...listFiles('app'), ...listFiles('components')].filter((file) =>
    /\sstyle=\{/.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(found).toEqual([])
})
