/** Sizes in which pages of this portal ask for their images. Pure. */
import type { Misura } from './rules-richiesta'

/** At most so many pixels on the longer side, as the Image API writes it. */
export const misuraDi = ({ w, h }: Misura, lato: number): string =>
  Math.max(w, h) <= lato ? 'max' : `!${lato},${lato}`
