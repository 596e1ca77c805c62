/** The columns of an index: how people name them, what goes in them, and what each cell is for. */
import { NOMI_RUOLO_AGENTE, RUOLI_AGENTE, type RuoloAgente } from '../rules'

type Definizione = {
  /** as the template has it */
  titolo: string
  /** other heads under which it is found, in any case and without accents */
  anche: readonly string[]
  spiegazione: string
  esempio: string
}

const colonna = (titolo: string, anche: string, spiegazione: string, esempio = ''): Definizione => ({
  titolo,
  anche: anche === '' ? [] : anche.split(', '),
  spiegazione,
  esempio,
})

const RUOLI = Object.fromEntries(
  RUOLI_AGENTE.map((ruolo) => [
    ruolo,
    colonna(
      NOMI_RUOLO_AGENTE[ruolo],
      { committente: 'richiedente, ditta, proprietario', costruttore: 'impresa, impresa esecutrice' }[
        ruolo as string
      ] ?? '',
      'Nome, e tra parentesi codice fiscale, albo o targa. Più nomi si dividono con ;',
      ruolo === 'progettista' ? 'Carla Finta (Ingegneri SP 123)' : ruolo === 'committente' ? 'Mario Prova' : '',
    ),
  ]),
) as Record<RuoloAgente, Definizione>

