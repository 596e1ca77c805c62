/** What an act says: frozen in `atti.contenuto` when it is proposed, printed by a versioned template, never recomputed. */
import type { AccessoConcesso } from '@/lib/archivio/accesso/rules-concessione'
import type { IsoDate } from '@/lib/core/date'
import type { EsitoPratica, TipoAtto } from '@/lib/pratiche/rules'
import type {
  Carico,
  Categoria,
  Convoglio,
  Percorso,
  Periodo,
  TipoDomanda,
  VoceCosto,
} from '@/lib/trasporti/rules-tipi'

export type Riga = { etichetta: string; valore: string | null } // null: not answered

export type ContenutoAtto = {
  tipo: TipoAtto
  titolo: string // 'Autorizzazione al trasporto eccezionale – singola'
  ente: { denominazione: string; codiceFiscale: string; indirizzo: string; pec: string }
  ufficio: string
  istanza: { numero: string; presentataIl: IsoDate; oggetto: string }
  titolare: { denominazione: string; codiceFiscale: string; sede: string | null; presentataDa: string }
  premesse: string[] // legal grounds, in order
  /** Outcome proposed; absent in communications. */
  esito?: EsitoPratica
  dispositivo: string // 'AUTORIZZA', 'NON ACCOGLIE LA DOMANDA'
  validoDal: IsoDate | null
  validoAl: IsoDate | null
  viaggi: number | null // null: not limited in number, or not a transport
  sezioni: { titolo: string; righe: Riga[] }[] // what was asked, as the engine summarises it
  convoglio: Convoglio | null // for the scheme
  percorso: Percorso | null
  /** Of a transport: what the scheme and the roadside check need besides convoglio and percorso. */
  trasporto: {
    tipo: TipoDomanda | null
    categoria: Categoria | null
    carico: Carico | null
    periodo: Periodo | null
  } | null
  targhe: string[]
  prescrizioni: { testo: string; norma: string | null }[]
  nullaOsta: { nome: string; tratti: string }[]
  costi: VoceCosto[]
  motivazione: string | null
  osservazioni: { ricevuteIl: IsoDate; testo: string; risposta: string }[] // art. 10-bis: a refusal discusses each
  sostituisce: { numero: string } | null // act renewed or extended
  /** Papers of the archive that it opens. */
  accesso?: AccessoConcesso
  rimedi: string
  proposto: { nome: string; ruolo: string }
  /** Added at signature. */
  firmato?: { nome: string; ruolo: string; il: IsoDate; numero: string; protocollo: string }
}

/** What the police check, and nothing else; signed with the Province's key and carried by the QR. Short names: it must fit. */
export type PayloadVerifica = {
  v: 1
  e: string // ente
  n: string // number of the act
  t: string // type of act and of permit
  d: IsoDate | null // valid from
  a: IsoDate | null // valid to
  g: string[] // plates
  m: number | null // total mass, kg
  l: [number | null, number | null, number | null] // length, width, height, cm
  s: string // SHA-256 of the canonical contenuto, first 16 hex characters
}

export const STATI_VERIFICA = ['valida', 'non_ancora_valida', 'scaduta', 'sospesa', 'revocata', 'sostituita'] as const
export type StatoVerifica = (typeof STATI_VERIFICA)[number]

/** What holds today for an act at the roadside. A revocation or suspension comes before any date. */
export function computeStatoVerifica(
  atto: { stato: string; validoDal: IsoDate | null; validoAl: IsoDate | null },
  oggi: IsoDate,
): StatoVerifica {
  if (atto.stato === 'revocato') return 'revocata'
  if (atto.stato === 'sospeso') return 'sospesa'
  if (atto.stato === 'sostituito') return 'sostituita'
  if (atto.validoAl && oggi > atto.validoAl) return 'scaduta'
  if (atto.validoDal && oggi < atto.validoDal) return 'non_ancora_valida'
  return 'valida'
}

/** What the receipt of an istanza says: the facts of the filing, unchanged afterwards. @see L. 241/1990 art. 18-bis */
export type ContenutoRicevuta = {
  ente: ContenutoAtto['ente']
  ufficio: { denominazione: string; email: string; telefono: string; orari: string }
  responsabile: string | null // head of the unit, until someone is assigned (art. 5 c. 2)
  numero: string // protocol of the istanza
  il: IsoDate
  ora: string // '10:42', in Rome
  procedimento: string
  oggetto: string
  richiedente: { denominazione: string; presentataDa: string }
  firme?: { nome: string; il: IsoDate; ora: string }[] // who signed besides whoever filed
  termine: {
    giorni: number
    unita: 'giorni' | 'giorni_lavorativi'
    scadeIl: IsoDate
    silenzio: 'nessuno' | 'assenso' | 'diniego' | 'inadempimento'
  }
  documenti: { nome: string; byte: number; sha256: string }[]
  impronta: string // SHA-256 of the answers and of the files' hashes
  rimedi: string
  indirizzo: string // of the practice in the personal area
}
