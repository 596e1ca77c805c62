/**
 * The rows of an index, one by one: each a description, or what is to mend, said by column and in words. What depends on
 * other rows, on the archive and on the files is in rules-verifica.ts.
 */
import { LIVELLI_DESCRIZIONE, NOMI_LIVELLO, NOMI_TIPOLOGIA } from '../rules'
import { type Etichetta, LIVELLI_ACCESSO, type LivelloAccesso } from '../rules-consultabilita'
import { type EstremiCronologici, parseEstremi } from '../rules-date'
import type { Agente, Descrizione } from '../rules-descrizione'
import { avviso, type Esito, errore, MAX_RIGHE } from './rules'
import { type Cella, listOf, readEtichetta, readVoce, textOf } from './rules-celle'
import { type Colonna, type Intestazione, plainOf, readIntestazione, titoloColonna } from './rules-colonne'
import { type Celle, readAgenti, readTratte, readUbicazioni } from './rules-righe-parti'

/** A description whose producer and openness may still come from the unit it stands in. */
export type DescrizioneLetta = Omit<Descrizione, 'produttore' | 'accessoBase'> & {
  produttore: string | null
  accessoBase: LivelloAccesso | null
}

export type RigaLetta = {
  /** as the spreadsheet numbers it: the heads are row 1 */
  riga: number
  segnatura: string
  /** null: there is no signature or no title to begin from */
  descrizione: DescrizioneLetta | null
  /** as written; the folder stands for all that is in it */
  file: string[]
  cartella: string | null
  pagineAttese: number[]
  esiti: Esito[]
}

export type IndiceLetto = { righe: RigaLetta[]; ignote: string[] }

/** Who knows the names of the Comuni. */
export type Comuni = {
  scritto(text: string): { istat: string; storico?: string } | null
  /** the name that was probably meant */
  vicino(text: string): string | null
}

export const NOMI_ACCESSO: Record<LivelloAccesso, string> = {
  libero: 'Libero',
  su_richiesta: 'Su richiesta',
  riservato: 'Riservato',
  particolare: 'Particolare',
}

const SEGNATURA = /^[A-Za-z0-9]+(?:[/-][A-Za-z0-9.]+)*$/
const MAX_SEGNATURA = 120
const MAX_TITOLO = 300
const ANNI = { min: 1200, max: 2100 }
const MAX_PAGINE = 100_000

/**
 * Reads a whole table. A cell that cannot be read makes its row wait, and the others go on.
 *
 * @param tabella first row that is not empty: the heads
 * @returns the rows, or why the table cannot be an index
 */
export function readIndice(
  tabella: readonly (readonly Cella[])[],
  comuni: Comuni,
): { ok: true; value: IndiceLetto } | { ok: false; message: string } {
  const start = tabella.findIndex((row) => row.some((cell) => textOf(cell) !== ''))
  if (start < 0)
    return {
      ok: false,
      message: 'L’indice è vuoto: scrivi le unità sotto le intestazioni. Parti dal modello di indice',
    }
  const intestazione = readIntestazione((tabella[start] ?? []).map(textOf))
  if (!intestazione.ok) return intestazione
  const rows = tabella
    .map((cells, at) => ({ riga: at + 1, cells }))
    .slice(start + 1)
    .filter(({ cells }) => cells.some((cell) => textOf(cell) !== ''))
  if (rows.length === 0) return { ok: false, message: 'Sotto le intestazioni non c’è nessuna riga' }
  if (rows.length > MAX_RIGHE)
    return {
      ok: false,
      message: `L’indice ha ${rows.length} righe: al massimo ${MAX_RIGHE} per lotto. Dividilo in più lotti`,
    }
  return {
    ok: true,
    value: {
      ignote: intestazione.value.ignote,
      righe: rows.map(({ riga, cells }) => new LetturaRiga(riga, cells, intestazione.value, comuni).read()),
    },
  }
}

