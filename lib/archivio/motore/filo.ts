/** A thread of the engine (fili.ts): it looks through the pieces that nobody else has taken. */
import { parentPort } from 'node:worker_threads'
import { segmentoDi } from './file-segmento'
import type { AlFilo, DalFilo } from './fili'
import { cercaIn, Somma } from './pezzo'
import type { Segmento } from './segmento'

const pezzi = new Map<number, Segmento>()
const numeri = new Map<Segmento, number>()

function entra({ numero, condiviso }: Extract<AlFilo, { che: 'pezzo' }>): void {
  try {
    const segmento = segmentoDi(condiviso)
    pezzi.set(numero, segmento)
    numeri.set(segmento, numero)
  } catch (error) {
    // put together with others, and taken away, before this thread heard of it
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

function esce(numero: number): void {
  const segmento = pezzi.get(numero)
  if (!segmento) return
  pezzi.delete(numero)
  numeri.delete(segmento)
  segmento.chiudi()
}

function cerca({ n, quesito, pezzi: asked, turno }: Extract<AlFilo, { che: 'cerca' }>): void {
  let somma: Somma | null = null
  let many = 0
  for (let at = Atomics.add(turno, 0, 1); at < asked.length; at = Atomics.add(turno, 0, 1)) {
    const { numero, eccezioni } = asked[at] as (typeof asked)[number]
    const segmento = pezzi.get(numero)
    if (!segmento) throw new Error(`Asked for a piece that was never told of: ${numero}`)
    somma ??= new Somma(quesito)
    cercaIn(segmento, quesito, eccezioni, somma)
    many += 1
  }
  if (somma === null) return
  const migliori = somma.migliori.inOrdine().map(({ segmento, doc, punti, peso }) => {
    return { numero: numeri.get(segmento) as number, doc, punti, peso }
  })
  const parte: DalFilo = { n, pezzi: many, conti: somma.conti, migliori }
  parentPort?.postMessage(parte, [somma.conti.buffer])
}

parentPort?.on('message', (message: AlFilo) => {
  if (message.che === 'pezzo') entra(message)
  else if (message.che === 'via') esce(message.numero)
  else cerca(message)
})
