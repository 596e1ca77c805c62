import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Funzionario } from '@/lib/auth/viewer'
import { addDays, type IsoDate } from '@/lib/core/date'
import { closeDatabase } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { makePersona } from '@/lib/imprese/testing/world'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld, officerNamed } from '@/lib/pratiche/testing/world'
import { unitaIdOf } from '../carico'
import { findScheda } from '../queries'
import { listFigli } from '../queries-figli'
import { nameAbilitato, revokeAbilitazione } from './commands'
import { listAbilitazioni, listFunzionari } from './queries'

let franca: Funzionario // directs the archive
let paolo: Funzionario // works in it, named for the fonds
let elena: Funzionario
let oggi: IsoDate
const FONDO = 'IT-SP-PROV/ASS'
let chiusa: string
const input = (more = {}) => ({
  personaId: elena.personaId,
  segnatura: FONDO,
  motivo: 'Ricerca per la Soprintendenza',
  dal: oggi,
  al: addDays(oggi, 30),
  ...more,
})

beforeAll(async () => {
  await loadWorld()
  await loadArchivio(600)
  franca = await officerNamed('Franca', 'Dirigente')
  paolo = await officerNamed('Paolo', 'Archivista')
  elena = await officerNamed('Elena', 'Istruttore')
  oggi = await today()
  const walk = async (id: string): Promise<string | null> => {
    for (const one of (await listFigli(paolo, id)).nodi) {
      const scheda = await findScheda(paolo, one.id)
      if (scheda?.accesso === 'particolare') return one.id
      const below = await walk(one.id)
      if (below) return below
    }
    return null
  }
  chiusa = (await walk(unitaIdOf(FONDO))) ?? ''
})
afterAll(closeDatabase)

test('who is named sees what is closed, for those days, until it is revoked', async () => {
  expect(await findScheda(elena, chiusa)).toBeNull()
  expect(await findScheda(franca, chiusa)).toBeNull() // who directs names others, and sees no more for it
  expect((await nameAbilitato(franca, input())).ok).toBe(true)
  expect((await findScheda(elena, chiusa))?.classe).toBe('abilitato')
  const row = (await listAbilitazioni(franca)).find((one) => one.chi === 'Elena Istruttore')
  expect(row).toMatchObject({ segnatura: FONDO, revocataAt: null })
  expect((await revokeAbilitazione(franca, row?.id ?? '')).ok).toBe(true)
  expect((await revokeAbilitazione(franca, row?.id ?? '')).ok).toBe(false)
  expect(await findScheda(elena, chiusa)).toBeNull()
})

test('one unit may be named by its signature, and opens alone', async () => {
  const scheda = await findScheda(paolo, chiusa)
  expect((await nameAbilitato(franca, input({ segnatura: scheda?.segnatura }))).ok).toBe(true)
  expect((await findScheda(elena, chiusa))?.id).toBe(chiusa)
})

test('nobody names themselves, a citizen, for ever, for what is not there, or without directing the archive', async () => {
  const citizen = await makePersona()
  const wrong = (more: object) => nameAbilitato(franca, input(more))
  expect(await wrong({ personaId: franca.personaId })).toMatchObject({ errors: { personaId: expect.any(String) } })
  expect(await wrong({ personaId: citizen.personaId })).toMatchObject({ errors: { personaId: expect.any(String) } })
  expect(await wrong({ al: addDays(oggi, 1_096) })).toMatchObject({ errors: { al: expect.any(String) } })
  expect((await wrong({ al: addDays(oggi, 1_095) })).ok).toBe(true)
  expect(await wrong({ al: addDays(oggi, -1), dal: addDays(oggi, -2) })).toMatchObject({
    errors: { al: expect.any(String) },
  })
  expect(await wrong({ segnatura: 'IT/NON-C-E' })).toMatchObject({ errors: { segnatura: expect.any(String) } })
  expect((await nameAbilitato(paolo, input())).ok).toBe(false)
  expect((await listAbilitazioni(elena)).every((one) => one.chi === 'Elena Istruttore')).toBe(true)
})

test('officers are listed with their office', async () => {
  expect((await listFunzionari(franca)).find((one) => one.nome === 'Istruttore Elena')?.ufficio).toContain('trasporti')
})
