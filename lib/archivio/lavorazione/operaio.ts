/**
 * A process of its own that opens delivered files: whatever a hostile or broken file does, it does here. It has no
 * database, no keys and no network to ask; bytes come in and results go out by messages. The bench (banco.ts) gives it work
 * and stops it when it takes too much.
 */
import { writeFileSync } from 'node:fs'
import os from 'node:os'
import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import { type Documento, type Foglio, openDocumento } from '@/lib/archivio/immagini/documento'
import { isBianca, makePiramide } from '@/lib/archivio/immagini/piramide'
import { Rifiuto } from '@/lib/archivio/immagini/rifiuto'
import { portaTesto } from '@/lib/archivio/immagini/rules-misure'
import type { Domanda, Esito, Risposta } from './messaggi'
import { closeMotore, motore } from './motore'
import { giraFoglio, leggiDritta } from './raddrizza'

/** Pages are many and processors few: work runs beside what people ask for, never before it. */
const CORTESIA = 10

sharp.cache(false)
sharp.concurrency(1)
os.setPriority(CORTESIA)
try {
  writeFileSync('/proc/self/oom_score_adj', '1000') // if memory ends, this process ends first
} catch {
  // not Linux: the bench still watches
}

/** Ends this process when the one that started it is gone, also while a file keeps it busy for ever. */
const SENTINELLA = `const parent = process.ppid
setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGKILL'), 1000)`
new Worker(SENTINELLA, { eval: true }).unref()

let open: Documento | null = null
let last: { indice: number; foglio: Foglio } | null = null

async function foglio(indice: number): Promise<Foglio> {
  if (!open) throw new Error('No file is open')
  if (last?.indice === indice) return last.foglio
  last = null // its pixels go before the next ones come
  const found = await open.foglio(indice)
  last = { indice, foglio: found }
  return found
}

async function answer(domanda: Domanda): Promise<Esito> {
  if (domanda.che === 'apri') {
    open?.close()
    open = null
    last = null
    open = await openDocumento(Buffer.from(domanda.bytes))
    const { tipo, pagine, profilo } = open
    return { tipo, pagine, profilo, misure: domanda.misure ? await open.misure() : [] }
  }
  if (domanda.che === 'controlla') return open?.controlla() ?? null
  const read = await foglio(domanda.indice)
  if (domanda.che === 'testo') return leggiDritta(read, domanda.giro, await motore())
  const page = giraFoglio(read, domanda.giro)
  const { larghezza, altezza, dpi, grigia, scansione, parole } = page
  const tiff = await makePiramide(page)
  const own = portaTesto(
    parole.flat().map(([parola]) => parola),
    scansione,
  )
  return { larghezza, altezza, dpi, grigia, tiff, bianca: !own && (await isBianca(page)), righe: own ? parole : null }
}

process.on('message', async (domanda: Domanda) => {
  let risposta: Risposta
  try {
    risposta = { n: domanda.n, esito: await answer(domanda) }
  } catch (error) {
    if (error instanceof Rifiuto) risposta = { n: domanda.n, rifiuto: error.message }
    else risposta = { n: domanda.n, errore: (error as Error).stack ?? String(error) }
  }
  process.send?.(risposta)
})
process.once('disconnect', () => {
  void closeMotore().finally(() => process.exit(0))
})
process.send?.({ pronto: true })
