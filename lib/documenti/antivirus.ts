/**
 * The antivirus daemon of the installation (clamd, its INSTREAM command over TCP), where there is one. While it does not
 * answer no file passes: what has arrived waits for its check, and goes on from there (S44).
 */
import { connect } from 'node:net'

const CHUNK = 64 * 1024
const DEADLINE_MS = 30_000

export class AntivirusNonDisponibile extends Error {}

/**
 * @param url tcp://host:port
 * @returns name of the virus; null when none is known
 * @throws AntivirusNonDisponibile when there is no verdict, for whatever reason
 */
export async function findVirus(url: string, bytes: Buffer): Promise<string | null> {
  const reply = await ask(url, bytes).catch((error: unknown) => {
    throw new AntivirusNonDisponibile('The antivirus did not answer', { cause: error })
  })
  if (/^stream: OK$/.test(reply)) return null
  const virus = /^stream: (.+) FOUND$/.exec(reply)?.[1]
  if (virus) return virus
  throw new AntivirusNonDisponibile(`The antivirus gave no verdict: ${reply.slice(0, 100)}`)
}

/** One session: the command, the bytes in chunks that say their length, an empty one; then a line. */
function ask(url: string, bytes: Buffer): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) })
    const timer = setTimeout(() => socket.destroy(new Error('late')), DEADLINE_MS)
    let reply = ''
    socket.once('connect', () => {
      socket.write('zINSTREAM\0')
      for (let at = 0; at < bytes.length; at += CHUNK) {
        const chunk = bytes.subarray(at, at + CHUNK)
        const length = Buffer.alloc(4)
        length.writeUInt32BE(chunk.length)
        socket.write(length)
        socket.write(chunk)
      }
      socket.write(Buffer.alloc(4))
    })
    socket.on('data', (data) => {
      reply += data.toString('latin1')
      if (reply.includes('\0')) socket.end()
      else if (reply.length > 4096) socket.destroy(new Error('Too long an answer'))
    })
    socket.once('error', reject)
    socket.once('close', () => {
      clearTimeout(timer)
      if (reply.includes('\0')) resolve(reply.slice(0, reply.indexOf('\0')))
      else reject(new Error('The connection was closed without an answer'))
    })
  })
}
