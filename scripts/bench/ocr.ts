/**
 * `npm run bench -- archivio-ocr [pages of each grade]`: our pipeline beside the bare tesseract, on the same pages and
 * processors, and how many of the known words are read. Writes docs/benchmarks-ocr.md; a few minutes.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { migrateDatabase } from '../runtime/database'
import { startThrowawayPostgres } from '../runtime/throwaway-postgres'

type Conto = { note: number; nostre: number; nude: number }
type Misura = {
  pagine: number
  cores: number
  engine: string
  nudo: boolean
  nudoMs: number
  nostroMs: number
  gradi: Record<string, Conto>
}

const root = path.join(import.meta.dirname, '../..')
const perGrado = process.argv[3] ?? '6'
const RAPPORTO = 0.9
const RICHIAMO = 0.97

const folder = mkdtempSync(path.join(os.tmpdir(), 'ocr-bench-'))
const server = await startThrowawayPostgres()
try {
  await migrateDatabase(server.url)
  const env = {
    ...process.env,
    BASE_URL: 'http://localhost:3000',
    DATABASE_URL: server.url,
    DATA_DIR: folder,
    FILES_DIR: path.join(folder, 'files'),
  }
  const text = report(await measure(env))
  console.log(text)
  writeFileSync(path.join(root, 'docs/benchmarks-ocr.md'), text)
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

function measure(env: NodeJS.ProcessEnv): Promise<Misura> {
  const args = ['--conditions=react-server', '--import', 'tsx', path.join(import.meta.dirname, 'ocr/misura.ts')]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args, perGrado, folder], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk
    })
    child.once('exit', () => {
      const found = /RISULTATO (.*)/.exec(said)?.[1]
      if (found) resolve(JSON.parse(found) as Misura)
      else reject(new Error(said))
    })
  })
}

function report({ pagine, cores, engine, nudo, nudoMs, nostroMs, gradi }: Misura): string {
  const decimals = (n: number, digits: number) => n.toFixed(digits).replace('.', ',')
  const perMinute = (ms: number) => decimals((pagine / ms) * 60_000, 1)
  const all = Object.values(gradi).reduce((sum, one) => ({
    note: sum.note + one.note,
    nostre: sum.nostre + one.nostre,
    nude: sum.nude + one.nude,
  }))
  const row = (name: string, { note, nostre, nude }: Conto) =>
    `| ${name} | ${note} | ${decimals(nostre / note, 3)} | ${nudo ? decimals(nude / note, 3) : '–'} |`
  const ratio = nudoMs / nostroMs
  const pace = nudo
    ? `| tesseract da solo | ${perMinute(nudoMs)} |
| rapporto (obiettivo ≥ ${decimals(RAPPORTO, 1)}) | ${decimals(ratio, 2)}${ratio >= RAPPORTO ? '' : ' — sotto l’obiettivo'} |`
    : '| tesseract da solo | non c’è: `apt install tesseract-ocr tesseract-ocr-ita` |'
  return `# Lettura delle carte dell’archivio

Ripeti con \`npm run bench -- archivio-ocr ${perGrado}\`. Misurato il ${new Date().toISOString().slice(0, 10)} con Node ${process.version}, ${cores} processori, motore ${engine}, carico ${decimals(os.loadavg()[0] ?? 0, 1)}.
${pagine} pagine A4 a 300 punti per pollice disegnate dal programma di \`lib/mondo/archivio/carte\` (testo noto, seme mai usato per mettere a punto). Le stesse pagine, gli stessi processori, a turno nella stessa esecuzione: «da solo» è un processo per pagina, tanti quanti i processori, un filo ciascuno, e legge soltanto; il nostro apre il file, disegna l’immagine a tasselli, la sigilla e la conserva, legge, scrive parole e riquadri nel database. Con la macchina carica il rapporto oscilla: vale quello misurato a macchina ferma (il carico scritto qui comprende la misura). Il nostro può superare il programma da solo perché ne usa la libreria: i dizionari, che sono un decimo di una pagina, si leggono una volta per processo.

## Ritmo
| | pagine al minuto |
| --- | ---: |
| tutta la lavorazione | ${perMinute(nostroMs)} |
${pace}

## Parole note che si leggono
Parole e numeri di almeno due caratteri, ciascuno tante volte quante c’è; senza maiuscole né accenti. Obiettivo ≥ ${decimals(RICHIAMO, 2)} in tutto.

| grado | parole | nostro | tesseract da solo |
| --- | ---: | ---: | ---: |
${Object.entries(gradi)
  .map(([name, conto]) => row(name, conto))
  .join('\n')}
${row('**tutte**', all)}
`
}
