import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { addDays } from '@/lib/core/date'
import { closeDatabase } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { askSostituto } from './commands-sostituto'
import { findPraticaOf, listAvvisi, listEventi } from './queries'
import { bareClient } from './testing/sql'
import { file, loadWorld, viewerOf } from './testing/world'

let haulier: Viewer
beforeAll(async () => {
  await loadWorld()
  haulier = await viewerOf('Marco', 'Prova')
})
afterAll(closeDatabase)

/** A practice whose 15 days ended yesterday. */
async function late(): Promise<string> {
  const { praticaId } = await file(haulier)
  await bareClient(
    `alter table termini disable trigger termini_immutabile; update termini set il = il - 40 where pratica_id = '${praticaId}'; alter table termini enable trigger termini_immutabile`,
  )
  return praticaId
}

test('X02: once the term is over the substitute is asked, once, and the office is told', async () => {
  const id = await late()
  expect(await askSostituto(haulier, id)).toEqual({ ok: true, value: null })
  const pratica = await findPraticaOf(haulier, id)
  if (!pratica) throw new Error('Lost')
  const [last] = await listEventi(pratica, 'richiedente')
  expect(last).toMatchObject({
    tipo: 'sostituto_chiesto',
    dati: { protocollo: expect.stringMatching(/^\d{4}\/\d{7}$/) },
  })
  expect(String(last?.dati.entroIl) >= addDays(await today(), 7)).toBe(true) // half of 15 days, rounded down; a festivo moves it
  const head = await viewerOf('Franca', 'Dirigente')
  expect((await listAvvisi(head, 5)).map((one) => one.oggetto)).toContain(
    `Intervento sostitutivo chiesto per la pratica ${pratica.codice}`,
  )
  expect(await askSostituto(haulier, id)).toMatchObject({ ok: false, message: expect.stringContaining('già chiesto') })
})

test('X02: not while the term runs, not by a stranger', async () => {
  const { praticaId } = await file(haulier)
  expect(await askSostituto(haulier, praticaId)).toMatchObject({
    ok: false,
    message: expect.stringContaining('Il termine non è ancora passato'),
  })
  expect(await askSostituto(await viewerOf('Anna', 'Esempio'), await late())).toMatchObject({
    ok: false,
    message: 'Pratica non trovata',
  })
})
