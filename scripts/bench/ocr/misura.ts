/** `misura.ts <pages of each grade> <folder>`: our pipeline and the bare program on the same pages, in turn. */
import { spawn } from 'node:child_process'
import os from 'node:os'
import { eq, sql } from 'drizzle-orm'
import { fileArchivio, pagineArchivio, testiPagina } from '@/drizzle/schema/archivio-digitale'
import { loadDescrizioni, unitaIdOf } from '@/lib/archivio/carico'
import { enqueueFile } from '@/lib/archivio/lavorazione/coda'
import { runSquadra } from '@/lib/archivio/lavorazione/squadra'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { storeContent } from '@/lib/documenti/content'
import { tiffOf } from '@/lib/mondo/archivio/carte/forma'
import { generaArchivio } from '@/lib/mondo/archivio/generatore'
import { loadEnte } from '@/lib/mondo/load-ente'
import { contaLette, disegnaPagine, type PaginaNota } from './pagine'

const [perGrado = '6', folder = os.tmpdir()] = process.argv.slice(2)
/** The generator was tuned on seeds 1 and 5. */
const SEME = 20_262
const cores = os.availableParallelism()

await loadEnte()
const units = [...generaArchivio(300, SEME)]
await loadDescrizioni(units, { storia: false, luogo: 'Deposito di prova' })
const drawable = units.filter((one) => one.livello === 'fascicolo' && one.numeroPratica)
const pages = await disegnaPagine(drawable, Number(perGrado), folder)
const unitaId = unitaIdOf(drawable[0]?.segnatura ?? '')

/** One process a page, as many at once as processors, one thread each: the fastest way to use it. */
async function nudo(some: readonly PaginaNota[]): Promise<{ ms: number; testi: string[] }> {
  const testi: string[] = []
  const queue = [...some.entries()]
  const began = performance.now()
  await Promise.all(
    Array.from({ length: cores }, async () => {
      for (let one = queue.shift(); one; one = queue.shift()) testi[one[0]] = await recognise(one[1].file)
    }),
  )
  return { ms: performance.now() - began, testi }
}

function recognise(file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('tesseract', [file, 'stdout', '-l', 'ita', '--dpi', '300'], {
      env: { ...process.env, OMP_THREAD_LIMIT: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk
    })
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`tesseract: ${code}`))))
  })
}

/** All of it: opening, image with its tiles, sealing and storing, recognition, rows. */
async function nostro(some: readonly PaginaNota[], round: number): Promise<{ ms: number; testi: string[] }> {
  const half = Math.ceil(some.length / 2)
  const ids: string[] = []
  for (const [i, part] of [some.slice(0, half), some.slice(half)].entries()) {
    const bytes = await tiffOf(
      part.map((one) => one.png),
      false,
    )
    const content = await storeContent(bytes)
    const nome = `${round}-${i}.tif`
    await dbAs('sistema')
      .insert(fileArchivio)
      .values({ ente: ENTE, unitaId, ordine: round * 2 + i + 1, nome, mime: 'image/tiff', ...content })
    ids.push(content.id)
  }
  const began = performance.now()
  await transaction((tx) => enqueueFile(tx, ids), { attore: null, ente: ENTE })
  await runSquadra({ quante: cores, signal: new AbortController().signal, log: console.error, finoAllaFine: true })
  const ms = performance.now() - began
  const rows = await dbAs('sistema')
    .select({ testo: testiPagina.testo, fileId: pagineArchivio.fileId, motore: testiPagina.motore })
    .from(testiPagina)
    .innerJoin(pagineArchivio, eq(pagineArchivio.id, testiPagina.paginaId))
    .where(sql`${pagineArchivio.fileId} in (${sql.join(ids, sql`, `)})`)
    .orderBy(pagineArchivio.numero)
  if (rows.length !== some.length) throw new Error(`${rows.length} pages of ${some.length} have text`)
  engine = rows[0]?.motore ?? ''
  return { ms, testi: rows.map((one) => one.testo) }
}

let engine = ''
const has = await recognise(pages[0]?.file ?? '').then(
  () => true,
  () => false,
)
const totals = { nudoMs: 0, nostroMs: 0 }
const perGradoConti = new Map<string, { note: number; nostre: number; nude: number }>()
// every other page in one round and the rest in the next: what else the machine does weighs on both
for (const round of [0, 1]) {
  const some = pages.filter((_, i) => i % 2 === round)
  const bare = has ? await nudo(some) : null
  const ours = await nostro(some, round)
  totals.nudoMs += bare?.ms ?? 0
  totals.nostroMs += ours.ms
  for (const [i, { grado, parole }] of some.entries()) {
    const conto = perGradoConti.get(grado) ?? { note: 0, nostre: 0, nude: 0 }
    conto.note += parole.length
    conto.nostre += contaLette(parole, ours.testi[i] ?? '')
    conto.nude += contaLette(parole, bare?.testi[i] ?? '')
    perGradoConti.set(grado, conto)
  }
}
const result = { pagine: pages.length, cores, engine, nudo: has, ...totals, gradi: Object.fromEntries(perGradoConti) }
console.log(`RISULTATO ${JSON.stringify(result)}`)
await closeDatabase()
