import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Funzionario } from '@/lib/auth/viewer'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { db as padrone } from '@/lib/db/testing/padrone'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld, officerNamed } from '@/lib/pratiche/testing/world'
import { addEtichetta, addUnita, removeEtichetta } from './commands'
import { changeAccesso, EREDI_MAX } from './commands-accesso'
import { addFondo } from './commands-fondo'
import { findProduttore, listProduttori } from './dettagli/queries'
import { accessoInput, etichettaInput, nuovaUnitaInput, nuovoFondoInput } from './forms'
import { findScheda, listFondi } from './queries'
import { listFigli } from './queries-figli'
import { searchArchivio } from './ricerca'

// A tree begun by hand, and how open it is.

let paolo: Funzionario // archive
let elena: Funzionario // another office
let fondo: string
let serie: string
let file: string
let other: string // of another openness
let part: string

const QUANTE = 2_000
const DESCRITTA = { titolo: 'Carte dell’ufficio ponti', data: '1950-1960', trattamento: 'censito' }
const fondoInput = (segnatura: string, accesso: string, more = {}) =>
  nuovoFondoInput.parse({ ...DESCRITTA, livello: 'fondo', segnatura, accesso, produttore: 'Ufficio ponti', ...more })
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
  const input = { ...DESCRITTA, segnatura: 'X', accesso: 'libero', produttore: 'Ufficio ponti' }
  expect(nuovoFondoInput.safeParse({ ...input, livello: 'serie' }).success).toBe(false)
  expect(nuovoFondoInput.safeParse({ ...input, livello: 'fondo' }).success).toBe(true)
  for (const missing of ['accesso', 'produttore'])
    expect(nuovoFondoInput.safeParse({ ...input, livello: 'fondo', [missing]: '' }).success).toBe(false)
})

