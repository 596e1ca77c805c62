/** Which files of a batch a row means, from what is written in its cells. */

const collator = new Intl.Collator('it', { numeric: true, sensitivity: 'base' })
/** 'f2' before 'f10' */
export const byNome = (a: string, b: string): number => collator.compare(a, b)

const clean = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+|\/+$/g, '')
    .trim()
const withoutEnd = (nome: string): string => nome.replace(/\.[a-z0-9]{1,5}$/i, '')
const baseOf = (nome: string): string => nome.slice(nome.lastIndexOf('/') + 1)

/**
 * The files of a batch by every way in which an index may name them: with the folder or without, in another case, without
 * the ending. A name that could mean two files means none.
 */
export class NomiFile {
  readonly #exact: ReadonlySet<string>
  readonly #loose = new Map<string, string | null>()

  constructor(readonly nomi: readonly string[]) {
    this.#exact = new Set(nomi)
    for (const nome of nomi) {
      const low = nome.toLowerCase()
      for (const key of new Set([low, baseOf(low), withoutEnd(low), withoutEnd(baseOf(low))]))
        this.#loose.set(key, this.#loose.has(key) ? null : nome)
    }
  }

  /** @returns the file; 'ambiguo' when more than one could be meant; null when there is none */
  trova(text: string): string | 'ambiguo' | null {
    const nome = clean(text)
    if (this.#exact.has(nome)) return nome
    const found = this.#loose.get(nome.toLowerCase())
    return found === null ? 'ambiguo' : (found ?? null)
  }

  /** All that is in a folder and below, in the order of names. */
  inCartella(text: string): string[] {
    const folder = `${clean(text).toLowerCase()}/`
    return this.nomi.filter((nome) => nome.toLowerCase().startsWith(folder)).sort(byNome)
  }
}
