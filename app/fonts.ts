import localFont from 'next/font/local'

/**
 * Titillium Web, self-hosted. Two calls share one family name so that only the two weights of the first screen
 * (400 and 700) are preloaded; 300 and 600 come when a page uses them.
 */
export const titillium = localFont({
  variable: '--font-titillium',
  display: 'swap',
  preload: true,
  adjustFontFallback: 'Arial',
  declarations: [{ prop: 'font-family', value: 'titillium' }],
  src: [
    {
      path: '../node_modules/@fontsource/titillium-web/files/titillium-web-latin-400-normal.woff2',
      weight: '400',
      style: 'normal',
    },
    {
      path: '../node_modules/@fontsource/titillium-web/files/titillium-web-latin-700-normal.woff2',
      weight: '700',
      style: 'normal',
    },
  ],
})

export const titilliumOther = localFont({
  variable: '--font-titillium-other',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'font-family', value: 'titillium' }],
  src: [
    {
      path: '../node_modules/@fontsource/titillium-web/files/titillium-web-latin-300-normal.woff2',
      weight: '300',
      style: 'normal',
    },
    {
      path: '../node_modules/@fontsource/titillium-web/files/titillium-web-latin-600-normal.woff2',
      weight: '600',
      style: 'normal',
    },
  ],
})

/** Codes, protocol numbers, hashes. */
export const robotoMono = localFont({
  variable: '--font-roboto-mono',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
  fallback: ['ui-monospace', 'monospace'],
  src: [
    {
      path: '../node_modules/@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2',
      weight: '400',
      style: 'normal',
    },
  ],
})
