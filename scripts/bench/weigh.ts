import { gzipSync } from 'node:zlib'

export type Weight = { js: number; css: number; html: number; scripts: string[] }

const kb = (bytes: number) => Math.round(bytes / 102.4) / 10

/** What a modern browser loads for a page, gzip -9, in KB: scripts but those marked noModule, and style sheets. */
export async function weigh(url: string, cookie: string): Promise<Weight> {
  const html = await (await fetch(url, { headers: { cookie } })).text()
  const tags = [...html.matchAll(/<(script|link)\b([^>]*)>/gi)]
  const scripts = new Set<string>()
  const sheets = new Set<string>()
  for (const [, name = '', attributes = ''] of tags) {
    const address = /\b(?:src|href)="([^"]+)"/.exec(attributes)?.[1]
    if (!address?.startsWith('/_next/')) continue
    if (name === 'script' && !/nomodule/i.test(attributes)) scripts.add(address)
    if (
      name === 'link' &&
      /rel="(?:preload|modulepreload)"/.test(attributes) &&
      /as="script"|modulepreload/.test(attributes)
    )
      scripts.add(address)
    if (name === 'link' && /rel="stylesheet"/.test(attributes)) sheets.add(address)
  }
  const size = async (list: Set<string>) => {
    let bytes = 0
    for (const one of list) {
      const body = Buffer.from(await (await fetch(new URL(one, url))).arrayBuffer())
      bytes += gzipSync(body, { level: 9 }).length
    }
    return kb(bytes)
  }
  return {
    js: await size(scripts),
    css: await size(sheets),
    html: kb(gzipSync(html, { level: 9 }).length),
    scripts: [...scripts],
  }
}
