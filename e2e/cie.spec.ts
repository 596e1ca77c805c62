import type { Page } from '@playwright/test'
import { paths } from '@/lib/core/paths'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures'

const toProvider = async (page: Page) => {
  await page.goto(paths.accedi(paths.personale.home))
  await page.getByRole('link', { name: 'Entra con CIE' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Di chi è la carta?' })).toBeVisible()
}
/** With scripts the provider's page goes on by itself. */
const backToPortal = async (page: Page, javaScriptEnabled: boolean | undefined) => {
  if (javaScriptEnabled === false) await page.getByRole('button', { name: 'Continua' }).click()
}

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts })

    test('a citizen signs in with the electronic identity card', async ({ page, javaScriptEnabled }) => {
      await toProvider(page)
      await page.getByRole('button', { name: /^Anna Esempio/ }).click()
      await backToPortal(page, javaScriptEnabled)
      await page.waitForURL((url) => url.pathname.startsWith(paths.personale.home))
      await expect(page.getByText('Anna Esempio').first()).toBeVisible()
    })

    test('a card that has expired is told as such, with the way to try again', async ({ page, javaScriptEnabled }) => {
      await toProvider(page)
      await page.getByText('Prova un accesso che non riesce').click()
      await page.getByRole('button', { name: /^23/ }).click()
      await backToPortal(page, javaScriptEnabled)
      await expect(page.getByRole('heading', { level: 1, name: 'Accesso non riuscito' })).toBeVisible()
      await expect(page.getByText('carta d’identità elettronica risulta scaduta')).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page) // the checker is itself a script
    })
  })
}

test('the two ways in have the same weight, are open to the keyboard, and fit any width', async ({ page }) => {
  await page.goto(paths.accedi(paths.personale.home))
  const spid = page.locator('summary', { hasText: 'Entra con SPID' })
  const list = page.getByRole('list', { name: 'Gestori di identità' })
  await spid.focus()
  if (await list.isVisible()) await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(spid).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(list).toBeVisible()
  await list.getByRole('link').first().focus()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(spid).toBeFocused()
  const height = async (name: 'Entra con SPID' | 'Entra con CIE') =>
    (name === 'Entra con SPID' ? spid : page.getByRole('link', { name })).evaluate((one) => one.clientHeight)
  expect(await height('Entra con CIE')).toBe(await height('Entra con SPID'))
  await page.keyboard.press('Enter')
  for (const width of [320, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  }
})
