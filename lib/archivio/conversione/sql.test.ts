import { expect, test } from 'vitest'
import { guessDialetto } from './rules-sql'
import { readDump } from './sql'

const read = (sql: string, ...more: [tabella?: string | null, detto?: Parameters<typeof readDump>[2]]) => {
  const result = readDump(sql, more[0] ?? null, more[1] ?? null)
  if (!result.ok) throw new Error(result.message)
  const { celle, avvisi } = result.value
  return { righe: celle.slice(1), avvisi, colonne: celle[0] }
}
const PERCORSI = String.raw`(1, 'D:\nord\', 'a'), (2, 'E:\', 'b')`

test.each([
  ['mysql', '-- MySQL dump 10.13\n'],
  ['mysql', '/*!40101 SET NAMES utf8 */;\n'],
  ['mysql', 'INSERT INTO `t` VALUES (1);'],
  ['mysql', String.raw`INSERT INTO t VALUES ('dell\'argine');`],
  ['sqlserver', 'INSERT [dbo].[t] ([a]) VALUES (1)\nGO\n'],
  ['sqlserver', "INSERT INTO t VALUES (1, N'a')"],
  ['postgresql', 'SET standard_conforming_strings = on;'],
  ['postgresql', "INSERT INTO t VALUES (1, E'a')"],
  ['postgresql', "INSERT INTO t VALUES ('2001-01-01'::date)"],
  [null, "INSERT INTO t VALUES (1, 'D:\\')"],
])('who wrote a dump is told by what it writes: %s, %s', (dialetto, sql) => {
  expect(guessDialetto(sql)).toBe(dialetto)
})

test.each([
  ['SQL Server', `INSERT INTO [t] ([n], [p], [x]) VALUES ${PERCORSI}\nGO\n`],
  ['PostgreSQL', `SET standard_conforming_strings = on;\nINSERT INTO t (n, p, x) VALUES ${PERCORSI};`],
])('a backslash is a sign as the others in %s: a path of a disk stays, and takes no quote with it', (_, sql) => {
  const { righe, avvisi } = read(sql)
  expect(righe).toEqual([
    ['1', 'D:\\nord\\', 'a'],
    ['2', 'E:\\', 'b'],
  ])
  expect(avvisi).toEqual([])
})

test('it is an escape in MySQL, and in PostgreSQL after E or where it says so', () => {
  expect(read(String.raw`INSERT INTO ${'`t`'} (a, b) VALUES ('D:\\nord', 'l\'argine\n\%')`).righe).toEqual([
    ['D:\\nord', "l'argine\n\\%"],
  ])
  expect(
    read(String.raw`SET standard_conforming_strings = on; INSERT INTO t (a, b) VALUES (E'l\'argine', 'D:\')`).righe,
  ).toEqual([["l'argine", 'D:\\']])
  expect(read(String.raw`SET standard_conforming_strings = off; INSERT INTO t (a) VALUES ('l\'argine')`).righe).toEqual(
    [["l'argine"]],
  )
  expect(read(String.raw`INSERT INTO t (a) VALUES ('D:\\nord')`, null, 'mysql').righe).toEqual([['D:\\nord']])
})

test('of a dump that does not say who wrote it backslashes stay as they are, and it is told', () => {
  const { righe, avvisi } = read(String.raw`INSERT INTO t (a) VALUES ('D:\nord')`)
  expect(righe).toEqual([['D:\\nord']])
  expect(avvisi).toEqual([expect.stringContaining('«dialetto: mysql»')])
})

test('a row that cannot be read is told with its line, and those after it are read', () => {
  const sql = `INSERT INTO t (a, b) VALUES
(1, 'uno'),
(2, 'l'argine'),
(3, 'tre'),
(4, 'quattro', 'di troppo'),
(5, 'cinque);
INSERT INTO t (a, b) VALUES (6, 'sei'), (7, 'mai chiusa);
INSERT INTO t (a, b) VALUES (8, 'otto');
INSERT INTO t SELECT * FROM u;
INSERT INTO t (a, b) VALUES (9, 'nove')`
  const { righe, avvisi } = read(sql)
  expect(righe.map(([a]) => a)).toEqual(['1', '3', '6', '8', '9'])
  expect(avvisi).toEqual([
    expect.stringMatching(/^Riga 3 .*apice è di troppo/),
    expect.stringMatching(/^Riga 5 .*3 valori e le colonne sono 2/),
    expect.stringMatching(/^Riga 6 /),
    expect.stringMatching(/^Riga 7 /),
    expect.stringMatching(/^Riga 9 .*VALUES/),
  ])
})

test('on one line too; and what is wrong in another table is not told', () => {
  const { righe, avvisi } = read(
    "INSERT INTO u (a) VALUES ('x'y'); INSERT INTO t (a, b) VALUES (1,'a'),(2,'l'x'),(3,'c');",
    't',
  )
  expect(righe).toEqual([
    ['1', 'a'],
    ['3', 'c'],
  ])
  expect(avvisi).toHaveLength(1)
})

test('values that are asked of the program: texts inside are taken, the rest is told', () => {
  const { righe, avvisi } = read(`INSERT [dbo].[Vecchie pratiche] ([Num. pratica], [Data], [Note], [Fatta])
    VALUES (CAST(12.00 AS Decimal(18, 2)), CAST(N'1987-03-14T00:00:00.000' AS DateTime), N'uno' + CHAR(10) + N'due', GETDATE())`)
  expect(righe).toEqual([['12.00', '1987-03-14T00:00:00.000', 'uno\ndue', '']])
  expect(avvisi).toEqual([expect.stringContaining('1 valore da calcolare')])
  expect(
    read(
      "INSERT INTO t (a, b, c) VALUES ('1987-03-14'::date, $$l'argine$$, TO_DATE('14/03/87', 'DD/MM/YY')) -- E'",
      null,
      'postgresql',
    ).righe,
  ).toEqual([['1987-03-14', "l'argine", '14/03/87']])
})

test('columns go by their names, whatever the order in which each statement lists them', () => {
  const { colonne, righe } = read(`CREATE TABLE "vecchie" ("num" int, -- a, b
    oggetto varchar(20) DEFAULT 'x, (y', "index" numeric(4, 1), PRIMARY KEY ("num"));
    INSERT INTO vecchie VALUES (1, 'a', 2.5);
    INSERT INTO vecchie (oggetto, num) VALUES ('b', 2);
    -- INSERT INTO vecchie VALUES (3, 'c', 1);`)
  expect(colonne).toEqual(['num', 'oggetto', 'index'])
  expect(righe).toEqual([
    ['1', 'a', '2.5'],
    ['2', 'b', ''],
  ])
})

test('a COPY with a row too short, or cut, is told', () => {
  const { righe, avvisi } = read('COPY public.t (a, b) FROM stdin;\n1\tINSERT INTO x VALUES (1)\n2\n3\tc')
  expect(righe).toEqual([
    ['1', 'INSERT INTO x VALUES (1)'],
    ['3', 'c'],
  ])
  expect(avvisi).toEqual([expect.stringMatching(/^Riga 3 /), expect.stringMatching(/^Riga 1 .*tagliata/)])
})

test('a long dump is read in the time of its length', () => {
  const rows = Array.from({ length: 60_000 }, (_, i) => `INSERT INTO t VALUES (${i}, 'Casa dell''argine ${i}');`)
  const from = performance.now()
  expect(read(`CREATE TABLE t (a int, b text);\n${rows.join('\n')}`).righe).toHaveLength(60_000)
  expect(performance.now() - from).toBeLessThan(10_000)
})
