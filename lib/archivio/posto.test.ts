import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Funzionario } from '@/lib/auth/viewer'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { generaArchivio } from '@/lib/mondo/archivio/generatore'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld, officerNamed } from '@/lib/pratiche/testing/world'
import { unitaIdOf, writeDescrizione } from './carico'
import { addEtichetta, addUnita } from './commands'
import { changeLivello, changeSegnatura, moveUnita } from './commands-posto'
import { etichettaInput, nuovaUnitaInput, segnaturaInput } from './forms'
import { indirizzoPermanente } from './permanente'
import { findScheda } from './queries'
import { listFigli } from './queries-figli'
import { searchArchivio } from './ricerca'

let paolo: Funzionario // archive
let elena: Funzionario // another office
const FONDO = 'IT-SP-PROV/SIS'
const DA = `${FONDO}/1990`
const A = `${FONDO}/1991`
const ids: Record<'serie' | 'file' | 'part', string> = { serie: unitaIdOf(A), file: '', part: '' }
const add = async (padreId: string, livello: string, segnatura: string) => {
  const input = { titolo: 'Unità da spostare', data: '1990', trattamento: 'schedato', livello, segnatura }
  const made = await addUnita(paolo, padreId, nuovaUnitaInput.parse(input))
  if (!made.ok) throw new Error(made.message)
  return made.value.id
}
const versione = async (id: string) => (await findScheda(paolo, id))?.versioneRiga ?? -1
const move = async (id: string, dentro: string, chi = paolo) => moveUnita(chi, id, await versione(id), dentro)
const rename = async (id: string, segnatura: string, chi = paolo) =>
  changeSegnatura(chi, id, await versione(id), segnatura)
const posto = async (id: string) =>
  (
    await dbAs('sistema').execute<{ ordine: string; profondita: number }>(
      sql`select ordine, profondita from unita_archivistiche where id = ${id}::uuid`,
    )
  )[0]

beforeAll(async () => {
  await loadWorld()
  await loadArchivio(600)
  paolo = await officerNamed('Paolo', 'Archivista')
  elena = await officerNamed('Elena', 'Istruttore')
  ids.file = await add(unitaIdOf(DA), 'fascicolo', `${DA}/spostami`)
  ids.part = await add(ids.file, 'documento', `${DA}/spostami/1`)
})
afterAll(closeDatabase)

test('a signature that was left may come again with another unit: neither loses its address', async () => {
  const [row] = [...generaArchivio(600)].filter((one) => one.livello === 'fascicolo')
  if (!row) throw new Error('No file in the sample')
  const load = () =>
    transaction(
      (tx) => writeDescrizione(tx, { ...row, padre: DA, segnatura: `${DA}/torna` }, { storia: false, luogo: 'Prova' }),
      { attore: null, ente: 'p_sp' },
    )
  const first = await load()
  expect((await rename(first, `${DA}/andata`)).ok).toBe(true)
  const second = await load()
  expect(second).not.toBe(first)
  expect((await findScheda(paolo, first))?.segnatura).toBe(`${DA}/andata`)
  expect((await findScheda(paolo, second))?.segnatura).toBe(`${DA}/torna`)
})

test('a signature changes, is found by the new one and not by the old; the address is the same', async () => {
  const address = indirizzoPermanente(ids.file)
  expect(await rename(ids.file, A)).toMatchObject({ ok: false, errors: { segnatura: expect.any(String) } })
  expect((await rename(ids.file, `${DA}/spostami`)).ok).toBe(false)
  expect((await rename(ids.file, `${DA}/b999/f0001`, elena)).ok).toBe(false)
  expect((await changeSegnatura(paolo, ids.file, 99, `${DA}/b999/f0001`)).ok).toBe(false)
  expect((await rename(ids.file, `${DA}/b999/f0001`)).ok).toBe(true)
  const scheda = await findScheda(paolo, ids.file)
  expect(scheda).toMatchObject({ segnatura: `${DA}/b999/f0001` })
  expect(scheda?.storia?.[0]).toMatchObject({
    cosa: 'segnatura cambiata',
    modifiche: { segnatura: { da: `${DA}/spostami`, a: `${DA}/b999/f0001` } },
  })
  expect(indirizzoPermanente(ids.file)).toBe(address)
  const first = async (testo: string) => (await searchArchivio(null, { testo })).risultati[0]?.segnatura
  expect(await first(`${DA}/b999/f0001`)).toBe(`${DA}/b999/f0001`)
  expect(segnaturaInput.safeParse({ segnatura: 'con spazi' }).success).toBe(false)
})

test('a unit goes to the end of another of its fonds with what it holds, and its history says so', async () => {
  expect(await move(ids.file, A)).toMatchObject({ ok: true, value: { visibile: true } })
  const scheda = await findScheda(null, ids.part)
  expect(scheda?.antenati.map((one) => one.id)).toEqual([unitaIdOf(FONDO), ids.serie, ids.file])
  const [serie, file, part] = [await posto(ids.serie), await posto(ids.file), await posto(ids.part)]
  expect(file?.ordine.startsWith(`${serie?.ordine}.`)).toBe(true)
  expect(part?.ordine.startsWith(`${file?.ordine}.`)).toBe(true)
  const last = (await listFigli(paolo, ids.serie, { dopo: (await findScheda(paolo, ids.file))?.posizione ?? 0 })).nodi
  expect(last).toEqual([])
  expect((await findScheda(paolo, ids.file))?.storia?.[0]).toMatchObject({
    cosa: 'spostata',
    modifiche: { dentro: { da: DA, a: A } },
  })
})

