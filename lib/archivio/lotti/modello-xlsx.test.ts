import { expect, test } from 'vitest'
import { comuneScritto, comuneVicino } from '@/lib/comuni/rules-comuni'
import { entriesOf } from '../testing/zip'
import { readTabella } from './lettura-indice'
import { LISTE, letteraOf, writeModelloXlsx } from './modello-xlsx'
import { COLONNE, NOMI_COLONNA } from './rules-colonne'
import { MODELLO } from './rules-modello'
import { readIndice } from './rules-righe'

const COMUNI = { scritto: comuneScritto, vicino: comuneVicino }

test('reads back as the template that it is: the index is its first sheet', async () => {
  const table = await readTabella(await writeModelloXlsx())
  if (!table.ok) throw new Error(table.message)
  expect(table.value.celle.map((row) => row.map((cell) => cell ?? ''))).toEqual(MODELLO)
  const index = readIndice(table.value.celle, COMUNI)
  expect(index.ok && index.value.righe.flatMap((one) => one.esiti)).toEqual([])
})

test('its columns hold text to the end, and those with a list of values offer it', async () => {
  const files = entriesOf(await writeModelloXlsx())
  const xml = (nome: string) => files.get(`xl/${nome}.xml`)?.toString() ?? ''
  const sheet = xml('worksheets/sheet1')
  const styles = xml('styles')
  const columns = [...sheet.matchAll(/<col [^>]*>/g)].map(([one]) => /style="(\d+)"/.exec(one)?.[1])
  expect(columns).toHaveLength(NOMI_COLONNA.length)
  const [format] = new Set(columns)
  const cellXfs = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? ''
  const numFmt = /numFmtId="(\d+)"/.exec([...cellXfs.matchAll(/<xf [^>]*>/g)][Number(format)]?.[0] ?? '')?.[1]
  expect(styles).toContain(`<numFmt numFmtId="${numFmt}" formatCode="@"/>`) // text
  const offered = [
    ...sheet.matchAll(/<dataValidation [^>]*sqref="([A-Z]+)2:[^>]*><formula1>Valori!\$([A-Z])\$2:\$[A-Z]\$(\d+)</g),
  ]
  expect(offered.map((one) => one[1])).toEqual(LISTE.map(({ colonna }) => letteraOf(NOMI_COLONNA.indexOf(colonna))))
  const strings = [...xml('sharedStrings').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map((one) => one[1])
  for (const [i, { colonna, valori }] of LISTE.entries()) {
    const [, , column, last] = offered[i] ?? []
    expect(Number(last)).toBe(valori.length + 1)
    const cells = [...xml('worksheets/sheet3').matchAll(new RegExp(`<c r="${column}\\d+"[^>]*><v>(\\d+)</v>`, 'g'))]
    expect(cells.map((one) => strings[Number(one[1])])).toEqual([COLONNE[colonna].titolo, ...valori])
  }
})

test('every value that is offered is taken', () => {
  for (const { colonna, valori } of LISTE)
    for (const valore of valori) {
      const row: Record<string, string> = { Segnatura: 'X/1', Titolo: 'Muro', Date: '1974', Foglio: '12', Mappale: '3' }
      row[COLONNE[colonna].titolo] = valore
      const index = readIndice([Object.keys(row), Object.values(row)], COMUNI)
      expect(index.ok && index.value.righe.flatMap((one) => one.esiti), valore).toEqual([])
    }
})
