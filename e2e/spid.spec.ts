import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { paths } from '@/lib/core/paths'
import {
  chooseProvider,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  leaveProvider,
  openProvider,
  signInAs,
  test,
} from './fixtures'

const ANOMALIE = [
  [19, 'hai inserito più volte credenziali errate'],
  [20, 'non ha credenziali del livello richiesto'],
  [21, 'Il tempo per completare l’autenticazione è scaduto'],
  [22, 'Non hai dato il consenso'],
  [23, 'sospesa, revocata o bloccata'],
  [25, 'Hai annullato l’accesso'],
  [30, 'un tipo di identità diverso'],
] as const
const GUASTI = [
  'Non firmata',
  'Asserzione non firmata',
  'Alterata dopo la firma',
  'Scaduta',
  'Firmata da un’altra chiave',
]
const NON_VALIDA = 'La risposta del gestore di identità non è valida'

/** Asks the sample provider for an answer that must not let in. @returns status of the portal's answer */
async function answerWrong(page: Page, label: string): Promise<number> {
  await openProvider(page, paths.accedi())
  await page.getByText('Prova un accesso che non riesce').click()
  const answered = page.waitForResponse((response) => new URL(response.url()).pathname === '/api/spid/acs')
  await page.getByRole('button', { name: label, exact: true }).click()
  await leaveProvider(page)
  return (await answered).status()
}

