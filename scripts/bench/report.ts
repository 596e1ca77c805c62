/** The page of figures, in Italian: what was measured, beside what was aimed at. */
import os from 'node:os'
import { CONNECTIONS, type Rate } from './load'
import type { Weight } from './weigh'

export type Times = { n: number; p50: number; p95: number; max: number }
export type InProcess = {
  queue: { list: Times; counters: Times }
  rules: { ours: Times; reference: Times & { requirements: number } }
  filing8: { clients: number; perSecond: number; ms: Times }
  /** `ownMs`: processor of the asking process alone, a filing */
  filing32: { clients: number; ownMs: number; perSecond: number; ms: Times }
  commit: Times
  pdf: Times
}
export type Judged = {
  url: string
  performance: number
  accessibility: number
  'best-practices': number
  firstPaintMs: number
  largestPaintMs: number
  blockedMs: number
  shift: number
  below: string[]
}
export type Measures = {
  day: string
  machine: string
  load: number[]
  budget: { publicJs: number; questionJs: number; css: number }
  weights: (Weight & { name: string })[]
  least: number
  over: string[]
  judged: Judged[]
  rates: Rate[]
  aloneMs: number
  inside: InProcess
  signInMs: { first: number; p50: number; max: number }
  start: { firstS: number; againS: number }
  memory: { web: number; worker: number; idp: number; database: number }
  tookS: number
}

/** Issued elsewhere, on a machine of the same kind: what others serve, and how many times that is aimed at. */
const REFERENCES: { page: string; who: string; perSecond: number; times: number }[] = [
  { page: 'coda dell’ufficio', who: 'Payload 3, elenco su 50.000 righe', perSecond: 19, times: 10 },
  { page: 'pagina di domanda (assi)', who: 'DEFRA forms, pagina di domanda', perSecond: 351, times: 1 },
]
const FILING = { who: 'Payload 3, creazione', perSecond: 281 }

