/** What the bench and the process that opens files say to each other. */
import type { RigaParole, TipoDocumento } from '@/lib/archivio/immagini/documento'
import type { Giro } from '@/lib/archivio/immagini/rules-giro'
import type { FattiPdf } from '@/lib/archivio/immagini/rules-pdfa'

export type Domanda =
  | { n: number; che: 'apri'; bytes: Uint8Array; misure: boolean }
  | { n: number; che: 'controlla' }
  | { n: number; che: 'immagine'; indice: number; giro: Giro }
  | { n: number; che: 'testo'; indice: number; giro: Giro }

export type EsitoApertura = {
  tipo: TipoDocumento
  pagine: number
  profilo: string | null
  misure: { larghezza: number; altezza: number; dpi: number | null }[]
}
export type EsitoImmagine = {
  larghezza: number
  altezza: number
  dpi: number | null
  grigia: boolean
  bianca: boolean
  tiff: Uint8Array
  /** the words that the file carries, when they are those of the page */
  righe: RigaParole[] | null
}
/** The page turned out to be turned: its image as it stands, and by how much in all. */
export type Girata = { giro: Giro; tiff: Uint8Array; larghezza: number; altezza: number }
export type EsitoTesto = { righe: RigaParole[]; motore: string; girata?: Girata }
export type Esito = EsitoApertura | FattiPdf | null | EsitoImmagine | EsitoTesto

export type Risposta = { n: number; esito: Esito } | { n: number; rifiuto: string } | { n: number; errore: string }
