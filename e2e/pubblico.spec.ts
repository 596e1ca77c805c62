import { paths } from '@/lib/core/paths'
import { expect, expectAccessible, signInAs, test } from './fixtures'

const PUBBLICHE = [
  paths.home,
  paths.servizi,
  paths.servizio('trasporto-eccezionale'),
  paths.servizio('accesso-agli-atti'),
  paths.verificaPreliminare('trasporto-eccezionale'),
  paths.accedi(),
  paths.verificaRicerca,
  '/note-legali',
  '/non-esiste',
]

for (const width of [320, 768, 1280]) {
  test(`public pages at ${width} px: accessible, one h1, no sideways scroll`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    const titles = new Set<string>()
    for (const address of PUBBLICHE) {
      await page.goto(address)
      await expect(page.getByRole('heading', { level: 1 }), address).toHaveCount(1)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(width)
      await expectAccessible(page)
      titles.add(await page.title())
    }
    expect(titles.size).toBe(PUBBLICHE.length)
  })
}

test('the areas of a person and of an officer are accessible at phone and desk width', async ({ page, browser }) => {
  await signInAs(page, 'Marco Prova', 'LUNI TRASPORTI S.R.L.')
  await page.goto(paths.personale.pratiche)
  const pratica = await page.getByRole('rowheader').first().getByRole('link').getAttribute('href')
  const desk = await (await browser.newContext({ locale: 'it-IT' })).newPage()
  await signInAs(desk, 'Elena Istruttore', undefined, paths.ufficio.home)
  await desk.goto(`${paths.ufficio.home}?vista=aperte`)
  const aperta = await desk.getByRole('rowheader').first().getByRole('link').getAttribute('href')
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    for (const address of [
      paths.personale.home,
      paths.personale.pratiche,
      paths.personale.documenti,
      paths.personale.profilo,
      pratica ?? '',
    ]) {
      await page.goto(address)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(width)
      await expectAccessible(page)
    }
    await desk.setViewportSize({ width, height: 900 })
    for (const section of ['', '/documenti', '/istruttoria', '/messaggi', '/atti', '/cronologia']) {
      await desk.goto(`${aperta}${section}`)
      expect(await desk.evaluate(() => document.documentElement.scrollWidth), section).toBeLessThanOrEqual(width)
      await expectAccessible(desk)
    }
  }
})

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
