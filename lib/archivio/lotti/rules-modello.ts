/** An index written out: the template that is downloaded, and descriptions as rows that read back as they were. */
import { NOMI_LIVELLO, NOMI_TIPOLOGIA, type RuoloAgente } from '../rules'
import { CATEGORIE_ETICHETTA } from '../rules-consultabilita'
import { writeEstremi } from '../rules-date'
import type { Agente, Descrizione, Ubicazione } from '../rules-descrizione'
import { COLONNE, type Colonna, NOMI_COLONNA } from './rules-colonne'
import { NOMI_ACCESSO } from './rules-righe'

/** Files of a row, beside its description. */
export type FileRiga = { file?: readonly string[]; cartella?: string; pagine?: readonly number[] }

const metri = (m: number) => `${Math.floor(m / 1000)}+${String(m % 1000).padStart(3, '0')}`

function writeAgente({ nome, codiceFiscale, albo, targa }: Agente): string {
  const inside = [codiceFiscale, albo, targa && `targa ${targa}`].filter(Boolean).join(', ')
  return inside ? `${nome} (${inside})` : nome
}

const writeParticelle = (ubicazioni: readonly Ubicazione[], attuale: boolean): string =>
  ubicazioni
    .filter((one) => one.foglio && (one.attuale ?? false) === attuale)
    .map(
      ({ sezione, foglio, mappale, sub, verificata }) =>
        `${sezione ? `sez. ${sezione} ` : ''}${foglio}/${mappale}${sub ? ` sub ${sub}` : ''}${verificata ? ' (verificata)' : ''}`,
    )
    .join('; ')

/** A unit as a row of an index; what it does not say is an empty cell. */
export function writeRiga(unit: Descrizione, { file = [], cartella = '', pagine = [] }: FileRiga = {}): string[] {
  const agenti = Map.groupBy(unit.agenti, (one) => one.ruolo)
  const names = Object.fromEntries(
    [...agenti].map(([ruolo, all]) => [ruolo, all.map(writeAgente).join('; ')]),
  ) as Partial<Record<RuoloAgente, string>>
  const cells: Partial<Record<Colonna, string | number | undefined | null>> = {
    ...unit,
    livello: NOMI_LIVELLO[unit.livello],
    data: writeEstremi(unit),
    dal: '',
    al: '',
    tipologia: unit.tipologia && NOMI_TIPOLOGIA[unit.tipologia],
    comune: unit.comuneStorico ?? unit.comuneIstat,
    via: unit.ubicazioni.flatMap((one) => one.via ?? []).join('; '),
    catasto: { terreni: 'Terreni', fabbricati: 'Fabbricati' }[
      (unit.ubicazioni.find((one) => one.catasto)?.catasto ?? '') as string
    ],
    particelle: writeParticelle(unit.ubicazioni, false),
    particelleAttuali: writeParticelle(unit.ubicazioni, true),
    strada: unit.tratte.map((one) => one.strada).join('; '),
    km: unit.tratte
      .flatMap(({ daM, aM }) =>
        daM === undefined ? [] : [daM === aM ? metri(daM) : `${metri(daM)}-${metri(aM ?? daM)}`],
      )
      .join('; '),
    lato: unit.tratte.every((one) => one.lato) ? unit.tratte.map((one) => one.lato).join('; ') : '',
    accesso: NOMI_ACCESSO[unit.accessoBase],
    etichette: unit.etichette
      .map((one) => {
        const when = 'il' in one ? writeEstremi({ certezza: 'certa', dal: one.il, al: one.il }) : one.anno
        return `${one.categoria.replaceAll('_', ' ')} ${when}`
      })
      .join('; '),
    ...names,
    voci: unit.voci.join('; '),
    contenitore: [unit.contenitore ?? [], unit.altriContenitori ?? []].flat().join('; '),
    file: file.join('; '),
    cartella,
    pagine: pagine.join('; '),
  }
  return NOMI_COLONNA.map((colonna) => {
    const value = cells[colonna]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  })
}

const quote = (cell: string): string => (/[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
/** A cell that a spreadsheet would run is written as text. */
const safe = (cell: string): string => (/^[=+\-@\t]/.test(cell) ? `'${cell}` : cell)

/** As Italian spreadsheets open it: semicolons, and the mark that says UTF-8. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => row.map((cell) => quote(safe(cell))).join(';')).join('\r\n')}\r\n`

export const INTESTAZIONI: readonly string[] = NOMI_COLONNA.map((colonna) => COLONNE[colonna].titolo)

/** An index of these units, in their order. */
export const writeIndice = (rows: readonly { unit: Descrizione; file?: FileRiga }[]): string =>
  writeCsv([INTESTAZIONI, ...rows.map(({ unit, file }) => writeRiga(unit, file))])

/** The template: the heads, and two rows to look at. */
export const MODELLO: readonly (readonly string[])[] = [
  INTESTAZIONI,
  NOMI_COLONNA.map((colonna) => {
    const serie: Partial<Record<Colonna, string>> = {
      segnatura: 'IT-SP-PROV/SIS/1987',
      padre: 'IT-SP-PROV/SIS',
      livello: 'Serie',
      titolo: 'Depositi e autorizzazioni 1987',
      data: '1987',
    }
    return serie[colonna] ?? ''
  }),
  NOMI_COLONNA.map((colonna) => COLONNE[colonna].esempio),
]
export const MODELLO_CSV: string = writeCsv(MODELLO)

export const CATEGORIE_SCRITTE: string = CATEGORIE_ETICHETTA.map((one) => one.replaceAll('_', ' ')).join(', ')
