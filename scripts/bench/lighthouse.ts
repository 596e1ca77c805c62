/** Lighthouse on a phone, as it comes: slow network and processor are simulated. Prints one JSON object. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import lighthouse from 'lighthouse'
import { findChromium } from '../runtime/chromium'
import { waitUntil } from '../runtime/system'

const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const
const WHY = 0.9 // audits under this are named: they are what to mend
const BROWSER_MS = 20_000

/** A browser of its own, with a new profile. @returns the port it is driven through */
async function openBrowser(folder: string): Promise<{ port: number; close: () => Promise<unknown> }> {
  const { executablePath, args, env } = await findChromium()
  const headless = args.some((one) => one.startsWith('--headless')) ? [] : ['--headless=new']
  const child = spawn(
    executablePath,
    [...args, ...headless, '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank'],
    { env: env as NodeJS.ProcessEnv, stdio: 'ignore' },
  )
  const ended = () => child.exitCode !== null || child.signalCode !== null
  const told = path.join(folder, 'DevToolsActivePort')
  await waitUntil(() => ended() || existsSync(told), BROWSER_MS, 50)
  const port = existsSync(told) ? Number(readFileSync(told, 'utf8').split('\n')[0]) : 0
  if (!port) throw new Error(`The browser ${executablePath} did not start`)
  return {
    port,
    close: () => {
      child.kill('SIGKILL')
      return waitUntil(ended, BROWSER_MS, 20)
    },
  }
}

async function judge(url: string, port: number) {
  const result = await lighthouse(url, {
    port,
    onlyCategories: [...CATEGORIES],
    output: 'json',
    logLevel: 'error',
    skipAudits: ['screenshot-thumbnails', 'final-screenshot'],
  })
  if (!result || result.lhr.runtimeError) throw new Error(`${url}: ${result?.lhr.runtimeError?.message ?? 'no result'}`)
  const { categories, audits } = result.lhr
  const asked = Object.values(categories).flatMap((one) => one.auditRefs.filter(({ weight }) => weight > 0))
  return {
    ...Object.fromEntries(CATEGORIES.map((one) => [one, categories[one]?.score ?? 0])),
    firstPaintMs: audits['first-contentful-paint']?.numericValue ?? 0,
    largestPaintMs: audits['largest-contentful-paint']?.numericValue ?? 0,
    blockedMs: audits['total-blocking-time']?.numericValue ?? 0,
    shift: audits['cumulative-layout-shift']?.numericValue ?? 0,
    below: [...new Set(asked.map(({ id }) => id))].filter((id) => (audits[id]?.score ?? 1) < WHY),
  }
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'sportello-lighthouse-'))
const browser = await openBrowser(folder)
try {
  const pages = []
  for (const url of process.argv.slice(2)) pages.push({ url, ...(await judge(url, browser.port)) })
  console.log(`RISULTATO ${JSON.stringify(pages)}`)
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}
