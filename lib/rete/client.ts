import 'server-only'
import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import { get as getHttp, type IncomingMessage } from 'node:http'
import { get as getHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isLoopbackAddress, isPublicAddress } from './indirizzi'

/** Why an address outside was not read: told to the log, which may hold no more. */
export class ReteRefused extends Error {}

type Resolver = (
  host: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

export type Limiti = {
  /** names that may be asked: those the configuration writes, never one that a message or a person gives */
  hosts: readonly string[]
  /** only while the portal itself is on this machine: its neighbours here may be read, in clear too */
  allowLoopback: boolean
  maxBytes: number
  /** of the whole reading */
  timeoutMs: number
  resolve?: Resolver
}

const DEFAULT_RESOLVER: Resolver = (host, options, done) => systemLookup(host, options, done)

/**
 * The connection goes to the very addresses that were looked at: a name that answers differently the second time gains
 * nothing.
 */
const checkedLookup =
  ({ allowLoopback, resolve = DEFAULT_RESOLVER }: Limiti): LookupFunction =>
  (host, options, done) =>
    resolve(host, { all: true }, (error, addresses) => {
      if (error) return done(error, '', 4)
      const wrong = addresses.length === 0 || addresses.some(({ address }) => !isAllowed(address, allowLoopback))
      if (wrong) return done(new ReteRefused('l’indirizzo non è pubblico'), '', 4)
      const [first] = addresses as [LookupAddress]
      if (options.all) done(null, addresses)
      else done(null, first.address, first.family)
    })

const isAllowed = (address: string, allowLoopback: boolean) =>
  isPublicAddress(address) || (allowLoopback && isLoopbackAddress(address))

function checkedUrl(text: string, { hosts, allowLoopback }: Limiti): URL {
  const url = new URL(text)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!hosts.includes(url.host)) throw new ReteRefused('il nome non è tra quelli configurati')
  if (url.username || url.password) throw new ReteRefused('l’indirizzo porta credenziali')
  const here = allowLoopback && (host === 'localhost' || isLoopbackAddress(host))
  if (url.protocol !== 'https:' && !(here && url.protocol === 'http:')) throw new ReteRefused('serve https')
  // An address written in figures is not looked up, so it is looked at here.
  if (isIP(host) && !isAllowed(host, allowLoopback)) throw new ReteRefused('l’indirizzo non è pubblico')
  return url
}

async function readBody(answer: IncomingMessage, maxBytes: number): Promise<string> {
  if (answer.statusCode !== 200) throw new ReteRefused(`ha risposto ${answer.statusCode}`) // a redirect is not followed
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maxBytes) throw new ReteRefused('la risposta è troppo lunga')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * The way the portal reads addresses of the internet (S36): known names, public addresses, no redirect, in time and
 * within bounds.
 *
 * @throws ReteRefused with the reason in Italian; Error of the system when the network fails
 */
export async function readUrl(address: string, limiti: Limiti): Promise<string> {
  const url = checkedUrl(address, limiti)
  const signal = AbortSignal.timeout(limiti.timeoutMs)
  const get = url.protocol === 'https:' ? getHttps : getHttp
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { lookup: checkedLookup(limiti), signal, agent: false, headers: { accept: '*/*' } }
      get(url, options, resolve).once('error', reject)
    })
    try {
      return await readBody(answer, limiti.maxBytes)
    } finally {
      answer.destroy()
    }
  } catch (error) {
    if (signal.aborted) throw new ReteRefused('non ha risposto in tempo')
    throw error
  }
}
