/**
 * Threads that look through pieces beside the one that is asked. Pieces of a file are in shared memory: a thread is told of them
 * once, and of a question only what it is. Who is free takes the next piece, so none waits for a slower one, and one that comes
 * late finds nothing left. The answer is the same with any number of threads: counts add up, and the order of the best is total.
 */
import type { Worker } from 'node:worker_threads'
import { cercaIn, type Quesito, Somma } from './pezzo'
import type { Condiviso, Segmento } from './segmento'

type DaGuardare = { numero: number; eccezioni: ReadonlyMap<number, number> }
/** @property turno place in `pezzi` of the next that nobody has taken */
export type AlFilo =
  | { che: 'pezzo'; numero: number; condiviso: Condiviso }
  | { che: 'via'; numero: number }
  | { che: 'cerca'; n: number; quesito: Quesito; pezzi: readonly DaGuardare[]; turno: Int32Array }
/** @property pezzi how many are in it */
export type DalFilo = {
  n: number
  pezzi: number
  conti: Uint32Array
  migliori: readonly { numero: number; doc: number; punti: number; peso: number }[]
}

const RIAPRI_MS = 5_000

type Attesa = {
  mancano: number
  somma: Somma
  pezzi: ReadonlyMap<number, Segmento>
  end: (whole: boolean) => void
}

export class Fili {
  readonly #aperti = new Set<Worker>()
  readonly #numeri = new Map<Segmento, number>()
  readonly #attese = new Map<number, Attesa>()
  #ultimo = 0
  #chiusi = false

  /** @param quanti besides the one that asks @param riapriMs a thread that fell is opened again after so long */
  constructor(
    quanti: number,
    readonly openFilo: () => Worker,
    readonly riapriMs = RIAPRI_MS,
  ) {
    for (let i = 0; i < quanti; i += 1) this.#open()
  }

  #open(): void {
    if (this.#chiusi) return
    const filo = this.openFilo()
    filo.on('message', (parte: DalFilo) => this.#prendi(parte))
    filo.on('error', (error) => console.error(JSON.stringify({ motore: 'filo', errore: String(error).slice(0, 300) })))
    filo.on('exit', () => {
      this.#aperti.delete(filo)
      // what it had taken nobody knows: who waits looks again alone
      for (const one of this.#attese.values()) one.end(false)
      if (!this.#chiusi) setTimeout(() => this.#open(), this.riapriMs).unref()
    })
    for (const [{ condiviso }, numero] of this.#numeri)
      if (condiviso) filo.postMessage({ che: 'pezzo', numero, condiviso } satisfies AlFilo)
    this.#aperti.add(filo)
  }

  #tell(message: AlFilo): void {
    for (const one of this.#aperti) one.postMessage(message)
  }

  entra(segmento: Segmento): void {
    const { condiviso } = segmento
    if (condiviso === null) return // of this thread alone
    this.#ultimo += 1
    this.#numeri.set(segmento, this.#ultimo)
    this.#tell({ che: 'pezzo', numero: this.#ultimo, condiviso })
  }

  esce(segmento: Segmento): void {
    const numero = this.#numeri.get(segmento)
    if (numero !== undefined) this.#tell({ che: 'via', numero })
    this.#numeri.delete(segmento)
  }

  #prendi({ n, pezzi, conti, migliori }: DalFilo): void {
    const one = this.#attese.get(n)
    if (!one) return // nobody waits for it any more
    for (let i = 0; i < conti.length; i += 1)
      if (conti[i] !== 0) one.somma.conti[i] = (one.somma.conti[i] as number) + (conti[i] as number)
    for (const { numero, doc, punti, peso } of migliori)
      one.somma.migliori.add(one.pezzi.get(numero) as Segmento, doc, punti, peso)
    one.mancano -= pezzi
    if (one.mancano === 0) one.end(true)
  }

  /**
   * Looks through pieces, none of which may change until it has answered.
   * @param eccezioniDi eccezioniOf a piece
   * @returns null: a thread fell meanwhile, and what was found is not whole
   */
  async raccogli(
    quesito: Quesito,
    pezzi: readonly Segmento[],
    eccezioniDi: (segmento: Segmento) => ReadonlyMap<number, number>,
  ): Promise<Somma | null> {
    const somma = new Somma(quesito)
    const own = pezzi.filter((one) => !this.#numeri.has(one))
    // the largest first: who ends last has the smallest left
    const shared = pezzi.filter((one) => this.#numeri.has(one)).sort((a, b) => b.unita - a.unita)
    const numbered = shared.map((one) => ({ numero: this.#numeri.get(one) as number, eccezioni: eccezioniDi(one) }))
    const turno = new Int32Array(new SharedArrayBuffer(4))
    this.#ultimo += 1
    const n = this.#ultimo
    this.#tell({ che: 'cerca', n, quesito, pezzi: numbered, turno })
    let mine = 0
    for (let at = Atomics.add(turno, 0, 1); at < shared.length; at = Atomics.add(turno, 0, 1)) {
      cercaIn(shared[at] as Segmento, quesito, numbered[at]?.eccezioni ?? new Map(), somma)
      mine += 1
    }
    for (const one of own) cercaIn(one, quesito, eccezioniDi(one), somma)
    if (mine === shared.length) return somma
    const whole = await new Promise<boolean>((resolve) => {
      const byNumber = new Map(shared.map((one, i) => [numbered[i]?.numero ?? 0, one]))
      this.#attese.set(n, { mancano: shared.length - mine, somma, pezzi: byNumber, end: resolve })
    })
    this.#attese.delete(n)
    return whole ? somma : null
  }

  async chiudi(): Promise<void> {
    this.#chiusi = true
    await Promise.all([...this.#aperti].map((one) => one.terminate()))
  }
}
