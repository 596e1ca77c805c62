import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Funzionario } from '@/lib/auth/viewer'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld, officerNamed } from '@/lib/pratiche/testing/world'
import { addEtichetta, addUnita, removeEtichetta } from './commands'
import { changeAccesso } from './commands-accesso'
import { addFondo } from './commands-fondo'
import { accessoInput, etichettaInput, nuovaUnitaInput, nuovoFondoInput } from './forms'
import { findScheda, listFondi } from './queries'
import { searchArchivio } from './ricerca'

// A tree begun by hand, and how open it is.

let paolo: Funzionario // archive
let elena: Funzionario // another office
let fondo: string
let serie: string
let file: string
let other: string // of another openness
let part: string

const DESCRITTA = { titolo: 'Carte dell’ufficio ponti', data: '1950-1960', trattamento: 'censito' }
const fondoInput = (segnatura: string, accesso: string, more = {}) =>
  nuovoFondoInput.parse({ ...DESCRITTA, livello: 'fondo', segnatura, accesso, ...more })
const idOf = (result: { ok: true; value: { id: string } } | { ok: false; message: string }) => {
  if (!result.ok) throw new Error(result.message)
  return result.value.id
}
const add = async (padreId: string, livello: string, segnatura: string) =>
  idOf(await addUnita(paolo, padreId, nuovaUnitaInput.parse({ ...DESCRITTA, livello, segnatura })))
const versione = async (id: string) => (await findScheda(paolo, id))?.versioneRiga ?? -1
const change = async (id: string, accesso: string, more = {}, chi = paolo) =>
  changeAccesso(
    chi,
    id,
    await versione(id),
    accessoInput.parse({ accesso, motivoAccesso: 'Delibera di prova n. 1', ...more }),
  )
/** as everybody sees it */
const seen = async (id: string) => (await findScheda(null, id))?.accesso ?? null
const events = async (azione: string) =>
  (await dbAs('sistema').execute<{ n: number }>(sql`select count(*)::int as n from audit where azione = ${azione}`))[0]
    ?.n

beforeAll(async () => {
  await loadWorld()
  await loadArchivio(100)
  paolo = await officerNamed('Paolo', 'Archivista')
  elena = await officerNamed('Elena', 'Istruttore')
  fondo = idOf(await addFondo(paolo, fondoInput('IT-SP-PROV/PONTI', 'su_richiesta', { titoloOriginale: 'Ponti' })))
  serie = await add(fondo, 'serie', 'IT-SP-PROV/PONTI/1')
  file = await add(serie, 'fascicolo', 'IT-SP-PROV/PONTI/1/1')
  other = await add(serie, 'fascicolo', 'IT-SP-PROV/PONTI/1/2')
})
afterAll(closeDatabase)

test('a fonds begun by hand is the last of the tops, is found, and says how open its parts are', async () => {
  expect((await listFondi(null)).at(-1)).toMatchObject({ id: fondo, segnatura: 'IT-SP-PROV/PONTI', livello: 'fondo' })
  expect((await findScheda(paolo, fondo))?.storia?.map((one) => one.cosa)).toEqual(['descritta'])
  expect((await searchArchivio(null, { testo: 'IT-SP-PROV/PONTI' })).totale).toBeGreaterThan(0)
  expect([await seen(fondo), await seen(file)]).toEqual(['su_richiesta', 'su_richiesta'])
  expect(await addFondo(paolo, fondoInput('IT-SP-PROV/PONTI', 'libero'))).toMatchObject({
    errors: { segnatura: expect.any(String) },
  })
  expect((await addFondo(elena, fondoInput('IT-SP-PROV/ALTRO', 'libero'))).ok).toBe(false)
  const input = { ...DESCRITTA, segnatura: 'X', accesso: 'libero' }
  expect(nuovoFondoInput.safeParse({ ...input, livello: 'serie' }).success).toBe(false)
  expect(nuovoFondoInput.safeParse({ ...DESCRITTA, segnatura: 'X', livello: 'fondo' }).success).toBe(false)
})

test('a fonds that begins closed is there for nobody who is not named, and the next has a place after it', async () => {
  const closed = idOf(
    await addFondo(paolo, fondoInput('IT-SP-PROV/INF', 'particolare', { titoloOriginale: 'Infanzia' })),
  )
  expect([await findScheda(paolo, closed), await seen(closed)]).toEqual([null, null])
  const next = idOf(await addFondo(paolo, fondoInput('IT-SP-PROV/DOPO', 'libero')))
  expect((await listFondi(paolo)).at(-1)?.id).toBe(next)
})

