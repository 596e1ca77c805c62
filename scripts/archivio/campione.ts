import { existsSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { testoNotoOf, writeCampione } from '@/lib/mondo/archivio/carte/campione'

export const campione = {
  uso: 'campione <cartella> [seme]   scrive un lotto di prova: indice e file inventati, e a parte ciò che c’è scritto',
  async run([folder = '', seme = '7']: string[]): Promise<number> {
    if (!folder || !/^\d{1,6}$/.test(seme)) {
      console.error(`Uso: npm run archivio -- ${this.uso}`)
      return 2
    }
    await mkdir(folder, { recursive: true })
    if ((await readdir(folder)).length > 0) {
      console.error(`${folder} non è vuota: scegli un’altra cartella`)
      return 2
    }
    const noto = testoNotoOf(folder)
    if (existsSync(noto)) {
      console.error(`${noto} c’è già: scegli un’altra cartella`)
      return 2
    }
    const { unita, file } = await writeCampione(path.resolve(folder), Number(seme))
    console.log(`Scritti ${file} file di ${unita} unità. Per caricarli: npm run archivio -- importa ${folder}`)
    console.log(`Ciò che c’è scritto su ogni pagina, per confrontarlo con ciò che si è letto: ${noto}`)
    return 0
  },
}
