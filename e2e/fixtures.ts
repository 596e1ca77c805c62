import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { paths } from '@/lib/core/paths'

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Every page of every test: nothing may be blocked by the content policy, nothing may fall in the page. */
export const test = base.extend<{ faults: string[] }>({
  actionTimeout: 15_000,
  navigationTimeout: 20_000,
  faults: [
    async ({ context }, use) => {
      const faults: string[] = []
      context.on('console', (message) => {
        if (/content security policy|hydration/i.test(message.text())) faults.push(message.text())
      })
      context.on('weberror', (error) => void faults.push(error.error().message))
      await use(faults)
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
})
export { expect }

/**
 * Signs in through the pages of the sample identity provider, with or without scripts.
 *
 * @param persona name and surname of the sample world
 * @param per the organisation the person acts for, when there is one
 */
export async function signInAs(page: Page, persona: string, per?: string, ritorno: string = paths.personale.home) {
  await page.goto(paths.accedi(ritorno))
  const provider = page.getByRole('list', { name: 'Gestori di identità' }).getByRole('link').first()
  if (!(await provider.isVisible())) await page.getByText('Entra con SPID').click()
  await provider.click()
  await page.getByRole('button', { name: new RegExp(`^${persona}`) }).click()
  const back = page.getByRole('heading', { level: 1, name: 'Torna al portale' })
  await page.waitForURL((url) => url.pathname.startsWith('/sso') || isPortal(url))
  if (!isPortal(new URL(page.url())) && (await back.isVisible()))
    await page.getByRole('button', { name: 'Continua' }).click()
  await page.waitForURL(isPortal)
  if (new URL(page.url()).pathname === paths.personale.operaPer) {
    await page.getByRole('radio', { name: per ? `Per ${per}` : /^Per me/ }).check()
    await page.getByRole('button', { name: 'Continua' }).click()
    await page.waitForURL((url) => url.pathname === ritorno)
  }
}

/** The portal after the sign-in, not the provider and not the door between them. */
const isPortal = (url: URL) => /^\/(area-personale|ufficio|servizi|verifica)/.test(url.pathname)

export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(AXE_TAGS).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' · ')}`)).toEqual([])
}
