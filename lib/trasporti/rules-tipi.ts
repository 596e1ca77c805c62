/**
 * Vocabulary of the trasporto eccezionale: what an istanza says, in the shape in which it is stored in `pratiche.dati`.
 * Masses in kg, vehicle lengths in cm, road distances in metres, all integers.
 * @see art. 10 D.Lgs. 285/1992 (CdS); artt. 9–20 and 14 D.P.R. 495/1992 (Reg.)
 */
import type { IsoDate } from '@/lib/core/date'

export const TIPI_DOMANDA = ['singola', 'multipla', 'periodica', 'rinnovo', 'proroga'] as const
export type TipoDomanda = (typeof TIPI_DOMANDA)[number]

/** Categories of the periodica (art. 13 c. 2 Reg.): A only sagoma, B by specific nature; farm machines (art. 104 c. 8 CdS). */
export const CATEGORIE = [
  'A1',
  'A2',
  'B-a',
  'B-b',
  'B-b-bis',
  'B-c',
  'B-d',
  'B-e',
  'B-f',
  'B-g',
  'B-h',
  'agricola',
] as const
export type Categoria = (typeof CATEGORIE)[number]

/** Shape of the convoy, on which the limits of artt. 61–62 CdS depend. */
export const TIPI_CONVOGLIO = [
  'isolato',
  'autotreno',
  'autoarticolato',
  'autosnodato',
  'mezzo_opera_isolato',
  'mezzo_opera_complesso',
] as const
export type TipoConvoglio = (typeof TIPI_CONVOGLIO)[number]

export const CLASSI_VEICOLO = [
  'trattore',
  'autocarro',
  'rimorchio',
  'semirimorchio',
  'uso_speciale',
  'mezzo_opera',
  'macchina_operatrice',
  'macchina_agricola',
  'autobus',
] as const
export type ClasseVeicolo = (typeof CLASSI_VEICOLO)[number]

/** Place of a vehicle in the act: the main convoy, or a reserve (art. 13 c. 5 Reg.). */
export const RUOLI_VEICOLO = ['motrice', 'rimorchio', 'riserva_motrice', 'riserva_rimorchio'] as const
export type RuoloVeicolo = (typeof RUOLI_VEICOLO)[number]

export type Veicolo = {
  ruolo: RuoloVeicolo
  classe: ClasseVeicolo
  targa: string // normalised: capitals, no spaces
  marca: string
  taraKg: number | null
  massaMaxKg: number | null // carta di circolazione
  numeroAssi: number | null
}

export type Asse = {
  massaKg: number | null // laden
  interasseCm: number | null // to the next axle; null on the last
  ruoteGemellate: boolean
  sospensionePneumatica: boolean // or recognised as equivalent
  motore: boolean // drive axle
}

export type Convoglio = {
  tipo: TipoConvoglio
  veicoli: Veicolo[]
  assi: Asse[] // of the main convoy, front to back
  lunghezzaCm: number | null
  larghezzaCm: number | null
  altezzaCm: number | null
  sbalzoAnterioreCm: number | null
  sbalzoPosterioreCm: number | null
  massaComplessivaKg: number | null // laden
  perniRalla: { posterioreCm: number | null; anterioreCm: number | null } | null // autoarticolato > 16,50 m: king-pin to rear, to front
  gommatura8daN: boolean // tyres with load ≤ 8 daN/cm² (art. 62 c. 2)
  refrigerato: boolean // ATP: 2,60 m (art. 61 c. 1)
}

export type Carico = {
  descrizione: string
  natura:
    | 'nessuno'
    | 'blocchi_pietra'
    | 'prefabbricati'
    | 'apparecchiature'
    | 'coils'
    | 'macchine_operatrici'
    | 'pali'
    | 'carri_ferroviari'
    | 'spettacoli_viaggianti'
    | 'altro'
  massaKg: number | null
  pezzi: number | null
  indivisibile: boolean | null
  committente: string
}

/** Owner of a stretch: from the catasto strade, never inferred from the sign on the road. */
export const TIPI_PROPRIETARIO = [
  'provincia_sp',
  'altra_provincia',
  'comune',
  'anas',
  'concessionaria',
  'adsp',
  'militare',
  'ignoto',
] as const
export type TipoProprietario = (typeof TIPI_PROPRIETARIO)[number]

export type Tratto = {
  strada: string // code in the catasto, 'SP 21', or the name written by the applicant
  stradaId: string | null // row of `strade` when it is known
  proprietario: TipoProprietario
  proprietarioNome: string // 'Comune di Sarzana', 'ANAS S.p.A.'
  comuneIstat: string | null // '011027'
  da: string // place or km, as the applicant reads it on the road
  a: string
  daM: number | null
  aM: number | null
  lunghezzaM: number | null
}

export type Percorso = {
  partenza: string
  arrivo: string
  /** ISTAT province code of the start, '011' La Spezia; other Liguria 008, 009, 010; anything else: outside. */
  partenzaProvincia: string
  andataRitorno: boolean
  tratti: Tratto[] // ordered
}

export type Periodo = { dal: IsoDate | null; al: IsoDate | null; orario: 'diurno' | 'notturno' | 'qualsiasi' }

/** The answers of an istanza as the rules read them. Any of them may be missing while the draft is being written. */
export type DomandaTrasporto = {
  tipo?: TipoDomanda
  categoria?: Categoria
  precedente?: {
    numero: string
    rilasciataIl: IsoDate | null
    ente: string
    scadeIl: IsoDate | null
    primoRilascioIl: IsoDate | null
    tipo: 'singola' | 'multipla' | 'periodica' | null
    rinnoviFatti: number | null
    prorogata: boolean | null
  }
  datiInvariati?: boolean
  viaggi?: number | null
  convoglio?: Convoglio
  carico?: Carico
  percorso?: Percorso
  periodo?: Periodo
  urgenza?: { richiesta: boolean; motivo: string }
  proroga?: { motivo: string; viaggiRimasti: number | null }
  /** An agency files for a haulier: the act is in the haulier's name. */
  delega?: { perAltri: boolean; denominazione: string; partitaIva: string; sede: string }
  referente?: { nome: string; telefono: string }
  bollo?: { istanza: string; atto: string } // serial numbers of the stamps, 14 digits
}

/**
 * One finding of the rules, tied to the field it concerns.
 * `errore` must be mended before filing; `avviso` is for the officer; `motivo` says why the authorisation is needed
 * (a passed limit is the reason of the request, not an error).
 */
export type Rilievo = {
  livello: 'errore' | 'avviso' | 'motivo'
  campo: string // path in the answers: 'convoglio.assi.1.massaKg'
  codice: string // stable id of the rule: 'assi-contigui'
  messaggio: string // Italian, what to do or what it means
  norma: string // 'art. 62 c. 6 CdS'
}

/** One line of the cost, explained. `importoCents` null: the amount is not known yet (da confermare). */
export type VoceCosto = {
  codice: string // 'bollo-istanza'
  descrizione: string
  importoCents: number | null
  spiegazione: string // how it was computed, with the row of the table and its date
  norma: string
  daConfermare: boolean
  destinatario?: string // owner of the road for a share of the indennizzo
}
