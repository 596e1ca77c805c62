/** What the bench of the search found, in words and in a table. */
import { quantile } from '../report'

type Nostra = {
  ms: [genere: string, ms: number, totale: number][]
  alSecondo: number
  suggerimenti: number[]
  strade: number[]
  attese: number[]
  intanto: number[]
  stato: { pezzi: number; megabyte: number }
}
export type Misure = {
  giorno: string
  macchina: string
  unita: number
  unitaPiccola: number
  testoByte: number
  carico: { described: number; unitsMs: number; pagesMs: number; characters: number }
  indiceS: number
  riavvioS: number
  indiceByte: number
  nostra: Nostra
  piccola: Nostra
  /** milliseconds of the public's questions through the page, four at a time */
  pagina: number[]
  lucene: { secondi: number; megabyte: number; ms: [ms: number, totale: number][]; alSecondo: number } | null
  ordinario: { ms: number[]; indiceS: number }
}

const cifra = (value: number, digits = 0) => value.toLocaleString('it-IT', { maximumFractionDigits: digits })
const MEGA = 1e6

export function reportRicerca(m: Misure): string {
  const ours = m.nostra.ms.map(([, ms]) => ms)
  const small = m.piccola.ms.map(([, ms]) => ms)
  const theirs = m.lucene?.ms.map(([ms]) => ms) ?? null
  const p = (all: number[] | null, q: number) => (all === null ? '—' : cifra(quantile(all, q), 1))
  const ratio = (a: number, b: number | null) => (b === null ? '—' : `× ${cifra(a / b, a < b / 10 ? 4 : 2)}`)
  const p95 = quantile(ours, 0.95)
  const kinds = [...new Set(m.nostra.ms.map(([genere]) => genere))]
  const kindOf = (genere: string) => m.nostra.ms.flatMap(([one, ms], i) => (one === genere ? [{ ms, i }] : []))
  const rows: [string, string, string, boolean | null][] = [
    [
      'p95, su Lucene 8',
      ratio(p95, theirs && quantile(theirs, 0.95)),
      '≤ × 1,5',
      theirs && p95 <= 1.5 * quantile(theirs, 0.95),
    ],
    [
      'p95, su PostgreSQL secondo manuale',
      ratio(p95, quantile(m.ordinario.ms, 0.95)),
      '≤ × 0,1',
      p95 <= quantile(m.ordinario.ms, 0.95) / 10,
    ],
    [
      '16 clienti insieme, domande al secondo, su Lucene',
      `${cifra(m.nostra.alSecondo, 1)}, ${ratio(m.nostra.alSecondo, m.lucene && m.lucene.alSecondo)}`,
      '≥ × 0,8',
      m.lucene && m.nostra.alSecondo >= 0.8 * m.lucene.alSecondo,
    ],
    [
      `p95, da ${cifra(m.unitaPiccola)} unità a ${cifra(m.unita)}`,
      ratio(p95, quantile(small, 0.95)),
      '≤ × 2,5',
      p95 <= 2.5 * quantile(small, 0.95),
    ],
    [
      'unità nuova trovata dopo il commit (la più lenta di 10)',
      `${cifra(Math.max(...m.nostra.attese))} ms`,
      '≤ 2 s',
      Math.max(...m.nostra.attese) <= 2_000,
    ],
    [
      'attraverso la pagina, 4 lettori insieme: p95',
      `${p(m.pagina, 0.95)} ms`,
      '≤ 150 ms',
      quantile(m.pagina, 0.95) <= 150,
    ],
    ['intanto chi cerca: p95', `${p(m.nostra.intanto, 0.95)} ms`, 'nessuna pausa', null],
    [
      'suggerimenti: p95',
      `${p(m.nostra.suggerimenti, 0.95)} ms`,
      '≤ 30 ms',
      quantile(m.nostra.suggerimenti, 0.95) <= 30,
    ],
    ['lungo tutte le strade, di ciò che si trova: p95', `${p(m.nostra.strade, 0.95)} ms`, '', null],
    [
      'indice e testo, sul testo',
      `× ${cifra((m.indiceByte + m.testoByte) / m.testoByte, 2)}`,
      '≤ × 2',
      m.indiceByte <= m.testoByte,
    ],
  ]
  return `# Ricerca nell’archivio

\`npm run bench -- archivio-ricerca\`, ${m.giorno}. ${m.macchina}. Prima si carica e si indicizza, poi si misura tutto di seguito, in una esecuzione; \`npm run bench -- archivio-ricerca 1000000 <cartella>\` tiene lì ciò che ha caricato, e la volta dopo misura soltanto (dieci minuti).

${cifra(m.unita)} unità inventate con una pagina di testo ciascuna (${cifra(m.testoByte / MEGA)} MB di testo). ${m.nostra.ms.length} domande di ${kinds.length} generi, metà dal pubblico e metà da un ufficio, quattro su dieci con filtri, estratte da un seme mai usato per mettere a punto il motore. A ogni domanda: le prime 20 in ordine, il totale, le faccette (tutti esatti), il brano segnato, solo ciò che il lettore può sapere. La nostra passa da \`searchArchivio\`, con tutto ciò che costa (chi è il lettore, il motore, le righe rilette attraverso i muri); Lucene 8 e PostgreSQL sono chiamati direttamente. Lucene conta le faccette senza togliere il filtro di ciascuna. Attraverso la pagina vanno le ${m.pagina.length} domande del pubblico: chi chiede, i server web, il motore e il database stanno sugli stessi processori.

| | p50 | p95 | p99 | ms |
| --- | --- | --- | --- | --- |
| la nostra | ${p(ours, 0.5)} | ${p(ours, 0.95)} | ${p(ours, 0.99)} | |
| Lucene 8 | ${p(theirs, 0.5)} | ${p(theirs, 0.95)} | ${p(theirs, 0.99)} | |
| PostgreSQL: GIN, \`ts_rank\`, \`count(*)\`, \`ts_headline\` (${m.ordinario.ms.length} domande) | ${p(m.ordinario.ms, 0.5)} | ${p(m.ordinario.ms, 0.95)} | ${p(m.ordinario.ms, 0.99)} | |
| la nostra, ${cifra(m.unitaPiccola)} unità | ${p(small, 0.5)} | ${p(small, 0.95)} | ${p(small, 0.99)} | |

| misura | avuta | chiesta | |
| --- | --- | --- | --- |
${rows.map(([what, got, asked, ok]) => `| ${what} | ${got} | ${asked} | ${ok === null ? '' : ok ? 'sì' : '**no**'} |`).join('\n')}

| genere | la nostra p50 | p95 | Lucene p50 | p95 | ms |
| --- | --- | --- | --- | --- | --- |
${kinds
  .map((genere) => {
    const all = kindOf(genere)
    const mine = all.map((one) => one.ms)
    const other = theirs === null ? null : all.map(({ i }) => theirs[i] ?? 0)
    return `| ${genere} | ${p(mine, 0.5)} | ${p(mine, 0.95)} | ${p(other, 0.5)} | ${p(other, 0.95)} | |`
  })
  .join('\n')}

Che cosa costa: il motore tiene ${cifra(m.nostra.stato.megabyte)} MB in memoria e ${cifra(m.indiceByte / MEGA)} MB su disco (Lucene ${m.lucene === null ? '—' : cifra(m.lucene.megabyte)} MB). Caricare le unità: ${cifra(m.carico.described / (m.carico.unitsMs / 1000))} al secondo; le pagine: ${cifra(m.carico.described / (m.carico.pagesMs / 1000))} al secondo. L’indice dalla base di dati: ${cifra(m.indiceS)} s (Lucene da un file: ${m.lucene === null ? '—' : cifra(m.lucene.secondi)} s; PostgreSQL: ${cifra(m.ordinario.indiceS)} s). Riaperto dopo uno spegnimento: ${cifra(m.riavvioS, 1)} s.
`
}
