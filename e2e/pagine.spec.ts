import type { Page } from '@playwright/test'
import { paths, SEZIONI_UFFICIO } from '@/lib/core/paths'
import * as domanda from './compilazione'
import { expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './fixtures'
import * as ufficio from './ufficio'

const WIDTHS = [320, 768, 1280]
/** Every day on a telephone; `npm run test:full` asks for all, which takes twice as long. */
const AXE_WIDTHS = process.env.AXE === 'ovunque' ? WIDTHS : [320]
const TRASPORTO = 'trasporto-eccezionale'

async function expectFits(page: Page) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoSidewaysScroll(page)
    if (AXE_WIDTHS.includes(width)) await expectAccessible(page)
  }
}

/** Each page model, at each width: no sideways scroll, axe; one h1, and a title of its own. */
async function expectWellMade(page: Page, addresses: readonly string[]) {
  const titles = new Map<string, string>()
  for (const address of addresses) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 }), address).toHaveCount(1)
    await expect(page.locator('html')).toHaveAttribute('lang', 'it')
    await expect(page).toHaveTitle(/ — (Provincia della Spezia|Galleria)$/) // it may come after the body has begun
    const title = await page.title()
    const { pathname } = new URL(page.url())
    expect(titles.get(title) ?? pathname, title).toBe(pathname)
    titles.set(title, pathname)
    await expectFits(page)
  }
}

test('public pages', async ({ page, seed }) => {
  const verificata = await verificationOf(
    page,
    await seed.pratica({ descrizione: 'Pala eolica di prova', fase: 'conclusa' }),
  )
  await page.context().clearCookies()
  await expectWellMade(page, [
    paths.home,
    paths.servizi,
    `${paths.servizi}?q=niente-di-simile`,
    paths.servizio(TRASPORTO),
    paths.servizio('accesso-agli-atti'),
    paths.verificaPreliminare(TRASPORTO),
    paths.accedi(paths.personale.home),
    paths.verificaRicerca,
    `${paths.verificaRicerca}?codice=sbagliato`,
    verificata,
    paths.noteLegali,
    paths.privacy,
    paths.accessibilita,
    '/non-esiste',
  ])
})

test('what is not there is said inside one frame, wherever it is looked for', async ({ page, enter }) => {
  const missing = '00000000-0000-4000-8000-000000000000'
  const expectOneFrame = async (address: string) => {
    expect((await page.goto(address))?.status(), address).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Questa pagina non c’è')
    await expect(page).toHaveTitle(/ non trovata/)
    for (const landmark of ['banner', 'main', 'contentinfo'] as const)
      await expect(page.getByRole(landmark), `${address}: ${landmark}`).toHaveCount(1)
    await expectFits(page)
  }
  await expectOneFrame('/non-esiste')
  await expectOneFrame(paths.archivio.unita(missing))
  await enter(page, 'Paolo Archivista')
  await expectOneFrame(`${paths.personale.pratiche}/${missing}`)
  await expectOneFrame(paths.ufficio.unita(missing))
})

/** Address of the public check of a practice's act, as its holder finds it. */
async function verificationOf(page: Page, id: string): Promise<string> {
  await signInAs(page, 'Lucia Campione', domanda.LUNI)
  await page.goto(paths.personale.pratica(id))
  return (await page.getByRole('link', { name: 'controlla la validità' }).getAttribute('href')) ?? ''
}

test('pages of whoever is writing an istanza', async ({ page, seed }) => {
  test.setTimeout(240_000)
  const [bozza, vuota] = await Promise.all([
    seed.bozza({ descrizione: 'Pressa di prova' }),
    seed.bozza({ descrizione: '', vuota: true }),
  ])
  await signInAs(page, 'Lucia Campione', domanda.LUNI)
  const passo = (id: string) => paths.personale.passo(bozza, id)
  await expectWellMade(page, [
    paths.personale.nuova(TRASPORTO),
    paths.personale.domanda(bozza),
    ...['tipo', 'delega', 'referente', 'veicoli', 'misure', 'assi', 'carico', 'percorso', 'periodo'].map(passo),
    ...['urgenza', 'bollo'].map(passo),
    paths.personale.allegati(bozza),
    paths.personale.controlla(bozza),
    `${paths.personale.domanda(bozza)}/elimina`,
  ])
  // The same pages at their worst: nothing answered, everything in fault.
  for (const address of [
    `${paths.personale.passo(vuota, 'tipo')}?errori=1`,
    `${paths.personale.passo(vuota, 'tipo')}`,
    paths.personale.controlla(vuota),
  ])
    await expectWellMade(page, [address])
})

