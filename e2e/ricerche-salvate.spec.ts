import { paths } from '@/lib/core/paths'
import { expect, expectAccessible, signInAs, test } from './fixtures'

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a reader saves a search with a notice, gives it another name and takes it away', async ({ page, open }) => {
    const word = `sostegno${Date.now().toString(36).replace(/\d/g, 'z')}`
    const query = `?q=muro+${word}`
    await page.goto(`${paths.archivio.home}${query}`)
    await page.getByRole('link', { name: 'Salva questa ricerca' }).click()
    await expect(page).toHaveURL(/\/accedi\?ritorno=%2Farea-personale%2Fricerche%2Fnuova/)

    await signInAs(page, 'Anna Esempio', undefined, paths.personale.nuovaRicerca(query))
    await expect(page.getByRole('heading', { level: 1, name: 'Salva la ricerca' })).toBeVisible()
    await page.getByLabel('Nome della ricerca').fill('Mu')
    await page.getByRole('radio', { name: 'Un avviso alla settimana' }).check()
    await page.getByRole('button', { name: 'Salva la ricerca' }).click()
    await expect(page.getByRole('alert').first()).toContainText('almeno 3 caratteri')
    await expect(page.getByRole('radio', { name: 'Un avviso alla settimana' })).toBeChecked()
    await page.getByLabel('Nome della ricerca').fill(`Muri ${word}`)
    await page.getByRole('button', { name: 'Salva la ricerca' }).click()
    await expect(page).toHaveURL(/\/area-personale\/ricerche\?fatto=salvata/)
    const scripted = await open({ javaScriptEnabled: true, storageState: await page.context().storageState() })
    await scripted.goto(paths.personale.ricerche)
    await expectAccessible(scripted)
    await scripted.goto(paths.personale.nuovaRicerca(query))
    await expectAccessible(scripted)

    const row = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('link', { name: `Muri ${word}`, exact: true }) })
    await expect(row).toContainText('Un avviso alla settimana')
    await row.getByText('Cambia o togli').click()
    await row.getByLabel('Nome della ricerca').fill(`Sostegni ${word}`)
    await row.getByRole('button', { name: 'Salva le modifiche' }).click()
    await expect(page).toHaveURL(/fatto=cambiata/)

    const renamed = page.getByRole('link', { name: `Sostegni ${word}`, exact: true })
    await renamed.click()
    await expect(page).toHaveURL(`${paths.archivio.home}${query}`)
    await page.goto(paths.personale.ricerche)
    const again = page.getByRole('listitem').filter({ has: renamed })
    await again.getByText('Cambia o togli').click()
    await again.getByRole('button', { name: `Togli la ricerca Sostegni ${word}` }).click()
    await expect(page).toHaveURL(/fatto=tolta/)
    await expect(renamed).toHaveCount(0)
  })
})
