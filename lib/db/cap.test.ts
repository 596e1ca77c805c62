import { expect, test } from 'vitest'
import { createCap } from './cap'

const held = () => {
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  return { gate, open }
}

test('so many work at once, the others in the order they came', async () => {
  const cap = createCap('x', 2, 10, 1_000)
  const doors = Array.from({ length: 4 }, held)
  const begun: number[] = []
  const all = doors.map(({ gate }, i) =>
    cap.run(async () => {
      begun.push(i)
      await gate
    }),
  )
  await null
  expect([begun, cap.running, cap.waiting]).toEqual([[0, 1], 2, 2])
  doors[1]?.open()
  await all[1]
  expect(begun).toEqual([0, 1, 2])
  for (const { open } of doors) open()
  await Promise.all(all)
  expect([begun, cap.running, cap.waiting]).toEqual([[0, 1, 2, 3], 0, 0])
})

test('a full queue refuses at once, and says when to come back (R15)', async () => {
  const cap = createCap('x', 1, 1, 1_000)
  const { gate, open } = held()
  const first = cap.run(() => gate)
  const second = cap.run(async () => 'second')
  await expect(cap.run(async () => 'third')).rejects.toMatchObject({ code: 'BUSY', retryAfterSeconds: 2 })
  open()
  await first
  expect(await second).toBe('second')
})

test('who waits too long leaves the queue, and takes no turn', async () => {
  const cap = createCap('x', 1, 5, 20)
  const { gate, open } = held()
  const first = cap.run(() => gate)
  let ran = false
  const late = cap.run(async () => {
    ran = true
  })
  await expect(late).rejects.toMatchObject({ code: 'BUSY' })
  expect(cap.waiting).toBe(0)
  open()
  await first
  expect([ran, cap.running]).toEqual([false, 0])
})

test('work that fails gives its turn back', async () => {
  const cap = createCap('x', 1, 5, 1_000)
  await expect(cap.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await cap.run(async () => 'next')).toBe('next')
})

test('a turn given back twice is one turn', async () => {
  const cap = createCap('x', 1, 5, 1_000)
  const leave = await cap.enter()
  const { gate, open } = held()
  leave()
  const running = cap.run(() => gate)
  leave()
  expect(cap.running).toBe(1)
  open()
  await running
  expect(cap.running).toBe(0)
})
