import sharp, { type Sharp } from 'sharp'

export type FormaPixel = { width: number; height: number; channels: 1 | 3 }

/** An image over pixels in memory, one or three bytes each, line after line. Whoever drew them has measured them. */
export const openPixel = (pixels: Buffer, raw: FormaPixel): Sharp => sharp(pixels, { raw, limitInputPixels: false })
