/** A server's end of a connection, for tests: it says and does what a test wants, in the order it wants. */
import { EventEmitter } from 'node:events'

const message = (type: string, body: Buffer = Buffer.alloc(0)): Buffer => {
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
const text = (...parts: string[]) => Buffer.from(`${parts.join('\0')}\0`)

const AUTHENTICATED = message('R', Buffer.alloc(4))
export const PASSWORD_WANTED = message('R', Buffer.from([0, 0, 0, 3]))
export const REFUSED = message('E', text('SERROR', 'C22012', 'Mdivision by zero', ''))
export const COPY_IN = message('G', Buffer.alloc(3))
const ready = (state: 'I' | 'T' = 'I') => message('Z', Buffer.from(state))
/** Answer to one simple statement. */
export const done = (command: string, state: 'I' | 'T' = 'I') =>
  Buffer.concat([message('C', text(command)), ready(state)])

/** Stands for a net.Socket: what the driver writes is kept in `sent`, what the server says is emitted by the test. */
export class ScriptedSocket extends EventEmitter {
  readyState = 'open'
  readonly sent: Buffer[] = []
  /** What `write` answers: false when the kernel's buffer is full. */
  accepts = true
  /** I idle, T in a transaction: kept by `serve`. */
  state: 'I' | 'T' = 'I'
  /** Called at each write; the usual server greets, and answers every simple statement. */
  onWrite: (bytes: Buffer) => void

  constructor(onWrite?: (socket: ScriptedSocket, bytes: Buffer) => void) {
    super()
    this.onWrite = onWrite ? (bytes) => onWrite(this, bytes) : () => {}
  }

  write(bytes: Buffer, written?: () => void): boolean {
    this.sent.push(bytes)
    this.onWrite(bytes)
    if (written) setImmediate(written)
    return this.accepts
  }

  say(bytes: Buffer): void {
    this.emit('data', bytes)
  }

  /** The connection ends: `error` is what the kernel reports before, if anything. */
  die(error?: Error): void {
    this.readyState = 'closed'
    if (error) this.emit('error', error)
    this.emit('close', error !== undefined)
  }

  /** A server that has vanished never answers the goodbye. */
  end(): void {}
  destroy(): void {
    setImmediate(() => this.die())
  }
  setKeepAlive(): void {}

  /** Texts of the statements that reached the server. */
  get statements(): string[] {
    return this.sent.flatMap(statementsIn)
  }
}

function statementsIn(bytes: Buffer): string[] {
  const found: string[] = []
  for (let at = 0; at + 5 <= bytes.length; at += 1 + bytes.readInt32BE(at + 1)) {
    const length = bytes.readInt32BE(at + 1)
    if (bytes[at] === 0) break // a startup message has no type
    const type = String.fromCharCode(bytes[at] ?? 0)
    const parts = bytes.toString('utf8', at + 5, at + 1 + length).split('\0')
    if (type === 'Q') found.push(parts[0] ?? '')
    if (type === 'P') found.push(parts[1] ?? '') // name, then text
  }
  return found
}

/** Is it the first message of a connection? It has no type, only a length. */
export const isStartup = (bytes: Buffer): boolean => bytes.length >= 8 && bytes.readInt32BE(0) === bytes.length

/** Lets everybody in, and leaves statements to the test. */
export function greet(socket: ScriptedSocket, bytes: Buffer): void {
  if (isStartup(bytes)) setImmediate(() => socket.say(Buffer.concat([AUTHENTICATED, ready()])))
}

/** Lets everybody in and answers every statement. */
export function serve(socket: ScriptedSocket, bytes: Buffer): void {
  greet(socket, bytes)
  if (isStartup(bytes)) return
  for (const statement of statementsIn(bytes)) {
    const command = statement.split(' ')[0]?.toUpperCase() ?? ''
    if (command === 'BEGIN') socket.state = 'T'
    if (command === 'COMMIT' || command === 'ROLLBACK') socket.state = 'I'
    const answer = done(command, socket.state)
    setImmediate(() => socket.say(answer))
  }
}
