import type { Page } from '@playwright/test'
import { paths } from '@/lib/core/paths'
import { presenta } from './compilazione'
import { expect, expectAccessible, signInAs, test } from './fixtures'
import { beginRichiesta, fillRichiesta } from './richiesta-archivio'
import { adopt, claim, confirm, openToDecide } from './ufficio'

const SEGNATURA = 'IT-SP-PROV/SIS/1987/b001/f0004'

/** The unit with this signature, by its search. @returns its id */
async function findUnita(page: Page): Promise<string> {
  await page.goto(`${paths.archivio.home}?q=${encodeURIComponent(SEGNATURA)}`)
  const found = page.getByRole('listitem').getByRole('heading', { level: 3 }).first().getByRole('link')
  const address = await found.getAttribute('href')
  return address?.split('/').at(-1) ?? ''
}

/** Tells the first whom the papers name, by PEC: nothing is given until they have answered. */
async function tellAndWait(page: Page, id: string) {
  const here = paths.ufficio.sezione(id, 'controinteressati')
  await page.goto(`${here}?chi=0`)
  await page.getByRole('radio', { name: 'PEC', exact: true }).check()
  await page.getByLabel('Indirizzo o PEC').fill('committente@pec.example')
  await page.getByRole('button', { name: 'Manda l’avviso' }).click()
  await expect(page.getByText('La lettera è pronta')).toBeVisible()
  await page.goto(paths.ufficio.sezione(id, 'proposta'))
  await expect(page.getByText('Per ora non si può accogliere')).toBeVisible()
  await page.goto(here)
  await expectAccessible(page)
  await page.locator('main a[href*="?di="]').click()
  await page.getByRole('radio', { name: 'Non ha niente in contrario' }).check()
  await page.getByRole('button', { name: 'Registra la risposta' }).click()
  await expect(page.getByText('La risposta è registrata')).toBeVisible()
}

type Enter = (page: Page, persona: string) => Promise<void>

async function decideAs(
  page: Page,
  enter: Enter,
  id: string,
  choose: (page: Page) => Promise<void>,
  prepare?: (page: Page, id: string) => Promise<void>,
) {
  await enter(page, 'Paolo Archivista')
  await claim(page, id)
  await prepare?.(page, id)
  await page.goto(paths.ufficio.sezione(id, 'proposta'))
  await choose(page)
  await confirm(page, id, 'Manda al dirigente')
  await enter(page, 'Franca Dirigente')
  await openToDecide(page, id)
  await adopt(page, id)
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('somebody asks for a unit from its page', async ({ page }) => {
    await signInAs(page, 'Anna Esempio')
    const unita = await findUnita(page)
    const id = await beginRichiesta(page, unita)
    await page.goto(paths.personale.passo(id, 'elenco'))
    await expect(page.getByLabel('Segnatura dell’archivio')).toHaveValue(SEGNATURA)
    await page.goto(paths.archivio.richiesta(unita))
    await expect(page.getByText('È già in una richiesta che stai scrivendo')).toBeVisible()
    await fillRichiesta(page, id)
    expect((await presenta(page, id)).numero).toMatch(/^\d{4}\/\d{7}$/)
  })
})

test.describe('without scripts, in the reading room', () => {
  test.use({ javaScriptEnabled: false })

  test('who may come takes a seat and leaves it; the archive sees what to fetch', async ({
    page,
    open,
    seed,
    enter,
  }) => {
    const id = await seed.inSala({ segnatura: SEGNATURA })
    await signInAs(page, 'Anna Esempio')
    await page.goto(paths.personale.visioni)
    await page.locator(`main a[href="${paths.personale.sala(id)}"]`).click()
    await page.waitForURL(new RegExp(`${paths.personale.sala(id)}$`))
    await page.getByRole('radio', { disabled: false }).first().check()
    const turno = await page.getByRole('radio', { checked: true }).getAttribute('value')
    await page.getByRole('button', { name: 'Prenota' }).click()
    await expect(page.getByText('L’appuntamento è fissato')).toBeVisible()
    const calendar = await page.request.get(paths.api.appuntamento(id))
    expect(await calendar.text()).toContain('BEGIN:VEVENT')
    const desk = await open({ javaScriptEnabled: true }) // what looks for faults is a script
    await enter(desk, 'Anna Esempio')
    await desk.goto(paths.personale.sala(id))
    await expect(desk.getByRole('heading', { name: 'Il tuo appuntamento' })).toBeVisible()
    await expectAccessible(desk)
    await enter(desk, 'Paolo Archivista')
    await desk.goto(paths.ufficio.sala(turno?.slice(0, 10)))
    await expect(desk.getByText('Anna Esempio').first()).toBeVisible()
    await expect(desk.getByText(SEGNATURA).first()).toBeVisible()
    await expectAccessible(desk)
    await page.getByRole('button', { name: 'Disdici l’appuntamento' }).click()
    await expect(page.getByText('L’appuntamento è disdetto')).toBeVisible()
  })
})

test('a request that is granted opens the papers until their last day; one that is not opens nothing', async ({
  page,
  open,
  seed,
  enter,
}) => {
  const desk = await open()
  const granted = await seed.richiestaAccesso({ segnatura: SEGNATURA })
  const choose = async () => {
    await desk.getByRole('radio', { name: 'Accesso consentito', exact: true }).check()
    await expect(desk.getByRole('checkbox', { name: SEGNATURA })).toBeChecked()
    await desk.getByLabel('Per quanti giorni').fill('14')
    await desk.getByRole('checkbox', { name: 'Anche le copie' }).check()
    await desk.getByLabel('Motivazione').fill('Il richiedente ha dimostrato un interesse diretto e attuale.')
    await desk
      .getByLabel('Perché non si avvisano')
      .fill('Gli altri sono professionisti: nelle carte non c’è nulla di privato di loro.')
    await desk.getByRole('button', { name: 'Vedi l’anteprima' }).click()
    await expect(desk.getByRole('alert').first()).toContainText('Almeno 15 giorni')
    await expectAccessible(desk)
    await desk.getByLabel('Per quanti giorni').fill('15')
  }
  await decideAs(desk, enter, granted, choose, tellAndWait)
  await signInAs(page, 'Anna Esempio', undefined, paths.personale.visioni)
  await page.goto(paths.personale.visioni)
  await expect(page.getByText(SEGNATURA).first()).toBeVisible()
  await expect(page.getByText('Scopo dichiarato: Rinforzo del solaio').first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Scarica le copie' }).first().click()
  await page.waitForURL(/\/copie\//)
  await expect(page.getByRole('heading', { name: 'Costi' })).toBeVisible()
  await expectAccessible(page)
  const unita = await findUnita(page)
  await page.goto(paths.archivio.unita(unita))
  await expect(page.getByText('la visione ti è stata concessa')).toBeVisible()
  await seed.finisconoVisioni({ persona: 'Anna Esempio' })
  await page.reload()
  await expect(page.getByRole('link', { name: 'Chiedi di vederlo' })).toBeVisible()

  const refused = await seed.richiestaAccesso({ segnatura: SEGNATURA })
  await decideAs(desk, enter, refused, async () => {
    await desk.getByRole('radio', { name: 'Richiesta inammissibile' }).check()
    await desk.getByLabel('Motivazione').fill('La richiesta è un controllo generale sull’attività della Provincia.')
  })
  await page.goto(paths.personale.pratica(refused))
  await expect(page.getByText('non è stata accolta').first()).toBeVisible()
  await page.goto(paths.archivio.unita(unita))
  await expect(page.getByRole('link', { name: 'Chiedi di vederlo' })).toBeVisible()
})
