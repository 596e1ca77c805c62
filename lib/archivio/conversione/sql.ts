/** The rows of a table in a dump of a database: `INSERT INTO … VALUES`, and `COPY … FROM stdin` of PostgreSQL. */
import { type Result, refuse, success } from '@/lib/core/result'

const INSERT = /INSERT\s+INTO\s+([`"[\]\w.]+)\s*(?:\(([^)]*)\))?\s*VALUES\s*/giy
const CREATE = (name: string) =>
  new RegExp(
    `CREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?[\`"\\[]?(?:\\w+[\`"\\]]?\\.[\`"\\[]?)?${name}[\`"\\]]?\\s*\\(([\\s\\S]*?)\\)\\s*[^,)]*;`,
    'i',
  )
const COPY = /^COPY\s+([\w."]+)\s*\(([^)]*)\)\s+FROM\s+stdin;\r?\n([\s\S]*?)^\\\.\r?$/gim
const plain = (name: string): string => (name.split('.').at(-1) ?? '').replace(/[`"[\]]/g, '').trim()
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '0': '', Z: '' }

/** Values of one row from `at`, past the closing bracket. @returns null when it is no row */
function readRow(sql: string, at: number): { values: string[]; end: number } | null {
  if (sql[at] !== '(') return null
  const values: string[] = []
  let text = ''
  let quoted = false
  let i = at + 1
  const push = () => {
    const bare = text.trim()
    values.push(quoted ? text : /^null$/i.test(bare) ? '' : bare)
    text = ''
    quoted = false
  }
  while (i < sql.length) {
    const char = sql[i] as string
    if (char === "'") {
      // N'…' and E'…' are texts too
      if (/^[NE]?$/i.test(text.trim())) text = ''
      quoted = true
      for (i += 1; i < sql.length; i += 1) {
        if (sql[i] === '\\' && i + 1 < sql.length) {
          i += 1
          text += ESCAPES[sql[i] as string] ?? sql[i]
        } else if (sql[i] === "'" && sql[i + 1] === "'") {
          text += "'"
          i += 1
        } else if (sql[i] === "'") break
        else text += sql[i]
      }
      i += 1
    } else if (char === ',') {
      push()
      i += 1
    } else if (char === ')') {
      push()
      return { values, end: i + 1 }
    } else {
      if (!quoted) text += char
      i += 1
    }
  }
  return null
}

/** Names of the columns of a table, as its definition lists them. */
function columnsOf(sql: string, table: string): string[] {
  const body = CREATE(table.replace(/\W/g, '')).exec(sql)?.[1] ?? ''
  return body
    .split(/,(?![^(]*\))/)
    .map((line) => line.trim())
    .filter((line) => line && !/^(primary|foreign|unique|key|constraint|index|check)\b/i.test(line))
    .map((line) => plain(line.split(/\s+/)[0] ?? ''))
}

/**
 * @param tabella the one to read; null: the only one there is
 * @returns a table whose first row is its names
 */
export function readDump(sql: string, tabella: string | null): Result<string[][]> {
  const found = new Map<string, string[][]>()
  const put = (name: string, heads: string[], rows: string[][]) => {
    const key = plain(name).toLowerCase()
    if (!found.has(key)) found.set(key, [heads.map(plain)])
    found.get(key)?.push(...rows)
  }
  for (const [, name = '', heads = '', body = ''] of sql.matchAll(COPY))
    put(
      name,
      heads.split(','),
      body
        .split(/\r?\n/)
        .filter(Boolean)
        .map((line) =>
          line
            .split('\t')
            .map((cell) => (cell === '\\N' ? '' : cell.replace(/\\(.)/g, (_, c: string) => ESCAPES[c] ?? c))),
        ),
    )
  let at = 0
  for (;;) {
    const next = sql.slice(at).search(/INSERT\s+INTO/i)
    if (next < 0) break
    INSERT.lastIndex = at + next
    const match = INSERT.exec(sql)
    if (!match) {
      at += next + 1
      continue
    }
    const [, name = '', heads] = match
    at = INSERT.lastIndex
    const rows: string[][] = []
    for (let row = readRow(sql, at); row; row = readRow(sql, at)) {
      rows.push(row.values)
      at = row.end
      const comma = /^\s*,\s*/.exec(sql.slice(at, at + 50))
      if (!comma) break
      at += comma[0].length
    }
    put(name, heads ? heads.split(',') : columnsOf(sql, plain(name)), rows)
  }
  const names = [...found.keys()]
  if (names.length === 0) return refuse('Nel file non ci sono istruzioni INSERT o COPY con i dati')
  if (!tabella && names.length > 1)
    return refuse(`Nel file ci sono più tabelle (${names.join(', ')}): scrivi «tabella:» nella mappa`)
  const table = found.get((tabella ?? names[0] ?? '').toLowerCase())
  if (!table) return refuse(`La tabella «${tabella}» non c’è. Ci sono: ${names.join(', ')}`)
  if ((table[0]?.length ?? 0) === 0)
    return refuse('I nomi delle colonne non ci sono né negli INSERT né nella definizione')
  return success(table)
}
