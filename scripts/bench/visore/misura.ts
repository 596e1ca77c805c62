/** Tiles a second, with the rights asked and with the reader's name burned in, and how soon a large drawing is seen. */
import { chromium } from '@playwright/test'
import autocannon from 'autocannon'
import { findChromium } from '../../runtime/chromium'
import type { ThrowawayPortal } from '../../runtime/throwaway-portal'
import { processorMs, residentMb } from '../processor'
import { quantile } from '../report'

const CONNECTIONS = 16
const SECONDS = 8
const VIEWS = 5
const TILE = 512
/** A0 at 300 dpi, A4 at 300 dpi: see prepara.ts. */
const SHEETS = [
  { page: 'A0, grigio', w: 9900, h: 14_000 },
  { page: 'A4, a colori', w: 2480, h: 3508 },
]

type Unita = { id: string; pagine: string[] }
export type Preparata = { libera: Unita; chiusa: Unita }

/** Every tile of a page as a deep-zoom viewer asks for it: those of the largest scales are the most. */
function tilesOf(pagina: string, { w, h }: { w: number; h: number }): string[] {
  const tiles: string[] = []
  for (let scale = 1; Math.max(w, h) / scale > TILE; scale *= 2)
    for (let y = 0; y < h; y += TILE * scale)
      for (let x = 0; x < w; x += TILE * scale) {
        const [rw, rh] = [Math.min(TILE * scale, w - x), Math.min(TILE * scale, h - y)]
        const size = `${Math.ceil(rw / scale)},${Math.ceil(rh / scale)}`
        tiles.push(`/api/iiif/immagini/${pagina}/${x},${y},${rw},${rh}/${size}/0/default.jpg`)
      }
  return tiles
}

async function rate(portal: ThrowawayPortal, paths: string[], cookie: string) {
  const requests = paths.map((path) => ({ path, method: 'GET' as const, headers: { cookie } }))
  const ask = (duration: number) => autocannon({ url: portal.baseUrl, connections: CONNECTIONS, duration, requests })
  await ask(3)
  const web = portal.pidOf('web')
  const before = processorMs(web)
  const run = await ask(SECONDS)
  return {
    perSecond: run.requests.average,
    p50: run.latency.p50,
    p99: run.latency.p99,
    bad: run.non2xx + run.errors,
    webMs: (processorMs(web) - before) / Math.max(1, run.requests.total),
  }
}

/** From the navigation to the picture, and to the deep zoom with all the tiles of the first view. Medians, ms. */
async function firstView(portal: ThrowawayPortal, unita: string, cookie: string) {
  const { executablePath, args, env } = await findChromium()
  const browser = await chromium.launch({ executablePath, args, env })
  const plain: number[] = []
  const deep: number[] = []
  try {
    for (let i = 0; i < VIEWS + 1; i += 1) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
      const [name = '', value = ''] = cookie.split('=')
      if (cookie) await context.addCookies([{ name, value, url: portal.baseUrl }])
      const page = await context.newPage()
      await page.goto(`${portal.baseUrl}/archivio/${unita}/carte?pagina=1`, { waitUntil: 'commit' })
      await page.waitForSelector('.tela-pronta', { timeout: 30_000 })
      const [first = Number.NaN, whole = Number.NaN] = await page.evaluate(() => {
        const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
        const marks = performance.getEntriesByType('mark')
        return [
          files.find((one) => one.name.includes('/full/!1200'))?.responseEnd,
          marks.find((one) => one.name.startsWith('visore-intera'))?.startTime,
        ]
      })
      if (i > 0) {
        plain.push(first)
        deep.push(whole)
      }
      await context.close()
    }
  } finally {
    await browser.close()
  }
  return { plain: quantile(plain, 0.5), deep: quantile(deep, 0.5), worst: quantile(deep, 1) }
}

/** @param cookie of an officer, who sees the restricted papers with their name burned in */
export async function measureVisore(portal: ThrowawayPortal, { libera, chiusa }: Preparata, cookie: string) {
  const rows = []
  for (const [name, unita, who] of [
    ['senza filigrana', libera, ''],
    ['con filigrana', chiusa, cookie],
  ] as const)
    for (const [i, { page, ...size }] of SHEETS.entries())
      rows.push({ name: `${page}, ${name}`, ...(await rate(portal, tilesOf(unita.pagine[i] ?? '', size), who)) })
  const views = {
    libera: await firstView(portal, libera.id, ''),
    chiusa: await firstView(portal, chiusa.id, cookie),
  }
  return { rows, views, webMb: residentMb(portal.pidOf('web')) }
}

const n = (value: number, digits = 0) =>
  value.toLocaleString('it-IT', { maximumFractionDigits: digits, minimumFractionDigits: digits })

export const reportVisore = (
  { rows, views, webMb }: Awaited<ReturnType<typeof measureVisore>>,
  where: { day: string; machine: string; load: string },
): string => `# Misure delle carte digitalizzate

Si rifanno con \`npm run bench -- visore\`: un portale usa e getta, un disegno A0 a 300 dpi (9.900 × 14.000 punti, grigio) e una pagina A4 a 300 dpi (2.480 × 3.508, a colori), liberi e su richiesta. ${where.day}; ${where.machine}; carico ${where.load}.

## Tessere, 16 connessioni, diritti chiesti a ogni sessione e pagina (tenuti 3 secondi)

| | al secondo | mediana ms | p99 ms | ms di processore del portale per tessera | errate |
| --- | ---: | ---: | ---: | ---: | ---: |
${rows.map((one) => `| ${one.name} | ${n(one.perSecond)} | ${n(one.p50)} | ${n(one.p99)} | ${n(one.webMs, 1)} | ${one.bad} |`).join('\n')}

Senza filigrana una tessera intera parte com’è nel deposito; quelle ai bordi e tutte quelle con la filigrana si decodificano e si rifanno. Memoria del processo web alla fine: ${n(webMb ?? Number.NaN)} MB.

## Prima vista del disegno A0 in Chromium (1280 × 800, memoria del browser vuota, mediana di ${VIEWS})

| | immagine semplice ms | ingrandimento pronto ms | il peggiore ms |
| --- | ---: | ---: | ---: |
| libero | ${n(views.libera.plain)} | ${n(views.libera.deep)} | ${n(views.libera.worst)} |
| su richiesta, con filigrana | ${n(views.chiusa.plain)} | ${n(views.chiusa.deep)} | ${n(views.chiusa.worst)} |
`
