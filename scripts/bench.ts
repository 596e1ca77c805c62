/**
 * The figures of the portal, measured on a portal of its own with a new data folder; written to docs/benchmarks.md.
 * `npm run bench -- archivio-ricerca` measures the search of the archive alone (bench/ricerca.ts): it takes hours.
 * `npm run bench -- archivio-ocr` measures the reading of papers alone (bench/ocr.ts): a few minutes.
 * `npm run bench -- archivio-qualita` asks the search the questions whose answers are known (bench/qualita.ts): a minute.
 * Exits 1 when a weight budget is passed or a page answers wrongly: neither depends on how busy the machine is.
 */
import { writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PERSONE_DEMO } from '@/lib/mondo/persone'
import { openFloor } from './bench/floor'
import { load, type Rate } from './bench/load'
import { residentMb } from './bench/processor'
import { type InProcess, type Judged, quantile, report } from './bench/report'
import { signIn } from './bench/sign-in'
import { measureVisore, type Preparata, reportVisore } from './bench/visore/misura'
import { weigh } from './bench/weigh'
import { readWebProcesses } from './runtime/environment'
import { openThrowawayPortal, type ThrowawayPortal } from './runtime/throwaway-portal'

if (process.argv[2] === 'archivio-ocr') {
  await import('./bench/ocr')
  process.exit()
}
if (process.argv[2] === 'archivio-qualita') {
  await import('./bench/qualita')
  process.exit()
}
if (process.argv[2] === 'archivio-ricerca') {
  await import('./bench/ricerca')
  process.exit()
}

const SIGN_INS = 8 // a door lets ten through in a minute
/** KB of JavaScript over an empty page; CSS in all. */
const BUDGET = { publicJs: 15, questionJs: 60, css: 20 }
const SERVIZIO = '/servizi/trasporto-eccezionale'
/** Weighed only: one like another, or with a limit a minute of its own. */
const SENZA_RITMO = ['serve davvero?', 'ricerca nell’archivio', 'pagina di domanda (percorso)']

/** What a script of ours says after «RISULTATO». @throws Error with what it said instead */
async function resultOf<T>(portal: ThrowawayPortal, file: string, ...args: string[]): Promise<T> {
  const { text } = await portal.run(file, ...args)
  const found = /RISULTATO ([[{].*[\]}])/.exec(text)
  if (!found) throw new Error(text)
  return JSON.parse(found[1] as string) as T
}

/** The digitised papers, on a portal that is open; written to a page of their own. */
async function benchVisore(portal: ThrowawayPortal): Promise<void> {
  console.log('Carte digitalizzate…')
  const { text } = await portal.run('scripts/bench/officer.ts')
  const cookie = /COOKIE (\S+)/.exec(text)?.[1] ?? ''
  const found = await measureVisore(
    portal,
    await resultOf<Preparata>(portal, 'scripts/bench/visore/prepara.ts'),
    cookie,
  )
  const page = reportVisore(found, {
    day: new Date().toISOString().slice(0, 10),
    machine: `Node ${process.version}, ${os.cpus().length} processori condivisi tra portale, database e chi misura, ${readWebProcesses()} server web`,
    load: os
      .loadavg()
      .map((one) => one.toFixed(1))
      .join(', '),
  })
  console.log(page)
  writeFileSync(path.resolve(import.meta.dirname, '../docs/benchmarks-visore.md'), page)
  if (found.rows.some((one) => one.bad > 0)) process.exitCode = 1
}

if (process.argv[2] === 'visore') {
  const portal = await openThrowawayPortal()
  await benchVisore(portal).finally(portal.stop)
  process.exit()
}

