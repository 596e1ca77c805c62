import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Funzionario } from '@/lib/auth/viewer'
import { closeDatabase } from '@/lib/db/client'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld, officerNamed } from '@/lib/pratiche/testing/world'
import { listDelRichiedente } from './precedenti'
import { searchArchivio } from './ricerca'
import { isClosed, UNITA } from './testing/domande'

let elena: Funzionario
let paolo: Funzionario // named for the closed fonds

beforeAll(async () => {
  await loadWorld()
  await loadArchivio()
  elena = await officerNamed('Elena', 'Istruttore')
  paolo = await officerNamed('Paolo', 'Archivista')
})
afterAll(closeDatabase)

test('files that name whoever applies are found for who examines it, five at most', async () => {
  const named = UNITA.filter((unit) => unit.agenti.some((one) => one.nome === 'Anna Esempio'))
  const { totale, unita } = await listDelRichiedente(elena, 'ANNA  ESEMPIO')
  expect([totale, unita.map((one) => one.segnatura).sort()]).toEqual([
    named.length,
    named.map((one) => one.segnatura).sort(),
  ])
  const open = UNITA.filter((unit) => !isClosed(unit))
  const all = (nome: string) => open.filter((unit) => unit.agenti.some((one) => one.nome === nome))
  const busy = open.flatMap((unit) => unit.agenti).find((one) => all(one.nome).length > 5)?.nome ?? ''
  const found = await listDelRichiedente(elena, busy)
  const right = all(busy).map((unit) => unit.segnatura)
  expect([found.unita.length, found.totale >= right.length]).toEqual([5, true])
  for (const one of found.unita) expect(right).toContain(one.segnatura)
})

test('the first name of one and the surname of another, in one file, are nobody', async () => {
  const names = new Set(UNITA.flatMap((unit) => unit.agenti.map((one) => one.nome)))
  const crossed = UNITA.filter((unit) => !isClosed(unit)).flatMap((unit) => {
    const [one, other] = unit.agenti.map((agent) => agent.nome.split(' '))
    return one?.length === 2 && other?.length === 2 ? [`${one[0]} ${other[1]}`] : []
  })
  const nobody = crossed.find((nome) => !names.has(nome)) ?? ''
  expect((await searchArchivio(elena, { testo: nobody })).totale).toBeGreaterThan(0)
  expect(await listDelRichiedente(elena, nobody)).toEqual({ totale: 0, unita: [] })
})

test('a name that is not in the archive finds nobody, though one is written almost so', async () => {
  expect((await searchArchivio(elena, { testo: 'Anna Esenpio' })).totale).toBeGreaterThan(0)
  for (const nome of ['Anna Esenpio', 'Qzwx Vwkj', 'Rossi', ''])
    expect(await listDelRichiedente(elena, nome)).toEqual({ totale: 0, unita: [] })
})

test('who is named in what is closed is found only by the officer who is named for it', async () => {
  const secret = UNITA.find(
    (unit) => unit.segnatura.startsWith('IT-SP-PROV/ASS/') && Number(unit.dal?.slice(0, 4)) > 1957 && unit.agenti[0],
  )
  const nome = secret?.agenti[0]?.nome ?? ''
  const signatures = async (officer: Funzionario) =>
    (await listDelRichiedente(officer, nome)).unita.map((one) => one.segnatura)
  expect(await signatures(elena)).not.toContain(secret?.segnatura)
  expect(await signatures(paolo)).toContain(secret?.segnatura)
})
