import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { paths } from '@/lib/core/paths'
import { expect, expectAccessible, test } from './fixtures'

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('free papers are read page by page, and open where the word is', async ({ page, seed }) => {
    const { id } = await seed.carte({ titolo: 'Fabbricato di prova, carte libere', libere: true })
    await page.goto(paths.archivio.unita(id))
    await page.getByRole('link', { name: 'Sfoglia le carte' }).click()
    await page.getByRole('searchbox', { name: 'Cerca in queste carte' }).fill('cemento')
    await page.getByRole('search').getByRole('button', { name: 'Cerca' }).last().click()
    await expect(page.getByRole('status').first()).toContainText('3 volte, in 2 pagine')
    await expect(page.locator('svg rect')).toHaveCount(2)
    await expect(page.locator('mark.corrente')).toHaveText('cemento')
    for (let i = 0; i < 2; i += 1) await page.getByRole('link', { name: 'Parola successiva' }).click()
    await expect(page.getByRole('textbox', { name: 'Pagina', exact: true })).toHaveValue('4')
    await page.getByRole('link', { name: 'Pagina precedente' }).click()
    await expect(page.getByRole('heading', { name: 'Pagina chiusa' })).toBeVisible()
    await expect(page.getByText('silicosi')).toHaveCount(0)
    await page.goto(paths.archivio.carte(id, 1))
    await page.getByText('Apri queste carte in un altro visore').click()
    const manifesto = (await page.getByRole('link', { name: 'Manifesto IIIF' }).getAttribute('href')) ?? ''
    await expect(page.getByText(manifesto, { exact: true })).toBeVisible()
    expect(await (await page.request.get(manifesto)).json()).toMatchObject({ id: manifesto, type: 'Manifest' })
    const image = await page.request.get((await page.getByRole('link', { name: '800 px' }).getAttribute('href')) ?? '')
    expect([image.status(), image.headers()['content-type']]).toEqual([200, 'image/jpeg'])
  })
})

