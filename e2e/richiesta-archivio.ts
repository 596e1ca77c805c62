import type { Page } from '@playwright/test'
import { paths } from '@/lib/core/paths'
import { goOn } from './compilazione'

/** From the page of a unit to a new request of one's own that names it. @returns its id, while it is a draft */
export async function beginRichiesta(page: Page, unita: string): Promise<string> {
  await page.goto(paths.archivio.unita(unita))
  await page.getByRole('link', { name: 'Chiedi di vederlo' }).click()
  await page.getByRole('radio', { name: 'Richiesta nuova: a mio nome' }).check()
  await page.getByRole('button', { name: 'Continua' }).click()
  await page.waitForURL(/\/domande\/[0-9a-f-]{36}/)
  return /domande\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
}

/** Who asks is a neighbour, why, and that they look at it from home. */
export async function fillRichiesta(page: Page, id: string) {
  await page.goto(paths.personale.passo(id, 'diritto'))
  await page.getByRole('radio', { name: 'Ho un interesse personale al documento' }).check()
  await goOn(page)
  await page.goto(paths.personale.passo(id, 'titolo'))
  await page.getByRole('radio', { name: 'Vicino o altra persona con un interesse preciso' }).check()
  await goOn(page)
  await page.goto(paths.personale.passo(id, 'motivo'))
  await page.getByLabel('A che cosa ti serve, in poche parole').fill('Distanze dal confine')
  await page.getByLabel('Motivo').fill('Sono il vicino e devo verificare le distanze dal mio confine.')
  await goOn(page)
  await page.goto(paths.personale.passo(id, 'modo'))
  await page.getByRole('radio', { name: 'Li guardo in linea' }).check()
  await goOn(page)
}
