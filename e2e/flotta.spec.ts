import { paths } from '@/lib/core/paths'
import * as domanda from './compilazione'
import { expect, expectAccessible, signInAs, test } from './fixtures'
import { openImpresa, press } from './impresa'

test('a fleet is imported from a table after a dry run, and used in an istanza', async ({ page, seed }) => {
  const bozza = await seed.bozza({ descrizione: '', vuota: true })
  const targa = `ZZ${String(Date.now() % 1_000).padStart(3, '0')}ZZ`
  await signInAs(page, 'Lucia Campione', domanda.LUNI)
  const impresa = await openImpresa(page, domanda.LUNI)
  await page.goto(`${impresa}/flotta/importa`)
  await press(page, 'Controlla il file')
  await expect(page.getByText('Scegli il file dei veicoli').first()).toBeVisible()
  await expectAccessible(page)
  const table = [
    'Targa;Tipo;Marca e modello;Tara (t);Massa massima (t);Assi;Interassi (m);Scadenza revisione',
    `${targa};Trattore stradale;Città T8;11,8;41;4;1,85 + 2,50 + 1,37;01/01/2026`,
    'ZZ778ZZ;Astronave;X;1;2;3;;',
  ].join('\r\n')
  await page.getByLabel('File dei veicoli').setInputFiles({
    name: 'flotta.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(table, 'latin1'),
  })
  await press(page, 'Controlla il file')
  await expect(page.getByText('1 nuovo, 0 cambiano, 0 già uguali, 1 da correggere.')).toBeVisible()
  await expect(page.getByText(/Astronave/)).toBeVisible()
  await expectAccessible(page)
  await press(page, 'Importa 1 veicolo')
  await expect(page.getByText('Fatto: i veicoli sono nella flotta')).toBeVisible()
  await page.goto(`${impresa}/flotta`)
  await page.getByRole('link', { name: targa }).click()
  await expect(page.getByText(/scaduta il 1 gennaio 2026/)).toBeVisible()
  await page.getByRole('link', { name: 'Revisione' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Revisione')
  // chosen before the scripts of the page have come: it is sent all the same when they have
  let come = () => {}
  const scripts = new Promise<void>((resolve) => {
    come = resolve
  })
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await scripts
    await route.continue()
  })
  await page.reload({ waitUntil: 'commit' })
  await page
    .getByLabel('Scegli il file')
    .setInputFiles({ name: 'revisione.pdf', mimeType: 'application/pdf', buffer: domanda.PDF })
  await expect(page.getByRole('button', { name: 'Carica il documento' })).toBeVisible()
  come()
  await expect(page.getByText('Pronto', { exact: true })).toBeVisible()
  await expectAccessible(page)

  await page.goto(paths.personale.passo(bozza, 'tipo'))
  await page.getByRole('radio', { name: 'Singola' }).check()
  await domanda.goOn(page)
  await page.goto(paths.personale.passo(bozza, 'veicoli'))
  await expect(page.getByLabel('Veicoli della tua impresa').locator('option', { hasText: targa })).toHaveText(
    /Città T8 · scaduta: revisione/,
  )
  await page.goto(`${impresa}/flotta`)
  await page.getByRole('link', { name: targa }).click()
  await press(page, 'Togli il veicolo dall’uso')
  await expect(page.getByText('Veicolo dismesso')).toBeVisible()
})
