/** How much of papers that are not everybody's may be asked for. Proposed figures: *da confermare*. */
import type { Limiti } from '../iiif/rules-richiesta'

/** Keys of the settings, with what holds until the Province says otherwise. */
export const LIMITI_VISORE = {
  /** longest side, in pixels, of an image made at once */
  'archivio.visore.lato-riservate': 2500,
  /** images and tiles a minute, for a person */
  'archivio.visore.immagini-al-minuto': 1500,
  /** different pages in an hour, for a person */
  'archivio.visore.pagine-all-ora': 300,
} as const
export type ChiaveLimite = keyof typeof LIMITI_VISORE

/** What is free is limited by what it costs to make, not by whom it shows. */
export const LIMITI_LIBERE: Limiti = { lato: 4000, area: 12_000_000 }

export const limitiRiservate = (lato: number): Limiti => ({ lato, area: Math.min(lato * lato, LIMITI_LIBERE.area) })

/** A page that is looked at for long counts once in so many minutes. */
export const FINESTRA_MINUTI = 5

/** Of a whole page at this size nothing can be read: it tells one page from another, and counts as no reading. */
export const FRANCOBOLLO = 160
export const isFrancobollo = ({ w, h }: { w: number; h: number }): boolean => Math.max(w, h) <= FRANCOBOLLO
