import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { afterAll, expect, test, vi } from 'vitest'
import type { UnitaIndice } from './documento'
import { type AlFilo, Fili } from './fili'
import { openFilo } from './filo-aperto'
import { Motore } from './motore'
import { ask, caso, idOf, LETTORI, nessuno, OGGI, QUESTIONS, unita } from './testing/unita'

// The same units asked with threads and without: what is answered may not tell which.

const folder = mkdtempSync(path.join(os.tmpdir(), 'fili-'))
const QUANTI = 2
const opened: Worker[] = []
/** answers of each */
const parti = new Map<Worker, number>()
const RIAPRI_MS = 500
const fili = new Fili(QUANTI, open, RIAPRI_MS)
function open(): Worker {
  const filo = openFilo()
  opened.push(filo)
  filo.on('message', () => parti.set(filo, (parti.get(filo) ?? 0) + 1))
  return filo
}
afterAll(async () => {
  await fili.chiudi()
  rmSync(folder, { recursive: true, force: true })
})
const MOLTE = 24_000
const PEZZI = 6
const all = Array.from({ length: MOLTE }, (_, n) => unita(n))
const libera = { accesso: 'libero', consultabileDal: null, accessoDopo: 'libero' } as const
const filigrana = { database: 'prova', transazione: '1', giorno: OGGI }

/** Each piece in a file of its own, as an archive that is read the first time. */
async function riempi(motore: Motore): Promise<void> {
  for (let i = 0; i < PEZZI; i += 1) {
    await motore.applica(all.filter((_, n) => n % PEZZI === i))
    await motore.salva(filigrana)
  }
}
const motore = new Motore(path.join(folder, 'fili'), OGGI, fili)
const solo = new Motore(path.join(folder, 'solo'), OGGI)

const everything = async (one: Motore) => {
  const found = []
  for (const lettore of Object.values(LETTORI))
    for (const parole of QUESTIONS)
      for (const filtri of [{}, { comune: '011015', dal: 1980, al: 1999 }])
        for (const salto of [0, 20])
          found.push([parole, await one.cerca(lettore, OGGI, { ...ask(parole, filtri), limite: 30, salto })])
  return found
}
/** Until each has taken a part of a question. */
const untilTheyHelp = (): Promise<void> =>
  vi.waitFor(
    async () => {
      for (const filo of opened.slice(-QUANTI)) parti.delete(filo)
      for (let i = 0; i < 20; i += 1) await motore.cerca(nessuno, OGGI, ask([]))
      for (const filo of opened.slice(-QUANTI)) expect(parti.get(filo)).toBeGreaterThan(0)
    },
    { timeout: 20_000, interval: 100 },
  )

test('what is answered is the same as of one alone, and the others do their part', async () => {
  await Promise.all([riempi(motore), riempi(solo)])
  expect([motore.stato().pezzi, solo.stato().pezzi]).toEqual([PEZZI, PEZZI])
  await untilTheyHelp()
  expect(await everything(motore)).toEqual(await everything(solo))
})

test('units that change are looked for where they are now, by all', async () => {
  const changed = all
    .filter((_, n) => n % 7 === 0)
    .map((one) => ({ ...one, voce: { ...one.voce, titolo: 'muro ponte' } }))
  for (const one of [motore, solo]) await one.applica(changed)
  expect(await everything(motore)).toEqual(await everything(solo))
  for (const one of [motore, solo]) await one.salva(filigrana)
  expect(await everything(motore)).toEqual(await everything(solo))
})