async function expectRefused(page: Page, text: string) {
  await expect(page.getByRole('heading', { level: 1, name: 'Accesso non riuscito' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText(text)
  await expect(page.getByRole('main')).toContainText('comunica questo riferimento')
  await expect(page.getByRole('link', { name: 'Riprova' })).toHaveAttribute('href', paths.accedi())
}

/** Data alone make the service: that of access to documents, of level 3. */
const LIVELLO_TRE = 'prova-livello-tre'
const yamlLivelloTre = () =>
  readFileSync(new URL('../lib/procedimenti/definizioni/accesso-agli-atti.yaml', import.meta.url), 'utf8')
    .replace('codice: accesso-agli-atti', `codice: ${LIVELLO_TRE}\nlivello: 3`)
    .replace('titolo: Accesso agli atti', 'titolo: Prova di livello tre')
    .replace('  titolo: Accesso agli atti', '  titolo: Prova di livello tre')

const journeys = (scripts: boolean) => {
  test('each anomaly of the provider has its page, and opens nothing', async ({ page }) => {
    for (const [codice, text] of ANOMALIE) {
      const label = new RegExp(`^${codice} · `)
      await openProvider(page, paths.accedi())
      await page.getByText('Prova un accesso che non riesce').click()
      await page.getByRole('button', { name: label }).click()
      await leaveProvider(page)
      await expectRefused(page, text)
      if (scripts) await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    }
    if (scripts) await expectAccessible(page)
    await page.setViewportSize({ width: 320, height: 700 })
    await expectNoSidewaysScroll(page)
    await page.goto(paths.personale.home)
    await expect(page).toHaveURL(/\/accedi/)
  })

  test('a wrong answer is refused, and the same answer again', async ({ page }) => {
    for (const label of GUASTI) {
      expect(await answerWrong(page, label), label).toBe(403)
      await expectRefused(page, NON_VALIDA)
    }
    const sent = page.waitForRequest((request) => new URL(request.url()).pathname === '/api/spid/acs')
    await signInAs(page, 'Anna Esempio')
    const first = await sent
    const again = await page.request.post(first.url(), {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      data: first.postData() ?? '',
      maxRedirects: 0,
    })
    expect(again.status()).toBe(403)
    expect(await again.text()).toContain('già stata usata')
  })

  test('a service of level 3 sends a session of level 2 to sign in again, and back', async ({ page, seed }) => {
    await seed.publish(yamlLivelloTre())
    await signInAs(page, 'Anna Esempio')
    await page.goto(paths.personale.profilo)
    await expect(page.getByText('SPID di livello 2')).toBeVisible()
    await page.goto(paths.personale.nuova(LIVELLO_TRE))
    await expect(page.getByRole('heading', { level: 1, name: 'Accedi di nuovo, con il livello 3' })).toBeVisible()
    if (scripts) await expectAccessible(page)
    await chooseProvider(page)
    await expect(page.getByText('richiesto: 3')).toBeVisible()
    await page.getByRole('radio', { name: 'SPID 2' }).check()
    await page.getByRole('button', { name: /^Anna Esempio/ }).click()
    await leaveProvider(page)
    await expectRefused(page, 'livello di sicurezza inferiore')

    await openProvider(page, paths.accedi(paths.personale.nuova(LIVELLO_TRE), 3))
    const before = await sessionOf(page)
    await page.getByRole('button', { name: /^Anna Esempio/ }).click()
    await leaveProvider(page)
    await page.waitForURL((url) => url.pathname === paths.personale.nuova(LIVELLO_TRE))
    const after = await sessionOf(page)
    expect(before).toBeTruthy()
    expect(after).not.toBe(before)
    const perMe = page.getByRole('radio', { name: /^A mio nome/ })
    if (await perMe.isVisible()) await perMe.check()
    await page.getByRole('button', { name: 'Inizia la domanda' }).click()
    await page.waitForURL(/\/domande\/[0-9a-f-]{36}/)
    const draft = page.url()

    await signInAgain(page, 2)
    await page.goto(draft)
    await expect(page.getByRole('heading', { level: 1, name: 'Accedi di nuovo, con il livello 3' })).toBeVisible()
  })

  test('signing out here ends the session before the provider is told, whatever it answers', async ({ page }) => {
    for (const [answer, told] of [
      [/^Chiudi il gestore/, 'anche quella del tuo gestore di identità'],
      [/^Chiudi solo in parte/, 'la sua è ancora aperta, almeno in parte'],
      [/^Rispondi con una firma sbagliata/, 'non sappiamo se ti ricorda ancora'],
    ] as const) {
      await signInAs(page, 'Anna Esempio')
      await page.goto(paths.esci)
      await page.getByRole('button', { name: /^Esci anche da/ }).click()
      if (!scripts) await page.getByRole('link', { name: /^Esci anche da/ }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Chiudere l’accesso?' })).toBeVisible()
      const home = await page.context().newPage()
      await home.goto(paths.personale.home) // the provider has not answered yet
      await expect(home).toHaveURL(/\/accedi/)
      await home.close()
      await page.getByRole('button', { name: answer }).click()
      await expect(page.getByRole('main')).toContainText(told)
    }
  })

  test('signing out at the provider ends the session here', async ({ page, open }) => {
    const persona = scripts ? 'Luca Pattuglia' : 'Marta Tecnico' // nobody else's: the provider lists the accesses of all
    await signInAs(page, persona)
    const provider = await open()
    await openProvider(provider, paths.accedi())
    await provider.goto(new URL(provider.url()).origin)
    const close = provider.getByRole('button', { name: new RegExp(persona) })
    await close.first().click()
    await expect(provider.getByRole('heading', { level: 1, name: 'Accesso chiuso' })).toBeVisible()
    await page.goto(paths.personale.home)
    await expect(page).toHaveURL(/\/accedi/)
  })
}

const sessionOf = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name.endsWith('sportello-sessione'))?.value

/** Signs out, then in again at a level. */
async function signInAgain(page: Page, livello: number) {
  await page.goto(paths.esci)
  await page.getByRole('button', { name: 'Esci dal portale' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sei uscito dal portale' })).toBeVisible()
  await openProvider(page, paths.accedi(paths.personale.profilo))
  await page.getByRole('radio', { name: `SPID ${livello}` }).check()
  await page.getByRole('button', { name: /^Anna Esempio/ }).click()
  await leaveProvider(page)
  await page.waitForURL((url) => url.pathname === paths.personale.profilo)
}

test.describe('with scripts', () => journeys(true))
test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })
  journeys(false)
})

test('an administrator finds the register of accesses, and a reading leaves its reason', async ({ page, open }) => {
  await signInAs(page, 'Bruno Controllo', undefined, paths.amministrazione.home)
  const tabs = page.getByRole('navigation', { name: 'Amministrazione' })
  await tabs.getByRole('link', { name: 'Registro degli accessi' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Registro degli accessi' })).toBeVisible()
  await expectAccessible(page)
  for (const width of [320, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoSidewaysScroll(page)
  }
  await page.getByLabel('Codice fiscale').fill('CNTBRN70T15Z999T')
  await page.getByLabel('Perché lo consulti').fill('Richiesta dell’interessato, prova.')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Scarica le voci trovate' }).click()
  const { voci } = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as {
    voci: { esito: string; codiceFiscale: string; risposta: string }[]
  }
  expect(voci[0]).toMatchObject({ esito: 'riuscito', codiceFiscale: 'CNTBRN70T15Z999T' })
  expect(voci[0]?.risposta).toContain('TINIT-CNTBRN70T15Z999T')

  const stranger = await open()
  await signInAs(stranger, 'Anna Esempio')
  expect((await stranger.goto(paths.registroAccessi))?.status()).toBe(404)
})
