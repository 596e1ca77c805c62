/** A unit as it is described, before it has an id: what an index or a generator says of it. */
import type { IsoDate } from '@/lib/core/date'
import type { CATASTI, LATI_STRADA, LivelloDescrizione, RuoloAgente, Tipologia } from './rules'
import type { Etichetta, LivelloAccesso } from './rules-consultabilita'
import type { Certezza } from './rules-date'

export type Agente = { ruolo: RuoloAgente; nome: string; codiceFiscale?: string; albo?: string; targa?: string }
export type Ubicazione = {
  via?: string
  catasto?: (typeof CATASTI)[number]
  sezione?: string
  foglio?: string
  mappale?: string
  sub?: string
  /** of today; else as the paper has it */
  attuale?: boolean
  verificata?: boolean
}
export type Tratta = { strada: string; daM?: number; aM?: number; lato?: (typeof LATI_STRADA)[number] }

export type Descrizione = {
  /** signature of the unit it stands in; null at the top */
  padre: string | null
  segnatura: string
  livello: LivelloDescrizione
  /** without names of persons */
  titolo: string
  titoloOriginale?: string
  tipologia?: Tipologia
  dal: IsoDate | null
  al: IsoDate | null
  certezza: Certezza
  consistenza?: string
  pagine?: number
  produttore: string
  detentore?: string
  numeroPratica?: string
  annoPratica?: number
  registro?: string
  protocolloStorico?: string
  classificazione?: string
  comuneIstat?: string
  comuneStorico?: string
  localita?: string
  opera?: string
  materiale?: string
  normativa?: string
  esito?: string
  contenuto?: string
  lingua?: string
  supporto?: string
  conservazione?: string
  lacune?: string
  riproduzione?: string
  accessoBase: LivelloAccesso
  etichette: Etichetta[]
  agenti: Agente[]
  ubicazioni: Ubicazione[]
  tratte: Tratta[]
  voci: string[]
  /** code of the container; the same for the files that stand in it */
  contenitore?: string
  /** of papers that fill more than one */
  altriContenitori?: string[]
}
