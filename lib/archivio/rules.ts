/** What an archive is made of: levels (ISAD(G)), containers, states of work. Words here are those of the tables. */

/** From the general to the particular; each is described once, at its own level. */
export const LIVELLI_DESCRIZIONE = [
  'complesso_fondi',
  'fondo',
  'subfondo',
  'serie',
  'sottoserie',
  'fascicolo',
  'sottofascicolo',
  'documento',
  'allegato',
] as const
export type LivelloDescrizione = (typeof LIVELLI_DESCRIZIONE)[number]
export const NOMI_LIVELLO: Record<LivelloDescrizione, string> = {
  complesso_fondi: 'Complesso di fondi',
  fondo: 'Fondo',
  subfondo: 'Subfondo',
  serie: 'Serie',
  sottoserie: 'Sottoserie',
  fascicolo: 'Fascicolo',
  sottofascicolo: 'Sottofascicolo',
  documento: 'Documento',
  allegato: 'Allegato',
}

/** A part is of a level below the whole; an allegato belongs to a document. */
export const canContain = (whole: LivelloDescrizione, part: LivelloDescrizione): boolean =>
  LIVELLI_DESCRIZIONE.indexOf(part) > LIVELLI_DESCRIZIONE.indexOf(whole) &&
  (part !== 'allegato' || whole === 'documento')

/** Levels that stand in no other. */
export const LIVELLI_CIMA = ['complesso_fondi', 'fondo'] as const satisfies readonly LivelloDescrizione[]

/** Levels that are papers: only these have consultability, containers and images. The others describe sets of them. */
export const LIVELLI_CON_CARTE: readonly LivelloDescrizione[] = ['fascicolo', 'sottofascicolo', 'documento', 'allegato']
export const haCarte = (livello: LivelloDescrizione): boolean => LIVELLI_CON_CARTE.includes(livello)

/**
 * Levels that a unit may have instead of its own, where it stands. Papers stay papers: they have containers, tags and images.
 *
 * @param whole level of what it stands in; null: it stands in nothing
 */
export const livelliInvece = (own: LivelloDescrizione, whole: LivelloDescrizione | null): LivelloDescrizione[] =>
  LIVELLI_DESCRIZIONE.filter(
    (one) =>
      one !== own &&
      haCarte(one) === haCarte(own) &&
      (whole ? canContain(whole, one) : (LIVELLI_CIMA as readonly LivelloDescrizione[]).includes(one)),
  )

export const TIPOLOGIE = [
  'deposito_sismico',
  'autorizzazione_sismica',
  'collaudo',
  'concessione_stradale',
  'lavori_stradali',
  'trasporto',
  'assistenza',
  'carteggio',
] as const
export type Tipologia = (typeof TIPOLOGIE)[number]
export const NOMI_TIPOLOGIA: Record<Tipologia, string> = {
  deposito_sismico: 'Deposito sismico',
  autorizzazione_sismica: 'Autorizzazione sismica',
  collaudo: 'Collaudo',
  concessione_stradale: 'Concessione stradale',
  lavori_stradali: 'Lavori stradali',
  trasporto: 'Trasporto',
  assistenza: 'Assistenza',
  carteggio: 'Carteggio',
}

export const STATI_TRATTAMENTO = [
  'non_censito',
  'censito',
  'schedato',
  'in_scansione',
  'scansionato',
  'validato',
  'pubblicato',
  'versato',
] as const
export type StatoTrattamento = (typeof STATI_TRATTAMENTO)[number]
export const NOMI_TRATTAMENTO: Record<StatoTrattamento, string> = {
  non_censito: 'Non censito',
  censito: 'Censito',
  schedato: 'Schedato',
  in_scansione: 'In scansione',
  scansionato: 'Scansionato',
  validato: 'Validato',
  pubblicato: 'Pubblicato',
  versato: 'Versato in conservazione',
}

/** Roles of those whom a file names. The first has the work done; the others are professionals and firms. */
export const RUOLI_AGENTE = [
  'committente',
  'progettista',
  'direttore_lavori',
  'collaudatore',
  'costruttore',
  'geologo',
  'vettore',
  'assistito',
] as const
export type RuoloAgente = (typeof RUOLI_AGENTE)[number]
export const NOMI_RUOLO_AGENTE: Record<RuoloAgente, string> = {
  committente: 'Committente',
  progettista: 'Progettista',
  direttore_lavori: 'Direttore dei lavori',
  collaudatore: 'Collaudatore',
  costruttore: 'Costruttore',
  geologo: 'Geologo',
  vettore: 'Vettore',
  assistito: 'Persona assistita',
}

export const TIPI_CONTENITORE = ['busta', 'faldone', 'scatola', 'registro', 'cartella', 'rotolo', 'mappa'] as const
export type TipoContenitore = (typeof TIPI_CONTENITORE)[number]
export const TIPI_LUOGO = ['sede', 'locale', 'scaffale', 'palchetto'] as const
export type TipoLuogo = (typeof TIPI_LUOGO)[number]
export const MOTIVI_MOVIMENTO = ['consultazione', 'scansione', 'prestito_ufficio', 'restauro', 'trasferimento'] as const
export type MotivoMovimento = (typeof MOTIVI_MOVIMENTO)[number]
export const TIPI_PRODUTTORE = ['ente', 'persona', 'famiglia'] as const
export type TipoProduttore = (typeof TIPI_PRODUTTORE)[number]
export const NOMI_PRODUTTORE: Record<TipoProduttore, string> = {
  ente: 'Ente',
  persona: 'Persona',
  famiglia: 'Famiglia',
}
export const LATI_STRADA = ['destro', 'sinistro', 'entrambi'] as const
export const CATASTI = ['terreni', 'fabbricati'] as const

/** Separator and width of the parts of `ordine`: the tree in reading order is the order of this text. */
const ORDINE_BASE = 36
const ORDINE_CIFRE = 5

/**
 * Place of a unit in the whole tree, as a text that sorts: that of its parent and its own position.
 *
 * @param posizione 0 to 60 million, among its siblings
 */
export function ordineOf(padre: string | null, posizione: number): string {
  const own = posizione.toString(ORDINE_BASE).padStart(ORDINE_CIFRE, '0')
  if (posizione < 0 || own.length > ORDINE_CIFRE) throw new RangeError(`No position ${posizione} among siblings`)
  return padre === null ? own : `${padre}.${own}`
}
