import { paths } from '@/lib/core/paths'
import { expect, expectAccessible, test } from './fixtures'

/** A PDF of one page, another each time. */
const pdf = (mark: string) => {
  const body = `%PDF-1.4\n%${mark}\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n`
  return Buffer.from(
    `${body}xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
  )
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('an archivist brings a batch: report, mended index, load; another officer does not see it', async ({
    page,
    browser,
    enter,
  }) => {
    const mark = Date.now().toString(36)
    const serie = 'IT-SP-PROV/SIS/1987'
    const row = (n: number, more: string) => `${serie}/${mark}/${n};${serie};Pilone di prova ${mark};${more}`
    await enter(page, 'Paolo Archivista')
    await page.goto(paths.ufficio.lotti)
    await page.getByRole('link', { name: 'Nuovo lotto dal computer' }).click()
    await page.getByRole('button', { name: 'Continua' }).click()
    await expect(page.getByRole('alert').first()).toContainText('Scrivi come si chiama il lotto')
    await page.getByLabel('Come si chiama il lotto').fill(`Consegna ${mark}`)
    await page.getByRole('button', { name: 'Continua' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Consegna ${mark}`)
    await page.getByLabel('Indice e file del lotto').setInputFiles([
      {
        name: 'indice.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          `Segnatura;Sta in;Titolo;Date;Comune;File\n${row(1, 'ca. 1987;Sarzana;a.pdf')}\n${row(2, '31/02/1987;Sarzanna;b.pdf')}`,
        ),
      },
      { name: 'a.pdf', mimeType: 'application/pdf', buffer: pdf(mark) },
    ])
    await page.getByRole('button', { name: 'Carica il documento' }).click()
    await page.getByRole('button', { name: 'Verifica il lotto' }).click()
    await expect(async () => {
      await page.reload()
      await expect(page.getByRole('heading', { name: 'Rapporto riga per riga' })).toBeVisible({ timeout: 500 })
    }).toPass()
    await expect(page.getByText('forse Sarzana?')).toBeVisible()
    await expect(page.getByText('«31/02/1987» non è una data che esista')).toBeVisible()
    await expect(page.getByText('«b.pdf» non c’è tra i file del lotto')).toBeVisible()
    const scripted = await browser.newContext({
      javaScriptEnabled: true,
      storageState: await page.context().storageState(),
    })
    const seen = await scripted.newPage()
    await seen.goto(page.url())
    await expectAccessible(seen)
    await scripted.close()
    await page.getByRole('link', { name: 'Da correggere 1' }).click()
    await expect(page.getByRole('row')).toHaveCount(2)
    await page.getByRole('button', { name: 'Carica 1 unità nell’archivio' }).click()
    await expect(async () => {
      await page.reload()
      await expect(page.getByRole('link', { name: `${serie}/${mark}/1`, exact: true }).first()).toBeVisible({
        timeout: 500,
      })
    }).toPass()
    await page
      .getByRole('link', { name: `${serie}/${mark}/1`, exact: true })
      .first()
      .click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Pilone di prova ${mark}`)
    await expect(page.getByText('1 file: copia semplice')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'File consegnati' })).toBeVisible()

    const other = await browser.newPage({ javaScriptEnabled: false })
    await enter(other, 'Elena Istruttore')
    expect((await other.goto(paths.ufficio.lotti))?.status()).toBe(404)
    await other.close()
  })
})
