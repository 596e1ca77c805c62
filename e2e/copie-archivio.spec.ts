import { paths } from '@/lib/core/paths'
import { expect, expectAccessible, test } from './fixtures'

// not Anna: another journey ends her views
const CHI = 'Carlo Finto'

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('who is named in a file opens it at once, once they have said what for', async ({ page, seed, enter }) => {
    const { id } = await seed.carte({ titolo: 'Fascicolo del progettista', libere: false })
    await seed.nominato({ unita: id, persona: CHI })
    await enter(page, CHI)
    await page.goto(paths.archivio.unita(id))
    await expect(page.getByText('Puoi leggerlo subito: il tuo nome è nel fascicolo.')).toBeVisible()
    await page.getByLabel('Per che cosa ti servono queste carte?').fill('Perizia sul solaio')
    await page.getByRole('button', { name: 'Apri le carte per oggi' }).click()
    await page.getByRole('link', { name: 'Sfoglia le carte' }).click()
    await expect(page.getByRole('heading', { name: 'Trascrizione' })).toBeVisible()
    await expect(page.getByText('Il fabbricato ha due piani fuori terra.').first()).toBeVisible()
  })
})

test('certified copies are paid for, issued, downloaded, and checked by whoever gets them', async ({
  page,
  open,
  seed,
  enter,
}) => {
  const { id: unita } = await seed.carte({ titolo: 'Fascicolo da copiare', libere: false })
  const visione = await seed.copieConformi({ unita, persona: CHI })
  await enter(page, CHI)
  await page.goto(paths.personale.copie(visione))
  await page.getByLabel('Codice del pagamento').fill('MARCA 01234567890123')
  await page.getByRole('button', { name: 'Ho pagato' }).click()
  await expect(page.getByText('Controlliamo il pagamento')).toBeVisible()

  const desk = await open()
  await enter(desk, 'Paolo Archivista')
  await desk.goto(paths.ufficio.visione(visione))
  await desk.getByRole('button', { name: 'Conferma il pagamento' }).click()
  await expect(desk.getByText('Il pagamento è confermato')).toBeVisible()
  await enter(desk, 'Franca Dirigente')
  await desk.goto(paths.ufficio.conforme(visione))
  await desk.getByLabel('Pagine', { exact: true }).fill('1-3')
  await desk.getByRole('radio', { name: 'Ho confrontato queste pagine con gli originali' }).check()
  await desk.getByRole('button', { name: 'Certifica e rilascia' }).click()
  await expect(desk.getByRole('alert').first()).toContainText('La pagina 3 non si può dare')
  await desk.getByLabel('Pagine', { exact: true }).fill('1, 2')
  await desk.getByRole('button', { name: 'Certifica e rilascia' }).click()
  await expect(desk.getByText('La copia conforme è rilasciata')).toBeVisible()
  await expectAccessible(desk)

  await page.goto(paths.personale.copie(visione))
  const simple = await page.request.get(paths.api.copia(visione))
  expect((await simple.body()).subarray(0, 5).toString()).toBe('%PDF-')
  const address = await page.getByRole('link', { name: /^Scarica la copia conforme n\. / }).getAttribute('href')
  const pdf = await (await page.request.get(address ?? '')).body()
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')

  const altri = await open() // nobody signed in
  const bring = async (buffer: Buffer) => {
    await altri.goto(paths.verificaRicerca)
    const press = altri.getByRole('button', { name: 'Confronta il file' })
    await expect(async () => {
      await altri.getByLabel('File della copia (PDF)').setInputFiles([]) // chosen before scripts came, it is not read
      await altri
        .getByLabel('File della copia (PDF)')
        .setInputFiles({ name: 'copia.pdf', mimeType: 'application/pdf', buffer })
      await expect(press).toBeEnabled({ timeout: 2000 })
    }).toPass()
    await press.click()
  }
  await bring(Buffer.concat([pdf, Buffer.from(' ')]))
  await expect(altri.getByText('La Provincia non ha rilasciato questo file')).toBeVisible()
  await bring(pdf)
  await expect(altri.getByRole('heading', { level: 1, name: 'Valida' })).toBeVisible()
  await expect(altri.getByText('Il file che hai scelto è quello rilasciato')).toBeVisible()
  await expect(altri.locator('main')).not.toContainText('Fascicolo da copiare')
  await expectAccessible(altri)
})
