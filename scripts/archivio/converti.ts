import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { converti as convertiFile } from '@/lib/archivio/conversione/converti'
import { indiceCsv } from '@/lib/archivio/conversione/rules'

const OPZIONI = {
  mappa: { type: 'string' },
  segnatura: { type: 'string' },
  in: { type: 'string', default: 'indice.csv' },
} as const

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
    const mappa = values.mappa ? await readFile(values.mappa, 'utf8') : null
    const result = await convertiFile(await readFile(file), mappa, values.segnatura ?? null)
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
