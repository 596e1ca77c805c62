import { writeFile } from 'node:fs/promises'
import { writeModelloXlsx } from '@/lib/archivio/lotti/modello-xlsx'
import { MODELLO_CSV } from '@/lib/archivio/lotti/rules-modello'

export const modello = {
  uso: 'modello [file.csv o file.xlsx]      scrive il modello di indice da riempire',
  run: async ([file = 'indice.csv']: string[]): Promise<number> => {
    try {
      await writeFile(file, /\.xlsx$/i.test(file) ? await writeModelloXlsx() : MODELLO_CSV, { flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      console.error(`${file} c’è già: scegli un altro nome`)
      return 2
    }
    console.log(`Scritto ${file}`)
    return 0
  },
}
