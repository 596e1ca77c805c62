/** A wire to the database that a test can cut, for tests. */
import { createServer, connect as dial, type Socket } from 'node:net'

export type CuttingProxy = {
  url: string
  /** Looks at what a client sends. 'pass' goes on; 'cut' ends the connection instead; 'last' lets it arrive and drops the answer; 'silence' loses all that follows, and the connection stays open. */
  rule: (text: string) => 'pass' | 'cut' | 'last' | 'silence'
  close(): void
}

/** @param url of the real database; the proxy has the same account and name */
export async function startCuttingProxy(url: string): Promise<CuttingProxy> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  const proxy: CuttingProxy = { url: '', rule: () => 'pass', close: () => {} }
  const server = createServer((client) => {
    const database = dial(Number(target.port), target.hostname)
    let muted = false
    let last = false
    const both = [client, database]
    const end = () => {
      for (const socket of both) socket.destroy()
    }
    for (const socket of both) {
      sockets.add(socket)
      socket.on('error', () => {}).on('close', end)
    }
    client.on('data', (bytes) => {
      const what = muted ? 'silence' : proxy.rule(bytes.toString('latin1'))
      if (what === 'cut') return end()
      muted = what === 'silence'
      last ||= what === 'last'
      if (!muted) database.write(bytes)
    })
    database.on('data', (bytes) => {
      if (last) end()
      else if (!muted) client.write(bytes)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = new URL(url)
  at.port = String((server.address() as { port: number }).port)
  at.hostname = '127.0.0.1'
  proxy.url = at.href
  proxy.close = () => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  return proxy
}
