import type { MetadataRoute } from 'next'

/**
 * What programs that list the web may ask for. Descriptions and papers of the archive are not forbidden here: each says by
 * itself that it is not to be listed (next.config.ts), and only who asks for it is told. Searches and images cost, and are
 * not asked for at all.
 */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: '*',
      allow: ['/api/oai', '/api/archivio/catalogo'], // for catalogues that harvest what everybody may know
      disallow: ['/api/', '/archivio?', '/archivio/dove', '/archivio/suggerimenti', '/area-personale/', '/ufficio/'],
    },
  }
}
