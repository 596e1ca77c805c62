import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'
import { paths } from '@/lib/core/paths'
import { codiceDiProva, PERIODO_S } from '@/lib/mondo/fattori'
import { PERSONE_DEMO } from '@/lib/mondo/persone'
import { openSeed, type Seed } from './seed'

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The browser says so of every answer ≥ 400 and of every cut connection: tests cause some on purpose. */
const OF_THE_NETWORK = /^Failed to load resource/

function watch(context: BrowserContext, faults: string[]) {
  context.on('console', (message) => {
    const text = message.text()
    const wrong = message.type() === 'error' && !OF_THE_NETWORK.test(text)
    if (wrong || /content security policy|hydration/i.test(text)) faults.push(`${message.page()?.url()}: ${text}`)
  })
  context.on('weberror', (error) => void faults.push(`${error.page()?.url()}: ${error.error().message}`))
}

type Mine = {
  /** What the content policy blocked, and what fell in a page: nothing may. */
  faults: string[]
  /** A page of another person's browser, or of the same person's other device. */
  open: (options?: BrowserContextOptions) => Promise<Page>
  /**
   * An officer at their desk, for a journey that is not about signing in: a code of the second factor is good once, and
   * those who share an officer would wait for the next.
   */
  enter: (page: Page, persona: string) => Promise<void>
}

export const test = base.extend<Mine, { seed: Seed }>({
  actionTimeout: 15_000,
  navigationTimeout: 20_000,
  faults: [
    async ({ context }, use) => {
      const faults: string[] = []
      watch(context, faults)
      await use(faults)
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
  open: async ({ browser, faults, contextOptions, javaScriptEnabled }, use) => {
    const opened: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext({ ...contextOptions, javaScriptEnabled, ...options })
      watch(context, faults)
      opened.push(context)
      return context.newPage()
    })
    await Promise.all(opened.map((context) => context.close()))
  },
  enter: async ({ seed, baseURL }, use) => {
    await use(async (page, persona) => {
      await page.context().clearCookies()
      await page.context().addCookies([{ ...(await seed.sessione({ persona })), url: baseURL as string }])
    })
  },
  seed: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner asks for a pattern even when nothing is needed
    async ({}, use) => {
      const { seed, end } = openSeed()
      await use(seed)
      await end()
    },
    { scope: 'worker' },
  ],
})
export { expect }

/** The pages of the sample identity provider, from the sign-in page, with or without scripts. */
export async function openProvider(page: Page, signIn: string) {
  await page.goto(signIn)
  await chooseProvider(page)
}

/** The same, from a page that is there already. */
export async function chooseProvider(page: Page) {
  const provider = page.getByRole('list', { name: 'Gestori di identità' }).getByRole('link').first()
  if (!(await provider.isVisible())) await page.getByText('Entra con SPID').click()
  await provider.click()
  await page.getByRole('heading', { level: 1, name: 'Chi vuoi essere?' }).waitFor()
}

/** From the provider back to the portal: by itself with scripts, with a press without. */
export async function leaveProvider(page: Page) {
  const isAnswer = (url: URL) => url.pathname === '/sso/rispondi'
  await page.waitForURL((url) => isAnswer(url) || isPortal(url) || url.pathname.startsWith('/api/spid'))
  const press = page.getByRole('button', { name: 'Continua' }) // scripts hide it
  if (isAnswer(new URL(page.url())) && (await press.isVisible())) await press.click()
}

/**
 * Says who one is through the pages of the sample identity provider, with or without scripts, and no more: the portal may
 * then ask for a second factor, or refuse.
 *
 * @param persona name and surname of the sample world
 */
export async function identifyAs(page: Page, persona: string, ritorno: string) {
  await openProvider(page, paths.accedi(ritorno))
  await page.getByRole('button', { name: new RegExp(`^${persona}`) }).click()
  await leaveProvider(page)
}

/**
 * Signs in, with the code of the second factor where it is asked for.
 *
 * @param persona name and surname of the sample world
 * @param per the organisation the person acts for, when there is one
 */
export async function signInAs(page: Page, persona: string, per?: string, ritorno: string = paths.personale.home) {
  await identifyAs(page, persona, ritorno)
  await page.waitForURL(isPortal)
  if (new URL(page.url()).pathname === paths.secondoFattore()) await giveCodice(page, persona)
  if (new URL(page.url()).pathname === paths.personale.operaPer) {
    await page.getByRole('radio', { name: per ? `Per ${per}` : /^Per me/ }).check()
    await page.getByRole('button', { name: 'Continua' }).click()
    await page.waitForURL((url) => url.pathname === ritorno)
  }
}

/** The portal after the sign-in, not the provider and not the door between them. */
const isPortal = (url: URL) =>
  /^\/(archivio|area-personale|ufficio|amministrazione|secondo-fattore|servizi|verifica)/.test(url.pathname)

const codiceFiscaleOf = (persona: string): string => {
  const demo = PERSONE_DEMO.find(({ nome, cognome }) => `${nome} ${cognome}` === persona)
  if (!demo) throw new Error(`The sample world has no ${persona}`)
  return demo.codiceFiscale
}
const presentStep = () => Math.floor(Date.now() / 1000 / PERIODO_S)

type Asked = { field?: string; submit?: string; isDone?: () => boolean | Promise<boolean> }

/**
 * Types a code of a sample officer's app where one is asked for. A code is good once, and journeys that run side by side
 * share the sample officers: the one of the step before, of this and of the next are tried, then those that come.
 *
 * @param submit what sends the form; the page that asks after the sign-in has its own button
 * @param isDone whether the code was taken
 */
export async function giveCodice(
  page: Page,
  persona: string,
  { field = 'Codice', submit = 'Continua', isDone = hasLeft(page) }: Asked = {},
) {
  let tried = 0
  await expect(async () => {
    const next = Math.max(presentStep(), tried + 1)
    expect(next, 'no clock shows that code yet').toBeLessThanOrEqual(presentStep() + 1)
    tried = next
    await page.getByLabel(field, { exact: true }).fill(codiceDiProva(codiceFiscaleOf(persona), next))
    const answered = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name: submit }).click()
    await answered
    await expect.poll(isDone, { timeout: 3_000 }).toBe(true)
  }).toPass({ timeout: 100_000, intervals: [500] })
}
const hasLeft = (page: Page) => () => new URL(page.url()).pathname !== paths.secondoFattore()

export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(AXE_TAGS).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' · ')}`)).toEqual([])
}

/** The page, as it is now, at each width: what sticks out sideways is told with its name. */
export async function expectNoSidewaysScroll(page: Page) {
  const out = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.querySelectorAll('main *, header *, footer *')].filter(
      (one) => one.getBoundingClientRect().right > clientWidth + 1,
    )
    return [`${scrollWidth} > ${clientWidth}`, ...wide.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))]
  })
  expect(out, page.url()).toEqual([])
}
