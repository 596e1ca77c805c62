/** The rows of a table in a dump of a database: `INSERT INTO … VALUES`, and `COPY … FROM stdin` of PostgreSQL. */
import { type Result, refuse, success } from '@/lib/core/result'
import { many } from '../lotti/rules'
import { barreOf, type Dialetto, guessDialetto, readRiga, readTesto, skipVuoto } from './rules-sql'

const NOME = String.raw`(?:\`[^\`]+\`|"[^"]+"|\[[^\]]+\]|[\w$]+)`
const TABELLA = String.raw`(${NOME}(?:\s*\.\s*${NOME})*)`
const COLONNE = String.raw`\(\s*(${NOME}(?:\s*,\s*${NOME})*)\s*\)`
const ISTRUZIONE = /\b(?:INSERT|REPLACE|COPY)\s/gi
const INSERT = new RegExp(
  String.raw`(?:INSERT\s+(?:IGNORE\s+)?(?:INTO\s+)?|REPLACE\s+INTO\s+)${TABELLA}\s*(?:${COLONNE})?\s*VALUES\s*(?=\()`,
  'iy',
)
const INSERT_ALTRO = new RegExp(String.raw`INSERT\s+INTO\s+${TABELLA}`, 'iy')
const COPY = new RegExp(String.raw`COPY\s+${TABELLA}\s*${COLONNE}\s+FROM\s+stdin[^\n]*;\r?\n`, 'iy')
const CREATE = new RegExp(String.raw`\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?${TABELLA}\s*\(`, 'gi')
/** What is no column in the definition of a table. */
const VINCOLO = /^(?:primary|foreign|unique|key|constraint|index|check|fulltext|spatial|exclude|period)\b/i
/** Where reading goes on after a row that cannot be read: the next row, or the next statement. */
const RIPRESA = /\)\s*,\s*(?=\()|^[ \t]*(?=\()|\b(?=(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?INTO\s)|^[ \t]*(?=INSERT\s)/gim
/** What may follow the last row of a statement. */
const SEGUITO = /^(?:;|$|[A-Za-z#/])/

const nomi = (text: string): string[] => text.match(new RegExp(NOME, 'g')) ?? []
const plain = (name: string): string => (nomi(name).at(-1) ?? '').replace(/^[`"[]|[`"\]]$/g, '').trim()

/** Names of the columns of a table, as its definition lists them. */
function columnsOf(sql: string, table: string): string[] {
  const found = [...sql.matchAll(CREATE)].find(([, name = '']) => plain(name).toLowerCase() === table)
  if (!found) return []
  const lines = ['']
  let depth = 0
  for (let i = found.index + found[0].length; i < sql.length && depth >= 0; i += 1) {
    i = skipVuoto(sql, i)
    const char = sql[i]
    if (char === undefined) break
    if (char === "'") i = (readTesto(sql, i, false)?.end ?? sql.length) - 1
    else if (char === ',' && depth === 0) lines.push('')
    else {
      const name = new RegExp(NOME, 'y')
      name.lastIndex = i
      const word = name.exec(sql)?.[0] ?? char
      if (char === '(') depth += 1
      if (char === ')') depth -= 1
      lines[lines.length - 1] += ` ${word}`
      i += word.length - 1
    }
  }
  return lines
    .map((line) => line.trim())
    .filter((line) => line && !VINCOLO.test(line))
    .map((line) => plain(nomi(line)[0] ?? ''))
}

type Letta = {
  colonne: string[]
  righe: string[][]
  difetti: string[]
  quanti: number
  calcoli: number
}
const MAX_DIFETTI = 20
const COPIATI: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '', f: '', v: '' }

const differenza = (valori: readonly string[], colonne: readonly string[]): string | null =>
  colonne.length > 0 && valori.length !== colonne.length
    ? `ha ${many(valori.length, 'valore', 'valori')} e le colonne sono ${colonne.length}`
    : null

/** Statements may list the columns of a table in another order. */
function put(table: Letta, colonne: readonly string[], valori: readonly string[]): void {
  const row: string[] = table.colonne.map(() => '')
  for (const [i, one] of colonne.entries()) row[table.colonne.indexOf(one)] = valori[i] ?? ''
  table.righe.push(row)
}

class Lettura {
  readonly tabelle = new Map<string, Letta>()
  readonly #definite = new Map<string, string[]>()
  #riga = 1
  #contate = 0

  constructor(
    readonly sql: string,
    readonly dialetto: Dialetto,
    readonly barre: boolean,
  ) {}

  run(): void {
    ISTRUZIONE.lastIndex = 0
    for (let found = ISTRUZIONE.exec(this.sql); found; found = ISTRUZIONE.exec(this.sql)) {
      const start = this.sql.lastIndexOf('\n', found.index) + 1
      if (/^\s*--/.test(this.sql.slice(start, found.index))) continue
      const end = this.#insert(found.index) ?? this.#copy(found.index)
      if (end !== null) ISTRUZIONE.lastIndex = end
    }
  }

  #insert(at: number): number | null {
    INSERT.lastIndex = at
    const match = INSERT.exec(this.sql)
    if (!match) {
      INSERT_ALTRO.lastIndex = at
      const other = INSERT_ALTRO.exec(this.sql)
      if (other) this.#sayDifetto(this.#tabella(other[1] ?? '', null).table, at, 'l’istruzione INSERT non ha i VALUES')
      return null
    }
    const [whole, name = '', heads] = match
    const { table, colonne } = this.#tabella(name, heads ?? null)
    for (let row = at + whole.length; ; ) {
      const read = readRiga(this.sql, row, this.dialetto, this.barre)
      const difetto = 'difetto' in read ? read.difetto : differenza(read.valori, colonne)
      const after = 'difetto' in read ? row : skipVuoto(this.sql, read.end)
      if (!('difetto' in read) && difetto === null) {
        put(table, colonne, read.valori)
        table.calcoli += read.calcoli
        const next = this.sql[after] === ',' ? skipVuoto(this.sql, after + 1) : null
        if (next !== null && this.sql[next] === '(') {
          row = next
          continue
        }
        if (next === null && SEGUITO.test(this.sql.slice(after, after + 1))) return after
        this.#sayDifetto(table, next ?? after, 'dopo la riga prima c’è altro, che non si capisce')
      } else this.#sayDifetto(table, row, difetto ?? '')
      // a quote too many may have taken the next rows with it: they are looked for from where the wrong one began
      RIPRESA.lastIndex = difetto === null ? after : row + 1
      const again = RIPRESA.exec(this.sql)
      if (!again) return this.sql.length
      row = again.index + again[0].length
      if (this.sql[row] !== '(') return row
    }
  }

  #copy(at: number): number | null {
    COPY.lastIndex = at
    const match = COPY.exec(this.sql)
    if (!match) return null
    const [whole, name = '', heads = ''] = match
    const { table, colonne } = this.#tabella(name, heads)
    let from = at + whole.length
    while (from < this.sql.length) {
      const newline = this.sql.indexOf('\n', from)
      const end = newline < 0 ? this.sql.length : newline
      const line = this.sql.slice(from, end).replace(/\r$/, '')
      if (line === '\\.') return end
      const cells = line.split('\t')
      const difetto = line === '' && colonne.length > 1 ? null : differenza(cells, colonne)
      if (difetto) this.#sayDifetto(table, from, difetto)
      else if (cells.length === colonne.length)
        put(
          table,
          colonne,
          cells.map((cell) => (cell === '\\N' ? '' : cell.replace(/\\(.)/g, (_, c: string) => COPIATI[c] ?? c))),
        )
      from = end + 1
    }
    this.#sayDifetto(table, at, 'le righe di COPY non finiscono con «\\.»: la copia è forse tagliata')
    return from
  }

  /** @param heads as the statement lists them; null: those of the definition, or of the statements before */
  #tabella(name: string, heads: string | null): { table: Letta; colonne: string[] } {
    const key = plain(name).toLowerCase()
    const table = this.tabelle.get(key) ?? { colonne: [], righe: [], difetti: [], quanti: 0, calcoli: 0 }
    this.tabelle.set(key, table)
    if (heads === null && !this.#definite.has(key)) this.#definite.set(key, columnsOf(this.sql, key))
    const listed = heads === null ? (this.#definite.get(key) ?? []) : nomi(heads).map(plain)
    const colonne = listed.length > 0 ? listed : table.colonne
    for (const one of colonne) if (!table.colonne.includes(one)) table.colonne.push(one)
    return { table, colonne }
  }

  #sayDifetto(table: Letta, at: number, testo: string): void {
    table.quanti += 1
    if (table.quanti > MAX_DIFETTI) return
    if (at < this.#contate) [this.#riga, this.#contate] = [1, 0]
    for (let i = this.sql.indexOf('\n', this.#contate); i >= 0 && i < at; i = this.sql.indexOf('\n', i + 1)) {
      this.#riga += 1
      this.#contate = i + 1
    }
    table.difetti.push(`Riga ${this.#riga} della copia SQL non letta: ${testo}`)
  }
}

/**
 * @param tabella the one to read; null: the only one there is
 * @param detto the program that wrote it, as a person says; null: it is guessed
 * @returns a table whose first row is its names; what could not be read, by the lines of the file
 */
export function readDump(
  sql: string,
  tabella: string | null,
  detto: Dialetto | null = null,
): Result<{ celle: string[][]; avvisi: string[] }> {
  const guessed = detto ?? guessDialetto(sql)
  const dialetto = guessed ?? 'standard'
  const lettura = new Lettura(sql, dialetto, barreOf(sql, dialetto))
  lettura.run()
  const names = [...lettura.tabelle.keys()]
  if (names.length === 0) return refuse('Nel file non ci sono istruzioni INSERT o COPY con i dati')
  if (!tabella && names.length > 1)
    return refuse(`Nel file ci sono più tabelle (${names.join(', ')}): scrivi «tabella:» nella mappa`)
  const table = lettura.tabelle.get((tabella ?? names[0] ?? '').toLowerCase())
  if (!table) return refuse(`La tabella «${tabella}» non c’è. Ci sono: ${names.join(', ')}`)
  if (table.colonne.length === 0) return refuse('I nomi delle colonne non ci sono né negli INSERT né nella definizione')
  const more = table.quanti - table.difetti.length
  return success({
    celle: [table.colonne, ...table.righe],
    avvisi: [
      ...table.difetti,
      ...(more > 0 ? [`Altre ${more} righe della copia SQL non lette`] : []),
      ...(table.calcoli > 0
        ? [`${many(table.calcoli, 'valore da calcolare', 'valori da calcolare')} e non scritti nella copia: vuoti`]
        : []),
      ...(guessed === null && table.righe.some((row) => row.some((cell) => cell.includes('\\')))
        ? [
            'La copia non dice quale programma l’ha fatta: le barre rovesciate sono lasciate come sono. Se è di MySQL scrivi «dialetto: mysql» nella mappa',
          ]
        : []),
    ],
  })
}
