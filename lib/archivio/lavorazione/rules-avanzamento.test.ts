import { describe, expect, test } from 'vitest'
import { avanzamentoOf, type Lavori, minutiRimasti, pagineDaFare, paroleDelTempo, quotaOf } from './rules-avanzamento'

const lavori: Lavori[] = [
  { fase: 'apertura', stato: 'attesa', n: 2, pagine: 40 },
  { fase: 'immagine', stato: 'attesa', n: 30, pagine: 30 },
  { fase: 'immagine', stato: 'sospesa', n: 5, pagine: 5 },
  { fase: 'testo', stato: 'in_corso', n: 2, pagine: 2 },
  { fase: 'testo', stato: 'morta', n: 1, pagine: 1 },
]

describe('how far a batch is', () => {
  test('what is done is what has no work left; a text is not done before its image', () => {
    const [apertura, immagine, testo] = avanzamentoOf(10, 100, lavori)
    expect(apertura).toEqual({
      fase: 'apertura',
      totale: 10,
      fatte: 8,
      attesa: 2,
      inCorso: 0,
      sospese: 0,
      morte: 0,
    })
    expect(immagine).toMatchObject({ totale: 100, fatte: 65, attesa: 30, sospese: 5 })
    expect(testo).toMatchObject({ totale: 100, fatte: 62, inCorso: 2, morte: 1 })
  })

  test('of all the work, closed files included with the pages they should have', () => {
    const fasi = avanzamentoOf(10, 100, lavori)
    expect(quotaOf(100, fasi, lavori)).toEqual({ fatte: 65 + 62, tutte: 2 * (100 + 40) })
    const solo: Lavori[] = [{ fase: 'apertura', stato: 'attesa', n: 2, pagine: 40 }]
    expect(quotaOf(0, avanzamentoOf(2, 0, solo), solo)).toEqual({ fatte: 0, tutte: 80 })
  })

  test('the rest is what will be worked: not what is stopped, nor what failed', () => {
    expect(pagineDaFare(lavori)).toBe(72)
  })

  test('without a pace no time is told', () => {
    expect(minutiRimasti(72, 0)).toBeNull()
    expect(minutiRimasti(72, 30)).toBe(3)
    expect(minutiRimasti(0, 0)).toBe(0)
  })

  test.each([
    [1, 'circa un minuto'],
    [59, 'circa 59 minuti'],
    [60, 'circa 1 ora'],
    [133, 'circa 2 ore e 10 minuti'],
    [24 * 60, 'circa 1 giorno'],
    [49 * 60, 'circa 2 giorni e 1 ora'],
  ])('%i minutes', (minuti, parole) => {
    expect(paroleDelTempo(minuti)).toBe(parole)
  })
})
