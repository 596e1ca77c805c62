import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import { findCitabile } from './citazione/queries'
import { citazioneInRiga } from './citazione/rules'
import { findPosto, indirizzoPermanente } from './permanente'
import { uuidOf } from './rules-permanente'
import { type ArchivioDiProva, layArchivio } from './testing/world'

let unit: ArchivioDiProva
let anna: Viewer
let elena: Viewer
let pagina: string
beforeAll(async () => {
  await loadWorld()
  anna = await viewerOf('Anna', 'Esempio')
  elena = await officerNamed('Elena', 'Istruttore')
  unit = await layArchivio(anna.personaId)
  const [row] = await db.execute<{ id: string }>(
    sql`select id from pagine_archivio where unita_id = ${unit.fascicolo}::uuid order by numero limit 1`,
  )
  pagina = row?.id ?? ''
})
afterAll(closeDatabase)

test('an address stays when title, signature, place in the tree and numbers of the pages change', async () => {
  const before = indirizzoPermanente(unit.fascicolo, pagina)
  const [unita = '', carta = ''] = new URL(before).pathname.split('/').slice(2)
  expect([uuidOf(unita), uuidOf(carta)]).toEqual([unit.fascicolo, pagina])
  const at = (numero: number) => `/archivio/${unit.fascicolo}/carte?pagina=${numero}`
  expect(await findPosto(elena, unit.fascicolo, pagina)).toBe(at(1))
  await db.execute(sql`update unita_archivistiche set segnatura = 'MURI/NUOVA/1', titolo = 'Altro titolo', padre_id = ${unit.infanzia}::uuid,
    fondo_id = ${unit.infanzia}::uuid, ordine = '0000b.0000z', posizione = 77 where id = ${unit.fascicolo}::uuid`)
  await db.execute(sql`update pagine_archivio set numero = 41 where id = ${pagina}::uuid`)
  expect(indirizzoPermanente(unit.fascicolo, pagina)).toBe(before)
  expect(await findPosto(elena, unit.fascicolo, pagina)).toBe(at(41))
})

test('leads to the unit whoever may not open the page, there or not; and nowhere who may not know of the unit', async () => {
  const scheda = `/archivio/${unit.fascicolo}`
  for (const carta of [pagina, crypto.randomUUID(), null])
    expect(await findPosto(anna, unit.fascicolo, carta)).toBe(scheda)
  expect(await findPosto(elena, unit.fascicolo, crypto.randomUUID())).toBe(scheda)
  for (const chi of [null, anna, elena])
    for (const id of [unit.chiuso, crypto.randomUUID()]) {
      expect(await findPosto(chi, id, null)).toBeNull()
      expect(await findCitabile(chi, { unitaId: id, paginaId: null })).toBeNull()
    }
})

test('a page is cited by who may open it, and a unit without what is not everybody’s', async () => {
  expect(await findCitabile(anna, { unitaId: unit.fascicolo, paginaId: pagina })).toBeNull()
  const own = await findCitabile(elena, { unitaId: unit.fascicolo, paginaId: pagina })
  expect(own && citazioneInRiga(own)).toContain(`, p. 41, ${indirizzoPermanente(unit.fascicolo, pagina)}`)
  const one = await findCitabile(elena, { unitaId: unit.riservato, paginaId: null })
  expect(one && citazioneInRiga(one)).toMatch(
    /^Archivio della Provincia della Spezia, Sismica, fasc\. «Fabbricato», 1987, MURI\/SIS\/2, http\S+\/a\/[0-9a-z]{26} \(consultato il /,
  )
  expect(JSON.stringify(one)).not.toContain('Tizio')
})
