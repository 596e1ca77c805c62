/** What a change in a description says, in words: the history keeps names of columns and codes. */
import { NOMI_CONTENITORE } from '@/lib/archivio/deposito/rules'
import { CAMPI_MASSA } from '@/lib/archivio/massa/rules'
import { NOMI_PRODUTTORE, NOMI_TRATTAMENTO } from '@/lib/archivio/rules'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { ACCESSO, CATEGORIE, nomeLivello, nomeTipologia } from './parole'

export type Modifiche = Record<string, { da: unknown; a: unknown }>

const CAMPI: Record<string, string> = {
  ...CAMPI_MASSA,
  segnatura: 'Segnatura',
  livello: 'Livello',
  dentro: 'Dentro',
  titolo: 'Titolo',
  titoloOriginale: 'Titolo sulle carte',
  dataMostrata: 'Data',
  dal: 'Dal',
  al: 'Al',
  certezza: 'Certezza della data',
  numeroPratica: 'Numero di pratica',
  annoPratica: 'Anno della pratica',
  comuneStorico: 'Nome del Comune sulle carte',
  consistenza: 'Consistenza',
  contenuto: 'Contenuto',
  produttore: 'Produttore',
  detentore: 'Detenuta da',
  registro: 'Registro',
  protocolloStorico: 'Protocollo sulle carte',
  lingua: 'Lingua',
  lacune: 'Lacune',
  nomi: 'Nomi',
  luoghi: 'Luoghi',
  strade: 'Strade',
  argomenti: 'Argomenti',
  tappe: 'Tappe',
  accessoBase: 'Accesso',
  motivo: 'Motivo',
  etichetta: 'Etichetta',
  contenitore: 'Contenitore',
  file: 'File',
  doppione: 'Altra unità',
  carte: 'Carte',
  nome: 'Nome',
  tipo: 'Tipo',
  posizione: 'Posizione',
  luogo: 'Luogo',
  denominazione: 'Denominazione',
  altreDenominazioni: 'Altre denominazioni',
  esistenza: 'Esistenza',
  storia: 'Storia',
}

/** What a date is made of, told by the date as it is shown. */
const PARTI_DATA = ['dal', 'al', 'certezza']

const CERTEZZA: Record<string, string> = {
  certa: 'certa',
  circa: 'circa',
  attribuita: 'attribuita',
  senza_data: 'senza data',
}
const TIPI: Record<string, string> = { ...NOMI_CONTENITORE, ...NOMI_PRODUTTORE }
const giorni = (text: string) => text.replaceAll(/\b(\d{4})-(\d{2})-(\d{2})\b/g, '$3/$2/$1')
const among = (names: Record<string, string>) => (code: string) => names[code]

const VALORI: Record<string, (code: string) => string | null | undefined> = {
  livello: nomeLivello,
  comuneIstat: nomeComune,
  tipologia: nomeTipologia,
  trattamento: among(NOMI_TRATTAMENTO),
  certezza: among(CERTEZZA),
  accessoBase: (code) => (ACCESSO as Record<string, { parola: string }>)[code]?.parola,
  etichetta: among(CATEGORIE),
  tipo: among(TIPI),
  dal: giorni,
  al: giorni,
  tappe: giorni,
}

/** @returns null: nothing was there */
function inParole(campo: string, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  const text = String(value)
  return VALORI[campo]?.(text) ?? text
}

/** 'Comune: da «La Spezia» a «Lerici»'; what was empty before is not said. */
export function modificheInParole(modifiche: Modifiche): string[] {
  return Object.entries(modifiche).flatMap(([campo, { da, a }]) => {
    if ('dataMostrata' in modifiche && PARTI_DATA.includes(campo)) return []
    const [before, after] = [inParole(campo, da), inParole(campo, a)]
    const nome = CAMPI[campo] ?? campo
    if (before === null) return after === null ? [] : [`${nome}: «${after}»`]
    return after === null ? [`${nome}: da «${before}» a vuoto`] : [`${nome}: da «${before}» a «${after}»`]
  })
}
