import { expect, test } from 'vitest'
import { Motore } from './motore'
import { lontananza, lontananzaDa } from './parole'
import { nessuno, OGGI, unita } from './testing/unita'

const random = (seed: number) => () => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff
  return seed / 0x7fff_ffff
}
const bytes = (text: string) => Buffer.from(text)

test('a letter added, lost, changed or exchanged with the next is one error', () => {
  const from = lontananzaDa(bytes('cemento'), 2)
  const of = (text: string) => from(bytes(text), 0, text.length)
  expect(['cemento', 'cementoo', 'ceento', 'cemanto', 'cemetno', 'cmeetno', 'pilastro'].map(of)).toEqual([
    0, 1, 1, 1, 1, 2, 3,
  ])
})

test('bit by bit it is what the table says, also of words of 32 letters and of longer ones', () => {
  const next = random(7)
  const word = (length: number) =>
    Array.from({ length }, () => String.fromCharCode(97 + Math.floor(next() * 4))).join('')
  for (let i = 0; i < 4_000; i += 1) {
    const a = bytes(word(1 + Math.floor(next() * (i % 3 === 0 ? 38 : 9))))
    const b = bytes(word(Math.max(0, a.length + Math.floor(next() * 5) - 2)))
    for (const errori of [1, 2])
      expect(lontananzaDa(a, errori)(b, 0, b.length), `${a} ${b}`).toBe(
        Math.min(lontananza(a, b, 0, b.length, errori), errori + 1),
      )
  }
})

test('words written almost so are all those that the table says, whatever letters they have', async () => {
  const next = random(11)
  const word = (length: number) =>
    Array.from({ length }, () => String.fromCharCode(97 + Math.floor(next() * 4))).join('')
  const words = [...new Set(Array.from({ length: 3_000 }, () => word(3 + Math.floor(next() * 8))))]
  const motore = new Motore(null, OGGI)
  const libera = { accesso: 'libero', consultabileDal: null, accessoDopo: 'libero' } as const
  await motore.applica([
    { ...unita(1), consultabilita: libera, pagine: [], voce: { ...unita(1).voce, titolo: words.join(' ') } },
  ])
  for (let i = 0; i < 150; i += 1) {
    const typed = word(4 + Math.floor(next() * 7))
    const errori = typed.length >= 6 ? 2 : 1
    const [nota] = await motore.note(nessuno, OGGI, [typed], [], 20, 5_000)
    if (nota?.nota || nota?.vuota || nota?.inizi.length !== 0) continue
    const near = words.filter((one) => lontananza(bytes(typed), bytes(one), 0, one.length, errori) <= errori)
    expect([typed, [...(nota?.simili ?? [])].sort()]).toEqual([typed, near.sort()])
  }
})
