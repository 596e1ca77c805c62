import { expect, test } from 'vitest'
import { openDocumento } from '@/lib/archivio/immagini/documento'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { casoOf } from '../caso'
import { generaArchivio } from '../generatore'
import { casoDelFile, scegliConsegne } from './consegne'
import { carichi, concessione, domanda, relazione, trasporto } from './documenti'
import { disegnaFile } from './forma'

const units = [...generaArchivio(2000, 1)]
const consegne = scegliConsegne(units)

test('some 25 units have papers: open and closed ones, a drawing as large as a wall, a page closed by itself', () => {
  expect(consegne.length).toBeGreaterThanOrEqual(22)
  expect(consegne.length).toBeLessThanOrEqual(28)
  expect(new Set(consegne.map((one) => one.unita.accessoBase))).toEqual(
    new Set(['su_richiesta', 'riservato', 'libero', 'particolare']),
  )
  const files = consegne.flatMap((one) => one.file)
  expect(new Set(files.map((one) => one.forma))).toEqual(new Set(['testo', 'fax', 'tiff', 'scansioni', 'jpeg']))
  expect(files.filter((one) => one.nome === 'tavola-A0.pdf')).toHaveLength(1)
  expect(consegne.flatMap((one) => one.riservate)).toEqual([1])
  expect(files.filter((one) => one.forma !== 'testo').flatMap((one) => one.disegni).length).toBeLessThanOrEqual(8)
})

const UNA_PAGINA: ReadonlySet<string> = new Set(['jpeg', 'tiff'])
test.each(['testo', 'scansioni', 'tiff', 'fax', 'jpeg'] as const)(
  'a file delivered as «%s» opens with the pages it was drawn with, and is the same each time',
  async (forma) => {
    const unita = consegne[0]?.unita
    if (!unita) throw new Error('No unit')
    const file = {
      nome: 'x',
      forma,
      grado: 'nitida' as const,
      disegni: UNA_PAGINA.has(forma) ? [domanda] : [domanda, carichi],
    }
    const one = await disegnaFile(file, unita, casoOf(3))
    if (UNA_PAGINA.has(forma) || forma === 'testo')
      expect((await disegnaFile(file, unita, casoOf(3))).bytes.equals(one.bytes)).toBe(true)
    const opened = await openDocumento(one.bytes)
    const page = await opened.foglio(0)
    expect([opened.pagine, page.larghezza, page.altezza, page.dpi]).toEqual([file.disegni.length, 2480, 3508, 300])
    expect(page.parole.length > 0).toBe(forma === 'testo')
    opened.close()
  },
)

test('what is written on a page is of its unit: title, Comune, number, names', async () => {
  for (const [draw, of] of [
    [domanda, '/SIS/'],
    [relazione, '/SIS/'],
    [concessione, '/STR/'],
    [trasporto, '/STR/'],
  ] as const) {
    const consegna = consegne.find((one) => one.unita.segnatura.includes(of) && !one.unita.comuneStorico)
    if (!consegna) throw new Error(`No unit of ${of}`)
    const file = { nome: 'x', forma: 'testo' as const, grado: 'nitida' as const, disegni: [draw] }
    const { testi } = await disegnaFile(file, consegna.unita, casoDelFile(consegna, 0))
    const text = testi.flat().join(' ')
    const { titolo, numeroPratica, comuneIstat, agenti } = consegna.unita
    for (const known of [titolo, numeroPratica, nomeComune(comuneIstat ?? '')]) expect(text).toContain(known)
    expect(agenti.some((one) => text.includes(one.nome))).toBe(true)
  }
})
