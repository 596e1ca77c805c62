/** How well the search answers the judged questions: the share whose first right answer is at the top, and among ten. */

/** A question and the place of its first right answer, from 0; −1: not on the first page. */
export type Posto = { classe: string; posto: number }
export type Quota = { classe: string; domande: number; primo: number; dieci: number }

/** Who asks with a number, or with all of what names a place, knows what they want: it comes first. */
export const CLASSI_ESATTE: readonly string[] = ['segnatura', 'numero', 'particella', 'strada']
export const OBIETTIVO = 0.95
const DIECI = 10

export function quotaOf(classe: string, posti: readonly Posto[]): Quota {
  const share = (entro: number) => posti.filter(({ posto }) => posto >= 0 && posto < entro).length / posti.length
  return { classe, domande: posti.length, primo: share(1), dieci: share(DIECI) }
}

export const esatte = (posti: readonly Posto[]) => posti.filter(({ classe }) => CLASSI_ESATTE.includes(classe))

/** Cut, not rounded: 1,000 is all of them. */
const figure = (share: number) => (Math.floor(share * 1000) / 1000).toFixed(3).replace('.', ',')
const row = ({ classe, domande, primo, dieci }: Quota) =>
  `| ${classe} | ${domande} | ${figure(primo)} | ${figure(dieci)} |`

export function paginaQualita(
  posti: readonly Posto[],
  { giorno, unita, pagine }: { giorno: string; unita: number; pagine: number },
): string {
  const classes = [...new Set(posti.map((one) => one.classe))]
  const exact = quotaOf('', esatte(posti))
  const all = quotaOf('**tutte**', posti)
  const outcome = (share: number) => (share >= OBIETTIVO ? 'sì' : 'no')
  return `# Qualità della ricerca dell’archivio

Ripeti con \`npm run bench -- archivio-qualita\` (un minuto), che riscrive questa pagina. Misurato il ${giorno} su ${unita.toLocaleString('it')} unità e ${pagine.toLocaleString('it')} pagine dell’archivio inventato (\`lib/mondo/archivio\`), con le ${posti.length} domande giudicate di \`lib/archivio/testing/domande.ts\`: di ognuna si sa quali unità rispondono, da ciò con cui l’archivio è fatto. Le stesse domande, con soglie più strette classe per classe, sono una prova (\`lib/archivio/ricerca.test.ts\`): una ricerca che peggiora non passa.

«Al primo posto» e «tra i primi dieci»: la quota di domande la cui prima risposta giusta è lì. Le parole delle pagine sono qui quelle note, senza errori di lettura; quanto legge il riconoscimento è in [benchmarks-ocr.md](benchmarks-ocr.md).

| misura | avuta | chiesta | |
| --- | --- | --- | --- |
| al primo posto, numeri e dati esatti (${CLASSI_ESATTE.join(', ')}) | ${figure(exact.primo)} | ≥ 0,95 | ${outcome(exact.primo)} |
| tra i primi dieci, tutte le domande | ${figure(all.dieci)} | ≥ 0,95 | ${outcome(all.dieci)} |

| genere | domande | al primo posto | tra i primi dieci |
| --- | ---: | ---: | ---: |
${[
  ...classes.map((classe) =>
    quotaOf(
      classe,
      posti.filter((one) => one.classe === classe),
    ),
  ),
  all,
]
  .map(row)
  .join('\n')}
`
}
