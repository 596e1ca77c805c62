/**
 * Questions and changes by turns: a change comes wholly before a question or wholly after it. A change waits for the questions
 * under way, and those that come after it wait for it.
 */
export class Avvicendamento {
  readonly #inCorso = new Set<Promise<unknown>>()
  #cambio: Promise<void> = Promise.resolve()

  /** When all changes asked until now are made. */
  get cambiato(): Promise<void> {
    return this.#cambio
  }

  /** A question that goes on: what it looks at does not change until it ends. */
  async tieni<T>(question: Promise<T>): Promise<T> {
    this.#inCorso.add(question)
    try {
      return await question
    } finally {
      this.#inCorso.delete(question)
    }
  }

  cambia(change: () => void): Promise<void> {
    const turn = this.#cambio.then(async () => {
      await Promise.allSettled(this.#inCorso)
      change()
    })
    this.#cambio = turn.catch(() => {}) // whoever asked for it hears of it
    return turn
  }
}
