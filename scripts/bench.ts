/**
 * The figures of the portal, measured on a portal of its own with a new data folder; written to docs/benchmarks.md.
 * Exits 1 when a weight budget is passed: weights do not depend on how busy the machine is.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import autocannon from 'autocannon'
import { weigh } from './bench/weigh'
import { openThrowawayPortal } from './runtime/throwaway-portal'

const CONNECTIONS = 32
const SECONDS = 8
/** KB of JavaScript over an empty page of the same build; CSS in all. */
const BUDGET = { publicJs: 15, questionJs: 60, css: 20 }

type Times = { n: number; p50: number; p95: number; max: number }
type InProcess = {
  queue: { list: Times; counters: Times }
  rules: { ours: Times; reference: Times & { requirements: number } }
  filing8: { clients: number; perSecond: number; ms: Times }
  filing32: { clients: number; perSecond: number; ms: Times }
  pdf: Times
}

const rssMb = (pid: number | null) => {
  if (pid === null) return 0
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}
const load = (url: string, cookie: string, connections: number, duration: number) =>
  autocannon({ url, connections, duration, headers: { cookie } })
const figure = (n: number) => n.toLocaleString('it-IT', { maximumFractionDigits: 1 })

const portal = await openThrowawayPortal()
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
    { name: 'pagina senza componenti (il minimo)', address: '/note-legali', cookie: '', kind: 'floor' },
    { name: 'home', address: '/', cookie: '', kind: 'public' },
    { name: 'scheda del servizio', address: '/servizi/trasporto-eccezionale', cookie: '', kind: 'public' },
    { name: 'serve davvero?', address: '/servizi/trasporto-eccezionale/serve-davvero', cookie: '', kind: 'public' },
    { name: 'pagina di domanda (assi)', address: `${domanda}/assi`, cookie, kind: 'question' },
    { name: 'pagina di domanda (percorso)', address: `${domanda}/percorso`, cookie, kind: 'question' },
    { name: 'coda dell’ufficio', address: '/ufficio?vista=aperte', cookie: officer, kind: 'office' },
  ]
  console.log('Pesi…')
  const weights = []
  for (const page of pages) weights.push({ ...page, ...(await weigh(portal.baseUrl, page.address, page.cookie)) })
  const floor = weights[0]?.js ?? 0
  const over = weights.filter(
    (one) =>
      (one.kind === 'public' && one.js > floor + BUDGET.publicJs) ||
      (one.kind === 'question' && one.js > floor + BUDGET.questionJs) ||
      one.css > BUDGET.css,
  )
  console.log('Cinquantamila pratiche…')
  const seeded = await portal.run('scripts/bench/seed-queue.ts', '50000')
  if (seeded.code !== 0) throw new Error(seeded.text)
  const alone = await load(`${portal.baseUrl}/ufficio?vista=aperte`, officer, 1, SECONDS)
  const rates = []
  for (const page of pages.filter((one) => one.name !== 'serve davvero?' && !one.name.includes('percorso'))) {
    console.log(`${page.name}…`)
    await load(`${portal.baseUrl}${page.address}`, page.cookie, 8, 2)
    const run = await load(`${portal.baseUrl}${page.address}`, page.cookie, CONNECTIONS, SECONDS)
    rates.push({
      name: page.name,
      perSecond: run.requests.average,
      p50: run.latency.p50,
      p99: run.latency.p99,
      bad: run.non2xx + run.errors,
    })
  }
  const memory = {
    web: rssMb(portal.pidOf('web')),
    worker: rssMb(portal.pidOf('worker')),
    idp: rssMb(portal.pidOf('demo-idp')),
  }
  console.log('Istanze, coda, regole…')
  const inside = await portal.run('scripts/bench/in-process.ts')
  const found = /RISULTATO (\{.*\})/.exec(inside.text)
  if (!found) throw new Error(inside.text)
  const { queue, rules, filing8, filing32, pdf } = JSON.parse(found[1] as string) as InProcess
  const row = (...cells: (string | number)[]) => `| ${cells.join(' | ')} |`
  const text = `# Misure

Ripeti con \`npm run bench\`: avvia un portale suo, su una cartella di dati nuova, e riscrive questa pagina.
Misurato il ${new Date().toISOString().slice(0, 10)} con Node ${process.version}, ${os.cpus().length} processori condivisi tra portale, database e chi misura; carico medio della macchina alla fine: ${os.loadavg().map(figure).join(', ')}. I tempi assoluti valgono solo per questa esecuzione: contano i rapporti.

## Peso delle pagine (KB, gzip -9)
Ciò che carica un browser moderno. Limiti: pagine pubbliche ≤ minimo + ${BUDGET.publicJs}, pagine di domanda ≤ minimo + ${BUDGET.questionJs}, CSS ≤ ${BUDGET.css}.

| pagina | JavaScript | oltre il minimo | CSS | HTML |
| --- | ---: | ---: | ---: | ---: |
${weights.map((one) => row(one.name, figure(one.js), figure(one.js - floor), figure(one.css), figure(one.html))).join('\n')}

Fuori limite: ${over.length === 0 ? 'nessuna' : over.map((one) => one.name).join(', ')}.

## Richieste con ${CONNECTIONS} connessioni
Coda dell’ufficio su 50.000 pratiche, il 94 % concluse. Riferimenti dati, misurati altrove su una macchina dello stesso tipo: Payload 3, elenco 19/s e creazioni 281/s; modulo DEFRA, 351 pagine di domanda/s.

| pagina | richieste/s | p50 ms | p99 ms | errori |
| --- | ---: | ---: | ---: | ---: |
${rates.map((one) => row(one.name, figure(one.perSecond), figure(one.p50), figure(one.p99), one.bad)).join('\n')}

Coda con una sola connessione: p50 ${figure(alone.latency.p50)} ms (obiettivo ≤ 60).

## Dentro il processo
| misura | n | p50 ms | p95 ms | massimo ms | obiettivo |
| --- | ---: | ---: | ---: | ---: | --- |
${[
  row(
    'coda: ogni vista × filtro × ordine, elenco e conto',
    queue.list.n,
    queue.list.p50,
    queue.list.p95,
    queue.list.max,
    'p95 ≤ 20',
  ),
  row('contatori delle viste', queue.counters.n, queue.counters.p50, queue.counters.p95, queue.counters.max, '≤ 50'),
  row('controllo e costo di un’intera istanza', rules.ours.n, rules.ours.p50, rules.ours.p95, rules.ours.max, '≤ 2'),
  row(
    `lo stesso con onroute-policy-engine 2.0.1, a turno (${rules.reference.requirements} requisiti)`,
    rules.reference.n,
    rules.reference.p50,
    rules.reference.p95,
    rules.reference.max,
    `${figure(rules.reference.p50 / rules.ours.p50)} volte il nostro`,
  ),
  row(
    `presentazione, 8 alla volta (${figure(filing8.perSecond)}/s)`,
    filing8.ms.n,
    filing8.ms.p50,
    filing8.ms.p95,
    filing8.ms.max,
    'p95 ≤ 60',
  ),
  row(
    `presentazione, 32 alla volta (${figure(filing32.perSecond)}/s)`,
    filing32.ms.n,
    filing32.ms.p50,
    filing32.ms.p95,
    filing32.ms.max,
    '≥ 100/s',
  ),
  row('atto in PDF', pdf.n, pdf.p50, pdf.p95, pdf.max, '—'),
].join('\n')}

## Avvio e memoria
\`npm start\` su una cartella nuova, pagine già costruite o da costruire secondo il caso: ${figure(portal.startedInS)} s. Memoria dopo il carico: web ${memory.web} MB, lavori ${memory.worker} MB, identità di prova ${memory.idp} MB.
`
  console.log(text)
  writeFileSync(path.resolve(import.meta.dirname, '../docs/benchmarks.md'), text)
  process.exitCode = over.length > 0 ? 1 : 0
} finally {
  await portal.stop()
}
