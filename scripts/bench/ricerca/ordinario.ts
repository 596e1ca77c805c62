/**
 * `ordinario.ts <folder> <seed of the questions>`: what PostgreSQL does by the book with the lines of esporta.ts: one tsvector a unit
 * with a GIN, `ts_rank` over all that is found, `count(*)`, facets, `ts_headline` of the twenty shown.
 */
import { createReadStream, readFileSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import postgres from 'postgres'

const [folder = '.', seed = '1', most = '200'] = process.argv.slice(2)
const sql = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice() {} })

const [there] = await sql<{ si: boolean }[]>`select to_regclass('ordinario') is not null as si`
const began = performance.now()
if (!there?.si) {
  await sql.unsafe(`set maintenance_work_mem = '1GB'`)
  await sql.unsafe(`create table ordinario_righe (segnatura text, titolo text, breve text, esteso text, nomi text, esatti text, testo text,
    fondo text, tipologia text, comune text, anno int, accesso text, peso bigint)`)
  await pipeline(
    createReadStream(path.join(folder, 'archivio.tsv')),
    await sql`copy ordinario_righe from stdin`.writable(),
  )
  await sql.unsafe(`create table ordinario as select segnatura, titolo, testo, fondo, tipologia, comune, anno, accesso,
    setweight(to_tsvector('italian', titolo), 'A') || setweight(to_tsvector('italian', breve), 'B') || to_tsvector('italian', esteso)
      || array_to_tsvector(array(select distinct x from unnest(string_to_array(esatti, ' ') || array(select '~' || n from unnest(string_to_array(nomi, ' ')) n)) x where x <> '' and x <> '~'))
      as scheda, to_tsvector('italian', testo) as carte from ordinario_righe`)
  await sql.unsafe('drop table ordinario_righe')
  await sql.unsafe('create index on ordinario using gin (scheda)')
  await sql.unsafe('create index on ordinario using gin ((scheda || carte))')
  await sql.unsafe('vacuum analyze ordinario')
}
const indiceS = (performance.now() - began) / 1000
console.error('PostgreSQL: domande…')

const rows = readFileSync(path.join(folder, `domande-${seed}.tsv`), 'utf8')
  .split('\n')
  .slice(0, Number(most))
const ms: number[] = []
for (const turn of [0, 1])
  for (const line of rows) {
    const [, officer, comune, dal, al, clauses = ''] = line.split('\t')
    // stemmed as the text was, but for what is exact
    const tsquery = `(select string_agg(case when w ~ '[:/~]' then quote_literal(w) else coalesce(nullif(to_tsquery('italian', quote_literal(w))::text, ''), quote_literal(w)) end, '&') from unnest($1::text[]) w)::tsquery`
    const terms = clauses.split(' ').flatMap((clause) => {
      const [first = ''] = clause.split('|')
      return first.startsWith('p:') ? [] : [first.slice(2)]
    })
    const prefix = clauses.split(' ').flatMap((one) => (one.startsWith('p:') ? [`'${one.slice(2)}':*`] : []))
    const q = prefix.length > 0 ? `'${prefix.join('&').replaceAll("'", "''")}'::tsquery` : tsquery
    const filters = [
      "accesso <> 'particolare'",
      officer === '1' ? '(scheda || carte) @@ q' : "(scheda @@ q or (accesso = 'libero' and (scheda || carte) @@ q))",
      ...(comune ? [`comune = '${comune}'`] : []),
      ...(dal ? [`anno between ${Number(dal)} and ${Number(al)}`] : []),
    ].join(' and ')
    const at = performance.now()
    await sql.unsafe(
      `with t as materialized (select ctid as c, fondo, tipologia, comune, anno / 10 as decennio, accesso, ts_rank(scheda || carte, q) as r from ordinario, (select ${q} as q) x where ${filters})
       select (select count(*) from t), (select jsonb_object_agg(fondo, n) from (select fondo, count(*) n from t group by 1) f),
         (select jsonb_object_agg(tipologia, n) from (select tipologia, count(*) n from t group by 1) f), (select jsonb_object_agg(comune, n) from (select comune, count(*) n from t group by 1) f),
         (select jsonb_object_agg(decennio, n) from (select decennio, count(*) n from t group by 1) f), (select jsonb_object_agg(accesso, n) from (select accesso, count(*) n from t group by 1) f),
         (select jsonb_agg(ts_headline('italian', o.testo, x.q)) from (select c from t order by r desc limit 20) b join ordinario o on o.ctid = b.c, (select ${q} as q) x)`,
      prefix.length > 0 ? [] : [terms],
    )
    if (turn === 1) ms.push(performance.now() - at)
  }
console.log(`RISULTATO ${JSON.stringify({ ms, indiceS })}`)
await sql.end()
