import { paths } from '@/lib/core/paths'
import * as domanda from './compilazione'
import { expect, signInAs, test } from './fixtures'
import * as ufficio from './ufficio'

test('a refusal may be proposed only after the notice and the osservazioni', async ({ page, browser }) => {
  test.setTimeout(240_000)
  await signInAs(page, 'Lucia Campione', domanda.LUNI)
  const bozza = await domanda.beginDomanda(page)
  await domanda.fillDomanda(page, bozza, 'Pressa da rifiutare')
  const { id } = await domanda.presenta(page, bozza)
  const desk = await (await browser.newContext()).newPage()
  await signInAs(desk, 'Elena Istruttore', undefined, paths.ufficio.home)
  await ufficio.claim(desk, id)
  await desk.goto(paths.ufficio.sezione(id, 'proposta'))
  await expect(desk.getByRole('radio', { name: 'Diniego' })).toBeDisabled()
  await desk.goto(paths.ufficio.sezione(id, 'preavviso'))
  await desk
    .getByLabel('Perché la domanda non si può accogliere')
    .fill('Il ponte al km 3 non porta 72 t (art. 10 CdS).')
  await ufficio.confirm(desk, id, 'Invia il preavviso')
  await page.goto(paths.personale.osservazioni(id))
  await expect(page.getByText('Il ponte al km 3 non porta 72 t')).toBeVisible()
  await page.getByRole('textbox').last().fill('Possiamo ridurre il carico a 60 t.')
  await page.getByRole('button', { name: /^Invia/ }).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/osservazioni'))
  await desk.goto(paths.ufficio.sezione(id, 'proposta'))
  await expect(desk.getByText('Possiamo ridurre il carico a 60 t.')).toBeVisible()
  await expect(desk.getByRole('radio', { name: 'Diniego' })).toBeEnabled()
})
