import { paths } from '@/lib/core/paths'
import { expect, expectAccessible, signInAs, test } from './fixtures'

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a reader puts papers aside, cites them, comes back by the permanent address and asks for them', async ({
    page,
    open,
    seed,
  }) => {
    const mark = Date.now().toString(36)
    const titolo = { libera: `Ponte della raccolta ${mark}`, chiusa: `Muro della raccolta ${mark}` }
    const [libera, chiusa] = await Promise.all([
      seed.carte({ titolo: titolo.libera, libere: true }),
      seed.carte({ titolo: titolo.chiusa, libere: false }),
    ])
    await page.goto(paths.archivio.unita(chiusa.id))
    await page.getByRole('button', { name: 'Metti da parte' }).click()
    await expect(page.getByRole('button', { name: 'Togli dalla raccolta' })).toBeVisible()
    await page.goto(paths.archivio.carte(libera.id, 2))
    await page.getByRole('button', { name: 'Metti da parte' }).click()
    await page.getByRole('link', { name: 'La tua raccolta' }).click()

    const itemOf = (title: string) => page.getByRole('listitem').filter({ hasText: title })
    await expect(itemOf(titolo.chiusa)).toContainText('Su richiesta')
    await expect(itemOf(titolo.libera)).toContainText(/, Tavola 1, http\S+ \(consultato il /)
    await itemOf(titolo.chiusa)
      .getByRole('button', { name: /^Togli/ })
      .click()
    await expect(page).toHaveURL(/fatto=tolto/)
    await expect(itemOf(titolo.chiusa)).toHaveCount(0)
    await expect(page.getByText('Hai tolto un elemento')).toBeVisible()
    await page.getByRole('button', { name: 'Rimetti' }).click()
    await expect(page).toHaveURL(/fatto=rimesso/)
    await expect(itemOf(titolo.chiusa)).toHaveCount(1)
    await itemOf(titolo.libera)
      .getByRole('link', { name: /\/a\/[0-9a-z]{26}\/[0-9a-z]{26}$/ })
      .click()
    await expect(page).toHaveURL(new RegExp(`${libera.id}/carte\\?pagina=2$`))
    expect((await page.goto(paths.archivio.permanente('0'.repeat(26))))?.status()).toBe(404)

    await signInAs(page, 'Anna Esempio', undefined, paths.archivio.chiediRaccolta)
    await expect(page.getByRole('checkbox', { name: titolo.libera })).toHaveCount(0) // open to all: not to be asked for
    await page.getByRole('checkbox', { name: titolo.chiusa }).check()
    const scripted = await open({ javaScriptEnabled: true, storageState: await page.context().storageState() })
    await scripted.goto(paths.archivio.unita(libera.id))
    await scripted.getByRole('button', { name: 'Metti da parte' }).dblclick() // as once
    await expect(scripted.getByRole('button', { name: 'Togli dalla raccolta' })).toBeFocused()
    await scripted.getByRole('link', { name: 'La tua raccolta' }).click()
    await expect(scripted.getByRole('listitem').filter({ hasText: titolo.libera })).toHaveCount(2) // and a page of it
    await expect(scripted.getByText('prima di accedere')).toHaveCount(0)
    await expectAccessible(scripted)
    await page.getByRole('radio', { name: 'Richiesta nuova: a mio nome' }).check()
    await page.getByRole('button', { name: 'Continua' }).click()
    await page.waitForURL(/\/domande\/[0-9a-f-]{36}/)
    const bozza = /domande\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
    await page.goto(paths.personale.passo(bozza, 'elenco'))
    await expect(page.getByLabel('Segnatura dell’archivio')).toHaveValue(/^PROVA\//)

    await page.goto(paths.archivio.raccolta)
    const mine = itemOf(titolo.chiusa)
    await mine.getByText('Aggiungi una nota').click()
    await mine.getByLabel('Nota').fill('Da confrontare\ncon il progetto')
    await mine.getByRole('button', { name: 'Salva la nota' }).click()
    await expect(page).toHaveURL(/fatto=annotato/)
    await expect(mine).toContainText('con il progetto')
  })
})