export const COLONNE = {
  segnatura: colonna(
    'Segnatura',
    'segnatura archivistica, codice, codice di riferimento, identificativo, reference code',
    'Il codice unico dell’unità: lettere e cifre divise da barre',
    'IT-SP-PROV/SIS/1987/b012/f0345',
  ),
  padre: colonna(
    'Sta in',
    'padre, segnatura padre, segnatura superiore, unita superiore, appartiene a, serie, fondo, parent',
    'La segnatura dell’unità che la contiene: in questo file o già nell’archivio. Vuota solo per un fondo',
    'IT-SP-PROV/SIS/1987',
  ),
  livello: colonna(
    'Livello',
    'livello di descrizione, level',
    'Fondo, Subfondo, Serie, Sottoserie, Fascicolo, Sottofascicolo, Documento o Allegato. Vuoto: Fascicolo',
    'Fascicolo',
  ),
  titolo: colonna(
    'Titolo',
    'denominazione, oggetto, denominazione oggetto, descrizione, title',
    'Senza nomi di persone: lo leggono tutti',
    'Capannone artigianale, loc. Ponzano',
  ),
  titoloOriginale: colonna(
    'Titolo originale',
    'titolo con i nomi, oggetto originale, titolo sulla camicia',
    'Come sta scritto sulla carta, anche con i nomi',
    'Capannone artigianale di Mario Prova',
  ),
  data: colonna(
    'Date',
    'data, estremi cronologici, estremi, datazione, periodo, anno o date',
    '1974, ca. 1974, [1974], 1961–1964, 14/03/1968, marzo 1968, anni Sessanta, s.d.',
    '14/03/1987–1988',
  ),
  dal: colonna('Data iniziale', 'dal, data inizio, da data, inizio', 'Invece di Date: il primo giorno o anno'),
  al: colonna('Data finale', 'al, data fine, a data, fine', 'Invece di Date: l’ultimo giorno o anno'),
  tipologia: colonna(
    'Tipologia',
    'tipo, tipo pratica, tipo di pratica, tipologia pratica',
    'Deposito sismico, Autorizzazione sismica, Collaudo, Concessione stradale, Lavori stradali, Trasporto, Assistenza o Carteggio',
    'Deposito sismico',
  ),
  comune: colonna(
    'Comune',
    'municipio, comune di',
    'Nome di oggi o della carta (Ortonovo diventa Luni), oppure codice ISTAT',
    'Sarzana',
  ),
  localita: colonna('Località', 'frazione, luogo', 'Frazione o località', 'Ponzano'),
  numeroPratica: colonna(
    'Numero pratica',
    'pratica, n pratica, numero della pratica, n, numero, practice number',
    'Anche con l’anno: 345/1987',
    '345',
  ),
  annoPratica: colonna('Anno pratica', 'anno, anno della pratica', 'Quattro cifre', '1987'),
  registro: colonna(
    'Registro',
    'registro di protocollo, tipo registro, repertorio',
    'Il registro in cui la pratica è scritta',
  ),
  protocolloStorico: colonna(
    'Protocollo',
    'protocollo storico, n protocollo, numero protocollo, numero di protocollo, prot',
    'Numero e data di protocollo, come sulla carta',
    '4512 del 14/03/1987',
  ),
  classificazione: colonna(
    'Classificazione',
    'indice di classificazione, titolo classe, titolario, classifica',
    'Titolo, classe e sottoclasse del titolario di allora',
    '9/2',
  ),
  via: colonna('Via', 'indirizzo, ubicazione, toponimo, via e numero', 'Più vie si dividono con ;', 'via Aurelia 12'),
  catasto: colonna('Catasto', 'tipo catasto', 'Terreni o Fabbricati. Vuoto: Terreni', 'Terreni'),
  sezione: colonna('Sezione', 'sez, sezione catastale, sezione censuaria', 'La sezione catastale di foglio e mappale'),
  foglio: colonna('Foglio', 'fg, foglio catastale', 'Il foglio della carta', '12'),
  mappale: colonna('Mappale', 'mappali, particella, particelle, mapp, mapp li', 'Più mappali si dividono con ;', '345'),
  sub: colonna(
    'Subalterno',
    'sub, subalterni, subalterno catastale',
    'Tanti quanti i mappali, nello stesso ordine; per un mappale solo anche più d’uno: 3; 4',
  ),
  particelle: colonna(
    'Particelle',
    'dati catastali, foglio e mappale, fogli e mappali',
    'Invece di Foglio e Mappale: 12/345; 13/20 sub 3; sez. A 4/50',
  ),
  particelleAttuali: colonna(
    'Particelle attuali',
    'particelle di oggi, foglio e mappale attuali',
    'Quelle di oggi, se sono cambiate: 12/1345',
    '12/1345',
  ),
  strada: colonna('Strada', 'strada provinciale, sp, nome strada', 'Più strade si dividono con ;', 'SP 370'),
  km: colonna('Km', 'chilometro, progressiva, progressive, km da a, chilometrica', '12+300 oppure 12+300-13+000', ''),
  lato: colonna(
    'Lato',
    'lato strada, lato della strada',
    'Destro, Sinistro o Entrambi: uno per strada, nello stesso ordine',
  ),
  opera: colonna('Opera', 'tipo opera, tipo di opera, intervento', 'Che cosa si è costruito', 'Capannone artigianale'),
  materiale: colonna('Materiale', 'struttura', 'Di che cosa è fatto', 'cemento armato'),
  normativa: colonna('Normativa', 'legge', 'La legge della pratica', 'L. 64/1974'),
  esito: colonna('Esito', 'stato pratica', 'Come si è conclusa', 'depositato'),
  consistenza: colonna('Consistenza', 'extent', 'Quante carte e tavole', '24 carte, 6 tavole'),
  pagine: colonna(
    'Pagine attese',
    'pagine, n pagine, numero pagine, numero di pagine, immagini, immagini attese, facciate, pp',
    'Quante pagine ci devono essere nei file. Per più file: 24; 6, nello stesso ordine',
    '30',
  ),
  contenuto: colonna('Contenuto', 'ambito e contenuto, note, contenuto e struttura', 'Che cosa c’è dentro'),
  lingua: colonna('Lingua', 'lingue', 'Vuota: italiano'),
  supporto: colonna('Supporto', 'supporto fisico, supporti', 'Carta, lucido, eliografia, pellicola…'),
  conservazione: colonna('Conservazione', 'stato di conservazione', 'In che stato sono le carte', 'buono'),
  lacune: colonna('Lacune', 'mancanze, carte mancanti', 'Che cosa manca'),
  riproduzione: colonna('Riproduzione', 'condizioni di riproduzione', 'A quali condizioni si riproducono'),
  produttore: colonna(
    'Soggetto produttore',
    'produttore, creator, ente produttore',
    'Chi ha formato le carte. Vuoto: lo stesso dell’unità che la contiene',
    'Ufficio del Genio civile della Spezia',
  ),
  detentore: colonna('Detentore', 'ente detentore, conservatore', 'Chi tiene le carte, se non è la Provincia'),
  accesso: colonna(
    'Accesso',
    'livello di accesso, condizioni di accesso',
    'Libero, Su richiesta, Riservato o Particolare. Vuoto: come l’unità che la contiene',
    'Su richiesta',
  ),
  etichette: colonna(
    'Dati sensibili',
    'etichette, dati particolari, riservatezza, categorie di dati',
    'Salute, Giudiziari, Famiglia… con la data o l’anno: salute 14/03/1968; giudiziari 1980',
  ),
  ...RUOLI,
  targa: colonna(
    'Targa',
    'targhe, targa veicolo, targa del veicolo',
    'Del veicolo del Vettore. Per più vettori: tante quanti loro, nello stesso ordine',
  ),
  voci: colonna(
    'Voci',
    'soggetti, parole chiave, voci di soggetto',
    'Più voci si dividono con ;',
    'edilizia produttiva',
  ),
  contenitore: colonna(
    'Contenitore',
    'codice contenitore, busta, faldone, scatola, collocazione, unita di conservazione',
    'Il codice sull’etichetta della busta o del faldone. Più d’uno si divide con ;',
    'SIS-1987-012',
  ),
  file: colonna(
    'File',
    'nome file, nomi file, nome del file, file digitale, immagine, allegati digitali',
    'Il nome del file, con la sua cartella. Più file si dividono con ;',
    '1987/f0345.pdf',
  ),
  cartella: colonna(
    'Cartella',
    'directory, folder, cartella file, cartella dei file',
    'Invece di File: la cartella con i file dell’unità, in ordine di nome',
  ),
} as const satisfies Record<string, Definizione>

