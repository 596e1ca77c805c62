/** What stands in a sample file: each function draws one document of a unit, sheet by sheet. All invented. */
import type { Descrizione } from '@/lib/archivio/rules-descrizione'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import type { Caso } from '../caso'
import { type Carte, mm, type Scritta } from './carta'
import { timbro } from './timbri'

export type Disegno = (carte: Carte, unita: Descrizione, caso: Caso) => void

const SINISTRA = mm(28)
const LARGA = mm(155)

const comuneOf = ({ comuneIstat, comuneStorico }: Descrizione) =>
  comuneStorico ?? ((comuneIstat && nomeComune(comuneIstat)) || 'La Spezia')
const annoOf = ({ annoPratica, dal }: Descrizione) => annoPratica ?? Number(dal?.slice(0, 4) ?? 1980)
const nomeDi = ({ agenti }: Descrizione, ruolo: string) =>
  agenti.find((one) => one.ruolo === ruolo)?.nome ?? agenti[0]?.nome ?? 'Impresa Esempio'
const parcelOf = ({ ubicazioni }: Descrizione) => ubicazioni.find((one) => one.foglio)
const MESI = ['gennaio', 'febbraio', 'marzo', 'aprile', 'maggio', 'giugno', 'settembre', 'ottobre', 'novembre']
const giorno = (caso: Caso, unita: Descrizione) => `${caso.int(1, 28)} ${caso.of(MESI)} ${annoOf(unita)}`

function intestazione(carte: Carte, righe: readonly string[], y = mm(18)): number {
  let at = y
  for (const [i, riga] of righe.entries()) {
    const scritta: Scritta = { faccia: i === 0 ? 'stampaForte' : 'stampa', corpo: i === 0 ? 15 : 10.5 }
    carte.scrivi(riga, (carte.larghezza - carte.misura(riga, scritta)) / 2, at, scritta)
    at += i === 0 ? 22 : 15
  }
  carte.pdf
    .moveTo(SINISTRA, at + 4)
    .lineTo(SINISTRA + LARGA, at + 4)
    .lineWidth(0.7)
    .stroke('#333')
  return at + 24
}

/** A request typed by whoever asked, with the stamp of the register over it. */
export const domanda: Disegno = (carte, unita, caso) => {
  carte.foglio()
  const battuta: Scritta = { battuta: caso }
  const comune = comuneOf(unita)
  const nome = nomeDi(unita, 'committente')
  let y = mm(30)
  for (const riga of ['All’Ufficio del Genio civile', 'della Spezia', 'Via XX Settembre', '19100 LA SPEZIA']) {
    carte.scrivi(riga.replace('’', "'"), mm(115), y, battuta)
    y += 17
  }
  y = mm(72)
  carte.scrivi(`OGGETTO: pratica n. ${unita.numeroPratica} anno ${annoOf(unita)}`, SINISTRA, y, battuta)
  y = carte.paragrafo(`${unita.titolo}, Comune di ${comune}.`, SINISTRA, y + 20, LARGA, battuta) + 16
  const parcel = parcelOf(unita)
  y = carte.paragrafo(
    `Il sottoscritto ${nome}, residente in ${comune}, proprietario del terreno censito al catasto ${
      parcel ? `al foglio ${parcel.foglio} mappale ${parcel.mappale}` : 'del Comune stesso'
    }, intende eseguire i lavori descritti in oggetto secondo il progetto allegato.`,
    SINISTRA,
    y,
    LARGA,
    battuta,
  )
  y = carte.paragrafo(
    `La struttura sarà in ${unita.materiale ?? 'muratura'}. Ai sensi della legge 2 febbraio 1974 n. 64 chiede che sia rilasciata la prescritta autorizzazione e dichiara di avere affidato la direzione dei lavori a ${nomeDi(unita, 'progettista')}.`,
    SINISTRA,
    y + 10,
    LARGA,
    battuta,
  )
  y = carte.paragrafo(
    'Si allegano in triplice copia la relazione tecnica, la relazione sulle fondazioni, i calcoli di stabilità e gli elaborati grafici.',
    SINISTRA,
    y + 10,
    LARGA,
    battuta,
  )
  carte.scrivi('Con osservanza', SINISTRA, y + 26, battuta)
  carte.scrivi(`${comune}, ${giorno(caso, unita)}`, SINISTRA, y + 60, battuta)
  carte.scrivi('Il proprietario', mm(130), y + 60, battuta)
  carte.scrivi(nome, mm(130), y + 95, battuta)
  timbro(carte, caso, ['UFFICIO DEL GENIO CIVILE', 'LA SPEZIA', `Prot. n. ${caso.int(100, 9999)}`, giorno(caso, unita)])
}

