import { paths } from '@/lib/core/paths'
import * as domanda from './compilazione'
import { expect, expectAccessible, signInAs, test } from './fixtures'
import { openImpresa, press } from './impresa'

const VARA = 'VARA GRU S.N.C.'
const APUANA = 'APUANA CARRI S.P.A.'
const CF = {
  sara: 'MMGSRA92L59Z999S',
  anna: 'SMPNNA84C52Z999S',
  piero: 'SMPPRI68A30Z999G',
  levante: '99990040000',
  apuana: '99990020002',
}

test('a person invited by codice fiscale, who was never here, joins a company and leaves it', async ({
  page,
  open,
}) => {
  await signInAs(page, 'Marco Prova', domanda.LUNI)
  const impresa = await openImpresa(page, domanda.LUNI)
  await page.goto(`${impresa}/persone/invita`)
  await page.getByLabel('Codice fiscale della persona').fill('SBAGLIATO')
  await press(page, 'Invita la persona')
  await expect(page.getByRole('alert').filter({ hasText: 'C’è un problema' })).toBeFocused()
  await expect(page.getByLabel('Codice fiscale della persona')).toHaveValue('SBAGLIATO')
  await expectAccessible(page)
  await page.getByLabel('Codice fiscale della persona').fill(CF.sara)
  await page.getByRole('radio', { name: /^Consulta soltanto/ }).check()
  await press(page, 'Invita la persona')
  await expect(page.getByText('Invito creato')).toBeVisible()
  await expectAccessible(page)

  const sara = await open()
  await signInAs(sara, 'Sara Immaginario')
  const denied = await sara.goto(impresa)
  expect(denied?.status()).toBe(404)
  await sara.goto(paths.personale.home)
  await sara
    .getByRole('link', { name: `${domanda.LUNI} ti invita a operare per lei` })
    .first()
    .click()
  const invito = new URL(sara.url()).pathname
  await expectAccessible(sara)
  expect((await page.goto(invito))?.status()).toBe(404) // an invitation is of the invited person alone
  await press(sara, 'Accetta l’invito')
  await sara.waitForURL((url) => url.pathname === paths.personale.imprese)
  await openImpresa(sara, domanda.LUNI)
  await expect(sara.getByText('Consulta soltanto')).toBeVisible()

  await page.goto(`${impresa}/persone`)
  await page.getByRole('link', { name: 'Sara Immaginario', exact: true }).click()
  await press(page, 'Togli dall’impresa')
  await expect(page.getByText('La persona non opera più per l’impresa')).toBeVisible()
  expect((await sara.goto(impresa))?.status()).toBe(404) // from the very next request
  await page.getByRole('link', { name: 'Marco Prova', exact: true }).click()
  await expect(page.getByText('È l’unico legale rappresentante')).toBeVisible()
})

