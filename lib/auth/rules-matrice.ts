/**
 * Who may do what, on which object, in which state: the one table. A row is a page, a route or a server action. The rows
 * are in `rules-matrice-pagine`, `-rotte` and `-azioni`; `e2e/matrice` tries every cell of them on a running portal.
 */

/** Everybody who may knock, by what they are to the object of the row; each is a person with a session of their own. */
export const FIGURE = {
  anonimo: 'nessuna sessione',
  sospeso: 'persona sospesa, con una sessione aperta prima',
  estraneo: 'cittadino che con l’oggetto non ha nulla a che fare',
  altra_impresa: 'legale rappresentante di un’altra impresa',
  richiedente: 'chi ha scritto o presentato, per la sua impresa',
  amministratore: 'chi amministra la stessa impresa',
  osservatore: 'chi della stessa impresa può solo guardare',
  autista: 'autista della stessa impresa',
  agenzia: 'agenzia che ha scritto o presentato con un mandato in vigore',
  agenzia_revocata: 'agenzia che ha scritto o presentato con un mandato poi revocato',
  lettore: 'persona con cui la bozza è condivisa per leggerla',
  redattore: 'persona con cui la bozza è condivisa per compilarla',
  inviante: 'persona con cui la bozza è condivisa per inviarla, e che l’ha inviata',
  firmatario: 'persona chiamata a firmare, che ha firmato ciò che è stato inviato',
  destinatario: 'persona a cui è rivolto un invito o un’offerta',
  istruttore: 'istruttore che ha in carico la pratica',
  collega: 'istruttore dello stesso ufficio, che non l’ha in carico',
  istruttore_altro: 'istruttore di un altro ufficio, quello dell’archivio',
  dirigente: 'dirigente dell’ufficio',
  dirigente_stantio: 'lo stesso dirigente, secondo fattore dato da più di cinque minuti',
  dirigente_altro: 'dirigente di un altro ufficio, quello dell’archivio',
  senza_fattore: 'istruttore, dirigente e amministratore che non ha dato il secondo fattore',
  polizia: 'agente di polizia stradale',
  tecnico: 'tecnico di un ente consultato',
  amministratore_sistema: 'amministratore di sistema',
  altro_amministratore: 'un secondo amministratore di sistema',
} as const
export type Figura = keyof typeof FIGURE
export const TUTTI = Object.keys(FIGURE) as Figura[]
export const tranne = (...esclusi: Figura[]): Figura[] => TUTTI.filter((one) => !esclusi.includes(one))

/** What the object of a row may be, and the states in which every cell is tried. */
export const OGGETTI = {
  nessuno: ['-'],
  servizio: ['attivo'],
  bozza: ['in_compilazione', 'presentata', 'eliminata'],
  pratica: [
    'ricevuta',
    'in_istruttoria',
    'sospesa',
    'preavviso_diniego',
    'in_decisione',
    'conclusa',
    'ritirata',
    'in_ritardo',
  ],
  atto: ['proposto', 'firmato', 'sospeso', 'revocato'],
  documento: ['di_bozza', 'ricevuta', 'di_collegamento', 'eliminato'],
  caricamento: ['in_arrivo'],
  offerta_bozza: ['offerta', 'ritirata'],
  offerta_pratica: ['offerta', 'ritirata'],
  mandato: ['proposto', 'attivo', 'revocato'],
  impresa: ['attiva', 'sospesa'],
  membro: ['in_carica', 'cessato'],
  invito: ['aperto', 'accettato', 'revocato'],
  collegamento: ['da_inviare', 'in_attesa', 'accolta', 'ritirata'],
  veicolo: ['in_uso', 'dismesso'],
  carta: ['presente', 'tolta'],
  importazione: ['letta', 'applicata'],
  persona: ['registrata'],
  ruolo: ['in_vigore', 'finito'],
  richiesta: ['aperta', 'confermata', 'ritirata'],
  sospensione: ['in_corso', 'revocata'],
  ente: ['registrato'],
  sessione: ['aperta', 'chiusa'],
  fattore: ['attivo', 'tolto'],
  unita: ['aperta', 'chiusa'],
  lotto: ['in_preparazione', 'verificato', 'caricato'],
  visione: ['in_corso', 'revocata'],
  avviso: ['spedito', 'risposto'],
  conforme: ['in_preparazione', 'rilasciata', 'revocata'],
  sala: ['concessa', 'prenotata', 'revocata'],
  carte: ['libere', 'coperte', 'su_richiesta', 'chiuse'],
  produttore: ['descritto'],
  luogo: ['aggiunto'],
  contenitore: ['al_posto', 'fuori'],
  inventario: ['aperto', 'chiuso'],
  abilitazione: ['data', 'revocata'],
  convenzione: ['in_vigore', 'cessata'],
  apertura: ['attesa', 'aperta', 'rifiutata'],
  segnalazione: ['aperta', 'chiusa'],
  scarto: ['proposta', 'autorizzata', 'distrutta'],
  coppia: ['simile'],
  modello: ['in_uso'],
  ricerca: ['salvata'],
} as const
export type Oggetto = keyof typeof OGGETTI
export type StatoDi<O extends Oggetto> = (typeof OGGETTI)[O][number]

