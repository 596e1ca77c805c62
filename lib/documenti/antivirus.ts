/**
 * The antivirus daemon of the installation (clamd, its INSTREAM command over TCP), where there is one. While it does not
 * answer no file passes: what has arrived waits for its check, and goes on from there (S44).
 */
import { connect, type Socket } from 'node:net'

const CHUNK = 64 * 1024
const SILENCE_MS = 30_000

export class AntivirusNonDisponibile extends Error {}
/** The daemon takes no stream so long (StreamMaxLength of its configuration). */
export class TroppoPerAntivirus extends AntivirusNonDisponibile {}

/**
 * @param url tcp://host:port
 * @returns name of the virus; null when none is known
 * @throws AntivirusNonDisponibile when there is no verdict, for whatever reason
 */
export async function findVirus(url: string, bytes: Buffer): Promise<string | null> {
  const scan = new Scansione(url)
  await scan.write(bytes)
  return scan.verdict()
}

/**
 * One session: the command, the bytes in chunks that say their length, an empty one; then a line. For files that go by
 * and are never whole in memory.
 */
export class Scansione {
  readonly #socket: Socket
  readonly #reply: Promise<string>
  #answered = false

  /** @param url tcp://host:port */
  constructor(url: string) {
    const { hostname, port } = new URL(url)
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) })
    this.#socket = socket
    socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('late')))
    let reply = ''
    this.#reply = new Promise((resolve, reject) => {
      socket.on('data', (data) => {
        reply += data.toString('latin1')
        this.#answered ||= reply.includes('\0')
        if (this.#answered) socket.end()
        else if (reply.length > 4096) socket.destroy(new Error('Too long an answer'))
      })
      const end = (error: Error) => {
        if (this.#answered) resolve(reply.slice(0, reply.indexOf('\0')))
        else reject(error)
      }
      socket.once('error', end)
      socket.once('close', () => end(new Error('The connection was closed without an answer')))
    })
    this.#reply.catch(() => {}) // told by `verdict`
    socket.write('zINSTREAM\0')
  }

  /** Waits when the daemon is slower than the source; after an early answer there is nothing more to send. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      if (this.#answered || this.#socket.destroyed) return
      const chunk = bytes.subarray(at, at + CHUNK)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(chunk.length)
      this.#socket.write(length)
      if (this.#socket.write(chunk)) continue
      await new Promise<void>((resolve) => {
        const go = () => {
          this.#socket.off('drain', go).off('close', go)
          resolve()
        }
        this.#socket.once('drain', go).once('close', go)
      })
    }
  }

  /** @returns and @throws as `findVirus` */
  async verdict(): Promise<string | null> {
    if (!this.#answered && !this.#socket.destroyed) this.#socket.write(Buffer.alloc(4))
    const reply = await this.#reply.catch((error: unknown) => {
      throw new AntivirusNonDisponibile('The antivirus did not answer', { cause: error })
    })
    if (/^stream: OK$/.test(reply)) return null
    const virus = /^stream: (.+) FOUND$/.exec(reply)?.[1]
    if (virus) return virus
    const message = `The antivirus gave no verdict: ${reply.slice(0, 100)}`
    throw /size limit exceeded/i.test(reply) ? new TroppoPerAntivirus(message) : new AntivirusNonDisponibile(message)
  }

  /** The file will not be read to its end. */
  abandon(): void {
    this.#socket.destroy()
  }
}
