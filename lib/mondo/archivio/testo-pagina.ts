/**
 * What is written on a page of an invented file: its own facts among the words such papers repeat, and a long tail of words
 * that are met once or twice, as in any archive. The same unit and seed give the same page.
 */
import type { Descrizione } from '@/lib/archivio/rules-descrizione'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { type Caso, casoOf } from './caso'
import { FRASI } from './parole'

const SILLABE =
  'ba be bi bo ca ce ci co da de di do fa fe fi fo ga ge gi go la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so sta sto ta te ti to tra tro va ve vi vo za zio'.split(
    ' ',
  )
const FINALI = ['one', 'ale', 'ura', 'ato', 'ini', 'elli', 'ezza', 'ario', 'enza', 'etto', 'ola', 'aio']
const CODA = 100_000

/** The nth word of the tail: made of syllables, always the same. */
function parolaRara(n: number): string {
  let word = ''
  for (let rest = n + 7; rest > 0; rest = Math.floor(rest / SILLABE.length))
    word += SILLABE[(rest * 31 + word.length) % SILLABE.length]
  return word + FINALI[n % FINALI.length]
}

const COMUNI_A_TUTTE =
  `progetto opere struttura strutturale calcolo verifica carichi sollecitazioni armatura calcestruzzo acciaio pilastri travi solaio
  fondazioni terreno indagini penetrometriche falda pendio stabilità scavo sbancamento rilevato drenaggio sezione pianta prospetto
  tavola allegato relazione tecnica ditta impresa direttore lavori collaudo certificato prove laboratorio cubetti resistenza
  compressione trazione tensione ammissibile normativa sismica zona coefficiente spettro periodo ufficio protocollo istanza
  deposito autorizzazione prescrizioni nulla osta concessione canone strada provinciale chilometro banchina cunetta scarpata
  muro sostegno ponte impalcato spalla pila giunto appoggio barriera segnaletica pavimentazione bitume conglomerato condotta
  tubazione pozzetto attraversamento cauzione polizza fideiussione sopralluogo verbale consegna ultimazione sospensione ripresa
  perizia variante suppletiva contabilità stato avanzamento importo lire residuo`
    .split(/\s+/)
    .filter(Boolean)
const LEGAMI = ['di', 'del', 'della', 'in', 'con', 'per', 'a', 'e', 'che', 'si', 'nel', 'sulla', 'da', 'il', 'la', 'le']

/** Few words are met often, most hardly ever. */
const zipf = (caso: Caso, many: number, skew: number) => Math.floor(many * caso.next() ** skew)

/** @param caratteri about how long */
export function testoPagina(unita: Descrizione, numero: number, seed: number, caratteri = 1_800): string {
  const caso = casoOf(seed * 7_919 + numero * 104_729 + hash(unita.segnatura))
  const fatti = [
    unita.opera,
    unita.materiale,
    unita.localita,
    unita.comuneIstat && `Comune di ${nomeComune(unita.comuneIstat)}`,
    unita.numeroPratica && `pratica n. ${unita.numeroPratica}/${unita.annoPratica}`,
    ...unita.agenti.map((one) => one.nome),
    ...unita.ubicazioni.flatMap((one) => (one.foglio ? [`foglio ${one.foglio} mappale ${one.mappale}`] : [one.via])),
    ...unita.tratte.map((one) => one.strada),
    caso.of(FRASI.TERRENI),
    caso.of(FRASI.ELABORATI),
  ].filter((one): one is string => Boolean(one))
  let text = numero === 1 ? `${unita.titolo}. ` : `Segue ${unita.titolo}, foglio ${numero}. `
  let line = text.length
  while (text.length < caratteri) {
    const kind = caso.next()
    const piece =
      kind < 0.36
        ? caso.of(LEGAMI)
        : kind < 0.8
          ? (COMUNI_A_TUTTE[zipf(caso, COMUNI_A_TUTTE.length, 2)] ?? 'opere')
          : kind < 0.94
            ? parolaRara(zipf(caso, CODA, 3))
            : kind < 0.97
              ? caso.of(fatti)
              : String(caso.int(1, 3000))
    line += piece.length + 1
    text += piece + (line > 78 ? '\n' : caso.once(14) ? '. ' : ' ')
    if (line > 78) line = 0
  }
  return text.trimEnd()
}

function hash(text: string): number {
  let h = 2_166_136_261
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 16_777_619)
  return h >>> 8
}
