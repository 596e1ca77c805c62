import { paths } from '@/lib/core/paths'
import { goOn, presenta } from './compilazione'
import { expect, expectAccessible, signInAs, test } from './fixtures'

test('accesso agli atti, a procedure made of data alone, is asked for and taken in charge', async ({
  page,
  browser,
  enter,
}) => {
  await signInAs(page, 'Anna Esempio')
  await page.goto(paths.personale.nuova('accesso-agli-atti'))
  const perMe = page.getByRole('radio', { name: /^Per me/ })
  if (await perMe.isVisible()) await perMe.check()
  await page.getByRole('button', { name: 'Inizia la domanda' }).click()
  await page.waitForURL(/\/domande\/[0-9a-f-]{36}/)
  const id = /domande\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
  await page.goto(paths.personale.passo(id, 'oggetto'))
  await page.getByRole('button', { name: 'Continua' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Scrivi in poche parole che cosa cerchi')
  await expectAccessible(page)
  await page.getByLabel('In poche parole').fill('Progetto strutturale di via di Prova 12')
  await goOn(page)
  await page.goto(paths.personale.passo(id, 'elenco'))
  await page.getByLabel('Descrizione').first().fill('Denuncia delle opere in cemento armato')
  await goOn(page)
  await page.goto(paths.personale.controlla(id))
  await expect(page.getByText('Denuncia delle opere in cemento armato')).toBeVisible()
  await expect(page.getByText('Che cosa manca')).toBeVisible()
  for (const [passo, radio] of [
    ['diritto', 'Ho un interesse personale al documento'],
    ['titolo', 'Vicino o altra persona con un interesse preciso'],
    ['modo', 'Li guardo in linea'],
  ] as const) {
    await page.goto(paths.personale.passo(id, passo))
    await page.getByRole('radio', { name: radio }).check()
    await goOn(page)
  }
  await page.goto(paths.personale.passo(id, 'motivo'))
  await page.getByLabel('A che cosa ti serve, in poche parole').fill('Distanze dal confine')
  await page.getByLabel('Motivo').fill('Sono il vicino e devo verificare le distanze dal mio confine.')
  await goOn(page)
  const { numero } = await presenta(page, id)
  const archivio = await (await browser.newContext({ locale: 'it-IT' })).newPage()
  await enter(archivio, 'Paolo Archivista')
  await archivio.goto(`${paths.ufficio.home}?vista=aperte&q=${encodeURIComponent(numero)}`)
  await archivio.getByRole('rowheader').getByRole('link').click()
  await archivio.getByRole('button', { name: 'Prendi in carico e apri' }).click()
  await expect(archivio.getByText('Che cosa cerchi?')).toBeVisible()
})