test('question pages with every fault told', async ({ page, seed }) => {
  const bozza = await seed.bozza({ descrizione: '', vuota: true })
  await signInAs(page, 'Lucia Campione', domanda.LUNI)
  await page.goto(paths.personale.passo(bozza, 'tipo'))
  await page.getByRole('radio', { name: 'Singola' }).check()
  await domanda.goOn(page)
  for (const passo of ['referente', 'misure', 'assi', 'carico', 'percorso', 'periodo']) {
    await page.goto(paths.personale.passo(bozza, passo))
    await page.getByRole('button', { name: 'Continua' }).last().click()
    const summary = page.getByRole('alert').filter({ hasText: 'C’è un problema' })
    await expect(summary, passo).toBeFocused()
    await expect(page).toHaveTitle(/^Errore: /)
    await expectFits(page)
  }
})

test('pages of whoever follows a practice', async ({ page, seed }) => {
  test.setTimeout(240_000)
  const ids = await Promise.all(
    (['presentata', 'integrazione', 'preavviso', 'conclusa'] as const).map((fase) =>
      seed.pratica({ descrizione: `Cisterna di prova, ${fase}`, fase }),
    ),
  )
  const [presentata = '', integrazione = '', preavviso = '', conclusa = ''] = ids
  await signInAs(page, 'Lucia Campione', domanda.LUNI)
  await expectWellMade(page, [
    paths.personale.home,
    paths.personale.pratiche,
    paths.personale.messaggi,
    paths.personale.documenti,
    paths.personale.profilo,
    paths.personale.sicurezza,
    paths.personale.chiHaVisto,
    paths.personale.operaPer,
    paths.personale.inviata(presentata),
    paths.personale.pratica(integrazione),
    paths.personale.integrazione(integrazione),
    paths.personale.pratica(preavviso),
    paths.personale.osservazioni(preavviso),
    paths.personale.pratica(conclusa),
    paths.personale.messaggiPratica(conclusa),
    paths.personale.ritira(presentata),
    paths.personale.sostituto(presentata),
    paths.esci,
  ])
})

test('pages of the office', async ({ page, seed, enter }) => {
  test.setTimeout(240_000)
  const [istruttoria = '', decisione = '', conclusa = ''] = await Promise.all(
    (['in_istruttoria', 'in_decisione', 'conclusa'] as const).map((fase) =>
      seed.pratica({ descrizione: `Escavatore di prova, ${fase}`, fase }),
    ),
  )
  await enter(page, 'Franca Dirigente')
  await expectWellMade(page, [paths.ufficio.motivo(istruttoria), paths.ufficio.motivo(decisione)])
  for (const id of [istruttoria, decisione, conclusa]) await ufficio.sayWhy(page, id)
  await expectWellMade(page, [
    paths.ufficio.home,
    `${paths.ufficio.home}?q=niente-di-simile`,
    paths.ufficio.pratica(istruttoria),
    ...SEZIONI_UFFICIO.map((sezione) => paths.ufficio.sezione(conclusa, sezione)),
    ...(['integrazione', 'preavviso', 'proposta'] as const).map((sezione) =>
      paths.ufficio.sezione(istruttoria, sezione),
    ),
    paths.ufficio.sezione(decisione, 'decisione'),
    paths.ufficio.collegamenti,
  ])
})

test('pages of the administration', async ({ page, enter }) => {
  await enter(page, 'Bruno Controllo')
  const { amministrazione } = paths
  await expectWellMade(page, [
    amministrazione.home,
    amministrazione.nuovaPersona,
    amministrazione.richieste,
    amministrazione.revisione,
    amministrazione.enti,
    `${amministrazione.enti}?q=niente-di-simile`,
    amministrazione.sospensioni,
    paths.registroAccessi,
    paths.personale.sicurezza,
    paths.codiciRecupero(),
  ])
  for (const [list, name] of [
    [amministrazione.home, 'Elena Istruttore'],
    [amministrazione.enti, 'Comune di Sarzana'],
  ] as const) {
    await page.goto(list)
    await page.getByRole('link', { name }).first().click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expectWellMade(page, [page.url()])
    for (const summary of await page.locator('main summary').all()) await summary.click() // every form open at once
    await expectFits(page)
  }
})

