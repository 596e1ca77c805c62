import { paths } from '@/lib/core/paths'
import { expect, signInAs, test } from './fixtures'

test('a person finds the service, learns whether it is needed, and is asked who they are only then', async ({
  page,
}) => {
  await page.goto(paths.home)
  await page.getByRole('searchbox', { name: 'Cerca un servizio' }).fill('carrellone')
  await page.getByRole('button', { name: 'Cerca' }).click()
  await page.getByRole('link', { name: 'Autorizzazione al trasporto eccezionale' }).click()
  await page.getByRole('link', { name: 'Verifica se ti serve' }).first().click()
  await page.getByLabel('Larghezza').fill('3,00')
  await page.getByLabel('Massa complessiva').fill('30')
  await page.getByRole('button', { name: 'Verifica', exact: true }).click()
  await expect(page.getByText('art. 61').first()).toBeVisible()
  await page.getByRole('link', { name: 'Presenta la domanda' }).first().click()
  await expect(page).toHaveURL(/\/accedi\?ritorno=/)
})

test("a stranger's addresses answer like missing ones", async ({ page, browser }) => {
  await signInAs(page, 'Marco Prova', 'LUNI TRASPORTI S.R.L.')
  await page.goto(paths.personale.pratiche)
  const pratica = (await page.getByRole('rowheader').first().getByRole('link').getAttribute('href')) ?? ''
  const stranger = await (await browser.newContext({ locale: 'it-IT' })).newPage()
  await signInAs(stranger, 'Anna Esempio')
  const missing = await stranger.goto(`${paths.personale.pratiche}/00000000-0000-4000-8000-000000000000`)
  for (const suffix of ['', '/messaggi', '/ritira', '/integrazione', '/osservazioni', '/inviata']) {
    const answer = await stranger.goto(`${pratica}${suffix}`)
    expect(answer?.status(), suffix).toBe(missing?.status())
    await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Questa pagina non c’è')
  }
  expect((await stranger.goto(paths.ufficio.home))?.status()).toBe(404)
  expect((await stranger.request.get(paths.api.ricevuta(pratica.split('/').at(-1) ?? ''))).status()).toBe(404)
})
