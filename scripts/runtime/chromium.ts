import { execFileSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

/** How to start a browser on this machine, in the shape of Playwright's launch options. */
export interface Browser {
  executablePath: string
  args: string[]
  env: Record<string, string>
}

const root = path.join(import.meta.dirname, '../..')
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** It never phones home, and does not share memory through /dev/shm, which is small in containers. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--no-sandbox', // as root, and in containers without user namespaces; it only visits the portal
]

const canRun = (file: string) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false // the answer to the question
  }
}

const ownEnvironment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))

/**
 * The browser for tests and measures: the one named by CHROMIUM, one installed on the machine, Playwright's own, else
 * the one from npm (x86-64 Linux), which needs nothing from the system: its libraries come with it.
 *
 * @throws Error when there is none for this machine
 */
export async function findChromium(): Promise<Browser> {
  const env = ownEnvironment()
  const chosen = process.env.CHROMIUM
  if (chosen) {
    if (!canRun(chosen)) throw new Error(`CHROMIUM=${chosen} is not a program`)
    return { executablePath: chosen, args: QUIET, env }
  }
  const { chromium } = await import('@playwright/test')
  const installed = [...INSTALLED, chromium.executablePath()].find(canRun)
  if (installed) return { executablePath: installed, args: QUIET, env }
  const folder = unpackChromium()
  const args = ['--headless=shell', '--disable-gpu', '--use-gl=angle', '--use-angle=swiftshader', ...QUIET]
  const libraries = [path.join(folder, 'lib'), env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  return {
    executablePath: path.join(folder, 'chromium'),
    args,
    env: { ...env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: path.join(folder, 'fonts.conf') },
  }
}

/** Unpacks the browser from npm once a version. @returns its folder */
function unpackChromium(): string {
  const bin = path.join(root, 'node_modules/@sparticuz/chromium/bin')
  if (!existsSync(bin) || process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`No browser for ${process.platform} ${process.arch}: install Chromium, or name it in CHROMIUM`)
  const { version } = JSON.parse(readFileSync(path.join(bin, '../package.json'), 'utf8')) as { version: string }
  const folder = path.join(root, '.cache', `chromium-${version}`)
  if (existsSync(folder)) return folder
  const fresh = `${folder}.${process.pid}`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true })
  const program = path.join(fresh, 'chromium')
  writeFileSync(program, brotliDecompressSync(readFileSync(path.join(bin, 'chromium.br'))))
  chmodSync(program, 0o755)
  for (const name of ['al2023', 'swiftshader', 'fonts']) {
    const archive = brotliDecompressSync(readFileSync(path.join(bin, `${name}.tar.br`)))
    execFileSync('tar', ['xf', '-', '-C', fresh], { input: archive })
  }
  // Its own file looks for fonts where it was made for.
  const fonts = `<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`
  writeFileSync(
    path.join(fresh, 'fonts.conf'),
    `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n${fonts}\n`,
  )
  if (existsSync(folder)) rmSync(fresh, { recursive: true, force: true })
  else renameSync(fresh, folder)
  return folder
}
