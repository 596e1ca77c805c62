/**
 * Turns delivered papers of the archive into pages, images and text, until it is stopped. Several of these, here and on
 * other machines with the same database and store, share the work: what one leaves another takes.
 *
 * `node scripts/run.mjs scripts/lavoratori.ts [N] [--finche-serve]`: N pages at once, leaving when nothing is due
 */
import os from 'node:os'
import { runSquadra } from '@/lib/archivio/lavorazione/squadra'
import { closeDatabase } from '@/lib/db/client'

const stopping = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort())
process.once('disconnect', () => stopping.abort())

const asked = process.argv.slice(2).find((one) => /^\d+$/.test(one)) ?? process.env.ARCHIVIO_LAVORATORI
/** One processor is left to whoever asks for pages. */
const usual = Math.max(1, os.availableParallelism() - 1)
const quante = asked ? Math.min(64, Math.max(1, Number(asked))) : usual

await runSquadra({
  quante,
  signal: stopping.signal,
  finoAllaFine: process.argv.includes('--finche-serve'),
  log: (fields) =>
    process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), lavoratori: quante, ...fields })}\n`),
})
await closeDatabase()
process.exit(0)