/** What is answered. */
export const RISPOSTE = {
  si: 'la pagina, il contenuto, l’atto fatto',
  accedi: 'all’accesso, per tornare qui dopo',
  fattore: 'alla pagina del secondo fattore',
  conferma: 'lo stesso modulo, che chiede di nuovo il secondo fattore',
  motivo: 'alla pagina che chiede perché si apre la pratica',
  assente: 'come per un oggetto che non esiste: stesso esito, stesse parole',
  no: 'un rifiuto detto: chi vede l’oggetto legge perché ora non si può',
  riservato: 'un rifiuto detto prima di cercare l’oggetto, uguale per tutti gli oggetti',
  altrove: 'a un’altra pagina del portale, che spiega o che ha preso il posto di questa',
} as const
export type Risposta = keyof typeof RISPOSTE

type Casi<S extends string> = { chi: readonly Figura[]; in: readonly S[] | null; risposta: Risposta }
/** The first case that fits a cell is its answer; the door answers the rest. */
const caso =
  (risposta: Risposta) =>
  <S extends string = never>(chi: readonly Figura[], ...stati: S[]): Casi<S> => ({
    chi,
    in: stati.length > 0 ? stati : null,
    risposta,
  })
export const si = caso('si')
export const no = caso('no')
export const assente = caso('assente')
export const altrove = caso('altrove')
export const motivo = caso('motivo')
export const conferma = caso('conferma')
export const riservato = caso('riservato')
export const accedi = caso('accedi')

const SENZA_SESSIONE: readonly Figura[] = ['anonimo', 'sospeso']
export const UFFICIO: readonly Figura[] = [
  'istruttore',
  'collega',
  'istruttore_altro',
  'dirigente',
  'dirigente_stantio',
  'dirigente_altro',
]
/** Who describes the archive: the other office of these trials is its own. */
export const ARCHIVISTI: readonly Figura[] = ['istruttore_altro', 'dirigente_altro']
const AMMINISTRATORI: readonly Figura[] = ['amministratore_sistema', 'altro_amministratore']
const DIRIGENTI: readonly Figura[] = ['dirigente', 'dirigente_stantio', 'dirigente_altro']

/**
 * The first question of every page, route and action: who may come in at all. Whoever comes in and is in no case of the
 * row finds nothing; `lib/auth/viewer.ts` asks it.
 */
export const PORTE = {
  /** open to everybody, also without a session */
  pubblica: { entra: TUTTI, senzaSessione: 'si' },
  /** signed in: `requireViewer` */
  persona: { entra: tranne(...SENZA_SESSIONE), senzaSessione: 'accedi' },
  /** signed in, and who is not finds nothing: routes that are no page, `findViewer` */
  riservata: { entra: tranne(...SENZA_SESSIONE), senzaSessione: 'assente' },
  /** `requireFunzionario` */
  ufficio: { entra: UFFICIO, senzaSessione: 'accedi' },
  /** `requireAmministratore` */
  amministrazione: { entra: AMMINISTRATORI, senzaSessione: 'accedi' },
  /** `requireGestore` */
  gestione: { entra: [...AMMINISTRATORI, ...DIRIGENTI], senzaSessione: 'accedi' },
  /** `requireConFattore` */
  fattore: { entra: [...UFFICIO, ...AMMINISTRATORI, 'senza_fattore'], senzaSessione: 'accedi' },
  /** `requirePolizia` */
  polizia: { entra: ['polizia'], senzaSessione: 'accedi' },
  /** a workshop of the developers: closed on a built portal */
  officina: { entra: [], senzaSessione: 'assente' },
} as const satisfies Record<string, { entra: readonly Figura[]; senzaSessione: Risposta }>
export type Porta = keyof typeof PORTE
/** Doors at which whoever has not given the second factor is asked for it. */
const CHIEDONO_FATTORE: readonly Porta[] = ['ufficio', 'amministrazione', 'gestione']

export type Riga = {
  genere: 'pagina' | 'rotta' | 'azione'
  /** address of a page, method and address of a route, name of an action; after '#', which of its acts */
  nome: string
  porta: Porta
  oggetto: Oggetto
  casi: readonly Casi<string>[]
}
const riga =
  (genere: Riga['genere']) =>
  <O extends Oggetto>(nome: string, porta: Porta, oggetto: O, ...casi: Casi<StatoDi<O>>[]): Riga => ({
    genere,
    nome,
    porta,
    oggetto,
    casi,
  })
export const pagina = riga('pagina')
export const rotta = riga('rotta')
export const azione = riga('azione')

/** The page, route or action that a row is about, without the act. */
export const nomeProprio = ({ nome }: Pick<Riga, 'nome'>): string => nome.split('#')[0] as string

/** The answer of one cell. A row about no object lets in whoever its door lets in. */
export function rispostaAttesa({ porta, oggetto, casi }: Riga, figura: Figura, stato: string): Risposta {
  const caso = casi.find(({ chi, in: stati }) => chi.includes(figura) && (stati === null || stati.includes(stato)))
  if (caso) return caso.risposta
  const { entra, senzaSessione } = PORTE[porta]
  if (SENZA_SESSIONE.includes(figura) && porta !== 'pubblica') return senzaSessione
  if (figura === 'senza_fattore' && CHIEDONO_FATTORE.includes(porta)) return 'fattore'
  const letIn = (entra as readonly Figura[]).includes(figura)
  return letIn && oggetto === 'nessuno' ? 'si' : 'assente'
}