test('deep zoom opens on the word, turns pages by key, and compares two', async ({ page, seed }) => {
  const { id } = await seed.carte({ titolo: 'Fabbricato di prova, zoom', libere: true })
  await page.goto(paths.archivio.carte(id, 1, 'cemento'))
  await expect(page.locator('.tela-pronta')).toBeVisible()
  await expect(page.locator('.tela-profonda rect.segno-corrente')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Ingrandisci' }).click()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('textbox', { name: 'Pagina', exact: true })).toHaveValue('2')
  await expect(page).toHaveURL(/pagina=2/)
  await page.getByRole('textbox', { name: 'Confronta con la pagina' }).fill('4')
  await page.getByRole('button', { name: 'Confronta' }).click()
  await expect(page.locator('.tela-pronta')).toHaveCount(2)
  for (const name of ['Trascrizione di pagina 2', 'Trascrizione di pagina 4'])
    await expect(page.getByRole('heading', { name })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Chiudi il confronto' }).click()
  await expect(page.getByRole('heading', { name: 'Trascrizione', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Ruota' }).click()
  await page.getByRole('link', { name: 'Pagina precedente' }).click()
  await expect(page.locator('.tela figure g')).not.toHaveAttribute('transform')
  await page.getByRole('link', { name: 'Pagina successiva' }).click()
  await expect(page.locator('.tela figure g')).toHaveAttribute('transform', /rotate\(90\)/)
})

test('free papers are shown by viewers of other sites, and the rest by none', async ({
  page,
  seed,
  enter,
  baseURL,
}) => {
  const free = await seed.carte({ titolo: 'Fabbricato di prova, per tutti i siti', libere: true })
  const closed = await seed.carte({ titolo: 'Fabbricato di prova, per questo sito', libere: false })
  await enter(page, 'Paolo Archivista')
  const addresses = [free, closed].map(({ pagine }) => `${paths.api.immagine(pagine[0] ?? '')}/full/300,/0/default.jpg`)
  for (const address of addresses) expect((await page.request.get(address)).status()).toBe(200)
  const images = addresses.map((address) => `<img alt="" src="${baseURL}${address}">`).join('')
  const other = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(images)).listen(0)
  const { port } = other.address() as AddressInfo
  await page.goto(`http://127.0.0.1:${port}/`) // loaded: all images have come, or will not
  expect(await page.evaluate(() => [...document.images].map((one) => one.naturalWidth))).toEqual([300, 0])
  other.close()
})

test('a stranger learns nothing from IIIF; who works in the archive covers a part, and it is gone', async ({
  page,
  seed,
  enter,
}) => {
  const closed = await seed.carte({ titolo: 'Fabbricato di prova, su richiesta', libere: false })
  const free = await seed.carte({ titolo: 'Fabbricato di prova, da coprire', libere: true })
  const nobody = '00000000-0000-4000-8000-000000000000'
  const answers = async (unita: string, pagina: string) => {
    const asked = [
      paths.api.manifesto(unita),
      `${paths.api.cercaNelleCarte(unita)}?q=cemento`,
      `${paths.api.suggerisciNelleCarte(unita)}?q=ce`,
      `${paths.api.iiifUnita(unita)}/pagine/${pagina}`,
      `${paths.api.iiifUnita(unita)}/pagine/1`,
      paths.api.immagine(pagina),
      `${paths.api.immagine(pagina)}/info.json`,
      `${paths.api.immagine(pagina)}/0,0,512,512/512,512/0/default.jpg`,
      `${paths.api.immagine(pagina)}/non/esiste/0/default.jpg`,
      `${paths.api.immagine(pagina)}.coperta/info.json`,
    ]
    return Promise.all(
      asked.map(async (address) => {
        const answer = await page.request.get(address, { maxRedirects: 0 })
        const { date: _, ...headers } = answer.headers()
        return [answer.status(), await answer.text(), headers]
      }),
    )
  }
  const missing = await answers(nobody, nobody)
  expect(missing.every(([status]) => status === 404)).toBe(true)
  expect(await answers(closed.id, closed.pagine[0] ?? '')).toEqual(missing)
  const [third = ''] = free.pagine.slice(2)
  expect((await page.request.get(`${paths.api.immagine(third)}/info.json`)).status()).toBe(404)

  await enter(page, 'Paolo Archivista')
  await page.goto(paths.ufficio.paginaDaCoprire(free.id, 3))
  await page.getByRole('checkbox', { name: /RSSMRA45C12E463T/ }).check()
  await page.getByRole('checkbox', { name: /silicosi/ }).check()
  await page.getByRole('textbox', { name: 'Parti da coprire' }).fill('10 20')
  await page.getByRole('textbox', { name: 'Motivo' }).first().fill('Dati sulla salute di una persona')
  await page.getByRole('button', { name: 'Copri queste parti' }).click()
  await expect(page.getByRole('alert').first()).toContainText('quattro numeri')
  await page.getByRole('textbox', { name: 'Parti da coprire' }).fill('')
  await page.getByRole('button', { name: 'Copri queste parti' }).click()
  await expect(page.getByRole('status').first()).toContainText('L’immagine coperta è pronta')
  await expectAccessible(page)

  // what it says closes it also to the offices, and to who closes it
  await page.getByLabel('Che cosa la chiude').selectOption({ label: 'Salute (70 anni)' })
  const closing = page.getByRole('region', { name: 'Cambia chi la vede' })
  await closing.getByLabel('Motivo').fill('È un certificato medico')
  await closing.getByRole('button', { name: 'Cambia chi la vede' }).click()
  await expect(page.getByRole('alert').first()).toContainText('il termine si conta da lì')
  await closing.getByLabel('Data della carta').fill('14/03/1978')
  await closing.getByRole('button', { name: 'Cambia chi la vede' }).click()
  await expect(page.getByText('Si apre da sé il 15 marzo 2048')).toBeVisible()
  await expect(page.getByText('solo chi è abilitato a questa unità')).toBeVisible()
  await expect(page.getByText('Salute (70 anni), carta del 14 marzo 1978.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Apri la pagina intera' })).toHaveCount(0)
  await expectAccessible(page)
  for (const address of [paths.archivio.carte(free.id, 3), paths.ufficio.correzione(free.id, 3)]) {
    await page.goto(address)
    await expect(page.getByText('silicosi')).toHaveCount(0)
  }
  await expect(page.getByText('solo chi è abilitato a questa unità')).toBeVisible()

  await page.context().clearCookies()
  await page.goto(paths.archivio.carte(free.id, 3))
  await expect(page.getByRole('region', { name: 'Testo della pagina' })).toContainText('Certificato medico')
  await expect(page.getByRole('region', { name: 'Testo della pagina' })).toContainText('[coperto]')
  await expect(page.getByText('silicosi')).toHaveCount(0)
  expect((await page.request.get(`${paths.api.immagine(third)}/info.json`)).status()).toBe(200)
  await expect(page.locator('.tela-pronta')).toBeVisible()
})
