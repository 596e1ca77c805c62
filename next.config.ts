import type { NextConfig } from 'next'

/** Headers that are the same on every answer (S33); the ones that carry a nonce come from proxy.ts. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  },
  // Browsers heed it over https only: harmless on the loopback default.
  { key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' },
]

/** Not for page images: free ones are for viewers of other sites too, and their routes say which (lib/archivio/iiif). */
const ourPagesOnly = { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' }

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  turbopack: { root: import.meta.dirname },
  // Read from node_modules at run time: they load files beside themselves, or gain nothing from being bundled.
  serverExternalPackages: [
    'pdfkit',
    'postgres',
    'busboy',
    'nodemailer',
    'qrcode',
    'xml-crypto',
    '@xmldom/xmldom',
    '@node-saml/node-saml',
    '@julusian/jpeg-turbo',
  ],
  // `npm run check` checks types; a person who starts the portal need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  // The title comes in the head with the page, never after it: a page without one, even for an instant, is read badly.
  htmlLimitedBots: /.*/,
  // S05: no image optimiser, hence no request it could be made to send.
  images: { unoptimized: true, remotePatterns: [] },
  experimental: { serverActions: { bodySizeLimit: '1mb' } }, // S04: files go through their own route handlers
  headers: async () => [
    { source: '/:path*', headers },
    { source: '/((?!api/iiif/).*)', headers: [ourPagesOnly] },
    // descriptions of papers are found by who asks here, and nowhere else
    ...['/a/:path+', '/archivio/:path+', '/api/iiif/:path+', '/api/archivio/:path+'].map((source) => ({
      source,
      headers: [{ key: 'X-Robots-Tag', value: 'noindex, nofollow' }],
    })),
  ],
}

export default config
