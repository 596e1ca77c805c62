import { rebuildUnita } from '@/lib/archivio/lavorazione/commands-rilavora'

export const rilavora = {
  uso: 'rilavora SEGNATURA           rifà le pagine dei file di un’unità; i testi corretti a mano restano',
  async run([segnatura = '']: string[]): Promise<number> {
    const result = await rebuildUnita(segnatura)
    if (result.ok)
      console.log(result.value.n === 1 ? '1 file è di nuovo in coda' : `${result.value.n} file di nuovo in coda`)
    else console.error(result.message)
    return result.ok ? 0 : 2
  },
}