test('pages of companies, mandates and fleets', async ({ page, seed }) => {
  test.setTimeout(300_000)
  const [bozza, pratica] = await Promise.all([
    seed.bozza({ descrizione: 'Gru da condividere' }),
    seed.pratica({ descrizione: 'Gru da trasferire', fase: 'presentata' }),
  ])
  await signInAs(page, 'Marco Prova', domanda.LUNI)
  const idOf = async (list: string, name: string | RegExp) => {
    await page.goto(list)
    await page.getByRole('link', { name }).first().click()
    await page.waitForURL((url) => url.pathname !== list)
    return new URL(page.url()).pathname
  }
  const impresa = await idOf(paths.personale.imprese, domanda.LUNI)
  const veicolo = await idOf(`${impresa}/flotta`, 'XZ004ZZ')
  const persona = await idOf(`${impresa}/persone`, 'Nino Osservatore')
  await expectWellMade(page, [
    paths.personale.imprese,
    paths.personale.collegamenti,
    paths.personale.nuovoMandato,
    impresa,
    `${impresa}/persone`,
    persona,
    `${impresa}/persone/invita`,
    `${impresa}/flotta`,
    `${impresa}/flotta/nuovo`,
    `${impresa}/flotta/importa`,
    veicolo,
    `${veicolo}/carte/nuova`,
    paths.personale.cedi(pratica),
  ])
  await page.context().clearCookies()
  await signInAs(page, 'Lucia Campione', domanda.LUNI)
  await expectWellMade(page, [
    paths.personale.condividi(bozza),
    paths.personale.firme(bozza),
    paths.personale.cediBozza(bozza),
  ])
  await page.context().clearCookies()
  await signInAs(page, 'Giulia Modello')
  const mandato = await idOf(paths.personale.imprese, 'PRATICHE LEVANTE per APUANA CARRI S.P.A.')
  await expectWellMade(page, [mandato, paths.personale.operaPer])
  await page.context().clearCookies()
  await signInAs(page, 'Ugo Autista')
  await expectWellMade(page, [paths.personale.guida])
})

test('what is drawn for development', async ({ page }) => {
  const gallery = await page.goto('/galleria')
  expect(gallery?.status(), 'start the portal with GALLERY=1').toBe(200)
  const pages = ['', '/convoglio', '/elenchi', '/home', '/moduli', '/pratica', '/ricevuta']
  await expectWellMade(
    page,
    pages.map((one) => `/galleria${one}`),
  )
})

test('pages of the archive, for everybody and at the desk', async ({ page, enter }) => {
  test.setTimeout(240_000)
  await page.goto(`${paths.archivio.home}?q=${encodeURIComponent('IT-SP-PROV/SIS/1987/b001/f0003')}`)
  const found = page.getByRole('listitem').getByRole('heading', { level: 3 }).first().getByRole('link')
  const record = (await found.getAttribute('href')) ?? ''
  const id = record.split('/').at(-1) ?? ''
  await page
    .getByRole('button', { name: /^Metti da parte/ })
    .first()
    .click()
  await expect(page.getByRole('button', { name: /^Togli dalla raccolta/ })).toBeVisible()
  await expectWellMade(page, [
    paths.archivio.raccolta,
    paths.archivio.home,
    `${paths.archivio.home}?q=piscina`,
    `${paths.archivio.home}?q=muro&strada=SP+370`,
    paths.archivio.dove,
    `${paths.archivio.home}?q=zzzz&comune=011024&dal=1980`,
    record,
  ])
  await enter(page, 'Paolo Archivista')
  await expectWellMade(page, [
    paths.ufficio.archivio,
    `${paths.archivio.dove}?comune=011015&foglio=12`,
    paths.ufficio.versamenti,
    paths.ufficio.unita(id),
    paths.ufficio.modificaUnita(id),
    paths.ufficio.nuovaUnita(id),
    paths.ufficio.etichetteUnita(id),
  ])
})
