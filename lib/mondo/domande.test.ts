import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { IsoDate } from '@/lib/core/date'
import { type Definizione, definizione } from '@/lib/procedimenti/forms'
import { allegatiDovuti, checkTutto, regoleOf } from '@/lib/procedimenti/rules-registro'
import { PROPRIETA, STRADE } from '@/lib/strade/elenco'
import type { Strada } from '@/lib/strade/queries'
import { accesso, autogru, multipla, periodica, singola, singolaBlocchi } from './domande'
import { IMPOSTAZIONI } from './impostazioni'

const read = (codice: string): Definizione =>
  definizione.parse(parse(readFileSync(new URL(`../procedimenti/definizioni/${codice}.yaml`, import.meta.url), 'utf8')))
const trasporto = read('trasporto-eccezionale')
const OGGI: IsoDate = '2026-11-23'
const contesto = { oggi: OGGI, impostazioni: IMPOSTAZIONI, limiti: [] }
const strade: Strada[] = STRADE.map((strada) => {
  const owner = PROPRIETA.find((row) => row.strada === strada.codice)
  return {
    id: `id ${strada.codice}`,
    ...strada,
    proprietario: owner?.proprietario ?? 'ignoto',
    proprietarioNome: owner?.proprietarioNome ?? '',
    daConfermare: false,
  }
})

test.each([
  ['singola', singola(OGGI, strade, 'Prova'), ['massa-eccezionale', 'sagoma-eccezionale', 'altezza-eccezionale']],
  ['multipla', multipla(OGGI, strade, 'Prova'), ['massa-eccezionale', 'sagoma-eccezionale', 'altezza-eccezionale']],
  ['singola di blocchi', singolaBlocchi(OGGI, strade, 'Prova'), ['massa-eccezionale']],
  ['periodica', periodica(OGGI, strade, 'Prova'), ['massa-eccezionale']],
  ['autogru', autogru(OGGI, strade), ['massa-eccezionale', 'sagoma-eccezionale']],
])('the sample %s may be filed, and is exceptional for what it says', (_, dati, eccezioni) => {
  expect(checkTutto(trasporto, dati, contesto)).toEqual([])
  const { predicati } = regoleOf(trasporto)
  expect(
    Object.keys(predicati)
      .filter((name) => predicati[name]?.(dati))
      .sort(),
  ).toEqual([...eccezioni].sort())
})

test('attachments follow the answers', () => {
  const due = (dati: Record<string, unknown>) =>
    allegatiDovuti(trasporto, dati, contesto)
      .filter((one) => one.obbligatorio)
      .map((one) => one.id)
  expect(due(singola(OGGI, strade, 'Prova'))).toEqual([
    'schema-grafico',
    'carte-circolazione',
    'percorribilita',
    'franchi',
    'committente',
  ])
  expect(due(periodica(OGGI, strade, 'Prova'))).toEqual(['schema-semplificato', 'carte-circolazione'])
  expect(due({ ...autogru(OGGI, strade), delega: { perAltri: true } })).toEqual([
    'schema-grafico',
    'carte-circolazione',
    'percorribilita',
    'delega',
  ])
})

test('the request of documents may be filed with no rule of its own', () => {
  const atti = read('accesso-agli-atti')
  expect(checkTutto(atti, accesso, contesto)).toEqual([])
  expect(checkTutto(atti, { ...accesso, consegna: undefined }, contesto).map((one) => one.campo)).toEqual(['consegna'])
  expect(checkTutto(atti, { ...accesso, modo: 'visione', consegna: undefined }, contesto)).toEqual([])
  expect(regoleOf(atti).oggetto(accesso, atti)).toBe(
    'Accesso agli atti: Progetto strutturale della casa di via di Prova 12',
  )
})