export type Colonna = keyof typeof COLONNE
export const NOMI_COLONNA = Object.keys(COLONNE) as Colonna[]
export const titoloColonna = (colonna: Colonna): string => COLONNE[colonna].titolo
export const OBBLIGATORIE = ['segnatura', 'titolo'] as const satisfies readonly Colonna[]

export const CATASTI_SCRITTI = ['Terreni', 'Fabbricati'] as const

/** 'N. pratica' → 'n pratica' */
export const plainOf = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

const PER_NOME = new Map<string, Colonna>(
  NOMI_COLONNA.flatMap((colonna) =>
    [COLONNE[colonna].titolo, colonna, ...COLONNE[colonna].anche].map((name) => [plainOf(name), colonna] as const),
  ),
)

export type Intestazione = {
  posti: ReadonlyMap<Colonna, number>
  /** heads that are no column: what is under them is not read, and it is said */
  ignote: string[]
}

/** @returns where each column is, or in words why the table cannot be an index */
export function readIntestazione(
  heads: readonly string[],
): { ok: true; value: Intestazione } | { ok: false; message: string } {
  const posti = new Map<Colonna, number>()
  const ignote: string[] = []
  for (const [at, head] of heads.entries()) {
    if (head.trim() === '') continue
    const found = PER_NOME.get(plainOf(head))
    if (!found) ignote.push(head.trim())
    else if (posti.has(found))
      return {
        ok: false,
        message: `La colonna «${titoloColonna(found)}» c’è due volte («${heads[posti.get(found) ?? 0]}» e «${head}»): lasciane una`,
      }
    else posti.set(found, at)
  }
  const mancano = OBBLIGATORIE.filter((one) => !posti.has(one)).map(titoloColonna)
  if (mancano.length > 0)
    return {
      ok: false,
      message: `Nella prima riga ${mancano.length === 1 ? 'manca la colonna' : 'mancano le colonne'} ${mancano.join(' e ')}. ${
        ignote.length > 0 ? `Ci sono: ${ignote.slice(0, 12).join(', ')}. ` : ''
      }Parti dal modello di indice`,
    }
  return { ok: true, value: { posti, ignote } }
}
