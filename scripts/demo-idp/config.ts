import path from 'node:path'

/** The provider is a program of its own: it gets its few settings from the one that starts it. */
export type Config = { port: number; base: string; portal: string; folder: string }

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** @throws Error in Italian when the portal is not on this machine: sample people open nothing elsewhere */
export function readConfig(source: Record<string, string | undefined>): Config {
  const port = Number(source.DEMO_IDP_PORT || 3001)
  const portal = source.BASE_URL || `http://localhost:${source.PORT || 3000}`
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error('DEMO_IDP_PORT: un numero da 1 a 65535')
  if (!URL.canParse(portal) || !LOOPBACK.includes(new URL(portal).hostname))
    throw new Error('L’identità di prova esiste solo per un portale su questa macchina: BASE_URL non è localhost')
  const folder = path.resolve(source.DATA_DIR || '.data', 'demo-idp')
  return { port, base: `http://127.0.0.1:${port}`, portal: new URL(portal).origin, folder }
}
