import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { createWorker, OEM, PSM } from 'tesseract.js'
import { pgmOf } from '@/lib/archivio/immagini/piramide'
import type { Motore } from './motore'
import { righeDelTsv } from './rules-tsv'

/** The Italian data come with the dependencies: nothing is fetched while pages are read. */
const DATI = '@tesseract.js-data/ita'
const PRECISIONE = '4.0.0_best_int'

/** What it says of words it has no list of, and of marks on the paper, is no fault. From its start: set later it is late. */
const SILENZIO = { debug_file: '/dev/null' } as object

export async function openWasm(): Promise<Motore> {
  const require = createRequire(import.meta.url)
  const { version } = JSON.parse(readFileSync(require.resolve('tesseract.js/package.json'), 'utf8')) as {
    version: string
  }
  const worker = await createWorker(
    'ita',
    OEM.LSTM_ONLY,
    {
      langPath: path.join(path.dirname(require.resolve(`${DATI}/package.json`)), PRECISIONE),
      cacheMethod: 'none',
      gzip: true,
    },
    SILENZIO,
  )
  const nome = `tesseract.js ${version} ita`
  return {
    nome,
    async recognise({ dpi, scala, tavola, ...grigi }) {
      await worker.setParameters({
        tessedit_pageseg_mode: tavola ? PSM.SPARSE_TEXT : PSM.AUTO,
        user_defined_dpi: String(dpi),
      })
      const { data } = await worker.recognize(pgmOf(grigi), {}, { text: false, blocks: false, tsv: true })
      return { righe: righeDelTsv(data.tsv ?? '', scala), motore: nome }
    },
    close: async () => {
      await worker.terminate()
    },
  }
}