export const quantile = (times: readonly number[], q: number): number => {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0
}
const figure = (n: number) => n.toLocaleString('it-IT', { maximumFractionDigits: 1 })
const score = (n: number) => n.toLocaleString('it-IT', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const row = (...cells: (string | number)[]) => `| ${cells.join(' | ')} |`
const times = (label: string, { n, p50, p95, max }: Times, aim: string) =>
  row(label, n, score(p50), score(p95), score(max), aim)

/** Requests a second if every processor did nothing but this page: what no arrangement of servers passes. */
const ceiling = ({ cost }: Rate) => (os.cpus().length * 1000) / (cost.web + cost.database + cost.client)

function comparison(rates: readonly Rate[], { filing32: filing, commit }: InProcess): string {
  const floor = rates[0] as Rate
  const lines = REFERENCES.flatMap(({ page, who, perSecond, times: wanted }) => {
    const rate = rates.find((one) => one.name === page)
    if (!rate) return []
    const ratio = rate.perSecond / perSecond
    return row(
      page,
      figure(rate.perSecond),
      `${who}: ${perSecond}/s`,
      `${score(ratio)} ×`,
      `≥ ${wanted} ×`,
      ratio >= wanted
        ? 'raggiunto'
        : `no: tetto di questa macchina ${figure(ceiling(rate))}/s, pagina vuota ${figure(floor.perSecond)}/s`,
    )
  })
  const ratio = filing.perSecond / FILING.perSecond
  lines.push(
    row(
      'presentazione, 32 alla volta',
      figure(filing.perSecond),
      `${FILING.who}: ${FILING.perSecond}/s`,
      `${score(ratio)} ×`,
      '≥ 1 ×',
      ratio >= 1
        ? 'raggiunto'
        : `no: ${figure(filing.ownMs)} ms di processore a istanza in un solo processo, e il resto nel database; una riga sola su disco costa ${score(commit.p50)} ms`,
    ),
  )
  return lines.join('\n')
}

export function report(found: Measures): string {
  const { budget, inside, judged, least, memory, rates, signInMs, start, weights } = found
  const { queue, rules, filing8, filing32, commit, pdf } = inside
  const floor = rates[0] as Rate
  return `# Misure

Ripeti con \`npm run bench\` (${figure(found.tookS / 60)} minuti questa volta): avvia un portale suo su una cartella di dati nuova, costruisce e avvia accanto un’applicazione Next vuota (\`scripts/bench/floor\`), misura, ferma tutto e riscrive questa pagina. Esce con 1 se un peso passa il limite o una pagina risponde male.
Misurato il ${found.day} con ${found.machine}; carico medio della macchina alla fine: ${found.load.map(figure).join(', ')}. I tempi assoluti valgono solo per questa esecuzione: contano i rapporti, presi tutti nella stessa.

L’archivio ha pagine sue: ricerca (\`npm run bench -- archivio-ricerca\`, [benchmarks-ricerca.md](benchmarks-ricerca.md); quanto trova, \`npm run bench -- archivio-qualita\`, [archivio-ricerca-qualita.md](archivio-ricerca-qualita.md)), lettura delle carte (\`npm run bench -- archivio-ocr\`, [benchmarks-ocr.md](benchmarks-ocr.md)), tessere e prima vista (\`npm run bench -- visore\`, [benchmarks-visore.md](benchmarks-visore.md)).

## Peso delle pagine (KB, gzip -9)
Ciò che carica un browser moderno. Limiti: pagine pubbliche ≤ minimo + ${budget.publicJs}, pagine di domanda ≤ minimo + ${budget.questionJs}, CSS ≤ ${budget.css}.

| pagina | JavaScript | oltre il minimo | CSS | HTML |
| --- | ---: | ---: | ---: | ---: |
${weights.map((one) => row(one.name, figure(one.js), figure(one.js - least), figure(one.css), figure(one.html))).join('\n')}

Fuori limite: ${found.over.length === 0 ? 'nessuna' : found.over.join(', ')}.

## Lighthouse 13, telefono
Rete e processore lenti simulati, come da impostazione di fabbrica. Obiettivi: prestazioni ≥ 0,95, accessibilità 1,00.

| pagina | prestazioni | accessibilità | buone pratiche | primo disegno ms | disegno principale ms | blocco ms | spostamenti |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${judged
  .map((one) =>
    row(
      new URL(one.url).pathname,
      score(one.performance),
      score(one.accessibility),
      score(one['best-practices']),
      figure(one.firstPaintMs),
      figure(one.largestPaintMs),
      figure(one.blockedMs),
      score(one.shift),
    ),
  )
  .join('\n')}

Controlli sotto 0,9: ${
    judged
      .filter((one) => one.below.length > 0)
      .map((one) => `${new URL(one.url).pathname}: ${one.below.join(', ')}`)
      .join('; ') || 'nessuno'
  }.

## Richieste con ${CONNECTIONS} connessioni
Senza compressione. Coda dell’ufficio su 50.000 pratiche, il 94 % concluse. «Costo» è tempo di processore per richiesta; il tetto è quante se ne servirebbero se tutti i processori della macchina, compreso chi chiede, non facessero altro.

| pagina | richieste/s | rispetto alla pagina vuota | p50 ms | p99 ms | errori | costo web ms | costo database ms | tetto/s |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rates
  .map((one) =>
    row(
      one.name,
      figure(one.perSecond),
      score(one.perSecond / floor.perSecond),
      figure(one.p50),
      figure(one.p99),
      one.bad,
      figure(one.cost.web),
      figure(one.cost.database),
      figure(ceiling(one)),
    ),
  )
  .join('\n')}

Coda con una sola connessione: p50 ${figure(found.aloneMs)} ms (obiettivo ≤ 60).

### Rispetto ad altri
Riferimenti dichiarati, misurati altrove su una macchina dello stesso tipo.

| misura | qui/s | riferimento | rapporto | obiettivo | esito |
| --- | ---: | --- | ---: | --- | --- |
${comparison(rates, inside)}

## Dentro il processo
Senza HTTP: istruzioni al database, regole, comandi. Il controllo di riferimento è di un altro motore per autorizzazioni, a cui sono poste domande dello stesso genere sullo stesso convoglio (\`scripts/bench/reference-policy.ts\`); i due si alternano.

| misura | n | p50 ms | p95 ms | massimo ms | obiettivo |
| --- | ---: | ---: | ---: | ---: | --- |
${[
  times('coda: ogni vista × filtro × ordine, elenco e conto', queue.list, 'p95 ≤ 20'),
  times('contatori delle viste', queue.counters, '≤ 50'),
  times('controllo e costo di un’intera istanza', rules.ours, '≤ 2'),
  times(
    `lo stesso con onroute-policy-engine 2.0.1 (${rules.reference.requirements} requisiti)`,
    rules.reference,
    `${figure(rules.reference.p50 / rules.ours.p50)} volte il nostro`,
  ),
  times(`presentazione, 8 alla volta (${figure(filing8.perSecond)}/s)`, filing8.ms, 'p95 ≤ 60'),
  times(`presentazione, 32 alla volta (${figure(filing32.perSecond)}/s)`, filing32.ms, '≥ 100/s'),
  times('una riga scritta su disco, da sola', commit, '—'),
  times('atto in PDF', pdf, '—'),
].join('\n')}

## Accesso, avvio, memoria
| misura | valore | obiettivo |
| --- | ---: | --- |
${[
  row(
    'accesso intero: porta, gestore di prova, ritorno con l’asserzione firmata, prima pagina (p50)',
    `${figure(signInMs.p50)} ms`,
    '—',
  ),
  row('il primo accesso dopo l’avvio', `${figure(signInMs.first)} ms`, '—'),
  row(
    '`npm start` su una cartella nuova, dipendenze installate, pagine già costruite o da costruire',
    `${figure(start.firstS)} s`,
    '≤ 300 s, installazione compresa',
  ),
  row('`npm start` la seconda volta, con 50.000 pratiche', `${figure(start.againS)} s`, '≤ 10 s'),
  row('memoria dopo il carico: server web, tutti insieme', `${memory.web} MB`, '—'),
  row('memoria: lavori periodici', `${memory.worker} MB`, '—'),
  row('memoria: identità di prova', `${memory.idp} MB`, '—'),
  row('memoria: database, pagine condivise contate più volte', `${memory.database} MB`, '—'),
].join('\n')}
`
}
