import { readFileSync, writeFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { addDays, romeDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { expect } from './fixtures'

export const LUNI = 'LUNI TRASPORTI S.R.L.'
export const PDF = readFileSync(new URL('../lib/documenti/testing/fixtures/prova.pdf', import.meta.url))
const ASSI: readonly (readonly [massa: string, interasse: string | null])[] = [
  ['7,5', '1,85'],
  ['7,5', '2,50'],
  ['9,5', '1,37'],
  ['9,5', '4,80'],
  ['9,5', '1,36'],
  ['9,5', '1,36'],
  ['9,5', '1,36'],
  ['9,5', null],
]

/** Goes on from a question page, and waits for the next. */
export async function goOn(page: Page) {
  const here = page.url()
  await page.getByRole('button', { name: 'Continua' }).last().click()
  await page.waitForURL((url) => url.href !== here)
}

/** A draft on the haulier's behalf, at its list of tasks. @returns its id */
export async function beginDomanda(page: Page): Promise<string> {
  await page.goto(paths.personale.nuova('trasporto-eccezionale'))
  await page.getByRole('radio', { name: `Per ${LUNI}` }).check()
  await page.getByRole('button', { name: 'Inizia la domanda' }).click()
  await page.waitForURL(/\/domande\/[0-9a-f-]{36}/)
  return /domande\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
}

/** The first pages: kind of permit, on whose behalf, whom to call. */
export async function fillRichiesta(page: Page, id: string) {
  await page.goto(paths.personale.passo(id, 'tipo'))
  await page.getByRole('radio', { name: 'Singola' }).check()
  await goOn(page)
  await page.goto(paths.personale.passo(id, 'delega'))
  await page.getByRole('radio', { name: 'No' }).check()
  await goOn(page)
  await page.goto(paths.personale.passo(id, 'referente'))
  await page.getByLabel('Nome e cognome').fill('Lucia Campione')
  await page.getByLabel('Telefono').fill('0187000000')
  await goOn(page)
}

async function addFromFleet(page: Page, targa: string, quanti: number) {
  const fleet = page.getByLabel('Veicoli della tua impresa')
  const option = fleet.locator('option', { hasText: targa })
  await fleet.selectOption((await option.getAttribute('value')) ?? '')
  await page.getByRole('button', { name: 'Aggiungi questo veicolo' }).click()
  await expect(page.getByLabel('Targa')).toHaveCount(quanti)
}

/** Two vehicles of the fleet, their measures, eight axles: 72 t. */
export async function fillConvoglio(page: Page, id: string) {
  await page.goto(paths.personale.passo(id, 'veicoli'))
  await page.getByRole('radio', { name: /^Autoarticolato/ }).check()
  await addFromFleet(page, 'ZZ001ZZ', 1)
  await addFromFleet(page, 'XZ001ZZ', 2)
  await goOn(page)
  await page.getByLabel('Lunghezza').fill('20,40')
  await page.getByLabel('Larghezza').fill('3,00')
  await page.getByLabel('Altezza').fill('4,20')
  await page.getByLabel('Massa complessiva').fill('72')
  await goOn(page)
  for (const [i, [massa, interasse]] of ASSI.entries()) {
    const asse = page.getByRole('group', { name: `Asse ${i + 1}`, exact: true })
    await asse.getByRole('textbox').first().fill(massa)
    if (interasse) await asse.getByRole('textbox').nth(1).fill(interasse)
  }
  await goOn(page)
}

/** Questions that depend on an answer come with it; without scripts, when the page is sent. */
async function reveal(page: Page, wanted: Locator) {
  if (await wanted.isVisible()) return
  const scripts = await page.evaluate(() => true).catch(() => false)
  if (!scripts || !(await wanted.isVisible())) await page.getByRole('button', { name: 'Continua' }).last().click()
  await expect(wanted).toBeVisible()
}

/** What is typed is kept by itself: the page is lost in the middle, and comes back as it was. */
export async function reloadWhileTyping(page: Page, id: string, descrizione: string) {
  await page.goto(paths.personale.passo(id, 'carico'))
  await page.getByLabel('Tipo di carico').selectOption('apparecchiature')
  await page.getByLabel('Descrizione').pressSequentially(descrizione)
  await expect(page.getByText(/^Bozza salvata alle /)).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Tipo di carico')).toHaveValue('apparecchiature')
  await expect(page.getByLabel('Descrizione')).toHaveValue(descrizione)
}

export async function fillCarico(page: Page, id: string, descrizione: string) {
  await page.goto(paths.personale.passo(id, 'carico'))
  await page.getByLabel('Tipo di carico').selectOption('apparecchiature')
  await reveal(page, page.getByLabel('Descrizione'))
  await page.getByLabel('Descrizione').fill(descrizione)
  await page.getByLabel('Massa del carico').fill('45,7')
  await page.getByLabel('Numero di pezzi').fill('1')
  await page.getByRole('radio', { name: 'Sì' }).check()
  await page.getByLabel('Committente').fill('CANTIERE ESEMPIO S.R.L.')
  await goOn(page)
}

const TRATTI = [
  { strada: 'SP 21', da: 'Luni Mare', a: 'Sarzana', km: '7,1' },
  { strada: 'SP 19', da: 'Sarzana', a: 'Arcola', km: '6,4' },
  { strada: 'SP 15', da: 'Arcola', a: 'Follo', km: '3' },
]

/** Three roads of the register. */
export async function fillPercorso(page: Page, id: string) {
  await page.goto(paths.personale.passo(id, 'percorso'))
  await page.getByLabel('Da dove parti?').fill('Luni')
  const provincia = page.getByLabel('In quale provincia è la partenza?')
  if (await provincia.isVisible()) await provincia.selectOption('011')
  else await page.getByRole('radio', { name: 'La Spezia' }).check()
  await page.getByLabel('Dove arrivi?').fill('Follo')
  await page.getByRole('radio', { name: 'No' }).check()
  for (const [i, tratto] of TRATTI.entries()) {
    const riga = page.locator(`[id="percorso.tratti.${i}"]`)
    if (!(await riga.isVisible())) await page.getByRole('button', { name: 'Aggiungi una strada' }).click()
    const strada = riga.getByLabel('Strada', { exact: true })
    const option = strada.locator('option', { hasText: `${tratto.strada} ·` }).first()
    await strada.selectOption((await option.getAttribute('value')) ?? '')
    await riga.getByLabel('Da', { exact: true }).fill(tratto.da)
    await riga.getByLabel('A', { exact: true }).fill(tratto.a)
    await riga.getByLabel('Lunghezza del tratto').fill(tratto.km)
  }
  await goOn(page)
}

async function fillDay(page: Page, name: string, day: string) {
  const [anno = '', mese = '', giorno = ''] = day.split('-')
  const group = page.getByRole('group', { name })
  await group.getByLabel('Giorno').fill(giorno)
  await group.getByLabel('Mese').fill(mese)
  await group.getByLabel('Anno').fill(anno)
}

/** Period, urgency, stamps: the last pages of questions. */
export async function fillPeriodo(page: Page, id: string) {
  const oggi = romeDay(new Date())
  await page.goto(paths.personale.passo(id, 'periodo'))
  await fillDay(page, 'Primo giorno', addDays(oggi, 20))
  await fillDay(page, 'Ultimo giorno', addDays(oggi, 50))
  await page.getByRole('radio', { name: 'Di giorno' }).check()
  await goOn(page)
  await page.goto(paths.personale.passo(id, 'urgenza'))
  await page.getByRole('radio', { name: 'No' }).check()
  await goOn(page)
  await page.goto(paths.personale.passo(id, 'bollo'))
  await goOn(page)
}

/** Loads one file in each due attachment; the plain form posts each of them. */
export async function loadAllegati(page: Page, id: string, scripts = true) {
  await page.goto(paths.personale.allegati(id))
  const due = await page
    .locator('section[aria-labelledby^="titolo-"]')
    .evaluateAll((all) =>
      all
        .filter((one) => !/facoltativ/i.test(one.textContent ?? ''))
        .map((one) => one.getAttribute('aria-labelledby') ?? ''),
    )
  for (const titolo of due) {
    const section = page.locator(`section[aria-labelledby="${titolo}"]`)
    if (await section.getByText('Pronto', { exact: true }).isVisible()) continue
    const file = { name: `${titolo.slice('titolo-'.length)}.pdf`, mimeType: 'application/pdf', buffer: PDF }
    await section.locator('input[type=file]').setInputFiles(file)
    if (!scripts) await section.getByRole('button', { name: 'Carica il documento' }).click()
    await expect(section.getByText('Pronto', { exact: true })).toBeVisible()
  }
}

/** A readable PDF of about `bytes`: one page that draws nothing, at length. */
function makePdf(bytes: number): Buffer {
  const drawing = 'q 1 0 0 1 0 0 cm Q\n'.repeat(Math.ceil(bytes / 19))
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents 4 0 R>>',
    `<</Length ${drawing.length}>>\nstream\n${drawing}endstream`,
  ]
  let text = '%PDF-1.7\n'
  const offsets = objects.map((object, n) => {
    const at = text.length
    text += `${n + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const xref = text.length
  text += `xref\n0 5\n0000000000 65535 f \n${offsets.join('')}trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

/**
 * The first due attachment over a slow line, cut in the middle by a reload: the same file is chosen again, and goes on
 * from what had arrived.
 *
 * @param path of a file to make: the browser knows it again by its name and time
 * @returns the byte from which the second attempt went on
 */
export async function loadCutUpload(page: Page, id: string, path: string): Promise<number> {
  await page.goto(paths.personale.allegati(id))
  const section = page.locator('section[aria-labelledby^="titolo-"]').first()
  writeFileSync(path, makePdf(6_000_000))
  const line = await page.context().newCDPSession(page)
  const uploadsAt = (uploadThroughput: number) =>
    line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    })
  await uploadsAt(800_000)
  await section.locator('input[type=file]').setInputFiles(path)
  await expect(section.getByText(/^Caricamento [2-8]\d%$/)).toBeVisible()
  await page.reload() // cuts the connection in the middle of the file
  await uploadsAt(-1)
  await expect(section.getByText('Scegli di nuovo il file: riprende da dove era arrivato')).toBeVisible()
  const resumed = page.waitForRequest((request) => request.method() === 'PUT')
  await section.locator('input[type=file]').setInputFiles(path)
  const range = (await resumed).headers().range ?? ''
  await expect(section.getByText('Pronto', { exact: true })).toBeVisible()
  await line.detach()
  return Number(/^bytes=(\d+)-/.exec(range)?.[1] ?? 0)
}

/** From the check page to the receipt. @returns id and number of the practice */
export async function presenta(page: Page, id: string): Promise<{ id: string; numero: string }> {
  await page.goto(paths.personale.controlla(id))
  for (const one of await page.getByRole('checkbox').all()) await one.check()
  await page.getByRole('button', { name: 'Invia l’istanza' }).click()
  await page.waitForURL(/\/pratiche\/[0-9a-f-]{36}\/inviata/)
  await expect(page.getByRole('heading', { name: 'Abbiamo ricevuto la tua istanza' })).toBeVisible()
  const numero = /\d{4}\/\d{7}/.exec(await page.getByRole('main').innerText())?.[0] ?? ''
  return { id: /pratiche\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '', numero }
}

/** The questions of a whole singola. */
export async function fillDomande(page: Page, id: string, descrizione: string) {
  await fillRichiesta(page, id)
  await fillConvoglio(page, id)
  await fillCarico(page, id, descrizione)
  await fillPercorso(page, id)
  await fillPeriodo(page, id)
}

/** A whole singola, from the first question to the last document. */
export async function fillDomanda(page: Page, id: string, descrizione: string, scripts = true) {
  await fillDomande(page, id, descrizione)
  await loadAllegati(page, id, scripts)
}