test('who represents a company links it: the register says so, or an officer does', async ({ page, open, enter }) => {
  const fill = async (nome: string, codice: string) => {
    await page.goto(paths.personale.collegamenti)
    await page.getByRole('radio', { name: /^Un’impresa/ }).check()
    await page.getByLabel('Codice fiscale dell’impresa').fill(codice)
    await page.getByLabel('Nome dell’impresa').fill(nome)
    await page.getByLabel('Sede').fill('Via di Prova 9, Arcola')
    await page.getByLabel('La tua carica').fill('Amministratore unico')
    await press(page, 'Continua')
    await page.waitForURL(/\/collega\/[0-9a-f-]{36}/)
  }
  await signInAs(page, 'Bruno Nuovo')
  await fill('MAGRA SOLLEVAMENTI', '99990080006')
  await press(page, 'Invia la richiesta')
  await expect(page.getByRole('alert').filter({ hasText: 'Conferma la dichiarazione' })).toBeVisible()
  await page.getByRole('checkbox').check()
  await press(page, 'Invia la richiesta')
  await page.waitForURL(/\/imprese\/[0-9a-f-]{36}\?/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('MAGRA SOLLEVAMENTI S.R.L.')
  await expect(page.getByText('Il registro imprese conferma')).toBeVisible()

  await fill('PROVA ARCOLA S.R.L.', '99990100002')
  await page.getByRole('checkbox').check()
  await press(page, 'Invia la richiesta')
  await expect(page.getByRole('alert').filter({ hasText: 'Carica la visura' })).toBeVisible()
  await page
    .getByLabel('Scegli il file')
    .setInputFiles({ name: 'visura.pdf', mimeType: 'application/pdf', buffer: domanda.PDF })
  await expect(page.getByText('Pronto', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('checkbox').check()
  await press(page, 'Invia la richiesta')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('L’ufficio sta controllando')
  const richiesta = new URL(page.url()).pathname

  const desk = await open()
  await enter(desk, 'Elena Istruttore')
  await desk.goto(paths.ufficio.home)
  await desk.getByRole('link', { name: /da collegare$/ }).click()
  await expectAccessible(desk)
  await desk.getByRole('link', { name: 'PROVA ARCOLA S.R.L.' }).click()
  await expect(desk.getByRole('link', { name: 'visura.pdf' })).toBeVisible()
  await desk.getByRole('radio', { name: /^No, respingi/ }).check()
  await press(desk, 'Registra la decisione')
  await expect(desk.getByRole('alert').filter({ hasText: 'almeno 20 caratteri' })).toBeVisible()
  await expectAccessible(desk)
  await desk.getByRole('radio', { name: /^Sì, accogli/ }).check()
  await press(desk, 'Registra la decisione')
  await expect(desk.getByText('Richiesta accolta')).toBeVisible()
  await page.goto(richiesta)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Richiesta accolta')
  await openImpresa(page, 'PROVA ARCOLA S.R.L.')
})

// The same principal and the same agency twice: one after the other.
test.describe.serial(() => {
  for (const scripts of [true, false]) {
    test.describe(scripts ? 'with scripts' : 'without scripts', () => {
      test.use({ javaScriptEnabled: scripts })

      test('a mandate given, used, and revoked in mid-draft', async ({ page, open }) => {
        await signInAs(page, 'Carlo Finto', VARA)
        await page.goto(paths.personale.nuovoMandato)
        await page.getByRole('radio', { name: /^Lo do/ }).check()
        await page.getByRole('radio', { name: `Per ${VARA}` }).check()
        await page.getByLabel('Codice fiscale dell’altra parte').fill(CF.levante)
        await page.getByRole('radio', { name: 'Tutte' }).check()
        if (scripts) await expectAccessible(page) // axe is a script
        await press(page, 'Registra il mandato')
        await page.waitForURL(/\/mandati\/[0-9a-f-]{36}/)
        const mandato = new URL(page.url()).pathname
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(`PRATICHE LEVANTE per ${VARA}`)

        const giulia = await open()
        await signInAs(giulia, 'Giulia Modello', VARA)
        await expect(giulia.getByText(`Stai operando per ${VARA}`)).toBeVisible()
        await giulia.goto(paths.personale.nuova('trasporto-eccezionale'))
        await giulia.getByRole('radio', { name: `Per ${VARA}, con il mandato` }).check()
        await press(giulia, 'Inizia la domanda')
        await giulia.waitForURL(/\/domande\/[0-9a-f-]{36}/)
        const bozza = /domande\/([0-9a-f-]{36})/.exec(giulia.url())?.[1] ?? ''
        await giulia.goto(paths.personale.passo(bozza, 'referente'))
        await giulia.getByLabel('Nome e cognome').fill('Prima della revoca')
        await giulia.getByLabel('Telefono').fill('0187000000')
        await domanda.goOn(giulia)
        await giulia.goto(paths.personale.passo(bozza, 'referente'))

        const estranea = await open()
        await signInAs(estranea, 'Anna Esempio')
        expect((await estranea.goto(mandato))?.status()).toBe(404)
        expect((await estranea.goto(paths.personale.domanda(bozza)))?.status()).toBe(404)

        await page.getByLabel('Perché').fill('Non serve più')
        await press(page, 'Revoca il mandato')
        await expect(page.getByText('Revocato', { exact: true })).toBeVisible()

        await giulia.getByLabel('Nome e cognome').fill('Dopo la revoca')
        await giulia.getByRole('button', { name: 'Continua' }).last().click()
        await expect(giulia.getByText(/non è più in vigore/).first()).toBeVisible()
        if (scripts) await expectAccessible(giulia)
        await giulia.goto(paths.personale.domanda(bozza))
        await giulia.waitForURL((url) => url.pathname === mandato)
        await expect(giulia.getByText('Non puoi più compilare quella domanda')).toBeVisible()
        await expect(giulia.getByText(`Stai operando per ${VARA}`)).toHaveCount(0)

        await page.goto(paths.personale.passo(bozza, 'referente'))
        await expect(page.getByLabel('Nome e cognome')).toHaveValue('Prima della revoca')
        await page.goto(`${paths.personale.domanda(bozza)}/elimina`)
        await press(page, 'Elimina la bozza')
        await page.waitForURL((url) => url.pathname === paths.personale.home)
      })
    })
  }
})

test('an agency asks for a mandate; the principal accepts it with their own identity; the agency renounces it', async ({
  page,
  open,
}) => {
  await signInAs(page, 'Giulia Modello', 'PRATICHE LEVANTE')
  await page.goto(paths.personale.nuovoMandato)
  await expect(page.getByRole('radio', { name: /^Lo chiedo/ })).toBeChecked() // an agency asks
  await page.getByLabel('Codice fiscale dell’altra parte').fill(CF.anna)
  await page.getByRole('radio', { name: /^Solo quelle/ }).check()
  await press(page, 'Registra il mandato')
  await expect(page.getByRole('alert').filter({ hasText: 'Scegli almeno una procedura' })).toBeVisible()
  await page.getByRole('checkbox').first().check()
  await press(page, 'Registra il mandato')
  await page.waitForURL(/\/mandati\/[0-9a-f-]{36}/)
  const mandato = new URL(page.url()).pathname
  const anna = await open()
  await signInAs(anna, 'Anna Esempio')
  await anna.goto(paths.personale.home)
  await anna.getByRole('link', { name: 'PRATICHE LEVANTE chiede un mandato' }).first().click()
  await expectAccessible(anna)
  await press(anna, 'Accetta e dai il mandato')
  await expect(anna.getByText('Attivo', { exact: true })).toBeVisible()
  await page.goto(paths.personale.operaPer)
  await expect(page.getByRole('radio', { name: /^Per Anna Esempio/ })).toBeVisible()
  await page.goto(mandato)
  await press(page, 'Rinuncia al mandato')
  await expect(page.getByText('Rinunciato', { exact: true })).toBeVisible()
  await page.goto(paths.personale.operaPer)
  await expect(page.getByRole('radio', { name: /^Per Anna Esempio/ })).toHaveCount(0)
})

test('a draft is read by another, signed by her, sent; the practice passes to another company', async ({
  page,
  open,
  seed,
}) => {
  const bozza = await seed.bozza({ descrizione: 'Pressa da firmare' })
  await signInAs(page, 'Lucia Campione', domanda.LUNI)
  await page.goto(paths.personale.domanda(bozza))
  await page.getByRole('link', { name: 'Compila insieme ad altri' }).click()
  await page.getByLabel('Codice fiscale della persona').fill(CF.anna)
  await page.getByRole('radio', { name: 'Legge', exact: true }).check()
  await press(page, 'Condividi la bozza')
  await expect(page.getByText('Bozza condivisa')).toBeVisible()
  await page.getByLabel('Codice fiscale della persona').fill(CF.piero)
  await page.getByRole('radio', { name: 'Legge', exact: true }).check()
  await press(page, 'Condividi la bozza')
  await expect(page.getByRole('button', { name: /^Togli/ })).toHaveCount(2)
  await expectAccessible(page)
  await page.goto(paths.personale.firme(bozza))
  await page.getByLabel('Codice fiscale della persona').fill(CF.anna)
  await press(page, 'Chiedi la firma')
  await expect(page.getByText('Da firmare', { exact: true })).toBeVisible()
  await page.goto(paths.personale.controlla(bozza))
  await expect(page.getByText('Prima di inviare servono le firme')).toBeVisible()

  const anna = await open()
  await signInAs(anna, 'Anna Esempio')
  await anna.goto(paths.personale.passo(bozza, 'carico')) // read only: shown the answers
  await anna.waitForURL((url) => url.pathname === paths.personale.controlla(bozza))
  await expect(anna.getByText('Pressa da firmare').first()).toBeVisible()
  await expect(anna.getByRole('button', { name: 'Invia l’istanza' })).toHaveCount(0)
  await expectAccessible(anna)
  await anna.goto(paths.personale.home)
  await anna
    .getByRole('link', { name: /^Firma la domanda/ })
    .first()
    .click()
  await press(anna, 'Firma la domanda')
  await expect(anna.getByRole('alert').filter({ hasText: 'Conferma di aver letto' })).toBeVisible()
  await anna.getByRole('checkbox').check()
  await press(anna, 'Firma la domanda')
  await expect(anna.getByText(/^Hai firmato il/)).toBeVisible()
  await expectAccessible(anna)

  const { id } = await domanda.presenta(page, bozza)
  await anna.goto(paths.personale.pratica(id))
  await expect(anna.getByRole('heading', { level: 1 })).toBeVisible()

  const marco = await open()
  await signInAs(marco, 'Marco Prova', domanda.LUNI)
  await marco.goto(paths.personale.pratica(id))
  await marco.getByRole('link', { name: 'Trasferisci la pratica' }).click()
  await marco.getByLabel('Codice fiscale di chi la riceve').fill(CF.apuana)
  await marco.getByLabel('Perché la trasferisci').fill('Il carico passa ad altra impresa')
  await expectAccessible(marco)
  await press(marco, 'Offri la pratica')
  await expect(marco.getByText('In attesa di una risposta')).toBeVisible()
  const piero = await open()
  await signInAs(piero, 'Piero Esempio', APUANA)
  await piero.goto(paths.personale.domanda(bozza)) // he only read it: it was filed, and is followed by others
  await expect(piero.getByText('La domanda che era condivisa con te è stata inviata')).toBeVisible()
  expect((await piero.goto(paths.personale.pratica(id)))?.status()).toBe(404)
  await piero.goto(paths.personale.home)
  await piero
    .getByRole('link', { name: `${domanda.LUNI} vuole passarti una pratica` })
    .first()
    .click()
  await expectAccessible(piero)
  await press(piero, 'Accetta la pratica')
  await piero.waitForURL((url) => url.pathname === paths.personale.pratica(id))
  await expect(piero.getByText(`La pratica è passata a ${APUANA}`)).toBeVisible()
  await expectAccessible(piero)
  expect((await page.goto(paths.personale.pratica(id)))?.status()).toBe(404)
})

test('a driver finds the acts of his vehicles, and nothing else of the company', async ({ page, seed }) => {
  const id = await seed.pratica({ descrizione: 'Trave di prova per l’autista', fase: 'conclusa' })
  await signInAs(page, 'Ugo Autista')
  await page.goto(paths.personale.guida)
  await expect(page.getByText('XZ001ZZ, ZZ001ZZ').first()).toBeVisible()
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await page
    .getByRole('link', { name: /\(PDF\)$/ })
    .first()
    .click()
  expect((await download).suggestedFilename()).toMatch(/\.pdf$/)
  expect((await page.goto(paths.personale.pratica(id)))?.status()).toBe(404)
  await page.goto(paths.personale.imprese)
  await expect(page.getByText('Non operi per nessuna impresa')).toBeVisible()
})
