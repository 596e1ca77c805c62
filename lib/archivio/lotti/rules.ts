/** Words of a batch: where it comes from, how far it is, what became of its rows and files. */

/** Where the files of a batch are. */
export const ORIGINI_LOTTO = ['cartella', 'zip', 'caricati'] as const
export type OrigineLotto = (typeof ORIGINI_LOTTO)[number]

export const STATI_LOTTO = [
  'in_preparazione', // its files are arriving, from the browser
  'in_verifica',
  'verificato', // the report is written, the archive is as it was
  'in_carico',
  'sospeso', // stopped by a person: it goes on from where it was
  'caricato',
  'annullato', // before its load, or in the middle: what was in stays
] as const
export type StatoLotto = (typeof STATI_LOTTO)[number]
export const NOMI_STATO_LOTTO: Record<StatoLotto, string> = {
  in_preparazione: 'In preparazione',
  in_verifica: 'Verifica in corso',
  verificato: 'Verificato',
  in_carico: 'Caricamento in corso',
  sospeso: 'In pausa',
  caricato: 'Caricato',
  annullato: 'Annullato',
}

/** For each act, the states it may start from. */
const AMMESSI = {
  verifica: ['in_preparazione'],
  carica: ['verificato', 'sospeso', 'caricato'], // the last: rows that did not go in, once more
  sospendi: ['in_carico'],
  annulla: ['in_preparazione', 'in_verifica', 'verificato', 'sospeso'],
  riapri: ['verificato'], // to add or mend files
  attesta: ['caricato'],
} satisfies Record<string, StatoLotto[]>
export type AttoLotto = keyof typeof AMMESSI
export const canLotto = (act: AttoLotto, stato: StatoLotto): boolean => (AMMESSI[act] as StatoLotto[]).includes(stato)

export const STATI_RIGA = [
  'da_caricare',
  'caricata',
  'presente', // already in the archive, with these files: nothing to do
  'errata', // the report says what to mend
  'non_riuscita', // something went wrong while it went in: nothing of it is in
] as const
export type StatoRiga = (typeof STATI_RIGA)[number]
export const NOMI_STATO_RIGA: Record<StatoRiga, string> = {
  da_caricare: 'Da caricare',
  caricata: 'Caricata',
  presente: 'C’era già',
  errata: 'Da correggere',
  non_riuscita: 'Non riuscita',
}

/** What to do with a row whose unit the archive already has, without these files. */
export const MODI_LOTTO = ['nuove', 'aggiungi'] as const
export type ModoLotto = (typeof MODI_LOTTO)[number]

/** What a scan is worth beside its original (CAD artt. 22, 23-ter): the first without any attestation. */
export const VALORI_COPIA_ATTESTATA = ['attestata_raffronto', 'certificata_processo'] as const
export type ValoreCopiaAttestata = (typeof VALORI_COPIA_ATTESTATA)[number]
export type ValoreCopia = 'copia_semplice' | ValoreCopiaAttestata
export const NOMI_VALORE_COPIA: Record<ValoreCopia, string> = {
  copia_semplice: 'Copia semplice', // art. 22 c. 3
  attestata_raffronto: 'Copia attestata conforme dopo il raffronto', // artt. 22 c. 2, 23-ter c. 3
  certificata_processo: 'Copia certificata di processo', // artt. 22 c. 1-bis, 23-ter c. 1-bis
}

/** Something the report says of a row, a file or the whole batch. An error keeps the row out; a warning does not. */
export type Esito = {
  gravita: 'errore' | 'avviso'
  /** column of the index, as written in its template; null: of the whole row, or of a file */
  colonna: string | null
  testo: string
}
export const errore = (testo: string, colonna: string | null = null): Esito => ({ gravita: 'errore', colonna, testo })
export const avviso = (testo: string, colonna: string | null = null): Esito => ({ gravita: 'avviso', colonna, testo })
export const hasErrori = (esiti: readonly Esito[]): boolean => esiti.some((one) => one.gravita === 'errore')

export const MAX_RIGHE = 50_000
export const MAX_BYTE_INDICE = 50_000_000

export const many = (n: number, one: string, more: string): string =>
  `${n.toLocaleString('it-IT')} ${n === 1 ? one : more}`