test('closing takes along what is as open, leaves what is otherwise, and is in the history of each', async () => {
  expect(await change(other, 'libero')).toMatchObject({ ok: false, errors: { conferma: expect.any(String) } })
  expect(await change(other, 'libero', { conferma: 'si' })).toMatchObject({ value: { dentro: 0, visibile: true } })
  const before = await events('archivio.accesso_cambiato')
  expect(await change(fondo, 'riservato')).toMatchObject({ value: { dentro: 2, visibile: true } })
  expect(await Promise.all([fondo, serie, file, other].map(seen))).toEqual([
    'riservato',
    'riservato',
    'riservato',
    'libero',
  ])
  expect((await findScheda(paolo, fondo))?.storia?.[0]).toMatchObject({
    cosa: 'accesso cambiato',
    modifiche: { accessoBase: { da: 'su_richiesta', a: 'riservato' }, motivo: { a: 'Delibera di prova n. 1' } },
  })
  expect((await findScheda(paolo, file))?.storia?.[0]?.cosa).toBe('accesso cambiato con l’unità di sopra')
  expect(await events('archivio.accesso_cambiato')).toBe((before ?? 0) + 1)
})

test('opening without saying so twice, the same again, or by who works elsewhere changes nothing', async () => {
  const at = await versione(fondo)
  expect((await change(fondo, 'su_richiesta')).ok).toBe(false)
  expect(await change(fondo, 'riservato')).toMatchObject({ errors: { accesso: expect.any(String) } })
  expect((await change(fondo, 'libero', { conferma: 'si' }, elena)).ok).toBe(false)
  expect(
    (
      await changeAccesso(
        paolo,
        fondo,
        at - 1,
        accessoInput.parse({ accesso: 'particolare', motivoAccesso: 'Da una pagina vecchia' }),
      )
    ).ok,
  ).toBe(false)
  expect([await versione(fondo), await seen(fondo)]).toEqual([at, 'riservato'])
})

test('what tags close stays closed when the rest opens; when they go it is as its series', async () => {
  const tag = (quando: string) => etichettaInput.parse({ categoria: 'sicurezza', quando, motivo: 'Ponte strategico' })
  expect((await addEtichetta(paolo, file, tag('1955'))).ok).toBe(true)
  const health = etichettaInput.parse({ categoria: 'giudiziari', quando: '1950', motivo: 'Verbale del 1950' })
  const lapsed = await add(serie, 'fascicolo', 'IT-SP-PROV/PONTI/1/3')
  expect((await addEtichetta(paolo, lapsed, health)).ok).toBe(true)
  expect(await change(fondo, 'libero', { conferma: 'si' })).toMatchObject({ value: { dentro: 3 } })
  expect(await Promise.all([serie, file, lapsed].map(seen))).toEqual(['libero', 'riservato', 'libero'])
  expect(await findScheda(null, lapsed)).toMatchObject({ consultabileDal: '1991-01-01', accessoDopo: 'libero' })
  const [found] = (await findScheda(paolo, file))?.etichette ?? []
  expect((await removeEtichetta(paolo, file, found?.id ?? '')).ok).toBe(true)
  expect(await seen(file)).toBe('libero')
})

test('a part under a tagged whole takes its tags when it changes', async () => {
  part = await add(file, 'documento', 'IT-SP-PROV/PONTI/1/1/1')
  const tag = etichettaInput.parse({ categoria: 'sicurezza', quando: '1955', motivo: 'Ponte strategico' })
  expect((await addEtichetta(paolo, file, tag)).ok).toBe(true)
  expect(await change(part, 'su_richiesta')).toMatchObject({ value: { dentro: 0 } })
  expect(await findScheda(null, part)).toMatchObject({ accesso: 'riservato', accessoBase: 'su_richiesta' })
})

test('who closes a series loses sight of it and of what it holds, unless it was otherwise', async () => {
  expect(await change(serie, 'particolare')).toMatchObject({ value: { visibile: false } })
  expect(await findScheda(paolo, serie)).toBeNull()
  expect(await Promise.all([serie, file, other, part].map(seen))).toEqual([null, null, null, 'riservato'])
})
