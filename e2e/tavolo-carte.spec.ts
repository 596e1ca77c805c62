import { paths } from '@/lib/core/paths'
import { expect, expectAccessible, test } from './fixtures'

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('an archivist stops a batch and tries again what failed, then mends a text that the search finds', async ({
    page,
    open,
    enter,
    seed,
  }) => {
    const lotto = `Consegna in coda ${Date.now().toString(36)}`
    const lottoId = await seed.guasto({ lotto })
    const { id } = await seed.carte({ titolo: 'Fabbricato di prova, testo da correggere', libere: true })
    await enter(page, 'Paolo Archivista')
    await page.goto(paths.ufficio.archivio)
    await page.getByRole('link', { name: 'Lavorazione delle carte' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lavorazione delle carte')
    await page.goto(paths.ufficio.lavorazioniDelLotto(lottoId))
    await expect(page.getByText('Il file è danneggiato o incompleto')).toBeVisible()
    await page.getByRole('button', { name: `Metti in pausa «${lotto}»` }).click()
    await page.waitForURL(/fatto=pausa/)
    await page.goto(paths.ufficio.lavorazioniDelLotto(lottoId))
    await expect(page.getByText('l’ha messo in pausa Paolo Archivista')).toBeVisible()
    await page.getByRole('button', { name: 'Ritenta rotto.pdf' }).click()
    await page.waitForURL(/fatto=ritentata/)
    await page.goto(paths.ufficio.lavorazioniDelLotto(lottoId))
    const opening = page.getByRole('row', { name: 'Apertura dei file' })
    await expect(opening.getByRole('cell')).toHaveText(['0 di 1', /—/, /—/, '1', /—/]) // stopped: nobody takes it
    await page.getByRole('button', { name: `Riprendi «${lotto}»` }).click()
    await page.waitForURL(/fatto=ripresa/)

    const other = await open({ javaScriptEnabled: true, storageState: await page.context().storageState() })
    await other.goto(paths.ufficio.lavorazioni)
    await expectAccessible(other)
    await page.goto(paths.ufficio.correzione(id, 1))
    await other.goto(paths.ufficio.correzione(id, 1))
    await expectAccessible(other)
    await page.getByLabel('Riga 3', { exact: true }).fill('Le fondazioni sono a pozzi isolati,')
    await page.getByRole('button', { name: 'Salva il testo' }).click()
    await page.waitForURL(/fatto=corretta/)
    await expect(page.getByText('Testo corretto da Paolo Archivista')).toBeVisible()
    await other.getByLabel('Riga 4', { exact: true }).fill('collegati da cordoli in cemento armato.')
    await other.getByRole('button', { name: 'Salva il testo' }).click()
    await expect(other.getByRole('region', { name: 'Ciò che avevi scritto, e qui non c’è' })).toContainText('cordoli')
    await expect(other.getByLabel('Riga 3', { exact: true })).toHaveValue('Le fondazioni sono a pozzi isolati,')
    await page.goto(paths.archivio.carte(id, undefined, 'pozzi'))
    await expect(page.locator('mark.corrente')).toHaveText('pozzi')
    await page.goto(paths.ufficio.correzione(id, 1))
    await page.getByRole('button', { name: 'Togli le correzioni' }).click()
    await page.waitForURL(/fatto=ripresa/)
    await expect(page.getByLabel('Riga 3', { exact: true })).toHaveValue('Le fondazioni sono a plinti isolati,')
  })
})