const began = performance.now()
const portal = await openThrowawayPortal()
const processes = readWebProcesses()
const floor = await openFloor(processes)
try {
  const prepared = await portal.run('scripts/faults/prepare.ts', '1')
  const { token: cookie, drafts } = JSON.parse(prepared.text.slice(prepared.text.indexOf('{'))) as {
    token: string
    drafts: { id: string }[]
  }
  const office = await portal.run('scripts/bench/officer.ts')
  const officer = /COOKIE (\S+)/.exec(office.text)?.[1] ?? ''
  const domanda = `/area-personale/domande/${drafts[0]?.id}`
  const pages = [
    { name: 'pagina vuota (il minimo del framework)', address: '/', cookie: '', kind: 'floor' },
    { name: 'pagina con un modulo (minimo)', address: '/modulo', cookie: '', kind: 'floor' },
    { name: 'note legali (solo testo e cornice)', address: '/note-legali', cookie: '', kind: 'public' },
    { name: 'home', address: '/', cookie: '', kind: 'public' },
    { name: 'scheda del servizio', address: SERVIZIO, cookie: '', kind: 'public' },
    { name: 'serve davvero?', address: `${SERVIZIO}/serve-davvero`, cookie: '', kind: 'public' },
    { name: 'ricerca nell’archivio', address: '/archivio?q=cemento', cookie: '', kind: 'public' },
    { name: 'pagina di domanda (assi)', address: `${domanda}/assi`, cookie, kind: 'question' },
    { name: 'pagina di domanda (percorso)', address: `${domanda}/percorso`, cookie, kind: 'question' },
    { name: 'coda dell’ufficio', address: '/ufficio?vista=aperte', cookie: officer, kind: 'office' },
  ].map((page) => ({ ...page, url: `${page.kind === 'floor' ? floor.baseUrl : portal.baseUrl}${page.address}` }))

  console.log('Pesi…')
  const weights = []
  for (const page of pages) weights.push({ ...page, ...(await weigh(page.url, page.cookie)) })
  const least = weights[0]?.js ?? 0
  const over = weights.filter(
    (one) =>
      (one.kind === 'public' && one.js > least + BUDGET.publicJs) ||
      (one.kind === 'question' && one.js > least + BUDGET.questionJs) ||
      one.css > BUDGET.css,
  )

  console.log('Lighthouse…')
  const judged = await resultOf<Judged[]>(
    portal,
    'scripts/bench/lighthouse.ts',
    ...['/', SERVIZIO, `${SERVIZIO}/serve-davvero`].map((address) => `${portal.baseUrl}${address}`),
  )

  console.log('Accesso…')
  const haulier = PERSONE_DEMO.find((one) => one.appartenenze?.length)
  const signIns = []
  for (let i = 0; i < SIGN_INS; i++) signIns.push(await signIn(portal.baseUrl, haulier?.codiceFiscale ?? ''))

  console.log('Cinquantamila pratiche…')
  const seeded = await portal.run('scripts/bench/seed-queue.ts', '50000')
  if (seeded.code !== 0) throw new Error(seeded.text)
  const rates: Rate[] = []
  for (const page of pages.filter((one) => !SENZA_RITMO.includes(one.name))) {
    console.log(`${page.name}…`)
    const web = page.kind === 'floor' ? floor.pid : portal.pidOf('web')
    rates.push({ name: page.name, ...(await load(page.url, page.cookie, { web, database: portal.pidOf('database') })) })
  }
  const queue = pages.at(-1)
  const alone = await load(queue?.url ?? '', officer, { web: null, database: null }, 1)
  const memory = {
    web: residentMb(portal.pidOf('web')),
    worker: residentMb(portal.pidOf('worker')),
    idp: residentMb(portal.pidOf('demo-idp')),
    database: residentMb(portal.pidOf('database')),
  }

  console.log('Istanze, coda, regole…')
  const inside = await resultOf<InProcess>(portal, 'scripts/bench/in-process.ts')

  await benchVisore(portal)

  console.log('Secondo avvio…')
  const text = report({
    day: new Date().toISOString().slice(0, 10),
    machine: `Node ${process.version}, ${os.cpus().length} processori condivisi tra portale, database e chi misura, ${processes} server web`,
    load: os.loadavg(),
    budget: BUDGET,
    weights,
    least,
    over: over.map((one) => one.name),
    judged,
    rates,
    aloneMs: alone.p50,
    inside,
    signInMs: { first: signIns[0] ?? 0, p50: quantile(signIns, 0.5), max: quantile(signIns, 1) },
    start: { firstS: portal.startedInS, againS: await portal.restart() },
    memory,
    tookS: (performance.now() - began) / 1000,
  })
  console.log(text)
  writeFileSync(path.resolve(import.meta.dirname, '../docs/benchmarks.md'), text)
  if (over.length > 0 || rates.some((one) => one.bad > 0)) process.exitCode = 1
} finally {
  await floor.stop()
  await portal.stop()
}
