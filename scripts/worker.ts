/**
 * The worker: what must happen by itself. Each task is safe to repeat and to run in several workers at once: rows are
 * taken with SKIP LOCKED or a lock, and what is already done is not done again.
 */

import { watchLetture } from '@/lib/archivio/accesso/commands-allarmi'
import { releaseFermiDiNotte } from '@/lib/archivio/lotti/commands-fermi'
import { workLotti } from '@/lib/archivio/lotti/lavoro'
import { sweepRaccolte } from '@/lib/archivio/raccolta/commands'
import { avvisaRicerche } from '@/lib/archivio/ricerche/commands-avvisi'
import { sealAudit } from '@/lib/audit/seal'
import { rewrapFattori } from '@/lib/auth/commands-dispositivi'
import { sweepAccessi } from '@/lib/auth/sessions'
import { closeDatabase } from '@/lib/db/client'
import { sweepUploads } from '@/lib/documenti/commands-pulizia'
import { warnScadenze } from '@/lib/flotta/commands-avvisi'
import { deliverPosta } from '@/lib/posta/commands'
import { resumeTermini } from '@/lib/pratiche/commands-sistema'
import { refreshCopie } from '@/lib/spid/copia'
import { sweepRegistro } from '@/lib/spid/registro'
import { warnInScadenza } from '@/lib/spid/scadenza'

const SECOND_MS = 1000
const TASKS = [
  { name: 'sigillo', everyMs: 2 * SECOND_MS, run: sealAudit }, // ≤ 5 s behind (S52)
  { name: 'posta', everyMs: 5 * SECOND_MS, run: deliverPosta },
  { name: 'termini', everyMs: 60 * SECOND_MS, run: resumeTermini },
  { name: 'caricamenti', everyMs: 600 * SECOND_MS, run: sweepUploads },
  { name: 'lotti', everyMs: 3 * SECOND_MS, run: workLotti },
  { name: 'lotti-fermi', everyMs: 3600 * SECOND_MS, run: releaseFermiDiNotte },
  { name: 'letture', everyMs: 300 * SECOND_MS, run: watchLetture },
  { name: 'ricerche', everyMs: 300 * SECOND_MS, run: avvisaRicerche },
  { name: 'raccolte', everyMs: 600 * SECOND_MS, run: sweepRaccolte },
  { name: 'scadenze', everyMs: 900 * SECOND_MS, run: warnScadenze },
  { name: 'accessi', everyMs: 600 * SECOND_MS, run: sweepAccessi },
  { name: 'fattori', everyMs: 600 * SECOND_MS, run: () => rewrapFattori() },
  { name: 'registro-accessi', everyMs: 3600 * SECOND_MS, run: sweepRegistro }, // 24 months
  { name: 'gestori', everyMs: 60 * SECOND_MS, run: () => refreshCopie() }, // asks once an hour
  { name: 'certificati', everyMs: 86_400 * SECOND_MS, run: warnInScadenza },
] as const

let stopping = false
const wakers = new Set<() => void>()
const sleep = (ms: number) =>
  new Promise<void>((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      wakers.delete(wake)
      resolve()
    }
    const timer = setTimeout(wake, ms)
    wakers.add(wake)
  })

const log = (fields: Record<string, unknown>) =>
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...fields })}\n`)

async function loop({ name, everyMs, run }: (typeof TASKS)[number]): Promise<void> {
  for (let failures = 0; !stopping; ) {
    try {
      const done = await run()
      failures = 0
      if (done > 0) log({ worker: name, fatti: done })
    } catch (error) {
      failures += 1
      log({ worker: name, errore: (error as Error).message.slice(0, 300), di_fila: failures })
    }
    await sleep(Math.min(everyMs * 2 ** Math.min(failures, 5), Math.max(everyMs, 60 * SECOND_MS)))
  }
}

function stop(): void {
  stopping = true
  for (const wake of [...wakers]) wake()
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
process.once('disconnect', stop)

await Promise.all(TASKS.map(loop))
await closeDatabase()
process.exit(0)
