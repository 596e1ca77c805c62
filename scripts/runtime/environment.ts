import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseEnv, wrongVariables } from '../../lib/env'
import { dataDir, readSecrets, type Secrets } from './data-folder'
import { explainDisk, StartFailure } from './failure.mjs'
import { freePort, isCalled, isFree, refusalOf } from './system'

/** What was decided about this start before anything runs. */
export interface Settings {
  port: number
  /** address to listen on */
  host: string
  baseUrl: string
  /** web servers behind the port: each makes one page at a time */
  webProcesses: number
  /** null: the embedded server */
  databaseUrl: string | null
  sampleWorld: boolean
  /** of the sample world also its archive: without, the archive begins empty */
  sampleArchive: boolean
  demoIdp: boolean
  /** the demo register of companies: only with the demo identities, and when no other register is configured */
  demoRegistro: boolean
  secrets: Secrets | null
}

const asked = (name: string): boolean | null => {
  const text = process.env[name]
  return text === undefined || text === '' ? null : ['1', 'true'].includes(text)
}

const MOST_WEB_PROCESSES = 64
/** A second server is worth its memory wherever there is a second processor; more is for whoever runs the machine. */
const usualWebProcesses = () => Math.min(2, os.availableParallelism())

/** @throws StartFailure when WEB_PROCESSES is no such number */
export function readWebProcesses(): number {
  const text = process.env.WEB_PROCESSES || String(usualWebProcesses())
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1 && count <= MOST_WEB_PROCESSES) return count
  throw new StartFailure(
    `WEB_PROCESSES=${text} non va bene: scrivi quanti server web avviare, da 1 a ${MOST_WEB_PROCESSES}.`,
  )
}

const isLoopback = (url: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)

/**
 * With DATABASE_URL this is a production start: every key comes from the environment, nothing is invented. Without it
 * everything is made here, and the portal listens on this machine only, because sample people sign in unproved.
 *
 * @throws StartFailure for a setting that cannot be
 */
export function readSettings(): Settings {
  const port = Number(process.env.PORT || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new StartFailure(`PORT=${process.env.PORT} non è una porta: scrivi un numero da 1 a 65535.`)
  const baseUrl = process.env.BASE_URL || `http://localhost:${port}`
  if (!URL.canParse(baseUrl)) throw new StartFailure(`BASE_URL=${baseUrl} non è un indirizzo completo.`)
  const databaseUrl = process.env.DATABASE_URL || null
  const demoIdp = asked('DEMO_IDP') ?? (databaseUrl === null && isLoopback(baseUrl))
  return {
    port,
    host: process.env.HOST || (demoIdp ? '127.0.0.1' : '0.0.0.0'),
    baseUrl,
    webProcesses: readWebProcesses(),
    databaseUrl,
    sampleWorld: asked('SAMPLE_WORLD') ?? databaseUrl === null,
    sampleArchive: asked('SAMPLE_ARCHIVE') ?? true,
    demoIdp,
    demoRegistro: demoIdp && !process.env.REGISTRO_IMPRESE_URL,
    secrets: databaseUrl === null ? readSecrets() : null,
  }
}

/** @throws StartFailure when somebody already listens there, or no browser would call */
export async function checkPort({ port, host }: Pick<Settings, 'port' | 'host'>): Promise<void> {
  if (!isCalled(port))
    throw new StartFailure(
      `I browser non aprono la porta ${port}, riservata ad altri servizi. Scegline un'altra: PORT=3000 npm start`,
    )
  const refusal = await refusalOf(port, host)
  if (refusal === 'EADDRINUSE')
    throw new StartFailure(
      `La porta ${port} è già occupata da un altro programma. Scegline un'altra: PORT=${port + 1} npm start`,
    )
  if (refusal === 'EACCES')
    throw new StartFailure(
      `Non posso usare la porta ${port}: sotto 1024 servono permessi speciali. Prova PORT=3000 npm start`,
    )
  if (refusal) throw new StartFailure(`Non posso ascoltare su ${host}:${port} (${refusal}).`)
}

/**
 * The environment of every program of the portal, checked as they will check it.
 *
 * @throws StartFailure naming each variable that is missing or too weak
 */
export async function composeEnvironment(settings: Settings, databaseUrl: string): Promise<NodeJS.ProcessEnv> {
  const besides = settings.port < 65_535 ? settings.port + 1 : settings.port - 1
  const idpPort = (await isFree(besides)) ? besides : await freePort()
  const registro = settings.demoRegistro
    ? {
        REGISTRO_IMPRESE_URL: `http://127.0.0.1:${await freePort()}`,
        REGISTRO_IMPRESE_TOKEN: randomBytes(24).toString('base64url'),
      }
    : {}
  const { DB_SUPERUSER_PASSWORD: _1, DB_PASSWORD: _2, ...keys } = settings.secrets ?? ({} as Secrets)
  const composed: NodeJS.ProcessEnv = {
    ...keys,
    DEMO_IDP_PORT: String(idpPort),
    ...process.env,
    ...registro,
    DATABASE_URL: databaseUrl,
    PORT: String(settings.port),
    BASE_URL: settings.baseUrl,
    NEXTAUTH_URL: settings.baseUrl,
    DATA_DIR: dataDir,
    FILES_DIR: process.env.FILES_DIR || path.join(dataDir, 'files'),
    DEMO_IDP: settings.demoIdp ? '1' : '0',
    SAMPLE_WORLD: settings.sampleWorld ? '1' : '0',
    NEXT_TELEMETRY_DISABLED: '1',
  }
  const wrong = [...wrongVariables(composed), ...wrongActionsKey(composed)]
  if (wrong.length > 0)
    throw new StartFailure(`Configurazione non valida. Correggi queste variabili d'ambiente:\n  ${wrong.join('\n  ')}`)
  try {
    mkdirSync(parseEnv(composed).FILES_DIR, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw explainDisk(error, composed.FILES_DIR ?? dataDir)
  }
  return composed
}

/** The key that seals what server actions carry: not read by our code, but every instance must have the same (R09). */
function wrongActionsKey({ NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key = '' }: NodeJS.ProcessEnv): string[] {
  if (Buffer.from(key, 'base64').length === 32) return []
  return ['NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: servono 32 byte casuali in base64 (openssl rand -base64 32)']
}
