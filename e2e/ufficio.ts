import type { Page } from '@playwright/test'
import { paths } from '@/lib/core/paths'
import { expect } from './fixtures'

/** Takes the practice in charge. */
export async function claim(page: Page, id: string) {
  await page.goto(paths.ufficio.pratica(id))
  await page.getByRole('button', { name: 'Prendi in carico' }).click()
  await expect(page.getByText('in carico a te')).toBeVisible()
}

/** Presses twice: the preview, then the act, which ends on the page of the practice. */
export async function confirm(page: Page, id: string, button: string) {
  await page.getByRole('button', { name: 'Vedi l’anteprima' }).click()
  await page.getByRole('button', { name: button }).click()
  await page.waitForURL((url) => url.pathname === paths.ufficio.pratica(id))
}

/** The istruttore's proposal: the outcome, the first prescription of the library, the reasons. */
export async function propose(page: Page, id: string, esito: string, motivazione: string): Promise<string> {
  await page.goto(paths.ufficio.sezione(id, 'proposta'))
  await page.getByRole('radio', { name: esito, exact: true }).check()
  const prescrizione = page
    .getByRole('group', { name: /^Prescrizioni: / })
    .first()
    .getByRole('checkbox')
    .first()
  await prescrizione.check()
  const label = page.locator(`label[for="${await prescrizione.getAttribute('id')}"]`)
  const testo = ((await label.textContent()) ?? '').trim()
  await page.getByLabel('Motivazione').fill(motivazione)
  await confirm(page, id, 'Manda al dirigente')
  return testo
}

/** The dirigente adopts what was proposed. */
export async function adopt(page: Page, id: string) {
  await page.goto(paths.ufficio.sezione(id, 'decisione'))
  await page.getByRole('button', { name: 'Adotta il provvedimento' }).click()
  await expect(page.getByText(/Conclusa il/)).toBeVisible()
}

/** Asks for a document: the term stops. */
export async function askIntegrazione(page: Page, id: string, testo: string) {
  await page.goto(paths.ufficio.sezione(id, 'integrazione'))
  await page.getByLabel('Che cosa manca, e perché').fill(testo)
  await confirm(page, id, 'Invia la richiesta')
}
