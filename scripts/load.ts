/**
 * Loads the Province and puts in force the procedure definitions of lib/procedimenti/definizioni; with `--mondo` also the
 * sample world: people, companies, fleets, a few pratiche and, but with `--senza-archivio`, an archive. May run at every start.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { SISTEMA } from '@/lib/audit/record'
import { closeDatabase } from '@/lib/db/client'
import { loadEnte } from '@/lib/mondo/load-ente'
import { publishDefinizione } from '@/lib/procedimenti/commands'

const folder = fileURLToPath(new URL('../lib/procedimenti/definizioni/', import.meta.url))

async function publishAll(): Promise<boolean> {
  await loadEnte()
  let ok = true
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()) {
    const result = await publishDefinizione(SISTEMA, parse(readFileSync(path.join(folder, file), 'utf8')))
    if (result.ok) {
      const { codice, versione, nuova } = result.value
      console.log(
        nuova ? `${codice}: pubblicata la versione ${versione}` : `${codice}: in vigore la versione ${versione}`,
      )
      continue
    }
    ok = false
    console.error(`${file}: ${result.message}`)
    for (const [where, message] of Object.entries(result.errors)) console.error(`  ${where}: ${message}`)
  }
  return ok
}

async function loadSampleWorld(): Promise<void> {
  const [{ loadPersone }, { loadPratiche }, { loadArchivio }, { loadCarte }] = await Promise.all([
    import('@/lib/mondo/load-persone'),
    import('@/lib/mondo/pratiche'),
    import('@/lib/mondo/archivio/load-archivio'),
    import('@/lib/mondo/archivio/carte/load-carte'),
  ])
  await loadPersone()
  if (!process.argv.includes('--senza-archivio')) {
    await loadArchivio()
    await loadCarte()
  }
  await loadPratiche()
  console.log('Mondo di prova pronto')
}

try {
  if (!(await publishAll())) process.exitCode = 1
  else if (process.argv.includes('--mondo')) await loadSampleWorld()
} finally {
  await closeDatabase()
}
