import type { Page } from '@playwright/test'
import { paths } from '@/lib/core/paths'
import { expect } from './fixtures'

/** Takes the practice in charge: nobody has it, so one press opens it too. */
export async function claim(page: Page, id: string) {
  await page.goto(paths.ufficio.pratica(id))
  await page.getByRole('button', { name: 'Prendi in carico e apri' }).click()
  await expect(page.getByText('in carico a te')).toBeVisible()
}

/** Opens a practice that somebody else has, with the reason. */
export async function sayWhy(page: Page, id: string) {
  await page.goto(paths.ufficio.pratica(id))
  await page.getByRole('radio', { name: 'Controllo interno dell’ufficio' }).check()
  await page.getByLabel('Spiega in poche parole').fill('Controllo a campione del mese')
  await page.getByRole('button', { name: 'Apri la pratica' }).click()
  await page.waitForURL((url) => url.pathname === paths.ufficio.pratica(id))
}

/** The dirigente opens what was proposed: one press says why. */
export async function openToDecide(page: Page, id: string) {
  await page.goto(paths.ufficio.sezione(id, 'decisione'))
  await page.getByRole('button', { name: 'Apri per decidere' }).click()
  await page.waitForURL((url) => url.pathname === paths.ufficio.sezione(id, 'decisione'))
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