class LetturaRiga {
  readonly #esiti: Esito[] = []
  readonly #celle: Celle = {
    at: (colonna) => this.#at(colonna),
    wrong: (colonna, testo) => this.#wrong(colonna, testo),
  }

  constructor(
    readonly riga: number,
    readonly cells: readonly Cella[],
    readonly intestazione: Intestazione,
    readonly comuni: Comuni,
  ) {}

  read(): RigaLetta {
    const segnatura = this.#segnatura('segnatura')
    const titolo = this.#breve('titolo')
    if (this.#at('segnatura') === '') this.#wrong('segnatura', 'manca la segnatura: scrivi il codice unico dell’unità')
    if (!titolo) this.#wrong('titolo', 'manca il titolo: scrivilo, senza nomi di persone')
    const descrizione = segnatura && titolo ? this.#descrizione(segnatura, titolo) : null
    return {
      riga: this.riga,
      segnatura: segnatura ?? this.#at('segnatura').slice(0, MAX_SEGNATURA),
      descrizione,
      file: listOf(this.#at('file')),
      cartella: this.#at('cartella') || null,
      pagineAttese: this.#pagine(),
      esiti: this.#esiti,
    }
  }

  #descrizione(segnatura: string, titolo: string): DescrizioneLetta {
    const estremi = this.#estremi()
    const padre = this.#segnatura('padre')
    const comune = this.#comune()
    const agenti = readAgenti(this.#celle)
    this.#sayNomi(titolo, agenti)
    const [numeroPratica, annoPratica] = this.#pratica()
    const [contenitore, ...altriContenitori] = new Set(listOf(this.#at('contenitore')))
    const letta: DescrizioneLetta = {
      padre,
      segnatura,
      livello: this.#voce('livello', NOMI_LIVELLO, 'Fascicolo', LIVELLI_DESCRIZIONE) ?? 'fascicolo',
      titolo,
      titoloOriginale: this.#breve('titoloOriginale'),
      tipologia: this.#voce('tipologia', NOMI_TIPOLOGIA, null),
      ...estremi,
      consistenza: this.#breve('consistenza'),
      produttore: this.#breve('produttore') ?? null,
      numeroPratica,
      annoPratica,
      registro: this.#breve('registro'),
      protocolloStorico: this.#breve('protocolloStorico'),
      classificazione: this.#breve('classificazione'),
      comuneIstat: comune?.istat,
      comuneStorico: comune?.storico,
      localita: this.#breve('localita'),
      opera: this.#breve('opera'),
      materiale: this.#breve('materiale'),
      normativa: this.#breve('normativa'),
      esito: this.#breve('esito'),
      contenuto: this.#at('contenuto') || undefined,
      lingua: this.#breve('lingua')?.toLowerCase(),
      supporto: this.#breve('supporto'),
      conservazione: this.#breve('conservazione'),
      lacune: this.#at('lacune') || undefined,
      riproduzione: this.#breve('riproduzione'),
      detentore: this.#breve('detentore'),
      accessoBase: this.#voce('accesso', NOMI_ACCESSO, null, LIVELLI_ACCESSO) ?? null,
      etichette: this.#etichette(estremi),
      agenti,
      ubicazioni: readUbicazioni(this.#celle),
      tratte: readTratte(this.#celle),
      voci: [...new Set(listOf(this.#at('voci')))],
      contenitore,
      altriContenitori: altriContenitori.length > 0 ? altriContenitori : undefined,
    }
    return Object.fromEntries(Object.entries(letta).filter(([, value]) => value !== undefined)) as DescrizioneLetta
  }

  #at(colonna: Colonna): string {
    const posto = this.intestazione.posti.get(colonna)
    return posto === undefined ? '' : textOf(this.cells[posto])
  }

  #wrong(colonna: Colonna, testo: string): void {
    this.#esiti.push(errore(testo, titoloColonna(colonna)))
  }

  #warn(colonna: Colonna, testo: string): void {
    this.#esiti.push(avviso(testo, titoloColonna(colonna)))
  }

  #breve(colonna: Colonna): string | undefined {
    const text = this.#at(colonna).replaceAll('\n', ' ')
    if (text.length > MAX_TITOLO)
      this.#wrong(colonna, `ci sono ${text.length} caratteri: al massimo ${MAX_TITOLO}. Sposta il resto in Contenuto`)
    return text || undefined
  }

  #segnatura(colonna: 'segnatura' | 'padre'): string | null {
    const text = this.#at(colonna).replace(/\s*([/-])\s*/g, '$1')
    if (text === '') return null
    if (text.length <= MAX_SEGNATURA && SEGNATURA.test(text)) return text
    this.#wrong(
      colonna,
      `«${text}» non è una segnatura: scrivi lettere e cifre divise da barre, per esempio IT-SP-PROV/SIS/1987/b012/f0345`,
    )
    return null
  }

  /** @param vuoto what an empty cell stands for, said with the possible words; null: nothing */
  #voce<T extends string>(
    colonna: Colonna,
    names: Record<T, string>,
    vuoto: string | null,
    order: readonly T[] = Object.keys(names) as T[],
  ): T | undefined {
    const text = this.#at(colonna)
    if (text === '') return undefined
    const found = readVoce(text, names)
    if (found) return found
    const words = order.map((id) => names[id]).join(', ')
    this.#wrong(colonna, `«${text}» non c’è: scrivi ${words}${vuoto ? `; vuoto vale ${vuoto}` : ''}`)
    return undefined
  }

  #estremi(): EstremiCronologici {
    const [dal, al] = [this.#at('dal'), this.#at('al')]
    const two = this.#at('data') === '' && (dal !== '' || al !== '')
    const colonna: Colonna = two ? (dal ? 'dal' : 'al') : 'data'
    const text = two ? [dal, al].filter(Boolean).join('-') : this.#at('data')
    const none: EstremiCronologici = { certezza: 'senza_data', dal: null, al: null }
    if (text === '') {
      this.#warn('data', 'manca la data: l’unità entra come s.d.')
      return none
    }
    const read = parseEstremi(text)
    if (!read) {
      this.#wrong(
        colonna,
        `«${text}» non è una data${/^\d{1,2}[/. -]/.test(text) ? ' che esista' : ''}: scrivi 1974, ca. 1974, [1974], 1961–1964, 14/03/1968, marzo 1968 oppure s.d.`,
      )
      return none
    }
    const anno = Number(read.dal?.slice(0, 4) ?? ANNI.min)
    if (anno < ANNI.min || Number(read.al?.slice(0, 4) ?? ANNI.min) > ANNI.max)
      this.#wrong(colonna, `«${text}»: l’anno deve essere tra ${ANNI.min} e ${ANNI.max}`)
    return read
  }

  #comune() {
    const text = this.#at('comune')
    if (text === '') return null
    const found = this.comuni.scritto(text)
    if (found) return found
    const near = this.comuni.vicino(text)
    this.#wrong(
      'comune',
      `«${text}» non è un Comune della provincia${near ? `: forse ${near}?` : ': scrivi uno dei 32 Comuni, o lascia vuoto e scrivi il luogo in Località'}`,
    )
    return null
  }

  /** '345', '345/1987' */
  #pratica(): [string | undefined, number | undefined] {
    const [, numero = '', dopo = ''] = /^(.*?)(?:\s*\/\s*(\d{4}))?$/.exec(this.#at('numeroPratica')) ?? []
    if (numero.length > 30) this.#wrong('numeroPratica', 'il numero di pratica è troppo lungo: al massimo 30 caratteri')
    const anno = this.#at('annoPratica') || dopo
    const valid = /^\d{4}$/.test(anno) && Number(anno) >= ANNI.min && Number(anno) <= ANNI.max
    if (anno !== '' && !valid) this.#wrong('annoPratica', `«${anno}» non è un anno: scrivi quattro cifre`)
    return [numero || undefined, valid ? Number(anno) : undefined]
  }

  #pagine(): number[] {
    const parts = listOf(this.#at('pagine').replace(/\b(?:pagine|pp?|cc?|carte|facciate)\b\.?/gi, ''))
    const numbers = parts.map((one) => (/^\d{1,6}$/.test(one) ? Number(one) : Number.NaN))
    if (numbers.every((one) => one >= 1 && one <= MAX_PAGINE)) return numbers
    this.#wrong('pagine', `«${this.#at('pagine')}» non è un numero di pagine: scrivi 30, o 24; 6 per due file`)
    return []
  }

  #etichette({ al }: EstremiCronologici): Etichetta[] {
    return listOf(this.#at('etichette')).flatMap((text) => {
      const read = readEtichetta(text, al)
      if (typeof read !== 'string') return [read]
      this.#wrong(
        'etichette',
        read === 'data'
          ? `«${text}»: serve la data dell’ultima carta con quei dati, per esempio salute 14/03/1968 o salute 1968`
          : `«${text}» non è una categoria: scrivi salute, giudiziari, famiglia, vita sessuale, dati particolari, madre non nominata, politica o sicurezza, con la data`,
      )
      return []
    })
  }

  /** A title is read by everybody: who had the work done must not be in it (rules-visibilita.ts). */
  #sayNomi(titolo: string, agenti: readonly Agente[]): void {
    const words = new Set(plainOf(titolo).split(' '))
    for (const { nome } of agenti) {
      const parts = plainOf(nome).split(' ')
      if (parts.length < 2 || /^(impresa|ditta|societa|studio|comune|provincia)$/.test(parts[0] ?? '')) continue
      if (parts.every((part) => words.has(part)))
        this.#wrong(
          'titolo',
          `contiene il nome di una persona («${nome}»), e il titolo lo leggono tutti: spostalo in Titolo originale`,
        )
    }
  }
}
