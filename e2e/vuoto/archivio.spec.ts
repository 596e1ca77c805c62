import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Locator, Page } from '@playwright/test'
import { paths } from '@/lib/core/paths'
import { presenta } from '../compilazione'
import { expect, signInAs, test } from '../fixtures'
import { beginRichiesta, fillRichiesta } from '../richiesta-archivio'
import { adopt, claim, confirm, openToDecide } from '../ufficio'

const RADICE = 'IT-SP-PROV-CAMPIONE'
/** Free, of one page: left to the browser. */
const STRADALE = `${RADICE}/STR/1978/b001/f0003`
/** The same, brought by command. */
const STRADALE_GIA_LETTA = `${RADICE}/STR/1984/b001/f0001`
const STRADALE_FILE = 'file/str-1978-b001-f0003/concessione.pdf'
/** On request: a word of its second file is in no description. */
const SISMICA = `${RADICE}/SIS/1981/b001/f0007`

/** The commands of the README, for the portal of this data folder. */
async function archivio(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'archivio', '--', ...args])
  return stdout
}

/** The link to the first page of a unit that a search found by its words; it comes when those who read papers have been there. */
async function findPage(page: Page, segnatura: string, words: string): Promise<Locator> {
  const link = page
    .getByRole('listitem')
    .filter({ has: page.getByText(segnatura, { exact: true }) })
    .getByRole('link', { name: /^Pagina 1/ })
  await expect(async () => {
    await page.goto(`${paths.archivio.home}?q=${encodeURIComponent(words)}`)
    await expect(link.first()).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 180_000 })
  return link.first()
}

/** The title of the first result. */
const firstFound = (page: Page): Locator =>
  page.getByRole('listitem').getByRole('heading', { level: 3 }).first().getByRole('link')

test.use({ javaScriptEnabled: false })

test('from an empty archive to a reader’s last day: by command, by browser, search, request, grant, view', async ({
  page,
  open,
  enter,
  seed,
}, info) => {
  test.setTimeout(600_000)
  await page.goto(`${paths.archivio.home}?q=cantoniere`)
  await expect(page.getByRole('status')).toContainText('Nessun risultato')

  // By command, all but one unit
  const folder = info.outputPath('campione')
  await archivio('campione', folder)
  const index = path.join(folder, 'indice.csv')
  const [header = '', ...rows] = readFileSync(index, 'utf8').split(/\r?\n/)
  const row = rows.find((one) => one.startsWith(`${STRADALE};`)) ?? ''
  writeFileSync(index, [header, ...rows.filter((one) => one !== row)].join('\n'))
  expect(await archivio('importa', folder)).toContain('0 rimaste fuori')
  expect(await archivio('importa', folder)).toContain('0 rimaste fuori') // the same batch again
  await findPage(page, STRADALE_GIA_LETTA, 'cantoniere')

  // By browser, the one that is left
  const desk = await open()
  await enter(desk, 'Paolo Archivista')
  await desk.goto(paths.ufficio.lotti)
  await desk.getByRole('link', { name: 'Nuovo lotto dal computer' }).click()
  await desk.getByLabel('Come si chiama il lotto').fill('Concessione rimasta')
  await desk.getByRole('button', { name: 'Continua' }).click()
  await desk.getByLabel('Indice e file del lotto').setInputFiles([
    {
      name: 'indice.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`${header}\n${row.replace(STRADALE_FILE, 'concessione.pdf')}`),
    },
    { name: 'concessione.pdf', mimeType: 'application/pdf', buffer: readFileSync(path.join(folder, STRADALE_FILE)) },
  ])
  await desk.getByRole('button', { name: 'Carica il documento' }).click()
  await desk.getByRole('button', { name: 'Verifica il lotto' }).click()
  const load = desk.getByRole('button', { name: 'Carica 1 unità nell’archivio' })
  await expect(async () => {
    await desk.reload()
    await expect(load).toBeVisible({ timeout: 500 })
  }).toPass()
  await load.click() // once: what it loads takes its time

  // Open at the word
  await (await findPage(page, STRADALE, 'cantoniere')).click()
  await expect(page.locator('mark.corrente')).toHaveText(/cantoniere/i)
  await expect(page.locator('svg rect').first()).toBeVisible()

  // What is closed is not there by its words; it is asked for
  await page.goto(`${paths.archivio.home}?q=portanza`)
  await expect(page.getByRole('status')).toContainText('Nessun risultato')
  await signInAs(page, 'Anna Esempio')
  const bySignature = `${paths.archivio.home}?q=${encodeURIComponent(SISMICA)}`
  await page.goto(bySignature)
  const unita = (await firstFound(page).getAttribute('href'))?.split('/').at(-1) ?? ''
  const bozza = await beginRichiesta(page, unita)
  await page.goto(paths.personale.passo(bozza, 'elenco'))
  await expect(page.getByLabel('Segnatura dell’archivio')).toHaveValue(SISMICA)
  await fillRichiesta(page, bozza)
  const { id: richiesta } = await presenta(page, bozza)
  await claim(desk, richiesta)
  await desk.goto(paths.ufficio.sezione(richiesta, 'proposta'))
  await desk.getByRole('radio', { name: 'Accesso consentito', exact: true }).check()
  await expect(desk.getByRole('checkbox', { name: SISMICA })).toBeChecked()
  await desk.getByLabel('Per quanti giorni').fill('15')
  await desk.getByLabel('Motivazione').fill('Il richiedente ha dimostrato un interesse diretto e attuale.')
  await desk
    .getByLabel('Perché non si avvisano')
    .fill('Sono nominati per mestiere: nelle carte non c’è nulla di privato di loro.')
  await confirm(desk, richiesta, 'Manda al dirigente')
  await enter(desk, 'Franca Dirigente')
  await openToDecide(desk, richiesta)
  await adopt(desk, richiesta)

  // The view, and its end
  await page.goto(paths.personale.visioni)
  await expect(page.getByText(SISMICA).first()).toBeVisible()
  await page.goto(bySignature)
  await firstFound(page).click()
  await page.getByRole('link', { name: 'Sfoglia le carte' }).click()
  await page.getByRole('searchbox', { name: 'Cerca in queste carte' }).fill('portanza')
  await page.getByRole('search').getByRole('button', { name: 'Cerca' }).last().click()
  await expect(page.locator('mark.corrente')).toHaveText(/portanza/i)
  const seen = page.url()
  // fifteen days are not waited for: the view is moved back until its last instant is a second ago
  await seed.finisconoVisioni({ persona: 'Anna Esempio' })
  expect((await page.goto(seen))?.status()).toBe(404)
})
