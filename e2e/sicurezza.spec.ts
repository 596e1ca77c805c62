import type { Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { paths } from '@/lib/core/paths'
import { LUNI } from './compilazione'
import { expect, expectAccessible, giveCodice, identifyAs, signInAs, test } from './fixtures'
import * as ufficio from './ufficio'

const MOTIVO = 'Ordine di servizio 12 del responsabile del personale.'

/** The page of a person in the administration, known by fiscal code. */
async function openPersona(page: Page, codiceFiscale: string, nome: string, cognome: string) {
  await page.goto(paths.amministrazione.nuovaPersona)
  await page.getByLabel('Codice fiscale').fill(codiceFiscale)
  await page.getByLabel('Nome', { exact: true }).fill(nome)
  await page.getByLabel('Cognome').fill(cognome)
  await page.getByRole('button', { name: 'Continua' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `${nome} ${cognome}` })).toBeVisible()
}

test('a right is asked, confirmed by another; its holder sets up an app, and keeps recovery codes', async ({
  page,
  open,
}) => {
  test.setTimeout(300_000)
  await signInAs(page, 'Nadia Amministratore', undefined, paths.amministrazione.home)
  await openPersona(page, 'MMGSRA92L59Z999S', 'Sara', 'Immaginario')
  await page.getByText('Chiedi un nuovo ruolo per questa persona').click()
  await page.getByRole('radio', { name: 'Istruttore' }).check()
  await page.getByRole('button', { name: 'Chiedi il ruolo' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Spiega il motivo')
  await expect(page.getByRole('radio', { name: 'Istruttore' })).toBeChecked()
  await expectAccessible(page)
  await page.getByLabel('Ufficio o ente').selectOption({ index: 1 })
  await page.getByRole('textbox', { name: 'Motivo' }).fill(MOTIVO)
  await page.getByRole('button', { name: 'Chiedi il ruolo' }).click()
  await expect(page.getByText('vale quando la conferma una seconda persona')).toBeVisible()
  await page.goto(paths.amministrazione.richieste)
  await expect(page.getByText('Sara Immaginario').first()).toBeVisible()
  await expect(page.getByText('Decidi sulla richiesta per Sara Immaginario')).toHaveCount(0) // not by whoever asked

  const second = await open()
  await signInAs(second, 'Bruno Controllo', undefined, paths.amministrazione.richieste)
  await second.getByText('Decidi sulla richiesta per Sara Immaginario').click()
  await second.getByRole('radio', { name: /^Confermo/ }).check()
  await expectAccessible(second)
  await second.getByRole('button', { name: 'Registra la decisione' }).click()
  await expect(second.getByText('Confermato: il cambio vale')).toBeVisible()

  const sara = await open()
  await identifyAs(sara, 'Sara Immaginario', paths.ufficio.home)
  await sara.waitForURL((url) => url.pathname === paths.secondoFattore())
  await expect(sara.getByRole('heading', { level: 1, name: 'Attiva il secondo fattore' })).toBeVisible()
  await expectAccessible(sara)
  await sara.getByLabel('Codice dell’app').fill('000000')
  await sara.getByRole('button', { name: 'Attiva l’app' }).click()
  await expect(sara.getByRole('alert').first()).toContainText('non è quello dell’app')
  const segreto = ((await sara.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? '').replaceAll(' ', '')
  const app = new TOTP({ secret: Secret.fromBase32(segreto) })
  await sara.getByLabel('Codice dell’app').fill(app.generate())
  await sara.getByRole('button', { name: 'Attiva l’app' }).click()
  await expect(sara.getByRole('heading', { level: 1, name: 'Codici di recupero' })).toBeVisible()
  await sara.getByRole('button', { name: 'Crea i codici di recupero' }).click()
  const codici = sara.getByRole('list', { name: 'Codici di recupero' }).getByRole('listitem')
  await expect(codici).toHaveCount(10)
  await expectAccessible(sara)
  const recupero = (await codici.first().textContent()) ?? ''
  await sara.getByRole('link', { name: /continua$/ }).click()
  await expect(sara.getByRole('heading', { level: 1, name: 'Pratiche' })).toBeVisible()

  // The telephone is at home: a recovery code opens once.
  const elsewhere = await open()
  await identifyAs(elsewhere, 'Sara Immaginario', paths.ufficio.home)
  await elsewhere.waitForURL((url) => url.pathname === paths.secondoFattore())
  await elsewhere.getByLabel('Codice', { exact: true }).fill(recupero)
  await elsewhere.getByRole('button', { name: 'Continua' }).click()
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Pratiche' })).toBeVisible()
})

test('without the second factor the office neither opens nor shows, and a wrong code says what to do', async ({
  page,
  seed,
}) => {
  const id = await seed.pratica({ descrizione: 'Gru di prova', fase: 'in_istruttoria' })
  await signInAs(page, 'Davide Secondo')
  for (const address of [paths.ufficio.home, paths.ufficio.pratica(id), paths.ufficio.sezione(id, 'documenti')]) {
    await page.goto(address)
    expect(new URL(page.url()).pathname).toBe(paths.secondoFattore())
  }
  await expectAccessible(page)
  await page.getByLabel('Codice', { exact: true }).fill('12 34')
  await page.getByRole('button', { name: 'Continua' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Scrivi le 6 cifre')
  await expectAccessible(page)
  await giveCodice(page, 'Davide Secondo')
  await expect(page).toHaveURL(new RegExp(`/ufficio/motivo/${id}`)) // back where they were going: someone else's practice
})

test('a passkey is registered, and opens the office instead of the code', async ({ page }) => {
  test.setTimeout(240_000)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'usb',
      hasResidentKey: false,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await signInAs(page, 'Paolo Archivista', undefined, paths.ufficio.home)
  await page.goto(paths.personale.sicurezza)
  await page.getByText('Aggiungi una chiave di sicurezza').click()
  await page.getByLabel('Come vuoi chiamare questa chiave').fill('Chiave blu')
  await page.getByRole('button', { name: 'Registra la chiave' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Codici di recupero' })).toBeVisible()
  await page.goto(paths.personale.sicurezza)
  await expect(page.getByRole('list', { name: 'Dispositivi del secondo fattore' })).toContainText('Chiave blu')
  await expectAccessible(page)
  await page.context().clearCookies()
  await identifyAs(page, 'Paolo Archivista', paths.ufficio.home)
  await page.waitForURL((url) => url.pathname === paths.secondoFattore())
  await page.getByRole('button', { name: 'Usa la chiave di sicurezza' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Pratiche' })).toBeVisible()
  await page.goto(paths.personale.sicurezza)
  await page.getByRole('button', { name: 'Togli Chiave blu' }).click()
  await expect(page.getByText('Dispositivo tolto')).toBeVisible()
})

test('an act is suspended with a code just given; what was typed stays meanwhile', async ({ page, seed }) => {
  test.setTimeout(240_000)
  const id = await seed.pratica({ descrizione: 'Turbina di prova', fase: 'conclusa' })
  await signInAs(page, 'Franca Dirigente', undefined, paths.ufficio.home)
  await ufficio.sayWhy(page, id)
  await page.goto(paths.ufficio.sezione(id, 'atti'))
  await seed.passanoMinuti({ persona: 'Franca Dirigente', minuti: 6 })
  await page.getByText('Sospendi o revoca l’atto').click()
  await page.getByRole('radio', { name: /^Sospendi/ }).check()
  const motivo = 'Ponte chiuso ai mezzi pesanti per lavori.'
  await page.getByLabel('Motivo', { exact: true }).fill(motivo)
  await page.getByRole('button', { name: 'Conferma e avvisa il titolare' }).click()
  await expect(page.getByRole('alert').first()).toContainText('serve di nuovo il secondo fattore')
  await expect(page.getByLabel('Motivo', { exact: true })).toHaveValue(motivo)
  await expectAccessible(page)
  await giveCodice(page, 'Franca Dirigente', {
    field: 'Codice del secondo fattore',
    submit: 'Conferma e avvisa il titolare',
    isDone: () => page.getByText('Ripristina o revoca l’atto').isVisible(),
  })
})

test('a person sees where they are signed in and closes the other one', async ({ page, open }) => {
  await signInAs(page, 'Piero Esempio')
  const other = await open()
  await signInAs(other, 'Piero Esempio')
  await page.goto(paths.personale.sicurezza)
  const list = page.getByRole('list', { name: 'Sessioni aperte' })
  await expect(list).toContainText('Chrome su Linux')
  await expectAccessible(page)
  await list
    .getByRole('button', { name: /^Chiudi/ })
    .first()
    .click()
  await expect(page.getByText('Sessione chiusa')).toBeVisible()
  await other.goto(paths.personale.home)
  await expect(other).toHaveURL(/\/accedi\?ritorno=/)
})

test('a suspended person loses the open page, reads why at the sign-in, and comes back when it is lifted', async ({
  page,
  open,
}) => {
  test.setTimeout(240_000)
  const carlo = await open()
  await signInAs(carlo, 'Carlo Finto')
  await signInAs(page, 'Nadia Amministratore', undefined, paths.amministrazione.home)
  await openPersona(page, 'FNTCRL61D05Z999R', 'Carlo', 'Finto')
  await page.getByText('Sospendi questa persona').first().click()
  await page.getByRole('textbox', { name: 'Motivo' }).fill('Ha presentato documenti di altri.')
  await page.getByRole('button', { name: 'Sospendi questa persona' }).click()
  await expect(page.getByText('Sospensione registrata')).toBeVisible()
  await carlo.goto(paths.personale.home)
  await expect(carlo).toHaveURL(/\/accedi\?ritorno=/)
  await identifyAs(carlo, 'Carlo Finto', paths.personale.home)
  await expect(carlo.getByText('Ha presentato documenti di altri.')).toBeVisible()
  await page.goto(paths.amministrazione.sospensioni)
  await page.getByText('Revoca la sospensione di Carlo Finto').click()
  await page.getByLabel('Motivo della revoca').fill('Ha chiarito di persona, con i documenti.')
  await page.getByRole('button', { name: 'Revoca la sospensione' }).click()
  await expect(page.getByText('Sospensione revocata.')).toBeVisible()
  await signInAs(carlo, 'Carlo Finto')
  await expect(carlo.getByRole('heading', { level: 1, name: 'Ciao Carlo' })).toBeVisible()
})

test('whoever opens another’s practice says why, and its owner reads it', async ({ page, open, seed, enter }) => {
  const id = await seed.pratica({ descrizione: 'Silo di prova', fase: 'in_istruttoria' })
  await signInAs(page, 'Davide Secondo', undefined, paths.ufficio.home)
  await page.goto(paths.ufficio.sezione(id, 'documenti'))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Perché apri la pratica')
  await expect(page.getByText('Silo di prova')).toHaveCount(0)
  await page.getByRole('button', { name: 'Apri la pratica' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Scegli perché apri la pratica')
  await expectAccessible(page)
  await page.getByRole('radio', { name: 'Sostituzione di chi l’ha in carico' }).check()
  await page.getByLabel('Spiega in poche parole').fill('Elena è in ferie fino a lunedì')
  await page.getByRole('button', { name: 'Apri la pratica' }).click()
  await page.waitForURL((url) => url.pathname === paths.ufficio.sezione(id, 'documenti'))
  await page.goto(paths.ufficio.pratica(id)) // the reason lasts until midnight
  await expect(page.getByText('Silo di prova').first()).toBeVisible()

  const lucia = await open()
  await signInAs(lucia, 'Lucia Campione', LUNI)
  await lucia.goto(paths.personale.profilo)
  await lucia.getByRole('link', { name: 'Chi ha visto i miei dati' }).click()
  await expect(lucia.getByText('«Elena è in ferie fino a lunedì»').first()).toBeVisible()
  await expect(lucia.getByText('Davide Secondo')).toHaveCount(0)
  await expectAccessible(lucia)

  const elsewhere = await open()
  await enter(elsewhere, 'Paolo Archivista')
  const missing = await elsewhere.goto(paths.ufficio.motivo('00000000-0000-4000-8000-000000000000'))
  const theirs = await elsewhere.goto(paths.ufficio.motivo(id))
  expect([missing?.status(), theirs?.status()]).toEqual([404, 404])
})

test('the administration is there only for those who work in it', async ({ page }) => {
  await signInAs(page, 'Anna Esempio')
  for (const address of [
    paths.amministrazione.home,
    paths.amministrazione.richieste,
    paths.amministrazione.revisione,
    paths.amministrazione.enti,
    paths.amministrazione.sospensioni,
    paths.secondoFattore(),
    paths.codiciRecupero(),
  ])
    expect((await page.goto(address))?.status(), address).toBe(404)
})
