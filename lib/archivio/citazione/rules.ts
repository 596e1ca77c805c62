/**
 * How a unit of the archive, or a page of it, is cited: who holds it, what it stands in from the top, what it is, its date,
 * its signature, the page, where it is on line and when it was looked at there. As Italian archives are cited (from the
 * general to the particular, the sets in italics, the title of a file between quotation marks).
 */
import { formatDay, type IsoDate } from '@/lib/core/date'
import { haCarte, type LivelloDescrizione, type Tipologia } from '../rules'
import type { Certezza } from '../rules-date'

export const CONSERVATORE = 'Archivio della Provincia della Spezia'

/** What a citation is made of; no more than its reader may know. */
export type Citabile = {
  unitaId: string
  livello: LivelloDescrizione
  tipologia: Tipologia | null
  titolo: string
  segnatura: string
  /** as the description shows it */
  data: string
  dal: IsoDate | null
  al: IsoDate | null
  certezza: Certezza
  produttore: string | null
  antenati: readonly { titolo: string; livello: LivelloDescrizione }[]
  /** null: the whole unit */
  pagina: { numero: number; etichetta: string | null } | null
  /** full permanent address */
  indirizzo: string
  consultatoIl: IsoDate
}

const ABBREVIATI: Partial<Record<LivelloDescrizione, string>> = {
  fascicolo: 'fasc.',
  sottofascicolo: 'sottofasc.',
  documento: 'doc.',
  allegato: 'all.',
}

/** 'c. 12 verso' when the paper numbers it so, else 'p. 3' of the images. */
export const paginaCitata = (pagina: NonNullable<Citabile['pagina']>): string =>
  pagina.etichetta ?? `p. ${pagina.numero}`

export type Pezzo = { testo: string; corsivo?: true; indirizzo?: true }

const nomeIn = ({ titolo, livello }: { titolo: string; livello: LivelloDescrizione }): Pezzo =>
  haCarte(livello) ? { testo: `${ABBREVIATI[livello]} «${titolo}»` } : { testo: titolo, corsivo: true }

/** Pieces of a citation in their order, with what is between them. */
export function citazioneOf(one: Citabile): Pezzo[] {
  const parts: Pezzo[] = [
    { testo: CONSERVATORE },
    ...one.antenati.map(nomeIn),
    nomeIn(one),
    { testo: one.data },
    { testo: one.segnatura },
    ...(one.pagina ? [{ testo: paginaCitata(one.pagina) }] : []),
    { testo: one.indirizzo, indirizzo: true },
  ]
  return [
    ...parts.flatMap((part, i): Pezzo[] => (i === 0 ? [part] : [{ testo: ', ' }, part])),
    { testo: ` (consultato il ${formatDay(one.consultatoIl)})` },
  ]
}

export const citazioneInRiga = (one: Citabile): string =>
  citazioneOf(one)
    .map((pezzo) => pezzo.testo)
    .join('')
