import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { AntivirusNonDisponibile, findVirus } from './antivirus'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A daemon that speaks the protocol: it reads the chunks to their end, then answers. */
async function openDaemon(verdict: (content: Buffer, socket: Socket) => string | null): Promise<string> {
  const server = createServer((socket) => {
    let received = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (data) => {
      received = Buffer.concat([received, data])
      const command = received.indexOf(0)
      if (command === -1 || received.toString('latin1', 0, command) !== 'zINSTREAM') return
      const parts: Buffer[] = []
      for (let at = command + 1; at + 4 <= received.length; ) {
        const length = received.readUInt32BE(at)
        if (length === 0) {
          const answer = verdict(Buffer.concat(parts), socket)
          if (answer !== null) socket.end(`${answer}\0`)
          return
        }
        if (at + 4 + length > received.length) return
        parts.push(received.subarray(at + 4, at + 4 + length))
        at += 4 + length
      }
    })
  }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('S44: the antivirus of the installation', () => {
  test('reads every byte, and says whether it knows it', async () => {
    const bytes = Buffer.alloc(200_001, 7)
    let seen: Buffer = Buffer.alloc(0)
    const url = await openDaemon((content) => {
      seen = content
      return content.includes('contagio') ? 'stream: Prova.Contagio FOUND' : 'stream: OK'
    })
    expect(await findVirus(url, bytes)).toBeNull()
    expect(seen.equals(bytes)).toBe(true)
    expect(await findVirus(url, Buffer.concat([bytes, Buffer.from('contagio')]))).toBe('Prova.Contagio')
  })

  test.each([
    ['an error', () => 'INSTREAM size limit exceeded. ERROR'],
    ['words of somebody else', () => 'HTTP/1.1 200 OK'],
    ['a cut connection', (_: Buffer, socket: Socket) => (socket.destroy(), null)],
  ] as const)('%s is no verdict: nothing passes', async (_, verdict) => {
    const url = await openDaemon(verdict)
    await expect(findVirus(url, Buffer.from('x'))).rejects.toThrow(AntivirusNonDisponibile)
  })

  test('a daemon that is not there is no verdict', async () => {
    const url = await openDaemon(() => 'stream: OK')
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
    await expect(findVirus(url, Buffer.from('x'))).rejects.toThrow(AntivirusNonDisponibile)
  })
})
