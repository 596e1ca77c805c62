import { paths } from '@/lib/core/paths'
import * as domanda from './compilazione'
import { expect, signInAs, test } from './fixtures'

test.use({ javaScriptEnabled: false })

test('without scripts: sign in, fill, upload, file, and see it taken in charge', async ({ page, browser }) => {
  await signInAs(page, 'Lucia Campione', domanda.LUNI)
  const bozza = await domanda.beginDomanda(page)
  await domanda.fillDomanda(page, bozza, 'Generatore, senza script', false)
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
