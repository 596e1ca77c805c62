import { findHolder, readSecrets } from '../scripts/runtime/data-folder'
import { composeEnvironment } from '../scripts/runtime/environment'

/** What programs of the portal that uses this data folder are told: its database, its keys, its address. */
export async function portalEnvironment(): Promise<Record<string, string>> {
  const holder = findHolder()
  if (!holder?.databaseUrl || !holder.baseUrl)
    throw new Error('No portal uses this data folder: start it, and name its folder in DATA_DIR')
  const settings = {
    port: Number(new URL(holder.baseUrl).port),
    host: '127.0.0.1',
    baseUrl: holder.baseUrl,
    webProcesses: 1,
    databaseUrl: null,
    sampleWorld: true,
    sampleArchive: true,
    demoIdp: true,
    demoRegistro: false,
    secrets: readSecrets(),
  }
  const { NODE_OPTIONS: _, ...env } = await composeEnvironment(settings, holder.databaseUrl) // the runner's own loader is not for others
  return Object.fromEntries(Object.entries(env).filter((one): one is [string, string] => one[1] !== undefined))
}
