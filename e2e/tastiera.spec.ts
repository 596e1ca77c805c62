import type { Locator, Page } from '@playwright/test'
import { paths } from '@/lib/core/paths'
import * as domanda from './compilazione'
import { expect, signInAs, test } from './fixtures'

/** Presses Tab until the wanted control has the focus; on the way, whatever has it must show it. */
async function tabTo(page: Page, wanted: Locator) {
  for (let n = 0; n < 120; n++) {
    if (await wanted.evaluate((one) => one === document.activeElement)) return
    await page.keyboard.press('Tab')
    const focus = await page.evaluate(() => {
      const one = document.activeElement
      if (!one || one === document.body) return null
      // A control hidden under its own drawing shows the focus on the label beside it.
      const shown = [one, one.nextElementSibling, one.parentElement].filter((other) => other !== null)
      const outline = Math.max(...shown.map((other) => Number.parseFloat(getComputedStyle(other).outlineWidth) || 0))
      return { what: one.outerHTML.slice(0, 120), outline }
    })
    if (focus) expect(focus.outline, `focus of ${focus.what}`).toBeGreaterThanOrEqual(2)
  }
  throw new Error(`Not reached by keyboard: ${wanted}`)
}

/** Reaches it and presses Enter. */
async function press(page: Page, wanted: Locator) {
  await tabTo(page, wanted)
  await page.keyboard.press('Enter')
}

test('by keyboard alone: a service is found, an istanza begun, an error mended', async ({ page }) => {
  await page.goto(paths.home)
  await press(page, page.getByRole('link', { name: 'Vai al contenuto' }))
  await expect(page).toHaveURL(/#/)
  await tabTo(page, page.getByRole('searchbox', { name: 'Cerca un servizio' }))
  await page.keyboard.type('carrellone')
  await page.keyboard.press('Enter')
  await press(page, page.getByRole('link', { name: 'Autorizzazione al trasporto eccezionale' }))
  await page.waitForURL((url) => url.pathname === paths.servizio('trasporto-eccezionale'))
  await press(page, page.getByRole('link', { name: 'Presenta la domanda' }).first())
  await page.waitForURL(/\/accedi/)
  const provider = page.getByRole('list', { name: 'Gestori di identità' }).getByRole('link').first()
  if (!(await provider.isVisible())) await press(page, page.getByText('Entra con SPID').first())
  await press(page, provider)
  await press(page, page.getByRole('button', { name: /^Lucia Campione/ }))
  await page.waitForURL((url) => url.pathname === paths.personale.operaPer)
  await tabTo(page, page.getByRole('radio').first())
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: `Per ${domanda.LUNI}` })).toBeChecked()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === paths.personale.nuova('trasporto-eccezionale'))
  await press(page, page.getByRole('button', { name: 'Inizia la domanda' }))
  await page.waitForURL(/\/domande\/[0-9a-f-]{36}/)
  const id = /domande\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''

  await page.goto(paths.personale.passo(id, 'tipo'))
  await tabTo(page, page.getByRole('radio').first())
  await page.keyboard.press('Space')
  await press(page, page.getByRole('button', { name: 'Continua' }).last())
  await page.waitForURL((url) => url.pathname !== paths.personale.passo(id, 'tipo'))

  await page.goto(paths.personale.passo(id, 'referente'))
  await tabTo(page, page.getByLabel('Nome e cognome'))
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await press(page, page.getByRole('button', { name: 'Continua' }).last())
  const summary = page.getByRole('alert').filter({ hasText: 'C’è un problema' })
  await expect(summary).toBeFocused()
  await press(page, summary.getByRole('link').first())
  await expect(page.getByLabel('Nome e cognome')).toBeFocused()
  await page.keyboard.type('Lucia Campione')
  await tabTo(page, page.getByLabel('Telefono'))
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('0187000000')
  await press(page, page.getByRole('button', { name: 'Continua' }).last())
  await page.waitForURL((url) => url.pathname !== paths.personale.passo(id, 'referente'))
})

test('by keyboard alone: an officer opens a practice and takes it in charge', async ({ page, seed }) => {
  const id = await seed.pratica({ descrizione: 'Turbina presa da tastiera', fase: 'presentata' })
  await signInAs(page, 'Davide Secondo', undefined, paths.ufficio.home)
  await page.goto(paths.ufficio.pratica(id))
  await press(page, page.getByRole('button', { name: 'Prendi in carico' }))
  await expect(page.getByText('in carico a te')).toBeVisible()
  await press(page, page.getByRole('link', { name: 'Istruttoria' }))
  await page.waitForURL((url) => url.pathname === paths.ufficio.sezione(id, 'istruttoria'))
})