test('a change comes wholly before a question or wholly after it', async () => {
  const ufficio = { ...nessuno, registrato: true, ufficio: true }
  const seen = (await motore.cerca(ufficio, OGGI, ask([]))).totale
  const retitled = (titolo: string) => all.slice(0, 3_000).map((one) => ({ ...one, voce: { ...one.voce, titolo } }))
  expect((await motore.cerca(nessuno, OGGI, ask(['zenit']))).totale).toBe(0)
  const asked = Array.from({ length: 60 }, async (_, i) => {
    if (i % 20 === 10) await motore.applica(retitled(`zenit ${i}`))
    await sleep(caso.int(0, 40))
    return (await motore.cerca(ufficio, OGGI, ask([]))).totale
  })
  // none is counted twice, where it was and where it is, nor missed in between
  expect(new Set(await Promise.all(asked))).toEqual(new Set([seen]))
  await solo.applica(retitled('zenit'))
  const found = await motore.cerca(nessuno, OGGI, ask(['zenit']))
  expect(found.totale).toBe((await solo.cerca(nessuno, OGGI, ask(['zenit']))).totale)
  expect(found.totale).toBeGreaterThan(0)
})

test('pieces put together while questions are asked', async () => {
  for (let i = 0; i < 6; i += 1) {
    await motore.applica(all.slice(i * 100, i * 100 + 100))
    await solo.applica(all.slice(i * 100, i * 100 + 100))
  }
  const reducing = motore.riduci()
  const during = await Promise.all(Array.from({ length: 30 }, () => motore.cerca(nessuno, OGGI, ask(['muro']))))
  await reducing
  expect(new Set(during.map((one) => one.totale))).toEqual(
    new Set([(await solo.cerca(nessuno, OGGI, ask(['muro']))).totale]),
  )
})

test('a thread that falls in the middle of questions loses none, and another comes', async () => {
  await untilTheyHelp()
  const right = (await motore.cerca(nessuno, OGGI, ask(['muro']))).totale
  const many = opened.length
  const asked = Array.from({ length: 40 }, () => motore.cerca(nessuno, OGGI, ask(['muro'])))
  await opened[0]?.terminate()
  expect(new Set((await Promise.all(asked)).map((one) => one.totale))).toEqual(new Set([right]))
  await vi.waitFor(() => expect(opened.length).toBe(many + 1), { timeout: 10_000, interval: 100 })
  await untilTheyHelp()
  expect((await motore.cerca(nessuno, OGGI, ask(['muro']))).totale).toBe(right)
})

test('a piece that a thread took down with it is looked through again; what comes meanwhile waits', async () => {
  // takes one piece of each question, and never gives it back
  class Rapace extends EventEmitter {
    postMessage(message: AlFilo) {
      if (message.che === 'cerca') Atomics.add(message.turno, 0, 1)
    }
    async terminate() {}
  }
  const rapace = new Rapace()
  const own = new Fili(1, () => rapace as unknown as Worker)
  const here = new Motore(path.join(folder, 'rapace'), OGGI, own)
  await riempi(here)
  const right = new Motore(here.cartella, OGGI)
  right.open()
  const order: string[] = []
  const asking = here.cerca(nessuno, OGGI, ask([])).finally(() => order.push('question'))
  await setImmediate()
  const [first] = all
  const changing = here
    .applica([{ ...(first as UnitaIndice), id: idOf(MOLTE), consultabilita: libera }])
    .finally(() => order.push('change'))
  await sleep(200) // the unit is ready to come in
  const later = here.cerca(nessuno, OGGI, ask([])).finally(() => order.push('later'))
  await sleep(50)
  expect(order).toEqual([])
  rapace.emit('exit')
  const { totale } = await right.cerca(nessuno, OGGI, ask([]))
  expect((await asking).totale).toBe(totale)
  await changing
  expect((await later).totale).toBe(totale + 1)
  expect(order).toEqual(['question', 'change', 'later'])
  await own.chiudi()
})

test('what is kept is opened again, and threads are told of it', async () => {
  await motore.salva(filigrana)
  const again = new Motore(motore.cartella, OGGI, fili)
  again.open()
  const { unita: same, totale } = await again.cerca(nessuno, OGGI, { ...ask(['muro']), limite: 20 })
  expect([totale, same.length]).toEqual([(await motore.cerca(nessuno, OGGI, ask(['muro']))).totale, 20])
})
