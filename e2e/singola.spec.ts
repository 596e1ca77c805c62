import * as domanda from './compilazione'
import { expect, expectAccessible, signInAs, test } from './fixtures'

test('a haulier files a singola with two vehicles and three roads', async ({ page }) => {
  test.setTimeout(240_000)
  await signInAs(page, 'Lucia Campione', domanda.LUNI)
  const bozza = await domanda.beginDomanda(page)
  await domanda.fillDomanda(page, bozza, 'Trasformatore elettrico su slitta')
  await expectAccessible(page)
  const pratica = await domanda.presenta(page, bozza)
  expect(pratica.numero).not.toBe('')
})
