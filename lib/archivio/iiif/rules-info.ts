/** What a viewer is told of an image before it asks for it. @see IIIF Image API 3.0, section 5 */
import type { Limiti, Misura } from './rules-richiesta'
import type { Piramide } from './tiff'

export const CONTEXT_IMMAGINE = 'http://iiif.io/api/image/3/context.json'
export const PROFILO = 'level2'

/** @param id address of the image, without a slash at the end */
export function infoOf(id: string, { w, h }: Misura, piramide: Piramide, limiti: Limiti) {
  const tessera = piramide[0]?.tessera ?? { w: 512, h: 512 }
  return {
    '@context': CONTEXT_IMMAGINE,
    id,
    type: 'ImageService3',
    protocol: 'http://iiif.io/api/image',
    profile: PROFILO,
    width: w,
    height: h,
    maxWidth: limiti.lato,
    maxHeight: limiti.lato,
    maxArea: limiti.area,
    sizes: piramide
      .map(({ larghezza, altezza }) => ({ width: larghezza, height: altezza }))
      .filter(({ width, height }) => Math.max(width, height) <= limiti.lato && width * height <= limiti.area)
      .reverse(),
    tiles: [{ width: tessera.w, height: tessera.h, scaleFactors: piramide.map((_, i) => 2 ** i) }],
    preferredFormats: ['jpg'],
    extraFormats: ['webp'],
    extraQualities: ['color', 'gray', 'bitonal'],
    extraFeatures: ['mirroring', 'rotationArbitrary', 'sizeUpscaling', 'canonicalLinkHeader', 'profileLinkHeader'],
  }
}
