import { paths } from '@/lib/core/paths'
import { expect, expectAccessible, test } from './fixtures'

const SEGNATURA = 'IT-SP-PROV/SIS/1987/b001/f0003'

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('somebody finds a file, narrows the answer, opens it and learns how to see it', async ({ page }) => {
    await page.goto(paths.archivio.home)
    await page.getByLabel('Che cosa cerchi nell’archivio').fill('muri di sostegno')
    await page.getByRole('button', { name: 'Cerca', exact: true }).click()
    const total = page.getByRole('status')
    await expect(total).toContainText('risultati')
    const before = await total.innerText()
    const comune = page.getByRole('region', { name: 'Comune' }).getByRole('listitem').first()
    const count = (await comune.innerText()).replace(/\D/g, '')
    await comune.getByRole('link').click()
    await expect(total).not.toHaveText(before)
    await expect(total).toContainText(count === '1' ? 'Un risultato' : count)
    await expect(page.locator('mark').first()).toHaveText(/^mur/i)
    await page.getByRole('list').getByRole('heading', { level: 3 }).first().getByRole('link').click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Muro di sostegno')
    await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/)
    await expect(page.getByRole('heading', { name: 'Nomi' })).toHaveCount(0)
    await page.getByRole('link', { name: 'Chiedi di vederlo' }).first().click()
    await expect(page).toHaveURL(/\/accedi\?ritorno=%2Farchivio%2F[0-9a-f-]{36}%2Frichiesta$/)
  })

  test('a misspelt word is found, and said', async ({ page }) => {
    await page.goto(`${paths.archivio.home}?q=capanone`)
    await expect(page.getByText('«capanone» non c’è')).toBeVisible()
    await expect(page.getByRole('heading', { level: 3 }).filter({ hasText: 'Capannone' }).first()).toBeVisible()
  })
})

test('an archivist corrects a description and the search knows it; another officer only reads', async ({
  page,
  enter,
}) => {
  await enter(page, 'Paolo Archivista')
  await page.goto(`${paths.archivio.home}?q=${encodeURIComponent(SEGNATURA)}`)
  const address =
    (await page
      .getByRole('heading', { level: 3 })
      .filter({ hasNotText: /^(Anni|Fondo|Tipo|Comune|Accesso)$/ })
      .first()
      .getByRole('link')
      .getAttribute('href')) ?? ''
  const id = address.split('/').at(-1) ?? ''
  await page.goto(paths.ufficio.unita(id))
  await page.getByRole('link', { name: 'Modifica la descrizione' }).click()
  const word = `crinoline${Date.now().toString(36).replace(/\d/g, 'z')}`
  await page.getByLabel('Data', { exact: true }).fill('31/02/1987')
  await page.getByRole('button', { name: 'Salva la descrizione' }).click()
  await expect(page.getByRole('alert').first()).toContainText('oppure s.d.')
  await expectAccessible(page)
  await page.getByLabel('Data', { exact: true }).fill('ca. 1987')
  await page.getByLabel('Contenuto').fill(`Struttura in ${word}.`)
  await page.getByRole('button', { name: 'Salva la descrizione' }).click()
  await expect(page.getByText('La descrizione è salvata')).toBeVisible()
  await expect(page.getByText('modificata, da Paolo Archivista').first()).toBeVisible()
  await expect(async () => {
    await page.goto(`${paths.archivio.home}?q=${word}`) // known within two seconds of being written
    await expect(page.getByRole('status')).toContainText('Un risultato', { timeout: 500 })
  }).toPass()

  await enter(page, 'Elena Istruttore')
  await page.goto(paths.ufficio.unita(id))
  await expect(page.getByRole('heading', { name: 'Nomi' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Modifica la descrizione' })).toHaveCount(0)
  expect((await page.goto(paths.ufficio.modificaUnita(id)))?.status()).toBe(404)
})