test('not into itself, nor another fonds, nor a lower level, nor by who works elsewhere; a fonds stays', async () => {
  const at = await posto(ids.part)
  const why = async (id: string, dentro: string) => {
    const result = await move(id, dentro)
    return result.ok ? null : (result.errors.dentro ?? result.message)
  }
  const other = await dbAs('sistema').execute<{ segnatura: string }>(
    sql`select segnatura from unita_archivistiche where padre_id is null and segnatura <> ${FONDO} and accesso <> 'particolare' limit 1`,
  )
  expect(await why(ids.file, `${DA}/b999/f0001`)).toContain('dentro sé stessa')
  expect(await why(ids.file, `${DA}/spostami/1`)).toContain('dentro sé stessa')
  expect(await why(ids.file, other[0]?.segnatura ?? '')).toContain('altro fondo')
  expect(await why(ids.file, `${DA}/b001/f0001`)).toContain('livello')
  expect(await why(ids.file, A)).toContain('già')
  expect(await why(ids.file, 'NON/C-E')).toContain('Nessuna unità')
  expect(await why(unitaIdOf(FONDO), A)).toContain('Un fondo')
  expect((await move(ids.file, DA, elena)).ok).toBe(false)
  expect(await posto(ids.part)).toEqual(at)
})

test('what its whole closes does not open by being moved out of it, until it bears the same tag', async () => {
  const whole = await add(ids.serie, 'fascicolo', `${A}/chiuso`)
  const inside = await add(whole, 'documento', `${A}/chiuso/1`)
  const to = await add(ids.serie, 'fascicolo', `${A}/aperto`)
  const tag = etichettaInput.parse({ categoria: 'sicurezza', quando: '1990', motivo: 'Ponte strategico' })
  expect((await addEtichetta(paolo, whole, tag)).ok).toBe(true)
  expect(await move(inside, `${A}/aperto`)).toMatchObject({ errors: { dentro: expect.stringContaining('etichett') } })
  expect((await findScheda(paolo, inside))?.antenati.at(-1)?.id).toBe(whole)
  expect((await addEtichetta(paolo, inside, tag)).ok).toBe(true)
  expect((await move(inside, `${A}/aperto`)).ok).toBe(true)
  expect(await findScheda(paolo, inside)).toMatchObject({ accesso: 'riservato' })
  expect((await findScheda(paolo, inside))?.antenati.at(-1)?.id).toBe(to)
})

test('a level changes where it may stand, with what stands in it; papers stay papers', async () => {
  const change = async (id: string, livello: Parameters<typeof changeLivello>[3], chi = paolo) =>
    changeLivello(chi, id, await versione(id), livello)
  const why = async (id: string, livello: Parameters<typeof changeLivello>[3]) => {
    const result = await change(id, livello)
    return result.ok ? null : result.errors.livello
  }
  expect(await why(ids.file, 'serie')).toContain('Qui non può')
  expect(await why(ids.file, 'fascicolo')).toContain('Qui non può')
  expect(await why(ids.file, 'documento')).toContain('Contiene unità')
  expect(await why(unitaIdOf(FONDO), 'serie')).toContain('Qui non può')
  expect((await change(ids.file, 'sottofascicolo', elena)).ok).toBe(false)
  expect((await changeLivello(paolo, ids.file, 99, 'sottofascicolo')).ok).toBe(false)
  expect((await change(ids.file, 'sottofascicolo')).ok).toBe(true)
  const scheda = await findScheda(paolo, ids.file)
  expect([scheda?.livello, scheda?.storia?.[0]?.modifiche]).toEqual([
    'sottofascicolo',
    { livello: { da: 'fascicolo', a: 'sottofascicolo' } },
  ])
  expect((await change(ids.file, 'fascicolo')).ok).toBe(true)
})

test('tags of where it goes close it, also to who moved it; no others do', async () => {
  const tag = etichettaInput.parse({ categoria: 'sicurezza', quando: '1990', motivo: 'Ponte strategico' })
  const closed = await add(unitaIdOf(DA), 'fascicolo', `${DA}/chiuso`)
  const part = await add(ids.file, 'documento', `${A}/sciolto`)
  expect((await addEtichetta(paolo, closed, tag)).ok).toBe(true)
  expect((await findScheda(null, part))?.accesso).toBe('su_richiesta')
  expect(await move(part, `${DA}/chiuso`)).toMatchObject({ value: { visibile: true } })
  expect((await findScheda(null, part))?.accesso).toBe('riservato')
  const other = await add(ids.file, 'documento', `${A}/sciolto2`)
  const health = etichettaInput.parse({ categoria: 'salute', quando: '1990', motivo: 'Certificato medico allegato' })
  const unseen = await add(closed, 'documento', `${DA}/chiuso/2`)
  await dbAs('sistema').execute(sql`insert into abilitazioni_archivio (ente, persona_id, unita_id, motivo, dal, al)
    values ('p_sp', ${paolo.personaId}::uuid, ${closed}::uuid, 'prova', '2020-01-01', '2099-12-31')`)
  expect((await addEtichetta(paolo, closed, health)).ok).toBe(true)
  expect(await findScheda(null, unseen)).toBeNull()
  expect(await move(other, `${DA}/chiuso`)).toMatchObject({ value: { visibile: false } })
  expect(await findScheda(null, other)).toBeNull()
})