/** The report of the structural engineer, printed. */
export const relazione: Disegno = (carte, unita, caso) => {
  carte.foglio()
  const comune = comuneOf(unita)
  let y = intestazione(carte, [
    `Studio tecnico ${nomeDi(unita, 'progettista')}`,
    `Ingegneria civile – Comune di ${comune}`,
    'Relazione tecnica e di calcolo',
  ])
  const scritta: Scritta = { faccia: 'stampa', corpo: 11 }
  const titolo: Scritta = { faccia: 'stampaForte', corpo: 12 }
  const parti: [string, string][] = [
    [
      '1. Premessa',
      `La presente relazione riguarda ${unita.titolo}, nel Comune di ${comune}, pratica numero ${unita.numeroPratica} dell’anno ${annoOf(unita)}. ${unita.contenuto ?? ''}`,
    ],
    [
      '2. Descrizione dell’opera',
      `L’opera è realizzata in ${unita.materiale ?? 'muratura'} e poggia su un terreno la cui portanza è stata assunta prudenzialmente pari a ${caso.int(8, 25) / 10} kg/cmq. La zona è classificata sismica di seconda categoria, con grado di sismicità S = 9 e coefficiente di protezione unitario.`,
    ],
    [
      '3. Materiali',
      `Calcestruzzo Rck ${caso.of([250, 300, 350])}, acciaio per cemento armato FeB ${caso.of([38, 44])} k controllato in stabilimento, malta di classe M${caso.int(1, 3)}. Le tensioni ammissibili sono quelle del decreto ministeriale 14 febbraio 1992.`,
    ],
    [
      '4. Verifiche',
      'Le verifiche a ribaltamento, a scorrimento e a schiacciamento risultano soddisfatte con coefficienti di sicurezza superiori a quelli prescritti. I cedimenti calcolati sono compatibili con la funzionalità della costruzione.',
    ],
  ]
  for (const [capo, testo] of parti) {
    carte.scrivi(capo, SINISTRA, y, titolo)
    y = carte.paragrafo(testo, SINISTRA, y + 20, LARGA, scritta) + 12
  }
  carte.scrivi(`Il progettista ${nomeDi(unita, 'progettista')}`, mm(100), y + 20, scritta)
}

const CARICHI = [
  ['Solaio di copertura', 'permanente'],
  ['Solaio di interpiano', 'permanente'],
  ['Sovraccarico di abitazione', 'accidentale'],
  ['Neve', 'accidentale'],
  ['Tamponamenti', 'permanente'],
  ['Manto di copertura', 'permanente'],
  ['Spinta delle terre', 'permanente'],
  ['Azione del vento', 'accidentale'],
  ['Scale e pianerottoli', 'accidentale'],
  ['Balconi', 'accidentale'],
] as const

/** A table of loads: short words and numbers between rules. */
export const carichi: Disegno = (carte, unita, caso) => {
  carte.foglio()
  let y = intestazione(carte, ['Analisi dei carichi', `${unita.titolo}`, `Comune di ${comuneOf(unita)}`])
  const colonne = [SINISTRA, mm(95), mm(130), mm(160), SINISTRA + LARGA]
  const riga = (celle: readonly string[], scritta: Scritta) => {
    for (const [i, cella] of celle.entries()) carte.scrivi(cella, (colonne[i] as number) + 5, y + 6, scritta)
    carte.pdf.rect(SINISTRA, y, LARGA, 24).lineWidth(0.6).stroke('#222')
    for (const x of colonne.slice(1, -1))
      carte.pdf
        .moveTo(x, y)
        .lineTo(x, y + 24)
        .stroke('#222')
    y += 24
  }
  riga(['Elemento', 'Natura', 'kg/mq', 'Totale kg'], { faccia: 'lineareForte', corpo: 10.5 })
  for (const [elemento, natura] of CARICHI) {
    const peso = caso.int(10, 60) * 10
    riga([elemento, natura, String(peso), String(peso * caso.int(20, 90))], { faccia: 'lineare', corpo: 10.5 })
  }
  carte.paragrafo(
    `Combinazione di carico più gravosa: ${caso.int(300, 900)} kg/mq. Pratica ${unita.numeroPratica}/${annoOf(unita)}.`,
    SINISTRA,
    y + 24,
    LARGA,
    { faccia: 'lineare', corpo: 11 },
  )
}

