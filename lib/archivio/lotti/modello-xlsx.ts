import 'server-only'
import writeXlsxFile, { type Feature } from 'write-excel-file/node'
import {
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeAttributeValue,
  sanitizeTextContent,
} from 'write-excel-file/utility'
import { COMUNI } from '@/lib/comuni/rules-comuni'
import { NOMI_LIVELLO, NOMI_TIPOLOGIA } from '../rules'
import { CATASTI_SCRITTI, COLONNE, type Colonna, NOMI_COLONNA, OBBLIGATORIE } from './rules-colonne'
import { CATEGORIE_SCRITTE, INTESTAZIONI, MODELLO } from './rules-modello'
import { NOMI_ACCESSO } from './rules-righe'

/** Text: a spreadsheet would make a day of '12/45', and a number of '007'. */
const TESTO = '@'
const ULTIMA_RIGA = 5_000
const FOGLIO_VALORI = 'Valori'

type Lista = {
  colonna: Colonna
  valori: readonly string[] /** other values are questioned, not refused */
  aperta?: boolean
  avviso: string
}
const SCEGLI = 'Scegli una voce dell’elenco, o lascia vuoto'
export const LISTE: readonly Lista[] = [
  { colonna: 'livello', valori: Object.values(NOMI_LIVELLO), avviso: SCEGLI },
  { colonna: 'tipologia', valori: Object.values(NOMI_TIPOLOGIA), avviso: SCEGLI },
  {
    colonna: 'comune',
    valori: COMUNI.map((one) => one.nome),
    aperta: true,
    avviso: 'Non è un Comune di oggi: va bene se è il nome sulla carta, come Ortonovo, o un codice ISTAT',
  },
  { colonna: 'catasto', valori: CATASTI_SCRITTI, avviso: SCEGLI },
  { colonna: 'accesso', valori: Object.values(NOMI_ACCESSO), avviso: SCEGLI },
]

const testa = (value: string) => ({ value, fontWeight: 'bold' as const, format: TESTO })
const testo = (value: string) => (value === '' ? null : { value, format: TESTO })

/** 0 → 'A', 26 → 'AA' */
export const letteraOf = (colonna: number): string =>
  (colonna >= 26 ? letteraOf(Math.floor(colonna / 26) - 1) : '') + String.fromCharCode(65 + (colonna % 26))

function validazione({ colonna, valori, aperta, avviso }: Lista, posto: number): string {
  const lettera = letteraOf(NOMI_COLONNA.indexOf(colonna))
  const fonte = letteraOf(posto)
  const attributi = {
    type: 'list',
    allowBlank: 1,
    showErrorMessage: 1,
    errorStyle: aperta ? 'warning' : 'stop',
    errorTitle: COLONNE[colonna].titolo,
    error: avviso,
    sqref: `${lettera}2:${lettera}${ULTIMA_RIGA}`,
  }
  const written = Object.entries(attributi).map(([name, value]) => `${name}="${sanitizeAttributeValue(String(value))}"`)
  const formula = `${FOGLIO_VALORI}!$${fonte}$2:$${fonte}$${valori.length + 1}`
  return `<dataValidation ${written.join(' ')}><formula1>${sanitizeTextContent(formula)}</formula1></dataValidation>`
}

/** Of the sheet to fill in: its columns hold text to the end, and those with a list offer it. */
const foglioIndice: Feature<string> = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, { sheet }) => {
          if (sheet !== 'Indice') return xml
          const stile = /<c r="A2" s="(\d+)"/.exec(xml)?.[1]
          const columns = stile ? xml.replace(/<col /g, `<col style="${stile}" `) : xml
          const markup = `<dataValidations count="${LISTE.length}">${LISTE.map(validazione).join('')}</dataValidations>`
          const order = getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? []
          return insertElementMarkupAccordingToOrderOfSiblings(columns, markup, order, 'worksheet')
        },
      },
    },
  },
}

const istruzioni = () => [
  ['Colonna', 'Serve', 'Che cosa si scrive', 'Esempio'].map(testa),
  ...NOMI_COLONNA.map((colonna) =>
    [
      COLONNE[colonna].titolo,
      (OBBLIGATORIE as readonly Colonna[]).includes(colonna) ? 'sempre' : 'se si sa',
      COLONNE[colonna].spiegazione,
      COLONNE[colonna].esempio,
    ].map((value) => (value === '' ? null : { value, format: TESTO, wrap: true, alignVertical: 'top' as const })),
  ),
]

const valori = () => {
  const longest = Math.max(...LISTE.map((one) => one.valori.length))
  return [
    [...LISTE.map(({ colonna }) => testa(COLONNE[colonna].titolo)), testa(COLONNE.etichette.titolo)],
    ...Array.from({ length: longest }, (_, row) =>
      [...LISTE.map(({ valori }) => valori[row]), CATEGORIE_SCRITTE.split(', ')[row]].map((value) =>
        value === undefined ? null : testo(value),
      ),
    ),
  ]
}

/**
 * The template as a spreadsheet: the index to fill in, what each column is for, the values that some of them take. The
 * index is the first sheet: it is the one that is read.
 */
export async function writeModelloXlsx(): Promise<Buffer> {
  const [, ...esempi] = MODELLO
  return writeXlsxFile(
    [
      {
        sheet: 'Indice',
        data: [INTESTAZIONI.map(testa), ...esempi.map((row) => row.map(testo))],
        columns: INTESTAZIONI.map((head) => ({ width: Math.max(14, head.length + 4) })),
        stickyRowsCount: 1,
      },
      {
        sheet: 'Istruzioni',
        data: istruzioni(),
        columns: [{ width: 24 }, { width: 10 }, { width: 80 }, { width: 40 }],
        stickyRowsCount: 1,
      },
      {
        sheet: FOGLIO_VALORI,
        data: valori(),
        columns: [...LISTE, null].map(() => ({ width: 28 })),
        stickyRowsCount: 1,
      },
    ],
    { features: [foglioIndice as never] },
  ).toBuffer()
}
