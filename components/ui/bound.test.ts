import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { bound } from './bound'

test('the same arguments give the same function, others another', () => {
  const action = (id: string, n: number, form: string) => `${id}${n}${form}`
  const one = bound(action, 'a', 1)
  expect(bound(action, 'a', 1)).toBe(one)
  expect(bound(action, 'a', 2)).not.toBe(one)
  expect([one('x'), bound(action, 'b', 3)('y')]).toEqual(['a1x', 'b3y'])
})

test('only so many are kept, and those last used', () => {
  const action = (n: number, _form: string) => n
  const first = bound(action, 0)
  for (let n = 1; n < 500; n++) bound(action, n)
  expect(bound(action, 0)).toBe(first)
  bound(action, 500)
  bound(action, 501)
  expect(bound(action, 0)).toBe(first)
})

test('no component of the browser binds an action anew at each render', () => {
  const root = path.resolve(import.meta.dirname, '../..')
  const faults = ['app', 'components'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name))
      .map((name) => path.join(folder, name))
      .filter((name) => name !== path.join('components', 'ui', 'bound.ts'))
      .filter((name) => {
        const text = readFileSync(path.join(root, name), 'utf8')
        return /^['"]use client['"]/.test(text) && /Action\s*\.bind\(/.test(text)
      }),
  )
  expect(faults).toEqual([])
})
