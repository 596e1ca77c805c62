/**
 * A practice that is over as a unit of the archive. Pure. What everybody reads of it names nobody: what it was, where, when;
 * its own words and who applied stand where only some read.
 *
 * @see D.P.R. 445/2000 art. 67: files of concluded procedures are transferred to the archive
 */
import type { IsoDate } from '@/lib/core/date'
import type { EsitoPratica } from '@/lib/pratiche/rules'
import { compareStrade } from '@/lib/strade/rules'
import { type LivelloDescrizione, NOMI_TIPOLOGIA, type Tipologia } from '../rules'
import { isPiuAperto, type LivelloAccesso } from '../rules-consultabilita'
import type { Agente, Descrizione, Tratta, Ubicazione } from '../rules-descrizione'
import { luoghiOf } from '../rules-precedenti'

/** Sets of files: a practice becomes a file of one of them. */
export const LIVELLI_CHE_RICEVONO: readonly LivelloDescrizione[] = ['fondo', 'subfondo', 'serie', 'sottoserie']

/** Documents of which the archive makes pages. Envelopes of signatures stay with the practice, and the paper in them too. */
export const MIME_VERSABILI: readonly string[] = ['application/pdf', 'image/tiff', 'image/jpeg', 'image/png']

/** What a file about it is called; others are correspondence. */
const TIPOLOGIA: Record<string, Tipologia> = { 'trasporto-eccezionale': 'trasporto' }
/** As what it names who applied. */
const RUOLO: Record<string, Agente['ruolo']> = { 'trasporto-eccezionale': 'vettore' }

const ESITO: Record<EsitoPratica, string> = {
  accolta: 'Accolta',
  accolta_prescrizioni: 'Accolta con prescrizioni',
  differita: 'Differita',
  respinta: 'Respinta',
  inammissibile: 'Inammissibile',
  ritirata: 'Ritirata',
}

export type PraticaConclusa = {
  codice: string
  anno: number
  numero: number
  procedimento: string
  /** of the procedure */
  titolo: string
  oggetto: string
  dati: unknown
  presentataIl: IsoDate
  conclusaIl: IsoDate
  esito: EsitoPratica
  ufficio: string
  richiedente: { nome: string; codiceFiscale: string | null }
}
export type Ricevente = { segnatura: string; accessoBase: LivelloAccesso }

export const segnaturaOf = (serie: string, { anno, numero }: Pick<PraticaConclusa, 'anno' | 'numero'>): string =>
  `${serie}/${anno}-${numero}`

const STRADE_NEL_TITOLO = 4

/** The practice as it stands in the archive, under a set of files. It is never more open than on request. */
export function descrizioneOf(pratica: PraticaConclusa, sotto: Ricevente): Descrizione {
  const { strade, tratte, ubicazioni, comuni } = luoghiDi(pratica.dati)
  const [comune, other] = comuni
  const tipologia = TIPOLOGIA[pratica.procedimento] ?? 'carteggio'
  return {
    padre: sotto.segnatura,
    segnatura: segnaturaOf(sotto.segnatura, pratica),
    livello: 'fascicolo',
    titolo: titoloOf(pratica.titolo, strade),
    titoloOriginale: `${pratica.titolo}: ${pratica.oggetto}`,
    tipologia,
    dal: pratica.presentataIl,
    al: pratica.conclusaIl,
    certezza: 'certa',
    produttore: `Provincia della Spezia, ${pratica.ufficio}`,
    numeroPratica: String(pratica.numero),
    annoPratica: pratica.anno,
    registro: 'Protocollo generale',
    comuneIstat: other === undefined ? comune : undefined,
    esito: ESITO[pratica.esito],
    contenuto: `Fascicolo informatico della pratica ${pratica.codice}: domanda, allegati e atti. ${NOMI_TIPOLOGIA[tipologia]}.`,
    supporto: 'digitale',
    accessoBase: isPiuAperto('su_richiesta', sotto.accessoBase) ? 'su_richiesta' : sotto.accessoBase,
    etichette: [],
    agenti: [
      {
        ruolo: RUOLO[pratica.procedimento] ?? 'committente',
        nome: pratica.richiedente.nome,
        ...(pratica.richiedente.codiceFiscale && { codiceFiscale: pratica.richiedente.codiceFiscale }),
      },
    ],
    ubicazioni,
    tratte,
    voci: [],
  }
}

function titoloOf(titolo: string, strade: readonly string[]): string {
  if (strade.length === 0) return titolo
  const told = strade.slice(0, STRADE_NEL_TITOLO).join(', ')
  return `${titolo}: ${told}${strade.length > STRADE_NEL_TITOLO ? ' e altre' : ''}`
}

/** Where it is, once each. */
function luoghiDi(dati: unknown) {
  const tratte = new Map<string, Tratta>()
  const parcels = new Map<string, Ubicazione>()
  const comuni = new Set<string>()
  for (const luogo of luoghiOf(dati))
    if ('foglio' in luogo) {
      const { foglio, mappale, comune } = luogo
      parcels.set(`${foglio}/${mappale}`, { foglio, mappale, attuale: true })
      comuni.add(comune)
    } else {
      const { strada, tratto } = luogo
      tratte.set(`${strada} ${tratto?.daM} ${tratto?.aM}`, { strada, ...tratto })
    }
  return {
    strade: [...new Set([...tratte.values()].map((one) => one.strada))].sort(compareStrade),
    tratte: [...tratte.values()],
    ubicazioni: [...parcels.values()],
    comuni: [...comuni],
  }
}
