/** Every cell of the matrix, by a real request to a running portal: a test a row. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nomeProprio, type Riga } from '@/lib/auth/rules-matrice'
import { AZIONI } from '@/lib/auth/rules-matrice-azioni'
import { PAGINE } from '@/lib/auth/rules-matrice-pagine'
import { ROTTE } from '@/lib/auth/rules-matrice-rotte'
import { closeDatabase } from '@/lib/db/client'
import { ACTION_CALLS } from './action-calls'
import { listPages, listRoutes, listWrittenActions } from './build'
import { built, openPortal, type Portal } from './portal'
import { ROUTE_CALLS } from './route-calls'
import { cellsOf, makeTries } from './tries'

const RIGHE = [...PAGINE, ...ROTTE, ...AZIONI]

describe('La matrice e il portale costruito dicono le stesse cose', () => {
  const rows = (genere: Riga['genere']) => [...new Set(RIGHE.filter((one) => one.genere === genere).map(nomeProprio))]
  const compare = (there: readonly string[], written: readonly string[]) => {
    const withoutRow = there.filter((one) => !written.includes(one))
    const ofNothing = written.filter((one) => !there.includes(one))
    expect(withoutRow, 'senza riga').toEqual([])
    expect(ofNothing, 'righe di ciò che non c’è').toEqual([])
  }
  test('ogni pagina ha una riga, ogni riga una pagina', () => compare(listPages(), rows('pagina')))
  test('ogni rotta, con il suo metodo', () => compare(listRoutes(), rows('rotta')))
  test('ogni azione della costruzione', () => compare([...built.keys()], rows('azione')))
  test('ogni azione scritta, anche se nessuna pagina la usa', () => compare(listWrittenActions(), rows('azione')))
  test('ogni riga di azione dice come si chiama, e nessuna chiamata è di troppo', () => {
    compare(
      Object.keys(ACTION_CALLS),
      AZIONI.map(({ nome }) => nome),
    )
    expect(Object.keys(ROUTE_CALLS).filter((nome) => !ROTTE.some((one) => one.nome === nome))).toEqual([])
  })
})

describe('Ogni cella, da una richiesta vera', () => {
  let portal: Portal
  let tryRow: ReturnType<typeof makeTries>
  beforeAll(async () => {
    portal = await openPortal()
    tryRow = makeTries(portal)
  }, 120_000)
  afterAll(async () => {
    const cells = RIGHE.reduce((sum, riga, turn) => sum + cellsOf(riga, turn).length, 0)
    console.log(`${RIGHE.length} righe, ${cells} celle, ${portal.requests()} richieste`)
    await closeDatabase()
  })
  test.each(RIGHE.map((riga, turn) => [`${riga.genere} ${riga.nome}`, riga, turn] as const))(
    '%s',
    async (_nome, riga, turn) => {
      const faults = await tryRow(riga, turn)
      if (faults.length > 0) expect.fail(faults.join('\n'))
    },
    300_000,
  )
})