test('who made its papers is written once, and is that of its parts', async () => {
  const [made] = (await listProduttori(paolo)).filter((one) => one.denominazione === 'Ufficio ponti')
  expect((await findProduttore(paolo, made?.id ?? ''))?.modifiche.map((one) => one.cosa)).toEqual(['descritto'])
  const again = idOf(await addFondo(paolo, fondoInput('IT-SP-PROV/PONTI2', 'libero', { produttore: 'UFFICIO PONTI' })))
  for (const id of [fondo, file, again]) expect((await findScheda(null, id))?.produttoreId).toBe(made?.id)
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

test('what tags have closed since it was first described was never public, and is not told as withdrawn', async () => {
  const born = await add(serie, 'fascicolo', 'IT-SP-PROV/PONTI/1/4')
  await dbAs('sistema').execute(sql`insert into etichette_unita (ente, unita_id, categoria, anno, motivo)
    values ('p_sp', ${born}::uuid, 'salute', 2000, 'Dalla descrizione')`)
  const close = sql`update unita_archivistiche set accesso = 'particolare', consultabile_dal = '2071-01-01' where id = ${born}::uuid`
  await dbAs('sistema').execute(close)
  await dbAs('sistema').execute(sql`delete from ritiri_catalogo where unita_id = ${born}::uuid`)
  expect((await change(serie, 'riservato')).ok).toBe(true)
  expect((await change(serie, 'libero', { conferma: 'si' })).ok).toBe(true)
  const [row] = await dbAs('sistema').execute<{ accesso: string; ritirata: boolean }>(sql`
    select u.accesso, exists (select from ritiri_catalogo r where r.unita_id = u.id) as ritirata
    from unita_archivistiche u where u.id = ${born}::uuid`)
  expect(row).toEqual({ accesso: 'particolare', ritirata: false })
})

test('a part under a tagged whole takes its tags when it changes', async () => {
  part = await add(file, 'documento', 'IT-SP-PROV/PONTI/1/1/1')
  const tag = etichettaInput.parse({ categoria: 'sicurezza', quando: '1955', motivo: 'Ponte strategico' })
  expect((await addEtichetta(paolo, file, tag)).ok).toBe(true)
  expect(await change(part, 'su_richiesta')).toMatchObject({ value: { dentro: 0 } })
  expect(await findScheda(null, part)).toMatchObject({ accesso: 'riservato', accessoBase: 'su_richiesta' })
})

test('a branch of thousands changes in the time of one transaction; a larger one is refused', async () => {
  const grow = (to: number) =>
    dbAs('sistema').execute(sql`
      insert into unita_archivistiche (ente, id, padre_id, fondo_id, posizione, ordine, profondita, livello, segnatura, titolo,
        certezza, data_mostrata, trattamento, accesso_base, accesso, accesso_dopo, fonte)
      select u.ente, gen_random_uuid(), u.id, u.fondo_id, n, u.ordine || '.' || lpad(n::text, 5, '0'), 1, 'fascicolo', u.segnatura || '/' || n,
        'Molti', 'senza_data', 's.d.', 'censito', 'libero', 'libero', 'libero', 'prova'
      from unita_archivistiche u, generate_series(coalesce((select max(f.posizione) + 1 from unita_archivistiche f where f.padre_id = u.id), 0), ${to}::int) n
      where u.segnatura = 'IT-SP-PROV/DOPO'`)
  const [top] = (await listFondi(paolo)).filter((one) => one.segnatura === 'IT-SP-PROV/DOPO')
  await grow(QUANTE)
  await padrone.execute(sql`analyze unita_archivistiche`) // as the database does by itself, later
  expect(await change(top?.id ?? '', 'riservato')).toMatchObject({ value: { dentro: QUANTE + 1 } })
  expect(await seen((await listFigli(null, top?.id ?? '')).nodi.at(-1)?.id ?? '')).toBe('riservato')
  await dbAs('sistema').execute(
    sql`update unita_archivistiche set accesso_base = 'libero' where padre_id = ${top?.id}::uuid or id = ${top?.id}::uuid`,
  )
  await grow(EREDI_MAX)
  expect(await change(top?.id ?? '', 'riservato')).toMatchObject({
    ok: false,
    message: expect.stringContaining('10.000'),
  })
  expect((await findScheda(paolo, top?.id ?? ''))?.accessoBase).toBe('libero')
})

test('who closes a series loses sight of it and of what it holds, unless it was otherwise', async () => {
  expect(await change(serie, 'particolare')).toMatchObject({ value: { visibile: false } })
  expect(await findScheda(paolo, serie)).toBeNull()
  expect(await Promise.all([serie, file, other, part].map(seen))).toEqual([null, null, null, 'riservato'])
})

test('its own tags add to those above: a change of openness opens nothing that its whole closes', async () => {
  const top = idOf(await addFondo(paolo, fondoInput('IT-SP-PROV/SOMMA', 'su_richiesta')))
  const whole = await add(top, 'fascicolo', 'IT-SP-PROV/SOMMA/1')
  const part = await add(whole, 'documento', 'IT-SP-PROV/SOMMA/1/1')
  const accessoDi = async (id: string) =>
    (
      await dbAs('sistema').execute<{ accesso: string }>(
        sql`select accesso from unita_archivistiche where id = ${id}::uuid`,
      )
    )[0]?.accesso
  const tag = (categoria: string, quando: string) => etichettaInput.parse({ categoria, quando, motivo: 'Per la prova' })
  expect((await addEtichetta(paolo, part, tag('sicurezza', '1990'))).ok).toBe(true)
  const before = await accessoDi(part)
  await dbAs('sistema').execute(sql`insert into etichette_unita (ente, unita_id, categoria, anno, motivo)
    values ('p_sp', ${whole}::uuid, 'salute', 2000, 'Dalla descrizione')`)
  for (const accesso of ['libero', 'riservato'] as const) {
    expect((await change(whole, accesso, { conferma: 'si' })).ok).toBe(true)
    expect([before, await accessoDi(whole), await accessoDi(part)]).toEqual(['riservato', 'particolare', 'particolare'])
    await dbAs('sistema').execute(
      sql`update unita_archivistiche set accesso = 'su_richiesta' where id = ${whole}::uuid`,
    )
  }
})
