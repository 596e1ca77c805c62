import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { convertEad } from '@/lib/archivio/conversione/ead'
import { convertTabella, readMappatura } from '@/lib/archivio/conversione/mappatura'
import { type Conversione, indiceCsv } from '@/lib/archivio/conversione/rules'
import { readDump } from '@/lib/archivio/conversione/sql'
import { readTabella } from '@/lib/archivio/lotti/lettura-indice'
import type { Result } from '@/lib/core/result'
import { decode } from '@/lib/core/tabella'

const OPZIONI = {
  mappa: { type: 'string' },
  segnatura: { type: 'string' },
  in: { type: 'string', default: 'indice.csv' },
} as const

async function convert(
  file: string,
  mappa: string | undefined,
  segnatura: string | undefined,
): Promise<Result<Conversione>> {
  const bytes = await readFile(file)
  const { testo } = decode(bytes)
  if (/^\s*<(\?xml|ead|!DOCTYPE)/i.test(testo)) return convertEad(testo, segnatura ?? null)
  if (!mappa) return { ok: false, message: 'Per una tabella serve la mappa: --mappa mappa.yaml', errors: {} }
  const read = readMappatura(await readFile(mappa, 'utf8'))
  if (!read.ok) return read
  if (/\b(INSERT\s+INTO|COPY\s+[\w."]+\s*\()/i.test(testo.slice(0, 2_000_000)) && !testo.startsWith('PK')) {
    const table = readDump(testo, read.value.tabella ?? null)
    return table.ok ? convertTabella(table.value, read.value) : table
  }
  const table = await readTabella(bytes)
  return table.ok ? convertTabella(table.value.celle, read.value) : table
}

/** The index it writes goes into the archive as any other: `importa` checks every row before anything is loaded. */
export const converti = {
  uso: 'converti FILE [--mappa mappa.yaml] [--segnatura IT-SP-PROV/ABC] [--in indice.csv]   EAD, tabella o copia SQL → indice di un lotto',
  run: async (args: string[]): Promise<number> => {
    const { values, positionals } = parseArgs({ args, options: OPZIONI, allowPositionals: true })
    const [file] = positionals
    if (!file) {
      console.error(`Uso: npm run archivio -- ${converti.uso}`)
      return 2
    }
    const result = await convert(file, values.mappa, values.segnatura)
    if (!result.ok) {
      console.error(result.message)
      return 2
    }
    const { righe, avvisi } = result.value
    try {
      await writeFile(values.in, indiceCsv(righe), { flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      console.error(`${values.in} c’è già: scegli un altro nome con --in`)
      return 2
    }
    for (const avviso of avvisi) console.log(`· ${avviso}`)
    console.log(
      `${values.in}: ${righe.length === 1 ? '1 unità' : `${righe.length} unità`}. Ora: npm run archivio -- importa`,
    )
    return avvisi.length > 0 ? 1 : 0
  },
}
