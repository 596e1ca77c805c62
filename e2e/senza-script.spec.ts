import { paths } from '@/lib/core/paths'
import * as domanda from './compilazione'
import { expect, signInAs, test } from './fixtures'

test.use({ javaScriptEnabled: false })

test('without scripts: sign in, fill, upload, file, and see it taken in charge', async ({ page, browser }) => {
  await signInAs(page, 'Lucia Campione', domanda.LUNI)
  const bozza = await domanda.beginDomanda(page)
  await domanda.fillDomanda(page, bozza, 'Generatore, senza script', false)
  // a paper that the archive has is not uploaded: its signature stands for it
  await page.goto(paths.personale.allegati(bozza))
  const section = page.locator('section', { has: page.getByRole('heading', { name: /^Carte? di circolazione/ }) })
  await section.getByText('La Provincia ce l’ha già?').click()
  await section.getByLabel('Segnatura o indirizzo del fascicolo').fill('IT-SP-PROV/SIS/1990/b001/f9999')
  await section.getByRole('button', { name: 'Indica questo fascicolo' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Nessuna unità che puoi conoscere')
  await section.getByLabel('Segnatura o indirizzo del fascicolo').fill('IT-SP-PROV/SIS/1990/b001/f0006')
  await section.getByRole('button', { name: 'Indica questo fascicolo' }).click()
  await expect(page.getByRole('status').first()).toContainText('Abbiamo aggiunto il riferimento')
  await expect(section.getByRole('link', { name: 'archivio-IT-SP-PROV-SIS-1990-b001-f0006.pdf' })).toBeVisible()
  const { id, numero } = await domanda.presenta(page, bozza)
  expect(numero).toMatch(/^\d{4}\/\d{7}$/)
  const desk = await (await browser.newContext({ locale: 'it-IT', javaScriptEnabled: false })).newPage()
  await signInAs(desk, 'Elena Istruttore', undefined, paths.ufficio.home)
  await desk.goto(paths.ufficio.pratica(id))
  await desk.getByRole('button', { name: 'Prendi in carico e apri' }).click()
  await expect(desk.getByText('in carico a te')).toBeVisible()
  // A refusal comes back with what was typed, also of a form that knows whose it is.
  await desk.goto(paths.ufficio.sezione(id, 'integrazione'))
  await desk.getByRole('button', { name: 'Vedi l’anteprima' }).click()
  await expect(desk.getByRole('alert').first()).toContainText('C’è un problema')
  await page.goto(paths.personale.pratica(id))
  await expect(page.getByText('Elena Istruttore ha preso in carico la pratica')).toBeVisible()
})
