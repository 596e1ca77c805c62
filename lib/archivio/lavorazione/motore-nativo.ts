import { execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'
import { type Lettura, pgmOf } from '@/lib/archivio/immagini/piramide'
import type { Motore } from './motore'
import { righeDelTsv } from './rules-tsv'

const LINGUA = 'ita'
/** One thread each: as many processes as processors read more pages than one process with many threads. */
const env = { ...process.env, OMP_THREAD_LIMIT: '1' }
/** Words here and there, as on a drawing; else the page is taken apart in columns and lines. */
const SPARSE = '11'
const PAGINA = '3'

/** @returns null when the machine has no tesseract, or not in Italian */
export async function openNativo(): Promise<Motore | null> {
  const ask = promisify(execFile)
  try {
    const [{ stdout: version }, { stdout: languages }] = await Promise.all([
      ask('tesseract', ['--version'], { env }),
      ask('tesseract', ['--list-langs'], { env }),
    ])
    if (!languages.split(/\s+/).includes(LINGUA)) return null
    const nome = `tesseract ${/tesseract v?([\d.]+)/.exec(version)?.[1] ?? ''} ${LINGUA}`
    return {
      nome,
      recognise: async (lettura) => ({ righe: righeDelTsv(await read(lettura), lettura.scala), motore: nome }),
      close: async () => {},
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function read({ dpi, tavola, ...grigi }: Lettura): Promise<string> {
  const args = ['stdin', 'stdout', '-l', LINGUA, '--dpi', String(dpi), '--psm', tavola ? SPARSE : PAGINA, 'tsv']
  return new Promise((resolve, reject) => {
    const child = spawn('tesseract', args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
    const out: Buffer[] = []
    let said = ''
    child.stdout.on('data', (piece: Buffer) => out.push(piece))
    child.stderr.on('data', (piece: Buffer) => {
      said = `${said}${piece}`.slice(-2000)
    })
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code === 0) resolve(Buffer.concat(out).toString('utf8'))
      else reject(new Error(`tesseract ended with ${signal ?? code}: ${said}`))
    })
    child.stdin.on('error', () => {}) // it left before it had read all: its code says why
    child.stdin.end(pgmOf(grigi))
  })
}
