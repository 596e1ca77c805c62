import { readFileSync } from 'node:fs'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { paths } from '@/lib/core/paths'
import * as domanda from './compilazione'
import { expect, expectAccessible, signInAs, test } from './fixtures'
import * as ufficio from './ufficio'

/** The words of a PDF, with its title and language. */
async function readPdf(file: string) {
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)) }).promise
  const words: string[] = []
  for (let n = 1; n <= pdf.numPages; n++) {
    const { items } = await (await pdf.getPage(n)).getTextContent()
    words.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  const { info } = await pdf.getMetadata()
  return {
    text: words.join(' ').replace(/\s+/g, ' '),
    title: (info as { Title?: string }).Title,
    lang: (info as { Language?: string }).Language,
  }
}

test('from the istanza to the roadside: cut upload, integration, decision, act, public check, suspension', async ({
  page,
  open,
}, info) => {
  test.setTimeout(300_000)
  await signInAs(page, 'Lucia Campione', domanda.LUNI)
  const bozza = await domanda.beginDomanda(page)
  await domanda.reloadWhileTyping(page, bozza, 'Trasformatore')
  await domanda.fillDomande(page, bozza, 'Trasformatore per la centrale')
  expect(await domanda.loadCutUpload(page, bozza, info.outputPath('schema.pdf'))).toBeGreaterThan(1_000_000)
  await domanda.loadAllegati(page, bozza)
  const { id } = await domanda.presenta(page, bozza)

  const desk = await open()
  await signInAs(desk, 'Elena Istruttore', undefined, paths.ufficio.home)
  await ufficio.claim(desk, id)
  await ufficio.askIntegrazione(desk, id, 'Mancano gli interassi del semirimorchio nello schema.')

  await page.goto(paths.personale.home)
  await page.getByRole('link', { name: /^Devi rispondere entro il/ }).click()
  await expect(page.getByText('Mancano gli interassi')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('textbox').last().fill('Gli interassi sono 1,40 m: lo schema è corretto così.')
  await page.getByRole('button', { name: 'Invia la risposta' }).click()
  await page.waitForURL((url) => url.pathname === paths.personale.pratica(id))
  await expect(page.getByText('Hai risposto alla richiesta')).toBeVisible()

  const prescrizione = await ufficio.propose(desk, id, 'Autorizzazione con prescrizioni', 'Percorso verificato.')
  const head = await open()
  await signInAs(head, 'Franca Dirigente', undefined, paths.ufficio.home)
  await ufficio.openToDecide(head, id)
  await expectAccessible(head)
  await ufficio.adopt(head, id)

  await page.goto(paths.personale.pratica(id))
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Scarica l’atto (PDF)' }).click()
  const file = info.outputPath('atto.pdf')
  await (await download).saveAs(file)
  const act = await readPdf(file)
  expect(act.title).toContain('trasporto eccezionale')
  expect(act.lang).toBe('it-IT')
  expect(act.text).toContain('LUNI TRASPORTI S.R.L.')
  expect(act.text).toContain('ZZ001ZZ')
  expect(act.text.replace(/\s/g, '')).toContain(prescrizione.replace(/\s/g, '').slice(0, 40))

  const check = await open() // nobody is signed in
  const address = (await page.getByRole('link', { name: 'controlla la validità' }).getAttribute('href')) ?? ''
  await check.goto(address)
  await expect(check.getByRole('heading', { level: 1 })).toContainText(/valida/i)
  await expect(check.getByText('ZZ001ZZ').first()).toBeVisible()
  await expect(check.getByText('CMPLCU90S65Z999C')).toHaveCount(0)
  await expectAccessible(check)

  await head.goto(paths.ufficio.sezione(id, 'atti'))
  await head.getByText('Sospendi o revoca l’atto').click()
  await head.getByRole('radio', { name: /^Sospendi/ }).check()
  await head.getByLabel('Motivo', { exact: true }).fill('Ponte chiuso ai mezzi pesanti per lavori.')
  await head.getByRole('button', { name: 'Conferma e avvisa il titolare' }).click()
  await expect(head.getByText('Ripristina o revoca l’atto')).toBeVisible()
  await check.goto(address)
  await expect(check.getByRole('heading', { level: 1 })).toContainText(/sospesa/i)

  // what is over becomes a file of the archive, that its holder finds from the practice
  await head.goto(paths.ufficio.sezione(id, 'documenti'))
  await head.getByLabel('Serie o fondo che la riceve').fill('IT-SP-PROV/NIENTE')
  await head.getByRole('button', { name: 'Versa in archivio' }).click()
  await expect(head.getByRole('alert').first()).toContainText('Nessuna serie')
  await expectAccessible(head)
  await head.getByLabel('Serie o fondo che la riceve').fill('IT-SP-PROV/STR')
  await head.getByRole('button', { name: 'Versa in archivio' }).click()
  await expect(head.getByText('È in archivio')).toBeVisible()
  await head.getByRole('link', { name: /^IT-SP-PROV\/STR\// }).click()
  await expect(head.getByText('Viene dalla pratica')).toBeVisible()
  await page.goto(paths.personale.pratica(id))
  await page.getByRole('link', { name: /^IT-SP-PROV\/STR\// }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Autorizzazione al trasporto eccezionale')
})