/** The concession of a road, as the Province grants it. */
export const concessione: Disegno = (carte, unita, caso) => {
  carte.foglio()
  const tratta = unita.tratte[0]
  const strada = tratta?.strada ?? 'SP 1'
  let y = intestazione(carte, [
    'Provincia della Spezia',
    'Settore tecnico – Ufficio concessioni stradali',
    `Anno ${annoOf(unita)}`,
  ])
  const battuta: Scritta = { battuta: caso }
  carte.scrivi(`CONCESSIONE N. ${unita.numeroPratica}`, mm(75), y, { faccia: 'macchinaForte', corpo: 13 })
  y = carte.paragrafo(
    `Vista la domanda presentata da ${nomeDi(unita, 'committente')} per ${unita.titolo}, nel Comune di ${comuneOf(unita)};`,
    SINISTRA,
    y + 34,
    LARGA,
    battuta,
  )
  y = carte.paragrafo(
    'visto il regolamento provinciale per le occupazioni di suolo pubblico; sentito il capo cantoniere della zona;',
    SINISTRA,
    y + 8,
    LARGA,
    battuta,
  )
  y = carte.paragrafo(
    `SI CONCEDE di eseguire i lavori lungo la ${strada} alla progressiva indicata nella planimetria allegata, con le seguenti prescrizioni: il piano viabile dovrà essere ripristinato a perfetta regola d'arte; durante i lavori dovrà essere mantenuta la segnaletica diurna e notturna; il canone annuo è stabilito in lire ${caso.int(8, 90)}.000.`,
    SINISTRA,
    y + 8,
    LARGA,
    battuta,
  )
  carte.scrivi(`La Spezia, ${giorno(caso, unita)}`, SINISTRA, y + 30, battuta)
  carte.scrivi("L'Ingegnere capo", mm(130), y + 30, battuta)
  timbro(carte, caso, ['PROVINCIA DELLA SPEZIA', 'UFFICIO TECNICO', `Rep. n. ${caso.int(100, 4000)}`], 225)
}

/** The permit of one exceptional transport. */
export const trasporto: Disegno = (carte, unita, caso) => {
  carte.foglio()
  let y = intestazione(carte, [
    'Provincia della Spezia',
    'Ufficio trasporti eccezionali',
    `Autorizzazione n. ${unita.numeroPratica}/${annoOf(unita)}`,
  ])
  const scritta: Scritta = { faccia: 'lineare', corpo: 11.5 }
  const righe: [string, string][] = [
    ['Ditta', nomeDi(unita, 'committente')],
    ['Comune', comuneOf(unita)],
    ['Oggetto', unita.titolo],
    ['Lunghezza', `metri ${caso.int(17, 32)},${caso.int(10, 90)}`],
    ['Larghezza', `metri ${caso.int(2, 4)},${caso.int(10, 90)}`],
    ['Massa complessiva', `tonnellate ${caso.int(44, 108)}`],
    ['Percorso', `${unita.tratte[0]?.strada ?? 'SP 1'} dal casello autostradale al cantiere`],
    ['Validità', `dal ${giorno(caso, unita)}, di giorno, con scorta tecnica`],
  ]
  for (const [capo, valore] of righe) {
    carte.scrivi(capo, SINISTRA, y, { ...scritta, faccia: 'lineareForte' })
    y = carte.paragrafo(valore, SINISTRA + mm(45), y, LARGA - mm(45), scritta) + 8
  }
  timbro(carte, caso, ['PROVINCIA DELLA SPEZIA', `N. ${caso.int(1, 900)}`], 225)
}
