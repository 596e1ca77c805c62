import { runSquadra } from '@/lib/archivio/lavorazione/squadra'

const PIU = 64

/** For a machine that only makes pages, or for an evening of haste: beside the one that `npm start` runs. */
export const lavora = {
  uso: 'lavora [N]                  fa pagine, immagini e testo dei file in coda, N alla volta, finché ce n’è',
  async run([quante = '1']: string[]): Promise<number> {
    const n = Number(quante)
    if (!Number.isInteger(n) || n < 1 || n > PIU) {
      console.error(`Scrivi quante pagine alla volta, da 1 a ${PIU}`)
      return 2
    }
    const stopping = new AbortController()
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort())
    const { fatti } = await runSquadra({
      quante: n,
      signal: stopping.signal,
      finoAllaFine: true,
      log: (fields) => console.error(JSON.stringify(fields)),
    })
    console.log(fatti === 1 ? 'Fatto 1 lavoro' : `Fatti ${fatti} lavori`)
    return 0
  },
}
