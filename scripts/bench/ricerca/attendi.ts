/** Ends when the engine has read the whole archive. */
import { setTimeout as sleep } from 'node:timers/promises'
import { chiedi } from '@/lib/archivio/motore/cliente'

for (;;) {
  try {
    if ((await chiedi({ che: 'stato' })).pronto) break
  } catch {
    // not listening yet
  }
  await sleep(100)
}
process.exit(0)
