/**
 * The search engine of the archive on this machine: one for all its web servers. It keeps its index in the data folder, in
 * a place of its own for each machine, and makes it again from the database when it is not there.
 */
import os from 'node:os'
import path from 'node:path'
import { Fili } from '@/lib/archivio/motore/fili'
import { openFilo } from '@/lib/archivio/motore/filo-aperto'
import { listen, openServizio } from '@/lib/archivio/motore/servizio'
import { closeDatabase } from '@/lib/db/client'
import { env } from '@/lib/env'

const { ARCHIVIO_MOTORE, DATA_DIR } = env()
if (!ARCHIVIO_MOTORE) throw new Error('ARCHIVIO_MOTORE: manca il percorso a cui rispondere')

/** More than these would look for pieces to take. */
const FILI = 4
const fili = new Fili(Math.min(os.availableParallelism(), FILI) - 1, openFilo)
const servizio = await openServizio(path.join(DATA_DIR, 'indice-archivio', os.hostname()), true, fili)
const server = await listen(servizio.chiedi, ARCHIVIO_MOTORE)

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  server.close()
  await servizio.stop()
  await closeDatabase()
  process.exit(0)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
process.once('disconnect', stop)

// an index that cannot be made is made again by the next start
servizio.pronto.catch((error: Error) => {
  console.error(JSON.stringify({ motore: 'indice', errore: String(error.cause ?? error).slice(0, 300) }))
  process.exit(1)
})
