import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { type Limiti, readUrl } from './client'
import { isPublicAddress } from './indirizzi'

const open: Server[] = []
afterAll(() => open.forEach((server) => void server.closeAllConnections()))

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}
const limiti = (host: string, more: Partial<Limiti> = {}): Limiti => ({
  hosts: [host],
  allowLoopback: true,
  maxBytes: 1000,
  timeoutMs: 2000,
  ...more,
})

test.each([
  ['8.8.8.8', true],
  ['172.15.255.255', true],
  ['172.16.0.1', false],
  ['172.31.255.255', false],
  ['172.32.0.1', true],
  ['10.1.2.3', false],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['127.0.0.1', false],
  ['0.0.0.0', false],
  ['169.254.169.254', false], // where clouds keep their credentials
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['2a00:1450::1', true],
  ['::1', false],
  ['::', false],
  ['::ffff:10.0.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::a00:1', false],
  ['2002:a00:1::', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['2001:db8::1', false],
  ['not an address', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected)
})

test('what is asked of a configured name on this machine is read whole', async () => {
  const host = await serve((_, response) => response.end('<a>è</a>'))
  expect(await readUrl(`http://${host}/x`, limiti(host))).toBe('<a>è</a>')
})

test('a name that is not configured is not asked', async () => {
  let asked = 0
  const host = await serve((_, response) => {
    asked += 1
    response.end('')
  })
  await expect(readUrl(`http://${host}/`, limiti('altro.example.org'))).rejects.toThrow('configurati')
  await expect(readUrl(`http://x:y@${host}/`, limiti(host))).rejects.toThrow('credenziali')
  expect(asked).toBe(0)
})

test('away from this machine neither a neighbour nor a private address is read, by figure or by name', async () => {
  let asked = 0
  const host = await serve((_, response) => {
    asked += 1
    response.end('')
  })
  const away = { allowLoopback: false }
  await expect(readUrl(`http://${host}/`, limiti(host, away))).rejects.toThrow('serve https')
  await expect(readUrl(`https://${host}/`, limiti(host, away))).rejects.toThrow('non è pubblico')
  await expect(readUrl('https://localhost/', limiti('localhost', away))).rejects.toThrow('non è pubblico')
  await expect(readUrl('https://[::1]/', limiti('[::1]', away))).rejects.toThrow('non è pubblico')
  for (const address of ['10.0.0.1', '169.254.169.254', '127.0.0.1']) {
    const resolve: Limiti['resolve'] = (_host, _options, done) =>
      done(null, [
        { address: '8.8.8.8', family: 4 },
        { address, family: 4 }, // one that is public does not cover for one that is not
      ])
    const reading = readUrl('https://registro.example.org/', limiti('registro.example.org', { ...away, resolve }))
    await expect(reading).rejects.toThrow('non è pubblico')
  }
  expect(asked).toBe(0)
})

test('on this machine a private address is refused all the same', async () => {
  await expect(readUrl('https://10.0.0.1/', limiti('10.0.0.1'))).rejects.toThrow('non è pubblico')
  await expect(readUrl('http://registro.example.org/', limiti('registro.example.org'))).rejects.toThrow('serve https')
})

test('a redirect is not followed', async () => {
  let asked = 0
  const other = await serve((_, response) => {
    asked += 1
    response.end('preso')
  })
  const host = await serve((_, response) => response.writeHead(302, { location: `http://${other}/` }).end())
  await expect(readUrl(`http://${host}/`, limiti(host, { hosts: [host, other] }))).rejects.toThrow('ha risposto 302')
  expect(asked).toBe(0)
})

test('what is too long, also when its length is not told, is left where it is', async () => {
  const exact = await serve((_, response) => response.end('a'.repeat(1000)))
  expect(await readUrl(`http://${exact}/`, limiti(exact))).toHaveLength(1000)
  const host = await serve((_, response) => {
    response.write('a'.repeat(600))
    response.end('a'.repeat(401))
  })
  await expect(readUrl(`http://${host}/`, limiti(host))).rejects.toThrow('troppo lunga')
})

test('whoever does not answer, or drips, is left in time', async () => {
  const mute = await serve(() => undefined)
  await expect(readUrl(`http://${mute}/`, limiti(mute, { timeoutMs: 150 }))).rejects.toThrow('in tempo')
  const drip = await serve((_, response) => {
    const timer = setInterval(() => response.write('a'), 20)
    response.once('close', () => clearInterval(timer))
  })
  await expect(readUrl(`http://${drip}/`, limiti(drip, { timeoutMs: 200 }))).rejects.toThrow('in tempo')
})
